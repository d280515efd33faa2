package compress

import (
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Create returns a writer that compresses to w. The same input makes the same bytes on every machine: no name and no time is
// written. Close ends the data and does not close w. For None it returns w, and for a format that is only read, an error.
func Create(w io.Writer, f Format) (io.WriteCloser, error) {
	switch f {
	case None:
		return plain{w}, nil
	case Gzip:
		return gzip.NewWriter(w), nil
	case Zstd:
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true),
			zstd.WithWindowSize(4<<20))
	}
	return nil, fmt.Errorf("%s is not written: name the file .gz or .zst", f)
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }
