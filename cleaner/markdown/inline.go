package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// inline is a line of running text with its spans.
type inline struct {
	text    []byte  // what is written, single spaces for white space
	offsets []int32 // of each byte of the source, where in text it went
	spans   []span  // in the order they open, properly nested
	levels  []int32 // the spans that were opened last, one for each level
	events  []event
	links   resolver
}

// span is a document.Span in terms of inline.text.
type span struct {
	kind       document.SpanKind
	start, end int32
	target     string
	off        bool  // it is not written
	outer      int32 // of emphasis, the one it stands in, or -1
	inner      bool  // nothing else stands between the two
	loose      bool  // one of its delimiters could be taken for the other
}

// event is a place where a span opens or closes.
type event struct {
	at    int32
	span  int32
	close bool
}

// place says where a line stands, which is what escapes depend on.
type place struct {
	lineStart bool // nothing but the marks of containers stands before it
	item      bool // it is the first of a list item
	heading   bool
	cell      bool // of a table
	header    bool // in its first row
	unended   bool // the line goes on with a text that is not known
}

// load takes what the cuts leave of the bytes [start, end) of the text, to be written at a place.
func (l *inline) load(w *cleaner.Window, start, end int32, cuts []cleaner.Cut, spans []document.Span, at place) {
	l.text, l.offsets, l.spans, l.events = l.text[:0], l.offsets[:0], l.spans[:0], l.events[:0]
	mapped := len(spans) > 0 && spans[0].Start < end
	space := false
	for i := start; i < end; i++ {
		at := w.Doc.Offset + int64(i)
		for len(cuts) > 0 && cuts[0].End <= at {
			cuts = cuts[1:]
		}
		c := w.Doc.Text[i]
		cut := len(cuts) > 0 && cuts[0].Start <= at
		blank := isBlank(c)
		if space && !blank && !cut {
			l.text, space = append(l.text, ' '), false
		}
		if mapped {
			l.offsets = append(l.offsets, int32(len(l.text)))
		}
		switch {
		case cut:
		case blank:
			space = len(l.text) > 0
		default:
			l.text = append(l.text, c)
		}
	}
	if mapped {
		l.offsets = append(l.offsets, int32(len(l.text)))
		l.addSpans(start, end, spans)
		l.checkCode(at.cell)
		if at.heading || at.header {
			l.dropStrong()
		}
		l.settle()
	}
}

// addSpans makes properly nested spans of spans, without what Markdown has no words for. One that overlaps
// another ends with it. Neighbours of a kind become one, since their delimiters would run together, and so do
// those with nothing but a space between them, which editors leave behind.
func (l *inline) addSpans(start, end int32, spans []document.Span) {
	l.levels = l.levels[:0]
	depth, reached := 0, int32(0) // spans that are not in order begin where the one before does
	for i := range spans {
		s := &spans[i]
		if s.Start >= end {
			break
		}
		if s.End <= start || !written(s) {
			continue
		}
		from, to := l.trim(max(l.offsets[max(s.Start, start)-start], reached), l.offsets[min(s.End, end)-start])
		if from >= to {
			continue
		}
		reached = from
		for depth > 0 && l.spans[l.levels[depth-1]].end <= from {
			depth--
		}
		if depth > 0 {
			from, to = l.trim(from, min(to, l.spans[l.levels[depth-1]].end))
		}
		if from >= to || l.within(s.Kind, depth) || len(bytes.TrimLeftFunc(l.text[from:to], invisible)) == 0 {
			continue
		}
		if depth < len(l.levels) {
			last := &l.spans[l.levels[depth]]
			if last.kind == s.Kind && l.joins(last, from) {
				last.end = to
				depth++
				continue
			}
		}
		l.spans = append(l.spans, span{kind: s.Kind, start: from, end: to, target: s.Target})
		l.levels = append(l.levels[:depth], int32(len(l.spans)-1))
		l.hoist(depth)
		depth++
	}
}

// joins reports that a span of the same kind that begins at an offset goes on with the span before it.
func (l *inline) joins(before *span, from int32) bool {
	switch before.kind {
	case document.Emphasis, document.Strong:
		return len(bytes.TrimSpace(l.text[before.end:from])) == 0
	case document.Code, document.Strike: // of which a space is shown
		return before.end == from
	}
	return false
}

