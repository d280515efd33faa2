package htmlreader

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner/document"
)

// blockBytes is the length at which a block is cut into pieces.
const blockBytes = 128 << 10

// proseWords is the length at which a block that ends like a sentence counts as prose.
const proseWords = 8

// flow is the block that text runs into.
type flow struct {
	open    bool
	space   bool   // white space was seen and not written
	gap     bool   // an empty line goes before the next block
	piece   bool   // the next block goes on with the line of the one before
	between string // and this stands between the two
	from    int    // length of the document's text before the block and what stands before it
	start   int    // of the block in the document's text
	mark    int    // bytes of a list item's mark
	level   uint8
	element int32
	linked  int32
	line    int64
	source  int64 // offset of its first text in the input
	end     int64 // and behind its last
	span    int   // first of its spans
	list    int32 // element of the list that it stands in, or -1
}

// boundary ends the block at hand, at the start or the end of an element called tag.
func (r *Reader) boundary(tag document.Tag) {
	if r.top().unseen {
		return
	}
	r.close()
	if !is(tag, tight) {
		r.flow.gap = true
	}
}

// lineBreak ends the block at hand as <br> does: the next one begins on the next line, or, after a second
// one, behind an empty line.
func (r *Reader) lineBreak() {
	if r.top().unseen {
		return
	}
	if r.top().pre && r.flow.open {
		r.append([]byte{'\n'})
		return
	}
	if !r.flow.open {
		r.flow.gap = true
	}
	r.close()
}

// text adds text that is shown.
func (r *Reader) text(text []byte) {
	n := r.top()
	if r.hiding > 0 || n.flags&document.Hidden&^r.doc.Page.Elements[n.element].Flags != 0 {
		return
	}
	if n.pre {
		r.verbatim(text)
		return
	}
	for i := 0; i < len(text); {
		if text[i] <= ' ' || text[i] == 0x7f {
			// Other control characters than white space show nothing, and must not reach a terminal.
			r.flow.space = r.flow.open && (r.flow.space || space(text[i]))
			i++
			continue
		}
		end := i + 1
		for end < len(text) && text[end] > ' ' && text[end] != 0x7f {
			end++
		}
		r.word(text[i:end])
		i = end
	}
}

// word adds a run of text without white space.
func (r *Reader) word(word []byte) {
	if !r.flow.open {
		if word = bytes.TrimLeftFunc(word, invisible); len(word) == 0 {
			return
		}
		r.begin()
	}
	if r.flow.space {
		r.flow.space = false
		if len(r.doc.Text)-r.flow.start > blockBytes {
			r.cutPiece(" ")
		} else {
			r.doc.Text = append(r.doc.Text, ' ') // before a link that begins here, not in it
		}
	}
	r.append(word)
}

// verbatim adds text of a <pre>, whose white space counts.
func (r *Reader) verbatim(text []byte) {
	if r.skipNewline && len(text) > 0 && text[0] == '\n' {
		text = text[1:]
	}
	r.skipNewline = r.skipNewline && len(text) == 0
	if !r.flow.open {
		lead := text[:len(text)-len(bytes.TrimLeftFunc(text, invisible))]
		if len(lead) == len(text) {
			return
		}
		// The indentation of the first line is the code's own.
		text = text[bytes.LastIndexByte(lead, '\n')+1:]
		r.begin()
	}
	for len(text) > 0 {
		n := min(len(text), blockBytes)
		if i := bytes.LastIndexByte(text[:n], '\n'); n < len(text) && i >= 0 {
			n = i + 1
		}
		r.append(printable(text[:n]))
		text = text[n:]
		if len(r.doc.Text)-r.flow.start > blockBytes && len(text) > 0 {
			end := r.doc.Text[len(bytes.TrimRightFunc(r.doc.Text, invisible)):]
			r.cutPiece(string(end)) // what is trimmed off stands between the pieces
		}
	}
}

func (r *Reader) append(text []byte) {
	if len(text) > 2*blockBytes {
		// A single word of such a length is no word: hold the block's size down.
		for len(text) > blockBytes {
			n := blockBytes
			for n > blockBytes-utf8.UTFMax && !utf8.RuneStart(text[n]) {
				n--
			}
			r.append(text[:n])
			r.cutPiece("")
			text = text[n:]
		}
	}
	f := &r.flow
	if r.Spans {
		r.openSpans()
	}
	if r.links > 0 || r.top().control > 0 {
		f.linked += int32(len(text))
	}
	r.doc.Text = append(r.doc.Text, text...)
	f.end = r.offset + int64(r.size)
}

// printable returns text without control characters other than white space.
func printable(text []byte) []byte {
	control := func(c rune) bool { return c < ' ' && !space(byte(c)) || c == 0x7f }
	if bytes.IndexFunc(text, control) < 0 {
		return text
	}
	var clean []byte
	for _, c := range text {
		if !control(rune(c)) {
			clean = append(clean, c)
		}
	}
	return clean
}

// cutPiece ends the block at hand in the middle of a line or of code. The next one goes on behind it, with what
// between says between the two.
func (r *Reader) cutPiece(between string) {
	r.finish(document.Piece)
	r.flow.piece, r.flow.between = true, between
	r.begin()
}

