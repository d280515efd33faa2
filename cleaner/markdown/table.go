package markdown

import (
	"bytes"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// row writes what the cuts leave of a table row. It reports whether that was anything.
func (m *Writer) row(w *cleaner.Window, i int, cuts []cleaner.Cut, goesOn bool) bool {
	if whole(w, i, cuts) {
		return false
	}
	columns := m.leaf.columns
	if !goesOn {
		_, columns = survey(w, i)
	}
	header := !goesOn && heads(w.Doc, i)
	cells, any := m.cells(w, i, cuts, columns, header)
	if !any {
		return false
	}
	if goesOn {
		m.newLine()
		m.out.Write(m.line)
		return true
	}
	m.begin(m.gap)
	m.leaf.columns = columns
	if header {
		m.out.Write(m.line)
	} else {
		m.out.WriteByte('|')
		cells = 0
	}
	for range columns - cells {
		m.out.WriteString("  |")
	}
	m.newLine()
	m.out.WriteByte('|')
	for range columns {
		m.out.WriteString(" --- |")
	}
	if !header {
		m.newLine()
		m.out.Write(m.line)
	}
	return true
}

// cells makes a line of the cells of row i and returns how many there are, and whether one of them holds
// anything. Those that are too many join the last one.
func (m *Writer) cells(w *cleaner.Window, i int, cuts []cleaner.Cut, columns int, header bool) (n int, any bool) {
	b := &w.Doc.Blocks[i]
	m.line = append(m.line[:0], '|')
	spans := spansOf(w.Doc, i)
	at := place{cell: true, header: header}
	for start := b.Start + w.Doc.Page.Spots[i].Mark; start <= b.End; n++ {
		end := b.End
		if tab := bytes.IndexByte(w.Doc.Text[start:end], '\t'); tab >= 0 {
			end = start + int32(tab)
		}
		for len(spans) > 0 && spans[0].End <= start {
			spans = spans[1:]
		}
		for len(cuts) > 0 && cuts[0].End <= w.Doc.Offset+int64(start) {
			cuts = cuts[1:]
		}
		m.inline.load(w, start, end, cuts, spans, at)
		if n >= columns {
			m.line = m.line[:len(m.line)-len("|")]
		} else {
			m.line = append(m.line, ' ')
		}
		m.line = m.inline.render(m.line, at)
		m.line = append(m.line, " |"...)
		any = any || len(m.inline.text) > 0
		start = end + 1
	}
	return min(n, columns), any
}

// beginsTable reports that a table begins with block i, of which classify says that it belongs to one.
func (m *Writer) beginsTable(w *cleaner.Window, i int) bool {
	if w.Doc.Blocks[i].Kind != document.TableRow {
		return w.Doc.Page.Elements[w.Doc.Page.Spots[i].Element].Tag == document.TagTr
	}
	if w.Doc.Page.Spots[i].Header || whole(w, i, cutsOf(w, i)) {
		return true // a row that is cut is none, and to count those behind each would take long
	}
	rows, _ := survey(w, i)
	return rows > 1
}

// heads reports that row i, the first of a table, names the columns: by its cells, by where it stands, or, as
// tables made with editors do, by being all strong.
func heads(doc *document.Document, i int) bool {
	b, spot := &doc.Blocks[i], &doc.Page.Spots[i]
	if spot.Header {
		return true
	}
	if parent := doc.Page.Elements[spot.Element].Parent; parent >= 0 && doc.Page.Elements[parent].Tag == document.TagThead {
		return true
	}
	at := b.Start // up to where all is strong
	for _, s := range spansOf(doc, i) {
		if s.Kind != document.Strong || s.End <= at {
			continue
		}
		if s.Start > b.End || len(bytes.TrimSpace(doc.Text[at:max(at, s.Start)])) > 0 {
			return false
		}
		at = min(s.End, b.End)
	}
	return at > b.Start && len(bytes.TrimSpace(doc.Text[at:b.End])) == 0
}

// survey returns how many rows the table has that row i begins, and the most cells of one, as far as they are
// known and not cut.
func survey(w *cleaner.Window, i int) (rows, columns int) {
	_, element := classify(w.Doc, i)
	columns = 1
	for ; i < len(w.Doc.Blocks); i++ {
		if kind, e := classify(w.Doc, i); kind != table || e != element {
			break
		}
		if !whole(w, i, cutsOf(w, i)) {
			rows++
			columns = max(columns, bytes.Count(w.Doc.BlockText(i), []byte{'\t'})+1)
		}
	}
	return rows, columns
}

// loneReach is how many rows of a single cell may follow each other inside a table.
const loneReach = 4

// lone reports that block i is all of a row between others of a table: the reader takes a cell alone for a
// paragraph, but there it heads a group of rows, or its neighbour is empty.
func lone(doc *document.Document, i int) bool {
	row := loneRow(doc, i)
	if row < 0 {
		return false
	}
	element := around(doc.Page, row, document.TagTable)
	return nextRow(doc, i, -1, row, element) && nextRow(doc, i, 1, row, element)
}

// nextRow reports that what follows block i, the only one of a row, in a direction is a row of the same table.
func nextRow(doc *document.Document, i, step int, row, element int32) bool {
	for n := 0; n < loneReach; n++ {
		i += step
		if i < 0 || i >= len(doc.Blocks) {
			return false
		}
		next := doc.Page.Spots[i].Element
		if doc.Blocks[i].Kind != document.TableRow {
			next = loneRow(doc, i)
		}
		if next < 0 || next == row || around(doc.Page, next, document.TagTable) != element {
			return false
		}
		if doc.Blocks[i].Kind == document.TableRow {
			return true
		}
		row = next
	}
	return false
}

// loneRow returns the table row that block i, a line of text, stands in, with nothing between them but what
// does not show in a cell, or -1.
func loneRow(doc *document.Document, i int) int32 {
	if kind := doc.Blocks[i].Kind; kind != document.Paragraph && kind != document.Ruler {
		return -1
	}
	for e := doc.Page.Spots[i].Element; e >= 0; e = doc.Page.Elements[e].Parent {
		switch doc.Page.Elements[e].Tag {
		case document.TagTr:
			return e
		case document.TagTd, document.TagTh, document.TagP, document.TagDiv, document.TagCenter:
		default:
			return -1
		}
	}
	return -1
}
