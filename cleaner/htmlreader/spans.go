package htmlreader

import "winnow/cleaner/document"

// openSpans begins the spans of the formats that are open and have none in the block at hand.
func (r *Reader) openSpans() {
	for i := range r.formats {
		if f := &r.formats[i]; f.spans && f.span < 0 {
			f.span = len(r.doc.Page.Spans)
			at := int32(len(r.doc.Text))
			r.doc.Page.Spans = append(r.doc.Page.Spans, document.Span{Kind: f.kind, Start: at, End: at, Target: f.target})
		}
	}
}

// startSpan lets an inline element that ends with its parent, as <kbd> and <del> do, have spans.
func (r *Reader) startSpan(tag document.Tag) {
	if len(r.formats) < maxFormats { // it must not drive out a link, which counts without spans too
		r.formats = append(r.formats, format{tag: tag, kind: spanKinds[tag] - 1, spans: true, depth: len(r.stack), span: -1})
	}
}

// stopSpan ends what startSpan began.
func (r *Reader) stopSpan(tag document.Tag) {
	for i := len(r.formats) - 1; i >= 0; i-- {
		if f := &r.formats[i]; f.tag == tag {
			r.endSpan(f)
			r.formats = append(r.formats[:i], r.formats[i+1:]...)
			return
		}
	}
}

// endSpan ends the span of a format, if it has one in the block at hand.
func (r *Reader) endSpan(f *format) {
	if f.span >= 0 && r.flow.open {
		r.doc.Page.Spans[f.span].End = int32(len(r.doc.Text))
	}
	f.span = -1
}

// closeSpans ends all spans of the block at hand; those of formats that are still open begin again in the
// next one.
func (r *Reader) closeSpans() {
	for i := range r.formats {
		r.formats[i].end(r.doc)
	}
}

// clipSpans cuts off what reaches behind the text of the block at hand, of which white space was dropped.
func (r *Reader) clipSpans() {
	end := int32(len(r.doc.Text))
	for i := r.flow.span; i < len(r.doc.Page.Spans); i++ {
		s := &r.doc.Page.Spans[i]
		s.Start, s.End = min(s.Start, end), min(s.End, end)
	}
}

func (f *format) end(doc *document.Document) {
	if f.span >= 0 {
		doc.Page.Spans[f.span].End = int32(len(doc.Text))
	}
	f.span = -1
}
