package records

import (
	"bufio"
	"io"
	"slices"
)

// tape is a file that can be wound back to what was read of it before.
type tape struct {
	*bufio.Reader
	under  unread
	offset int64 // of the next byte
	budget int64 // bytes that may yet be read again
}

// againBytes bounds what is read twice, so that a file of nothing but wrong lengths is read in reasonable time.
const againBytes = 256 << 20

// unread gives what was put back, and then what r gives.
type unread struct {
	again []byte
	r     io.Reader
}

func (u *unread) Read(p []byte) (int, error) {
	if len(u.again) == 0 {
		return u.r.Read(p)
	}
	n := copy(p, u.again)
	u.again = u.again[n:]
	return n, nil
}

func newTape(r io.Reader) *tape {
	t := &tape{under: unread{r: r}, budget: againBytes}
	t.Reader = bufio.NewReaderSize(&t.under, 256<<10)
	return t
}

// back puts back the last bytes that were read. It reports whether the budget has room for it.
func (t *tape) back(last []byte) bool {
	ahead, _ := t.Peek(t.Buffered())
	size := int64(len(last) + len(ahead) + len(t.under.again))
	if t.budget < size {
		return false
	}
	t.budget -= size
	again := make([]byte, 0, size)
	again = append(append(append(again, last...), ahead...), t.under.again...)
	t.under.again = again
	t.Reset(&t.under)
	t.offset -= int64(len(last))
	return true
}

// skip moves over n bytes. It returns io.ErrUnexpectedEOF when there are fewer.
func (t *tape) skip(n int64) error {
	for n > 0 {
		step, err := t.Discard(int(min(n, 1<<20)))
		n, t.offset = n-int64(step), t.offset+int64(step)
		if err != nil {
			return noEOF(err)
		}
	}
	return nil
}

// take appends the next n bytes to dst, which grows only with what is there. It returns io.ErrUnexpectedEOF when there are fewer.
func (t *tape) take(dst []byte, n int64) ([]byte, error) {
	for n > 0 {
		start := len(dst)
		step := int(min(n, int64(max(start, 64<<10))))
		dst = slices.Grow(dst, step)[:start+step]
		read, err := io.ReadFull(t, dst[start:])
		dst = dst[:start+read]
		n, t.offset = n-int64(read), t.offset+int64(read)
		if err != nil {
			return dst, noEOF(err)
		}
	}
	return dst, nil
}

// line appends the next line, or its first bytes where it has more than about most, to dst. It returns io.EOF when there is none.
func (t *tape) line(dst []byte, most int) ([]byte, error) {
	start := len(dst)
	for {
		piece, err := t.ReadSlice('\n')
		dst, t.offset = append(dst, piece...), t.offset+int64(len(piece))
		switch {
		case err == nil, err == io.EOF && len(dst) > start, err == bufio.ErrBufferFull && len(dst)-start >= most:
			return dst, nil
		case err != bufio.ErrBufferFull:
			return dst, err
		}
	}
}

// noEOF is for an end that comes too early.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
