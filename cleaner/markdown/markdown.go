// Package markdown holds the writer that gives what no cut covers as Markdown: CommonMark with the tables and
// the strikethrough of GitHub's dialect.
//
// A renderer shows exactly the characters of the page's text. That is what most of the package is about: text
// is escaped where it would be taken for markup, and only there, and emphasis whose delimiters would not be
// taken for markup is narrowed ("**Note**:it" for "<b>Note:</b>it") or left out. Superscripts, subscripts and
// rulers are not marked, since CommonMark has no words for the first two and the last holds no text. Nor is
// what says nothing: strong text that is all of a heading or of a header cell, or emphasis of what is invisible.
//
// The target of a link is resolved against the address in the page's base element. Where it has none, a target
// that begins with a slash gets the host of the page's canonical address. Others stay as the page has them:
// canonical addresses too often differ from where a page was found by a slash at the end, which is all that
// they depend on. Links to places on the page itself are written as text, since the places are not. Pages
// that take more than one window say where they are in the last one only, so that most of their targets stay.
//
// A table of a single row without a header is a layout, and becomes a paragraph. A cell that is alone in a row
// between rows of a table is a row of it.
//
// The package renders on its own instead of through a converter from HTML. The best of those, html-to-markdown,
// was tried on random paragraphs full of marks: one in twenty was shown with other characters than it has, most
// often since emphasis that ends in punctuation in front of a letter, as languages without spaces write it, was
// taken for stars. It also needs the tree of a page, where this writer holds no more than the block it is at.
package markdown

