package markdown

import (
	"unicode"
	"unicode/utf8"

	"winnow/cleaner/document"
)

// class is what the rules of CommonMark for delimiters tell characters apart by.
type class uint8

const (
	letter class = iota
	blank
	mark  // punctuation
	maybe // punctuation to some renderers: symbols count since CommonMark 0.31; rare kinds of white space
	tilde // beside one, tildes strike nothing
)

func classOf(r rune) class {
	switch {
	case r == '~':
		return tilde
	case r < utf8.RuneSelf && (unicode.IsPunct(r) || unicode.IsSymbol(r)):
		return mark
	case r == ' ' || unicode.Is(unicode.Zs, r):
		return blank
	case unicode.IsPunct(r):
		return mark
	case unicode.IsSymbol(r), unicode.IsSpace(r):
		return maybe
	}
	return letter
}

// works reports that a delimiter between the characters outside and inside of a span is taken for one.
func works(outer, inner class, delimiter byte) bool {
	if delimiter == '~' && (outer == tilde || inner == tilde) {
		return false
	}
	return inner == letter || inner != blank && (outer == blank || outer == mark || outer == tilde)
}

// firm reports that the delimiter can moreover not be taken for one that opens where it closes, or the other
// way round.
func firm(outer, inner class) bool {
	return outer == blank || outer != letter && outer != maybe && inner == letter
}

// settleTries bounds how often delimiters are moved.
const settleTries = 8

// settle narrows spans until all their delimiters work, and turns off those where that is not to be had.
func (l *inline) settle() {
	for range settleTries {
		l.order()
		if !l.adjust() {
			return
		}
	}
	for i := range l.spans {
		l.spans[i].off = l.spans[i].off || l.spans[i].kind != document.Link
	}
	l.order()
}

// delimiter returns the character that a span's delimiters are made of, or 0 where they always work.
func delimiter(kind document.SpanKind) byte {
	switch kind {
	case document.Emphasis, document.Strong:
		return '*'
	case document.Strike:
		return '~'
	}
	return 0
}

// order lists where spans open and close, in the order of output.
func (l *inline) order() {
	l.events = l.events[:0]
	stack := l.levels[:0]
	closeUntil := func(at int32) {
		for len(stack) > 0 && l.spans[stack[len(stack)-1]].end <= at {
			top := stack[len(stack)-1]
			l.events = append(l.events, event{l.spans[top].end, top, true})
			stack = stack[:len(stack)-1]
		}
	}
	for i := range l.spans {
		s := &l.spans[i]
		if s.off = s.off || s.start >= s.end; s.off {
			continue
		}
		closeUntil(s.start)
		s.outer, s.loose = -1, false
		for k, outer := range stack {
			if delimiter(s.kind) == '*' && delimiter(l.spans[outer].kind) == '*' {
				s.outer, s.inner = outer, k == len(stack)-1
			}
		}
		l.events = append(l.events, event{s.start, int32(i), false})
		stack = append(stack, int32(i))
	}
	closeUntil(int32(len(l.text)))
	l.levels = stack
}

// adjust looks at all delimiters and narrows or turns off the spans of those that do not work. It reports
// whether there were any.
func (l *inline) adjust() bool {
	changed := false
	for k, ev := range l.events {
		s := &l.spans[ev.span]
		if k > 0 && !ev.close && l.runsTogether(l.events[k-1], ev) {
			s.off, changed = true, true
		}
		if delimiter(s.kind) == 0 || s.off {
			continue
		}
		outer, inner := l.beside(k, !ev.close), l.beside(k, ev.close)
		switch {
		case !works(outer, inner, delimiter(s.kind)):
			l.narrow(k, outer)
			changed = true
		case !firm(outer, inner):
			s.loose = true
		}
	}
	return l.unbind() || changed
}

// runsTogether reports that a span closes where the next one of its kind opens.
func (l *inline) runsTogether(before, ev event) bool {
	kind := l.spans[ev.span].kind
	return before.close && before.at == ev.at && kind == l.spans[before.span].kind && kind != document.Link
}

// unbind turns off spans of emphasis inside emphasis where a delimiter could be taken for another of them.
// That cannot happen to those that cover the same text: "***a***".
func (l *inline) unbind() bool {
	changed := false
	for i := range l.spans {
		s := &l.spans[i]
		if s.off || s.outer < 0 {
			continue
		}
		outer := &l.spans[s.outer]
		same := s.inner && s.start == outer.start && s.end == outer.end
		if (s.loose || outer.loose) && !same {
			s.off, changed = true, true
		}
	}
	return changed
}

// beside returns what stands before, or behind, the run of delimiters that event k is one of.
func (l *inline) beside(k int, before bool) class {
	own, at := delimiter(l.spans[l.events[k].span].kind), l.events[k].at
	step := 1
	if before {
		step = -1
	}
	for j := k + step; j >= 0 && j < len(l.events) && l.events[j].at == at; j += step {
		if delimiter(l.spans[l.events[j].span].kind) != own {
			return mark
		}
	}
	return l.character(at, before)
}

// character returns what stands before, or behind, a place in the text.
func (l *inline) character(at int32, before bool) class {
	if before && at == 0 || !before && int(at) == len(l.text) {
		return blank
	}
	r, _ := utf8.DecodeRune(l.text[at:])
	if before {
		r, _ = utf8.DecodeLastRune(l.text[:at])
	}
	return classOf(r)
}

// narrow moves the delimiter of event k into its span until it works, or turns the span off when something
// else than text is in the way.
func (l *inline) narrow(k int, outer class) {
	ev := l.events[k]
	s := &l.spans[ev.span]
	limit := l.limit(k)
	at := ev.at
	for at != limit {
		inner := l.character(at, ev.close)
		if works(outer, inner, delimiter(s.kind)) {
			break
		}
		outer = inner
		if ev.close {
			_, size := utf8.DecodeLastRune(l.text[:at])
			at -= int32(size)
		} else {
			_, size := utf8.DecodeRune(l.text[at:])
			at += int32(size)
		}
	}
	switch {
	case at == limit:
		s.off = true
	case ev.close:
		s.end = at
	default:
		s.start = at
	}
}

// limit returns how far the delimiter of event k may move into its span: to the next event that is not part
// of the same run of delimiters.
func (l *inline) limit(k int) int32 {
	ev := l.events[k]
	own := delimiter(l.spans[ev.span].kind)
	step := 1
	if ev.close {
		step = -1
	}
	for k += step; l.events[k].at == ev.at && delimiter(l.spans[l.events[k].span].kind) == own; k += step {
	}
	return l.events[k].at
}
