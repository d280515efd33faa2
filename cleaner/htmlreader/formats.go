package htmlreader

import (
	"bytes"

	"winnow/cleaner/document"
)

// Formatting elements stand beside the stack of open elements: they go on when the block around them ends, and
// end without ending the blocks inside them. That is what the standard's list of active formatting elements
// and its adoption agency come to, as far as text is concerned.

// maxTarget is the length of the longest address that makes a link, in bytes.
const maxTarget = 4 << 10

// maxFormats bounds the formatting elements that a page leaves open.
const maxFormats = 64

// format is an open formatting element: a, b, em and so on. It goes on when the block around it ends.
type format struct {
	tag    document.Tag
	kind   document.SpanKind
	hidden bool
	link   bool
	spans  bool   // kind is one
	depth  int    // of the stack when it opened
	span   int    // index of its span in the block at hand, or -1
	target string // of a link
}

// startFormat opens a formatting element.
func (r *Reader) startFormat(tag document.Tag) {
	if tag == document.TagA || tag == document.TagNobr {
		r.endFormat(tag)
	}
	if len(r.formats) == maxFormats {
		copy(r.formats, r.formats[1:])
		r.formats = r.formats[:maxFormats-1]
	}
	f := format{tag: tag, hidden: r.attr.hidden, link: tag == document.TagA, depth: len(r.stack), span: -1}
	if kind := spanKinds[tag]; r.Spans && kind > 0 {
		f.kind, f.spans = kind-1, true
		if f.link {
			f.target = string(bytes.TrimSpace(r.attr.href))
			f.spans = f.target != "" && len(f.target) <= maxTarget
		}
	}
	r.formats = append(r.formats, f)
	r.counted()
}

// endFormat closes the formatting element called tag that was opened last, if its cell has one.
func (r *Reader) endFormat(tag document.Tag) {
	for i := len(r.formats) - 1; i >= r.formatBase(); i-- {
		f := &r.formats[i]
		if f.tag != tag {
			continue
		}
		r.endSpan(f)
		depth := f.depth
		r.formats = append(r.formats[:i], r.formats[i+1:]...)
		r.counted()
		for k := depth; k < len(r.stack); k++ {
			if is(r.stack[k].tag, special) {
				return // blocks inside it stay open
			}
		}
		r.popTo(depth)
		return
	}
}

// formatBase returns how many formats were opened outside of the table cell at hand.
func (r *Reader) formatBase() int {
	if r.opened[document.TagTd]+r.opened[document.TagTh]+r.opened[document.TagCaption]+r.opened[document.TagMarquee] == 0 {
		return 0
	}
	for i := len(r.stack) - 1; i > 0; i-- {
		switch r.stack[i].tag {
		case document.TagTd, document.TagTh, document.TagCaption, document.TagMarquee:
			return min(r.stack[i].formats, len(r.formats))
		}
	}
	return 0
}

// closeFormats closes all formats but the first n.
func (r *Reader) closeFormats(n int) {
	for i := n; i < len(r.formats); i++ {
		r.endSpan(&r.formats[i])
	}
	r.formats = r.formats[:min(n, len(r.formats))]
	r.counted()
}

// counted sums up what holds for text inside the formats.
func (r *Reader) counted() {
	r.links, r.hiding = 0, 0
	for i := range r.formats {
		if r.formats[i].link {
			r.links++
		}
		if r.formats[i].hidden {
			r.hiding++
		}
	}
}
