package markdown

import (
	"bytes"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// prose writes what the cuts leave of a paragraph, or a line of one, or of a heading. It reports whether
// that was anything.
func (m *Writer) prose(w *cleaner.Window, i int, cuts []cleaner.Cut, goesOn bool) bool {
	if whole(w, i, cuts) {
		return false
	}
	b, spot := &w.Doc.Blocks[i], &w.Doc.Page.Spots[i]
	level := level(w.Doc, i)
	at := place{lineStart: level == 0, heading: level > 0, unended: b.Kind == document.Piece}
	m.inline.load(w, b.Start+spot.Mark, b.End, cuts, spansOf(w.Doc, i), at)
	if len(m.inline.text) == 0 {
		return false
	}
	switch {
	case goesOn && level > 0:
		m.out.WriteByte(' ') // a heading has one line
	case goesOn && m.sameLine(w.Doc, b):
		at.lineStart = false
	case goesOn:
		m.out.WriteString(lineBreak(m.line))
		m.newLine()
	default:
		m.begin(m.gap)
		m.out.WriteString("######"[:level])
		if level > 0 {
			m.out.WriteByte(' ')
		}
		at.item = len(m.nest.open) > 0 && !m.nest.open[len(m.nest.open)-1].quote
	}
	m.line = m.inline.render(m.line[:0], at)
	m.out.Write(m.line)
	return true
}

// lineBreak returns what makes a line break behind a line: a backslash, or, where it would meet another one,
// two spaces.
func lineBreak(line []byte) string {
	if bytes.HasSuffix(line, []byte{'\\'}) {
		return "  "
	}
	return "\\"
}

// sameLine reports that block b goes on the line that the block before is a part of, and writes the space
// between them.
func (m *Writer) sameLine(doc *document.Document, b *document.Block) bool {
	from := m.leaf.end - doc.Offset
	if from < 0 || from > int64(b.Start) || bytes.IndexByte(doc.Text[from:b.Start], '\n') >= 0 {
		return false
	}
	if from < int64(b.Start) {
		m.out.WriteByte(' ')
	}
	return true
}

// spansOf returns the spans of block i. A part of a line has none: what stands beside it is not known.
func spansOf(doc *document.Document, i int) []document.Span {
	spot := &doc.Page.Spots[i]
	if doc.Blocks[i].Kind == document.Piece || spot.First < 0 || spot.First > spot.Last || int(spot.Last) > len(doc.Page.Spans) {
		return nil
	}
	return doc.Page.Spans[spot.First:spot.Last]
}

// code writes what the cuts leave of preformatted text. It reports whether that was anything.
func (m *Writer) code(w *cleaner.Window, i int, cuts []cleaner.Cut, goesOn bool) bool {
	m.line = keptText(m.line[:0], w, i, cuts)
	text := bytes.Trim(m.line, "\n")
	if len(bytes.TrimSpace(text)) == 0 {
		return false
	}
	ticks := max(longestRun(text)+1, 3)
	if goesOn && ticks > m.leaf.ticks {
		m.endLeaf()
		goesOn = false
	}
	if !goesOn {
		m.begin(m.gap)
		m.ticks(ticks)
		m.leaf.ticks = ticks
		_, pre := classify(w.Doc, i)
		m.out.WriteString(language(w.Doc.Page, pre))
	}
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		m.out.WriteByte('\n')
		m.indent(len(line) == 0)
		m.out.Write(line)
	}
	return true
}

func (m *Writer) ticks(n int) {
	for range n {
		m.out.WriteByte('`')
	}
}

// keptText appends what the cuts leave of block i, with line ends as Markdown has them.
func keptText(dst []byte, w *cleaner.Window, i int, cuts []cleaner.Cut) []byte {
	b := &w.Doc.Blocks[i]
	at, end := w.Doc.Offset+int64(b.Start+w.Doc.Page.Spots[i].Mark), w.Doc.Offset+int64(b.End)
	add := func(to int64) {
		if at < to {
			dst = append(dst, w.Doc.Text[at-w.Doc.Offset:to-w.Doc.Offset]...)
		}
	}
	for _, c := range cuts {
		add(min(c.Start, end))
		at = max(at, c.End)
	}
	add(end)
	if bytes.IndexByte(dst, '\r') >= 0 {
		dst = bytes.ReplaceAll(dst, []byte("\r\n"), []byte{'\n'})
		dst = bytes.ReplaceAll(dst, []byte{'\r'}, []byte{'\n'})
	}
	return dst
}

// longestRun returns the length of the longest run of backticks.
func longestRun(text []byte) int {
	longest, run := 0, 0
	for _, c := range text {
		if c != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
