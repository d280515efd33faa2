package htmlreader

import "winnow/cleaner/document"

// A row of a table becomes one block, its cells parted by tabs, as long as its cells are short. Cells with
// much in them are those of a layout, and stay blocks of their own.
const (
	rowCells   = 256 // of a row
	cellBlocks = 4   // blocks of one cell
	rowBytes   = 800 // text of a row
)

// cell notes where a cell of the row at hand begins.
func (r *Reader) cell() {
	row := r.top()
	if row.unseen {
		return
	}
	r.close()
	if len(r.cells)-row.cells >= rowCells {
		row.torn = true
		return
	}
	r.cells = append(r.cells, len(r.doc.Blocks))
}

// row makes one block of the row that n opened, if its cells are short.
func (r *Reader) row(n *node) {
	cells := r.cells[min(n.cells, len(r.cells)):]
	r.cells = r.cells[:len(r.cells)-len(cells)]
	doc := r.doc
	if len(doc.Blocks)-n.first < 2 || n.torn || len(cells) == 0 || cells[0] != n.first || !r.simple(n, cells) {
		return
	}
	first, spot := doc.Blocks[n.first], doc.Page.Spots[n.first]
	r.scratch = r.scratch[:0]
	delta := func(i int) int32 { return first.Start + int32(len(r.scratch)) - doc.Blocks[i].Start }
	spot.Linked, spot.Header = 0, true
	for c, from := range cells {
		to := len(doc.Blocks)
		if c+1 < len(cells) {
			to = cells[c+1]
		}
		if c > 0 {
			r.scratch = append(r.scratch, '\t')
		}
		for i := from; i < to; i++ {
			if i > from {
				r.scratch = append(r.scratch, ' ')
			}
			s := &doc.Page.Spots[i]
			spot.Header = spot.Header && r.heads(s.Element)
			shift(doc.Page.Spans[s.First:s.Last], delta(i))
			r.scratch = append(r.scratch, doc.BlockText(i)...)
			spot.Linked += s.Linked
			spot.End, spot.Last = s.End, s.Last
		}
	}
	for len(r.scratch) > 0 && r.scratch[len(r.scratch)-1] == '\t' {
		r.scratch = r.scratch[:len(r.scratch)-1]
	}
	doc.Text = append(doc.Text[:first.Start], r.scratch...)
	first.End, first.Kind, first.Stats = int32(len(doc.Text)), document.TableRow, document.Measure(r.scratch)
	spot.Element = n.element
	doc.Blocks, doc.Page.Spots = append(doc.Blocks[:n.first], first), append(doc.Page.Spots[:n.first], spot)
}

// heads reports that element e is or stands in a th cell.
func (r *Reader) heads(e int32) bool {
	for ; e >= 0; e = r.doc.Page.Elements[e].Parent {
		switch r.doc.Page.Elements[e].Tag {
		case document.TagTh:
			return true
		case document.TagTd, document.TagTr:
			return false
		}
	}
	return false
}

// simple reports that the cells of a row are short and hold nothing but text.
func (r *Reader) simple(n *node, cells []int) bool {
	doc := r.doc
	if int(doc.Blocks[len(doc.Blocks)-1].End-doc.Blocks[n.first].Start) > rowBytes {
		return false
	}
	filled := 0
	for c, from := range cells {
		to := len(doc.Blocks)
		if c+1 < len(cells) {
			to = cells[c+1]
		}
		if to-from > cellBlocks {
			return false
		}
		if to > from {
			filled++
		}
	}
	if filled < 2 {
		return false // a cell alone is a line, or all of a layout
	}
	for i := n.first; i < len(doc.Blocks); i++ {
		if k := doc.Blocks[i].Kind; k != document.Paragraph && k != document.Ruler {
			return false
		}
		e := &doc.Page.Elements[doc.Page.Spots[i].Element]
		if e.Tag == document.TagPre || e.Tag == document.TagBlockquote || e.Flags != n.flags {
			return false
		}
	}
	return true
}

func shift(spans []document.Span, by int32) {
	for i := range spans {
		spans[i].Start += by
		spans[i].End += by
	}
}
