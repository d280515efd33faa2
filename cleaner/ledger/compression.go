package ledger

import (
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/cleaner/compress"
)

// windowSize bounds the memory of zstd.
const windowSize = 512 << 10

// gzipLevel is for speed: a ledger is much the same from line to line, and cleaning should not wait for it.
const gzipLevel = 2

// frames writes a gzip member or a zstd frame after the other.
type frames interface {
	io.WriteCloser
	Reset(w io.Writer)
}

// plain is frames of nothing.
type plain struct{ io.Writer }

func (plain) Close() error         { return nil }
func (p *plain) Reset(w io.Writer) { p.Writer = w }

// compressor returns what compresses as c says, once Reset was called.
func compressor(c compress.Format) (frames, error) {
	switch c {
	case compress.None:
		return &plain{}, nil
	case compress.Gzip:
		return gzip.NewWriterLevel(io.Discard, gzipLevel)
	case compress.Zstd:
		return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(windowSize), zstd.WithLowerEncoderMem(true))
	}
	return nil, fmt.Errorf("a ledger is not written as %s: name it .gz or .zst, or .jsonl", c)
}
