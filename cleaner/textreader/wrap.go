package textreader

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner/document"
)

// Hard-wrapped text (lynx and w3m dumps, e-mail, old newsgroups) breaks its lines at a fixed width. Such a
// break gives itself away: a greedy formatter breaks where the next word would not have fitted any more. So
// a text is taken as wrapped when most breaks between neighbouring lines could not have come later, and two
// lines are joined to one block only where that holds for the break between them.

const (
	wrapMin    = 50  // columns; narrower text is verse or a list more often than a wrapped paragraph
	wrapMax    = 120 // columns; no formatter's default is wider
	wrapSlack  = 1   // columns that formatters differ by
	wrapBreaks = 3   // so many forced breaks at the least
	wrapMiddle = 3   // one forced break in so many, at the least, is followed by a small letter: headlines begin with capitals
	wrapSpaces = 3   // a line with fewer is no line of a paragraph: nothing can be said of where it breaks
	wrapShare  = 98  // so many lines of 100 keep to the width
	wrapSample = 4096
)

// wrapWidth returns the width in columns that lines are wrapped at, or 0 when they are not.
func wrapWidth(text []byte, lines []line) int {
	if len(lines) > wrapSample {
		lines = lines[:wrapSample]
	}
	if unwrapped(text, lines) {
		return 0
	}
	var histogram [wrapMax + 1]int
	filled := 0
	for _, l := range lines {
		if l.blank() {
			continue
		}
		filled++
		if w := columns(text[l.begin:l.end], wrapMax+1); w <= wrapMax {
			histogram[w]++
		}
	}
	width := percentile(histogram[:], filled)
	if width < wrapMin {
		return 0
	}
	forced, breaks, mid := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if a.blank() || b.blank() || !flows(text, a, b) {
			continue
		}
		breaks++
		if forcedBreak(text, a, b, width) {
			forced++
			if r, _ := utf8.DecodeRune(text[b.start:b.end]); !unicode.IsUpper(r) && (unicode.IsLetter(r) || r > unicode.MaxLatin1) {
				mid++
			}
		}
	}
	if forced < wrapBreaks || forced*2 < breaks || mid*wrapMiddle < forced {
		return 0
	}
	return width
}

// unwrapped reports that too many lines are too long, by a look at the long ones alone. Of most texts no more need
// be known.
func unwrapped(text []byte, lines []line) bool {
	filled, long := 0, 0
	for _, l := range lines {
		if l.blank() {
			continue
		}
		filled++
		if l.end-l.begin > wrapMax && columns(text[l.begin:l.end], wrapMax+1) > wrapMax {
			long++
		}
	}
	return (filled-long)*100 < filled*wrapShare
}

// percentile returns the least width that wrapShare of 100 lines keep to, or 0 when fewer do: a long address in a
// wrapped text is no reason to doubt it, a tenth of long lines is.
func percentile(histogram []int, filled int) int {
	seen := 0
	for w, n := range histogram {
		seen += n
		if seen*100 >= filled*wrapShare {
			return w
		}
	}
	return 0
}

// joined reports that b goes on with the paragraph of a in text wrapped at width.
func joined(text []byte, a, b line, width int) bool {
	return flows(text, a, b) && forcedBreak(text, a, b, width)
}

// flows reports that b may go on with the text of a: a is a line of several words, and b opens no list item,
// heading, table row or rule of its own, and is no deeper in quotation than a.
func flows(text []byte, a, b line) bool {
	if shape(text[b.start:b.end]) != document.Paragraph {
		return false
	}
	switch shape(text[a.start:a.end]) {
	case document.Heading, document.TableRow, document.Ruler:
		return false
	}
	if bytes.Count(text[a.start:a.end], space) < wrapSpaces {
		if r, _ := utf8.DecodeRune(text[a.start:a.end]); !wide(r) {
			return false
		}
	}
	return (text[a.start] == '>') == (text[b.start] == '>')
}

var space = []byte{' '}

// forcedBreak reports that the first word of b would not have fitted behind a.
func forcedBreak(text []byte, a, b line, width int) bool {
	word := b.start
	if r, n := utf8.DecodeRune(text[word:b.end]); wide(r) {
		word += n
	} else {
		for word < b.end && text[word] != ' ' && text[word] != '\t' {
			word++
		}
	}
	return columns(text[a.begin:a.end], wrapMax+1)+1+columns(text[b.start:word], wrapMax+1) > width-wrapSlack
}

// columns counts the columns that text takes on a terminal, up to limit.
func columns(text []byte, limit int) int {
	n := plain(text[:min(len(text), limit)])
	for i := n; i < len(text) && n < limit; {
		if c := text[i]; c < utf8.RuneSelf {
			n++
			if c == '\t' {
				n = (n + 7) / 8 * 8
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		n++
		if wide(r) {
			n++
		}
		i += size
	}
	return min(n, limit)
}

// plain returns how many bytes text begins with that are printable ASCII, a column each. It may leave a few.
func plain(text []byte) int {
	n := 0
	for ; n+8 <= len(text); n += 8 {
		if !eightPlain(text[n:]) {
			return n
		}
	}
	if n < len(text) && len(text) >= 8 && eightPlain(text[len(text)-8:]) {
		return len(text)
	}
	return n
}

// eightPlain reports that the first eight bytes of text are printable ASCII: none has the highest bit set, nor
// borrows it when a space is taken away.
func eightPlain(text []byte) bool {
	const ones = 0x0101010101010101
	x := binary.LittleEndian.Uint64(text)
	return (x|(x-ones*' '))&(ones*utf8.RuneSelf) == 0
}

// wide reports the characters that take two columns, roughly as Unicode's East Asian Width has them.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0x1f300 && r <= 0x1f64f || r >= 0x20000 && r <= 0x3fffd)
}
