package htmlreader

// advance drops the blocks that are neither context nor undecided, and what only they needed.
func (r *Reader) advance() {
	doc := r.doc
	first := r.back(doc.To)
	base := r.flow.from
	if !r.flow.open {
		base = len(doc.Text)
	}
	if first < len(doc.Blocks) {
		base = int(doc.Blocks[first].Start)
	}
	if first > 0 {
		// What stands between two blocks belongs to the decision on the second.
		base = min(base, int(doc.Blocks[first-1].End))
	}
	doc.Text = doc.Text[:copy(doc.Text, doc.Text[base:])]
	doc.Offset += int64(base)
	doc.Blocks = doc.Blocks[:copy(doc.Blocks, doc.Blocks[first:])]
	for i := range doc.Blocks {
		doc.Blocks[i].Start -= int32(base)
		doc.Blocks[i].End -= int32(base)
	}
	doc.From = doc.To - first
	r.flow.from -= base
	r.flow.start -= base
	r.advancePage(first, int32(base))
	for i := range r.stack {
		n := &r.stack[i]
		n.torn = n.torn || n.first < first+doc.From
		n.first -= first
	}
	for i := range r.cells {
		r.cells[i] -= first
	}
}

// advancePage drops the spots, spans and elements of the first blocks.
func (r *Reader) advancePage(first int, base int32) {
	page := r.doc.Page
	spans := r.flow.span
	if !r.flow.open {
		spans = len(page.Spans)
	}
	if first < len(page.Spots) {
		spans = int(page.Spots[first].First)
	}
	page.Spots = page.Spots[:copy(page.Spots, page.Spots[first:])]
	page.Spans = page.Spans[:copy(page.Spans, page.Spans[spans:])]
	for i := range page.Spans {
		page.Spans[i].Start -= base
		page.Spans[i].End -= base
	}
	r.flow.span -= spans
	for i := range r.formats {
		if f := &r.formats[i]; f.span >= 0 {
			f.span -= spans
		}
	}
	used := make([]bool, len(page.Elements))
	use := func(e int32) {
		for e >= 0 && !used[e] {
			used[e] = true
			e = page.Elements[e].Parent
		}
	}
	for i := range r.stack {
		use(r.stack[i].element)
	}
	for i := range page.Spots {
		use(page.Spots[i].Element)
	}
	if r.flow.open {
		use(r.flow.element)
	}
	moved := page.Keep(used)
	for i := range page.Spots {
		s := &page.Spots[i]
		s.Element = moved[s.Element]
		s.First -= int32(spans)
		s.Last -= int32(spans)
	}
	for i := range r.stack {
		r.stack[i].element = moved[r.stack[i].element]
	}
	if r.flow.open {
		r.flow.element = moved[r.flow.element]
	}
	if r.flow.list >= 0 {
		r.flow.list = moved[r.flow.list]
	}
}

// back returns the first block of the margin that ends before block end.
func (r *Reader) back(end int) int {
	i, bytes := end, int32(0)
	for i > 0 && end-i < r.margin {
		b := &r.doc.Blocks[i-1]
		bytes += b.End - b.Start
		if bytes > marginBytes {
			break
		}
		i--
	}
	return i
}