// begin opens a block, with the white space and the list mark before it.
func (r *Reader) begin() {
	f, n := &r.flow, r.top()
	doc := r.doc
	f.open, f.space, f.element = true, false, n.element
	f.source, f.line, f.linked, f.mark, f.level = r.offset, r.line, 0, 0, 0
	f.from, f.span = len(doc.Text), len(doc.Page.Spans)
	item := r.item()
	switch {
	case len(doc.Text) == 0:
	case f.piece:
		doc.Text = append(doc.Text, f.between...)
	case f.gap && !r.nextItem(item):
		doc.Text = append(doc.Text, "\n\n"...)
	default:
		doc.Text = append(doc.Text, '\n')
		f.gap = false
	}
	if item == nil {
		f.start, f.list = len(doc.Text), -1
		return
	}
	for range int(item.level) - 1 {
		doc.Text = append(doc.Text, "  "...)
	}
	f.start, f.level, f.list = len(doc.Text), max(item.level, 1), r.listOf(item.element)
	if item.marked {
		return
	}
	item.marked = true
	if h := doc.Page.Elements[f.element].Tag; is(h, heading) || is(h, control) {
		return
	}
	if e := &doc.Page.Elements[item.element]; e.Number > 0 {
		doc.Text = append(strconv.AppendInt(doc.Text, int64(e.Number), 10), ". "...)
	} else {
		doc.Text = append(doc.Text, "- "...)
	}
	f.mark = len(doc.Text) - f.start
}

// item returns the list item around the block at hand.
func (r *Reader) item() *node {
	if r.opened[document.TagLi] == 0 {
		return nil
	}
	for i := len(r.stack) - 1; i > 0; i-- {
		switch n := &r.stack[i]; n.tag {
		case document.TagLi:
			return n
		case document.TagTable:
			return nil
		}
	}
	return nil
}

// nextItem reports that a new list item follows one of the same list, or of one that is nested in the other.
func (r *Reader) nextItem(item *node) bool {
	if item == nil || item.marked || r.flow.list < 0 {
		return false
	}
	list := r.listOf(item.element)
	return r.nested(list, r.flow.list) || r.nested(r.flow.list, list)
}

// nested reports that element a is element outer, or inside of it.
func (r *Reader) nested(a, outer int32) bool {
	for a > outer {
		a = r.doc.Page.Elements[a].Parent
	}
	return a == outer
}

func (r *Reader) listOf(item int32) int32 { return r.doc.Page.Elements[item].Parent }

// close ends the block at hand.
func (r *Reader) close() {
	r.flow.space = false
	if r.flow.open {
		r.finish(document.Paragraph)
		r.flow.piece = false
		r.flow.gap = false
	}
}

// finish adds the block at hand to the document, unless it shows nothing.
func (r *Reader) finish(kind document.Kind) {
	f, doc := &r.flow, r.doc
	f.open = false
	r.closeSpans()
	body := doc.Text[f.start+f.mark:]
	shown := bytes.TrimRightFunc(body, invisible)
	if len(shown) == 0 {
		doc.Text = doc.Text[:f.from]
		return
	}
	doc.Text = doc.Text[:f.start+f.mark+len(shown)]
	r.clipSpans()
	gap := f.gap && len(doc.Blocks) > 0
	b := document.Block{Start: int32(f.start), End: int32(len(doc.Text)), Line: f.line, Kind: kind, Gap: gap}
	b.Stats = document.Measure(doc.Text[f.start:])
	s := document.Spot{
		Element: f.element, Linked: min(f.linked, b.End-b.Start), Mark: int32(f.mark), Level: f.level,
		Start: f.source, End: f.end, First: int32(f.span), Last: int32(len(doc.Page.Spans)),
	}
	if kind == document.Paragraph {
		switch h := r.headingAround(); {
		case h > 0:
			b.Kind, s.Level = document.Heading, h
		case f.mark > 0:
			b.Kind = document.ListItem
		case b.Letters+b.Digits == 0:
			b.Kind = document.Ruler
		}
	}
	r.words += int(b.Words)
	if b.Terminal && 2*s.Linked < b.End-b.Start && b.Words >= proseWords {
		r.prose += int(b.Words)
	}
	doc.Blocks = append(doc.Blocks, b)
	doc.Page.Spots = append(doc.Page.Spots, s)
}

// headingAround returns the level of the heading that the block at hand stands in, or 0.
func (r *Reader) headingAround() uint8 {
	e := &r.doc.Page.Elements[r.flow.element]
	if is(e.Tag, heading) {
		return uint8(e.Tag-document.TagH1) + 1
	}
	if e.Parent >= 0 { // as with <h2><button>
		if t := r.doc.Page.Elements[e.Parent].Tag; is(t, heading) {
			return uint8(t-document.TagH1) + 1
		}
	}
	return 0
}

// invisible reports white space and the marks that leave nothing on the page.
func invisible(c rune) bool {
	return unicode.IsSpace(c) || c == '\u200b' || c == '\u2060' || c == '\ufeff' || c == 0
}