// dropStrong turns off strong text where all of a line is that, which is strong anyway.
func (l *inline) dropStrong() {
	plain := int32(0) // where the text begins that no span was found to cover
	for i := range l.spans {
		if s := &l.spans[i]; s.kind == document.Strong {
			if len(bytes.TrimSpace(l.text[plain:max(plain, s.start)])) > 0 {
				return
			}
			plain = max(plain, s.end)
		}
	}
	for i := range l.spans {
		s := &l.spans[i]
		s.off = s.off || s.kind == document.Strong && int(plain) == len(l.text)
	}
}

// invisible reports white space and characters that only say how others are shown.
func invisible(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// written reports that Markdown has a form for a span.
func written(s *document.Span) bool {
	switch s.Kind {
	case document.Emphasis, document.Strong, document.Code, document.Strike:
		return true
	case document.Link:
		return isLink(s.Target)
	}
	return false
}

// within reports that a span of a kind says nothing new inside the outermost depth levels.
func (l *inline) within(kind document.SpanKind, depth int) bool {
	for _, i := range l.levels[:depth] {
		if k := l.spans[i].kind; k == kind || k == document.Code {
			return true
		}
	}
	return false
}

// hoist lets a link that is all there is in the spans around it change places with the outermost of them:
// the delimiters of "[**text**](target)" stand beside text and brackets, whatever follows the link.
func (l *inline) hoist(depth int) {
	link := &l.spans[len(l.spans)-1]
	if link.kind != document.Link {
		return
	}
	for _, i := range l.levels[:depth] {
		if outer := &l.spans[i]; outer.start == link.start && outer.end == link.end {
			outer.kind, link.kind = link.kind, outer.kind
			outer.target, link.target = link.target, ""
			return
		}
	}
}

// checkCode turns off code that is not possible where it stands: a table takes the bar of "\|" for its own,
// and "[`a]: b`](target)" may be taken for a definition.
func (l *inline) checkCode(cell bool) {
	linked := int32(0) // where the last link ends
	for i := range l.spans {
		s := &l.spans[i]
		text := l.text[s.start:s.end]
		switch s.kind {
		case document.Link:
			linked = s.end
		case document.Code:
			s.off = cell && bytes.Contains(text, []byte(`\|`)) || s.start < linked && bytes.Contains(text, []byte("]:"))
		}
	}
}

// trim narrows a range of text by the white space at its ends.
func (l *inline) trim(start, end int32) (int32, int32) {
	for start < end {
		r, size := utf8.DecodeRune(l.text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += int32(size)
	}
	for start < end {
		r, size := utf8.DecodeLastRune(l.text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= int32(size)
	}
	return start, end
}

// render appends the line as Markdown.
func (l *inline) render(dst []byte, at place) []byte {
	e := escaper{dst: dst, text: l.text, place: at, marked: len(l.events) > 0, scheme: -1, www: -1}
	if at.heading {
		e.tail = len(bytes.TrimRight(l.text, "# "))
	}
	pos := int32(0)
	for k, ev := range l.events {
		s := &l.spans[ev.span]
		if s.kind == document.Code && ev.close {
			continue
		}
		e.beforeLink = s.kind == document.Link && !ev.close
		e.write(int(pos), int(ev.at))
		pos, e.lineStart = ev.at, false // now a delimiter stands there
		switch s.kind {
		case document.Emphasis:
			e.dst = append(e.dst, '*')
		case document.Strong:
			e.dst = append(e.dst, "**"...)
		case document.Strike:
			e.dst = append(e.dst, "~~"...)
		case document.Code:
			e.code(int(s.start), int(s.end))
			pos = s.end
		case document.Link:
			e.link = !ev.close
			if !ev.close {
				e.dst = append(e.dst, '[')
				if at.item && l.events[k+1].span == ev.span && strings.EqualFold(string(l.text[:s.end]), "x") {
					// "- [x](target)" is a task that is done, to some.
					e.dst = fmt.Appendf(e.dst, "&#%d;", l.text[0])
					pos++
				}
				continue
			}
			e.dst = append(e.dst, "]("...)
			e.dst = appendTarget(e.dst, l.links.resolve(s.target))
			e.dst = append(e.dst, ')')
		}
	}
	e.beforeLink = false
	e.write(int(pos), len(l.text))
	return e.dst
}

func isBlank(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
