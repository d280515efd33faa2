package compress

import (
	"bufio"
	"compress/bzip2"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// maxWindow is the largest window, in bytes, that a decoder is given. It is the limit of the zstd program; xz -9 needs half of it.
const maxWindow = 128 << 20

// errCutOff says that a file ends in the middle.
var errCutOff = errors.New("the file is cut off")

// Reader gives the plain bytes of a file.
type Reader struct {
	// Format is what the file is compressed in, or None.
	Format Format
	// Limit is how many bytes Read gives of a compressed file before it returns a *LimitError. 0 stands for no limit; that of a
	// file that is not compressed is none. It may be set at any time, and counts from the file's start.
	Limit int64

	source  counter
	head    *bufio.Reader
	decoder io.Reader
	given   int64
}

// Open opens r, which may be compressed or not. An error is r's own, or an *Error. Close the reader when done with it.
func Open(r io.Reader) (*Reader, error) {
	z := &Reader{source: counter{r: r}}
	z.head = bufio.NewReaderSize(&z.source, 64<<10)
	head, err := z.head.Peek(HeadBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	z.Format = Detect(head)
	if z.decoder, err = newDecoder(z.Format, z.head); err != nil {
		return nil, z.explain(err)
	}
	return z, nil
}

func newDecoder(f Format, r *bufio.Reader) (io.Reader, error) {
	switch f {
	case Gzip:
		return newMembers(r)
	case Zstd:
		// One goroutine, so that none is left behind by a reader that is not closed.
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxMemory(maxWindow), zstd.WithDecoderMaxWindow(maxWindow))
	case Bzip2:
		return bzip2.NewReader(r), nil
	case XZ:
		return xz.NewReader(&windowGuard{r: r})
	}
	return r, nil
}

// Read implements io.Reader. Of a broken file it gives what can be had, and then an *Error.
func (z *Reader) Read(p []byte) (int, error) {
	if z.Format == None {
		return z.decoder.Read(p)
	}
	if z.Limit > 0 {
		if z.given > z.Limit {
			return 0, &LimitError{z.Format, z.Limit}
		}
		// One byte more than is allowed tells a file of just that size from a larger one.
		p = p[:min(int64(len(p)), z.Limit+1-z.given)]
	}
	n, err := z.decoder.Read(p)
	z.given += int64(n)
	if z.Limit > 0 && z.given > z.Limit {
		return n - 1, &LimitError{z.Format, z.Limit}
	}
	return n, z.explain(err)
}

// Close lets go of the decoder. It does not close what Open was given.
func (z *Reader) Close() {
	if d, ok := z.decoder.(*zstd.Decoder); ok {
		d.Close()
	}
}

// explain makes an *Error of what a decoder says. Errors of the source are passed on as they are.
func (z *Reader) explain(err error) error {
	switch {
	case err == nil, err == io.EOF, z.Format == None:
		return err
	case z.source.err != nil:
		return z.source.err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		err = errCutOff
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		err = errWindow
	}
	return &Error{z.Format, z.source.n - int64(z.head.Buffered()), err}
}

// counter counts what is read of a file, and remembers its error.
type counter struct {
	r   io.Reader
	n   int64
	err error // but for io.EOF
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// members reads the members of a gzip file, one behind the other. Zeros behind the last are padding, as tapes have it.
type members struct {
	r      *bufio.Reader
	member *gzip.Reader
}

func newMembers(r *bufio.Reader) (*members, error) {
	member, err := gzip.NewReader(r)
	if err != nil {
		return nil, cutOff(err)
	}
	member.Multistream(false)
	return &members{r, member}, nil
}

var errTrailing = errors.New("what follows is no gzip data")

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.member.Read(p)
		if err != io.EOF {
			return n, err
		}
		if n > 0 {
			return n, nil
		}
		if err := m.next(); err != nil {
			return 0, err
		}
	}
}

// next opens the next member. It returns io.EOF when there is none.
func (m *members) next() error {
	head, err := m.r.Peek(2)
	switch {
	case len(head) == 0:
		return err
	case head[0] == 0:
		return m.padding()
	case string(head) != "\x1f\x8b":
		return errTrailing
	}
	if err := m.member.Reset(m.r); err != nil {
		return cutOff(err)
	}
	m.member.Multistream(false)
	return nil
}

// padding reads zeros up to the end of the file.
func (m *members) padding() error {
	for {
		switch b, err := m.r.ReadByte(); {
		case err != nil:
			return err
		case b != 0:
			return errTrailing
		}
	}
}

// cutOff is for errors of a header: there an end is one too early.
func cutOff(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