import (
	"bufio"
	"cmp"
	"io"
	"slices"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// Writer writes pages as Markdown. Plain text has no markup to write, so it is passed as it is, as in text
// mode: what an author typed as Markdown stays Markdown. A Writer may take one document after another. Call
// Flush at the end.
type Writer struct {
	out  *bufio.Writer
	text *cleaner.TextWriter

	begun  bool // a line of a page was written
	gap    bool // an empty line stands between the block that was written last and the one at hand
	leaf   leaf
	nest   nest
	trail  trail
	inline inline
	line   []byte
}

// leafKind is the kind of what holds the text of one or more blocks.
type leafKind uint8

const (
	none leafKind = iota
	paragraph
	heading
	table
	fence
)

// leaf is the paragraph, heading, table or code that was written last. It is none once a block came that
// does not belong to it, be it kept or cut.
type leaf struct {
	kind    leafKind
	element int32 // what its blocks have in common
	end     int64 // where its last block ended
	ticks   int   // of a fence, its length
	columns int   // of a table
}

// New returns a writer to w.
func New(w io.Writer) *Writer {
	out := bufio.NewWriterSize(w, 64<<10)
	return &Writer{out: out, text: cleaner.NewTextWriter(out)}
}

// Flush ends the page and writes what is buffered.
func (m *Writer) Flush() error {
	m.finish()
	return m.out.Flush()
}

// Write implements cleaner.Writer.
func (m *Writer) Write(w *cleaner.Window) error {
	if w.Doc.Page == nil {
		return m.text.Write(w)
	}
	m.trail.follow(w.Doc, m)
	m.inline.links.of(&w.Doc.Page.Meta)
	for i := w.Doc.From; i < w.Doc.To; i++ {
		m.block(w, i)
	}
	m.trail.remember(w.Doc)
	if w.Doc.Last {
		m.finish()
	}
	_, err := m.out.Write(nil) // a buffered writer keeps the first error
	return err
}

// finish ends the page, if one was begun.
func (m *Writer) finish() {
	m.endLeaf()
	if m.nest.written {
		m.out.WriteByte('\n')
	}
	m.nest.reset()
	m.trail.reset()
	m.gap = false
}

// block writes block i, or what the cuts left of it.
func (m *Writer) block(w *cleaner.Window, i int) {
	b := &w.Doc.Blocks[i]
	kind, element := classify(w.Doc, i)
	m.gap = m.gap || b.Gap
	goesOn := m.goesOn(kind, element)
	if kind == table && !goesOn && !m.beginsTable(w, i) {
		kind, element = paragraph, w.Doc.Page.Spots[i].Element
	}
	if !goesOn {
		m.endLeaf()
	}
	m.nest.enter(w.Doc.Page, w.Doc.Page.Spots[i].Element)
	written := false
	cuts := cutsOf(w, i)
	switch kind {
	case none:
		return
	case table:
		written = m.row(w, i, cuts, goesOn)
	case fence:
		written = m.code(w, i, cuts, goesOn)
	default:
		written = m.prose(w, i, cuts, goesOn)
	}
	if written {
		m.gap = false
		m.leaf.kind, m.leaf.element, m.leaf.end = kind, element, w.Doc.Offset+int64(b.End)
	}
}

// goesOn reports that a block of that kind and element belongs to the leaf that was written last.
func (m *Writer) goesOn(kind leafKind, element int32) bool {
	return m.leaf.kind == kind && m.leaf.element == element && element >= 0 && (kind == table || kind == fence || !m.gap)
}

// endLeaf ends what was written last; no block belongs to it any more.
func (m *Writer) endLeaf() {
	if m.leaf.kind == fence {
		m.newLine()
		m.ticks(m.leaf.ticks)
	}
	m.leaf = leaf{element: -1}
}

// classify tells what holds the text of block i, and the element that blocks of the same leaf share.
func classify(doc *document.Document, i int) (leafKind, int32) {
	page, spot := doc.Page, &doc.Page.Spots[i]
	if spot.Element < 0 {
		return paragraph, -1
	}
	switch tag := page.Elements[spot.Element].Tag; {
	case tag == document.TagHr:
		return none, -1
	case tag == document.TagTr, doc.Blocks[i].Kind == document.TableRow, lone(doc, i):
		return table, around(page, spot.Element, document.TagTable)
	}
	if pre := around(page, spot.Element, document.TagPre, document.TagListing, document.TagXmp, document.TagPlaintext); pre >= 0 {
		return fence, pre
	}
	if level(doc, i) > 0 {
		return heading, spot.Element
	}
	return paragraph, spot.Element
}

// level returns the level of block i as a heading, or 0. One that begins a list item has the kind of those,
// so it is told by its element.
func level(doc *document.Document, i int) int {
	spot := &doc.Page.Spots[i]
	if spot.Element >= 0 {
		if t := doc.Page.Elements[spot.Element].Tag; t >= document.TagH1 && t <= document.TagH6 {
			return int(t-document.TagH1) + 1
		}
	}
	if doc.Blocks[i].Kind == document.Heading {
		return min(max(int(spot.Level), 1), 6)
	}
	return 0
}

// around returns the innermost element that is or holds element e and has one of the tags, or -1.
func around(page *document.Page, e int32, tags ...document.Tag) int32 {
	for e >= 0 && !slices.Contains(tags, page.Elements[e].Tag) {
		e = page.Elements[e].Parent
	}
	return e
}

// cutsOf returns the cuts that overlap block i.
func cutsOf(w *cleaner.Window, i int) []cleaner.Cut {
	start, end := w.Doc.Offset+int64(w.Doc.Blocks[i].Start), w.Doc.Offset+int64(w.Doc.Blocks[i].End)
	first, _ := slices.BinarySearchFunc(w.Cuts, start+1, func(c cleaner.Cut, at int64) int { return cmp.Compare(c.End, at) })
	last := first
	for last < len(w.Cuts) && w.Cuts[last].Start < end {
		last++
	}
	return w.Cuts[first:last]
}

// whole reports that cuts leave nothing of block i.
func whole(w *cleaner.Window, i int, cuts []cleaner.Cut) bool {
	b := &w.Doc.Blocks[i]
	return len(cuts) > 0 && cuts[0].Start <= w.Doc.Offset+int64(b.Start) && cuts[0].End >= w.Doc.Offset+int64(b.End)
}
