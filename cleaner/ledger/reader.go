package ledger

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"winnow/cleaner/compress"
)

// maxLine is the length of the longest line that is read. Writers' are shorter: a cut is no longer than a window of
// text, every byte of which may take six in JSON.
const maxLine = 64 << 20

// Reader reads a ledger.
type Reader struct {
	source   *compress.Reader
	lines    *bufio.Reader
	long     []byte // a line longer than the buffer
	number   int64  // of the line at hand
	before   int64  // documents of the ledgers in front of the one at hand
	document Document
	entry    Entry
}

// NewReader returns a reader of the ledger that r holds, compressed or not. It reports what is no ledger, and a version
// of the format that it does not know. Close the reader at the end, and r after it.
func NewReader(r io.Reader) (*Reader, error) {
	source, err := compress.Open(r)
	if err != nil {
		return nil, damaged(1, err)
	}
	reader := &Reader{source: source, lines: bufio.NewReaderSize(source, bufferBytes)}
	if err := reader.header(); err != nil {
		source.Close()
		return nil, err
	}
	return reader, nil
}

// Close lets go of the reader's memory.
func (r *Reader) Close() { r.source.Close() }

// header reads the first line.
func (r *Reader) header() error {
	line, err := r.line()
	switch {
	case err == io.EOF:
		return errors.New("the file is empty: a ledger has a header at least")
	case err != nil:
		return err
	}
	return r.check(line)
}

// check reports a header that is none, or of another version.
func (r *Reader) check(line []byte) error {
	var h Header
	if err := json.Unmarshal(line, &h); err != nil || h.Ledger != program {
		return fmt.Errorf("not a ledger: line %d is %q, want a header such as {\"ledger\":\"winnow\",\"version\":1}", r.number, quote(line))
	}
	if h.Version != Version {
		by := "the one that wrote it"
		if h.Program != nil {
			by = "winnow " + h.Program.String() + ", which wrote it"
		}
		return fmt.Errorf("a ledger of version %d, and this program reads version %d: use %s", h.Version, Version, by)
	}
	return nil
}

// headerPrefix is how headers begin. Other lines do not.
var headerPrefix = []byte(`{"ledger":`)

// Next returns what the next line has: a document, or an entry of the last one. Both are good until the next call. It
// returns io.EOF at the end of the ledger. Of ledgers that stand one behind the other documents are numbered through.
func (r *Reader) Next() (*Document, *Entry, error) {
	line, err := r.line()
	for err == nil && bytes.HasPrefix(line, headerPrefix) {
		if err = r.check(line); err == nil {
			r.before = r.document.Doc
			line, err = r.line()
		}
	}
	if err != nil {
		return nil, nil, err
	}
	if bytes.Contains(line[:min(len(line), 64)], []byte(`"offset":`)) {
		e := &r.entry
		*e = Entry{}
		if err := json.Unmarshal(line, e); err != nil {
			return nil, nil, damaged(r.number, err)
		}
		e.Doc += r.before
		if e.Doc != r.document.Doc || e.Doc <= r.before || e.Offset < 0 || e.Length < 0 {
			return nil, nil, damaged(r.number, fmt.Errorf("%q is no entry of document %d", quote(line), r.document.Doc))
		}
		return nil, e, nil
	}
	d := &r.document
	last := d.Doc
	*d = Document{}
	if err := json.Unmarshal(line, d); err != nil {
		return nil, nil, damaged(r.number, err)
	}
	if d.Doc += r.before; d.Doc != last+1 {
		return nil, nil, damaged(r.number, fmt.Errorf("document %d follows document %d", d.Doc, last))
	}
	return d, nil, nil
}

// line returns the next line, without its end.
func (r *Reader) line() ([]byte, error) {
	r.number++
	line, err := r.lines.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.long = append(r.long[:0], line...)
		for err == bufio.ErrBufferFull {
			if len(r.long) > maxLine {
				return nil, damaged(r.number, fmt.Errorf("the line is longer than %d bytes", maxLine))
			}
			line, err = r.lines.ReadSlice('\n')
			r.long = append(r.long, line...)
		}
		line = r.long
	}
	switch {
	case err == io.EOF && len(line) == 0:
		return nil, io.EOF
	case err == io.EOF:
		return nil, damaged(r.number, fmt.Errorf("the file ends within the line %q", quote(line)))
	case err != nil:
		return nil, damaged(r.number, err)
	}
	return line[:len(line)-1], nil
}

// damaged says where a ledger cannot be read.
func damaged(line int64, err error) error { return fmt.Errorf("line %d of the ledger: %w", line, err) }

// quote returns the beginning of a line.
func quote(line []byte) []byte { return line[:min(len(line), 60)] }
