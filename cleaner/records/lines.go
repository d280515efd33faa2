package records

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lines reads a file line by line. A line may have any length.
type lines struct {
	r      *bufio.Reader
	limit  int64 // bytes of the longest record
	line   int64 // lines read
	offset int64 // bytes read
}

// partBytes is how much is kept of a record that is too large, to name it by.
const partBytes = 64 << 10

func newLines(r io.Reader, limit int64) *lines {
	return &lines{r: bufio.NewReaderSize(r, 256<<10), limit: limit}
}

var errWide = errors.New("the file is in UTF-16: records are read in UTF-8")

// mark is the byte order mark of UTF-8.
const mark = "\xef\xbb\xbf"

// open looks at how the file begins. It reports a byte order mark, which is part of the first line.
func (l *lines) open() (marked bool, err error) {
	head, err := l.r.Peek(len(mark))
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false, errWide
	}
	return string(head) == mark, nil
}

// next appends the next line, with its end, to rec.Raw. Once that is too large, rec.Raw keeps its beginning, rec.Part is set, and
// the rest of the line is passed over. It returns io.EOF when there is no line.
func (l *lines) next(rec *Record) error {
	read := false
	for {
		piece, err := l.r.ReadSlice('\n')
		l.offset += int64(len(piece))
		read = read || len(piece) > 0
		rec.add(piece, l.limit)
		switch {
		case err == nil, err == io.EOF && read:
			l.line++
			return nil
		case err != bufio.ErrBufferFull:
			return err
		}
	}
}

// add appends bytes to rec.Raw, which must not grow beyond limit.
func (rec *Record) add(piece []byte, limit int64) {
	if !rec.Part && int64(len(rec.Raw)+len(piece)) > limit {
		rec.Part = true
		rec.Raw = append(rec.Raw, piece[:min(len(piece), partBytes)]...)
		rec.Raw = append([]byte(nil), rec.Raw[:min(len(rec.Raw), partBytes)]...)
	}
	if rec.Part {
		return
	}
	if free := cap(rec.Raw) - len(rec.Raw); free < len(piece) {
		// By doubling, where append would copy a large record several times. Memory that is not used yet costs nothing.
		rec.Raw = append(make([]byte, 0, 2*len(rec.Raw)+len(piece)), rec.Raw...)
	}
	rec.Raw = append(rec.Raw, piece...)
}
