package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// escaper writes pieces of a line's text so that a renderer shows them as they are. It escapes what could be
// markup where it stands and leaves the rest readable.
type escaper struct {
	dst  []byte
	text []byte // the line
	place

	marked     bool // the line has spans
	link       bool // the piece is in the text of a link
	beforeLink bool // a link follows it

	begin, end  int // of the piece; delimiters or the ends of the line stand around it
	tail        int // where the signs begin that a heading ends with and may be taken to be closed by
	scheme, www int // where the next "://" and "www." stand; looked for when they lie behind
}

// special holds the characters that may need an escape. Those that are markup at the start of a line only
// are none of them.
var special = func() (t [256]bool) {
	for _, c := range []byte("\\`*_~[]<&!|#") {
		t[c] = true
	}
	return t
}()

// write writes the piece text[from:to].
func (e *escaper) write(from, to int) {
	e.begin, e.end = from, to
	if from == 0 && to > 0 && e.lineStart {
		at := blockMark(e.text, e.item)
		if at < 0 && e.text[0] == '[' && !e.label(to) {
			at = 0
		}
		if at >= 0 && at < to {
			e.plain(0, at)
			e.dst = append(e.dst, '\\', e.text[at])
			from = at + 1
		}
	}
	for from < to {
		a := e.address(from, to)
		e.plain(from, a.start)
		from = e.writeAddress(a)
	}
}

// plain writes text[from:to], a part of the piece.
func (e *escaper) plain(from, to int) {
	done := from
	for i := from; i < to; i++ {
		c := e.text[i]
		if !special[c] {
			continue
		}
		end := i + 1
		if c == '*' || c == '_' || c == '~' {
			for end < to && e.text[end] == c {
				end++
			}
			if e.idle(i, end) {
				i = end - 1
				continue
			}
		} else if !e.active(i) {
			continue
		}
		e.dst = append(e.dst, e.text[done:i]...)
		for ; i < end; i++ {
			e.dst = append(e.dst, '\\', c)
		}
		i--
		done = end
	}
	if done < to {
		e.dst = append(e.dst, e.text[done:to]...)
	}
}

// idle reports that the run text[start:end] of a character of emphasis can neither open nor close any.
func (e *escaper) idle(start, end int) bool {
	if start == e.begin || end >= e.end {
		return false
	}
	before, _ := utf8.DecodeLastRune(e.text[:start])
	after, _ := utf8.DecodeRune(e.text[end:])
	return before == ' ' && after == ' ' || e.text[start] == '_' && isWord(before) && isWord(after)
}

// active reports that the character at i means something to a renderer.
func (e *escaper) active(i int) bool {
	next := byte(0)
	last := i+1 == e.end
	if !last {
		next = e.text[i+1]
	}
	unknown := last && e.unended && e.end == len(e.text)
	switch e.text[i] {
	case '\\':
		return last || isPunct(next)
	case '[':
		return e.link
	case ']':
		return e.link || next == '(' || next == ':' || unknown
	case '<':
		return unknown || next == '/' || next == '!' || next == '?' || isLetter(next)
	case '&':
		return unknown || isReference(e.text[i:])
	case '!':
		return last && e.beforeLink
	case '|':
		return e.cell
	case '#':
		return e.heading && i >= e.tail
	}
	return true
}

// label reports that the bracket that the piece begins with is closed in it. Otherwise whatever "]:" is in
// code behind it, in the same paragraph, would make a definition of it.
func (e *escaper) label(to int) bool {
	end := bytes.IndexByte(e.text[:to], ']')
	return end > 0 && !e.active(end)
}

// blockMark returns where in a line the character stands that has to be escaped to keep its start from being
// that of a heading, list, quote, rule, table or task, or -1.
func blockMark(text []byte, item bool) int {
	switch c := text[0]; {
	case c == '>':
		return 0
	case c == '#':
		n := len(text) - len(bytes.TrimLeft(text, "#"))
		return mark0(n <= 6 && (n == len(text) || text[n] == ' '))
	case c == '+':
		return mark0(len(text) == 1 || text[1] == ' ')
	case c == '-' && (len(text) == 1 || text[1] == ' ' || text[1] == '-'):
		return 0
	case c == '-' || c == ':' || c == '|':
		return mark0(len(bytes.Trim(text, "-:| ")) == 0)
	case c == '=':
		return mark0(len(bytes.Trim(text, "= ")) == 0)
	case c == '[' && item && len(text) > 2:
		return mark0(bytes.IndexByte([]byte(" xX"), text[1]) >= 0 && text[2] == ']')
	}
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n == 0 || n > 9 || n == len(text) || text[n] != '.' && text[n] != ')' {
		return -1
	}
	if n+1 < len(text) && text[n+1] != ' ' {
		return -1
	}
	return n
}

func mark0(found bool) int {
	if found {
		return 0
	}
	return -1
}

// isReference reports that text begins with what may be a character reference: "&amp;", "&#38;".
func isReference(text []byte) bool {
	for i := 1; i < len(text) && i < 40; i++ {
		if c := text[i]; c == ';' {
			return i > 1
		} else if !isAlnum(c) && !(c == '#' && i == 1) {
			return false
		}
	}
	return false
}

// code writes text[start:end] as code.
func (e *escaper) code(start, end int) {
	text := e.text[start:end]
	ticks := longestRun(text) + 1
	pad := text[0] == '`' || text[len(text)-1] == '`'
	for range ticks {
		e.dst = append(e.dst, '`')
	}
	if pad {
		e.dst = append(e.dst, ' ')
	}
	for _, c := range text {
		if c == '|' && e.cell {
			e.dst = append(e.dst, '\\')
		}
		e.dst = append(e.dst, c)
	}
	if pad {
		e.dst = append(e.dst, ' ')
	}
	for range ticks {
		e.dst = append(e.dst, '`')
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isAlnum(c byte) bool  { return isLetter(c) || isDigit(c) }
func isPunct(c byte) bool  { return c > ' ' && c < 0x7f && !isAlnum(c) }
func isWord(r rune) bool   { return unicode.IsLetter(r) || unicode.IsDigit(r) }
