package ledger

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Compression is how a ledger is compressed.
type Compression string

// The compressions.
const (
	None Compression = ""
	Gzip Compression = "gzip"
	Zstd Compression = "zstd"
)

// CompressionOf returns the compression that a file's name asks for, by its ending: .gz or .zst.
func CompressionOf(name string) Compression {
	switch name = strings.ToLower(name); {
	case strings.HasSuffix(name, ".gz"):
		return Gzip
	case strings.HasSuffix(name, ".zst"):
		return Zstd
	}
	return None
}

// The bounds of zstd's memory. Writers use windowSize; what is read may come from elsewhere.
const (
	windowSize = 512 << 10
	maxWindow  = 64 << 20
)

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
func compressor(c Compression) (frames, error) {
	switch c {
	case None:
		return &plain{}, nil
	case Gzip:
		return gzip.NewWriterLevel(io.Discard, gzipLevel)
	case Zstd:
		return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(windowSize), zstd.WithLowerEncoderMem(true))
	}
	return nil, fmt.Errorf("%q is no compression of ledgers: use gzip or zstd", c)
}

// decompress returns a reader of what r holds, which it tells by its first bytes. Closing it does not close r.
func decompress(r io.Reader) (io.ReadCloser, error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	head, err := buffered.Peek(4)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(buffered)
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		d, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return io.NopCloser(buffered), nil
}
