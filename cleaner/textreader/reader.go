// Package textreader turns plain text into blocks. A block is a line, or, in hard-wrapped text, a
// paragraph. The text itself is never changed: blocks are byte ranges of it, and what lies between them is
// white space.
package textreader

import (
	"bytes"
	"fmt"
	"io"

	"winnow/cleaner/document"
)

// The bounds of a window. They hold memory down whatever the input is; a document below them is seen whole.
const (
	windowBytes  = 512 << 10 // new text in a window
	windowBlocks = 8 << 10   // new blocks in a window
	marginBlocks = 128       // decided blocks before, and undecided ones behind
	marginBytes  = 64 << 10  // and their text
	lineBytes    = 128 << 10 // a longer line is cut into pieces
	gapBytes     = 64 << 10  // a longer run of white space is cut in two
)

// BinaryError reports input that is not text.
type BinaryError struct {
	Offset int64  // of the byte that gave it away
	What   string // what it was
}

// Error names the byte and says what to do.
func (e *BinaryError) Error() string {
	return fmt.Sprintf("%s at byte %d: not a text", e.What, e.Offset)
}

// Reader reads one text as a sequence of windows.
type Reader struct {
	// Text accepts NUL bytes as text.
	Text bool

	src     io.Reader
	started bool
	eof     bool
	parsed  int   // bytes of the document's text that blocks have been made of
	line    int64 // number of the next line
	gap     bool  // an empty line stands before parsed
	piece   bool  // parsed stands inside a long line
	width   int   // columns that lines are wrapped at, or 0
	lines   []line
}

// New returns a reader of src.
func New(src io.Reader) *Reader {
	r := &Reader{}
	r.Reset(src)
	return r
}

// Reset makes r a reader of src, as New does, in the memory of r.
func (r *Reader) Reset(src io.Reader) { *r = Reader{src: src, line: 1, lines: r.lines[:0]} }

// Next fills doc with the next window. The caller passes the same document each time, unchanged but for its
// findings. It returns io.EOF when the input is used up.
func (r *Reader) Next(doc *document.Document) error {
	if r.started && (doc.Last || r.eof && r.parsed == len(doc.Text) && doc.To == len(doc.Blocks)) {
		return io.EOF
	}
	if r.started {
		r.advance(doc)
	} else {
		doc.Reset()
	}
	if err := r.fill(doc); err != nil {
		return err
	}
	if !r.started && len(doc.Text) == 0 {
		return io.EOF
	}
	r.split(doc)
	r.started = true
	doc.Last = r.eof && r.parsed == len(doc.Text)
	doc.To = len(doc.Blocks)
	if !doc.Last {
		doc.To = max(doc.From+1, back(doc, len(doc.Blocks)))
		doc.To = min(doc.To, len(doc.Blocks))
	}
	return nil
}

// advance drops the text that is neither context nor undecided.
func (r *Reader) advance(doc *document.Document) {
	first := back(doc, doc.To)
	base := r.parsed
	if first < len(doc.Blocks) {
		base = int(doc.Blocks[first].Start)
	}
	switch {
	case first > 0:
		// What stands between two blocks belongs to the decision on the second.
		base = min(base, int(doc.Blocks[first-1].End))
	case len(doc.Blocks) == 0:
		base = 0 // nothing but white space, which belongs to the decision on a block to come
	}
	n := copy(doc.Text, doc.Text[base:])
	doc.Text = doc.Text[:n]
	doc.Offset += int64(base)
	r.parsed -= base
	m := copy(doc.Blocks, doc.Blocks[first:])
	doc.Blocks = doc.Blocks[:m]
	for i := range doc.Blocks {
		doc.Blocks[i].Start -= int32(base)
		doc.Blocks[i].End -= int32(base)
	}
	doc.From = doc.To - first
}

// back returns the first block of the margin that ends before block end. What stands between its blocks counts, too.
func back(doc *document.Document, end int) int {
	i := end
	for i > 0 && end-i < marginBlocks && doc.Blocks[end-1].End-doc.Blocks[i-1].Start <= marginBytes {
		i--
	}
	return i
}

// fill reads until a full window of new text is there, or the input ends. How the source cuts its reads
// makes no difference.
func (r *Reader) fill(doc *document.Document) error {
	want := r.parsed + windowBytes + lineBytes
	for !r.eof && len(doc.Text) < want {
		if cap(doc.Text) < want {
			doc.Text = append(make([]byte, 0, want+want/4), doc.Text...)
		}
		n, err := r.src.Read(doc.Text[len(doc.Text):want])
		fresh := doc.Text[len(doc.Text) : len(doc.Text)+n]
		if err := r.verify(fresh, doc.Offset+int64(len(doc.Text))); err != nil {
			return err
		}
		doc.Text = doc.Text[:len(doc.Text)+n]
		if err == io.EOF {
			r.eof = true
		} else if err != nil {
			return err
		}
	}
	return nil
}

// verify refuses what is not text.
func (r *Reader) verify(fresh []byte, offset int64) error {
	if r.Text {
		return nil
	}
	if i := bytes.IndexByte(fresh, 0); i >= 0 {
		return &BinaryError{Offset: offset + int64(i), What: "nul byte"}
	}
	return nil
}
