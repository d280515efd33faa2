package textreader

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// line is one line of text: its content without the white space around it, and where the next one begins.
type line struct {
	begin      int // first byte of the line, indentation included
	start, end int // content; start == end when the line is blank
	next       int // first byte behind the terminator
}

func (l line) blank() bool { return l.start == l.end }

// breaks finds line terminators: LF, CRLF, a lone CR, vertical tab, form feed, and Unicode's NEL (U+0085),
// line (U+2028) and paragraph separator (U+2029). Text that has only LF, which is most, is searched by
// bytes.IndexByte alone.
type breaks struct {
	plain bool
}

// look tells the finder which text is coming.
func look(text []byte) breaks {
	return breaks{plain: bytes.IndexByte(text, '\r') < 0 && bytes.IndexByte(text, '\f') < 0 &&
		bytes.IndexByte(text, '\v') < 0 && !bytes.Contains(text, nel) &&
		!bytes.Contains(text, lineSeparator) && !bytes.Contains(text, paragraphSeparator)}
}

var (
	lineFeed           = []byte{'\n'}
	nel                = []byte("\u0085")
	lineSeparator      = []byte("\u2028")
	paragraphSeparator = []byte("\u2029")
)

// next returns the content end and the end of the first line of text, whose terminator lies between the
// two; next is -1 when the line does not end in text. A CR that ends text counts only when final is set,
// because an LF may follow.
func (b breaks) next(text []byte, final bool) (end, next int) {
	if b.plain {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			return len(text), -1
		}
		return i, i + 1
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n', '\v', '\f':
			return i, i + 1
		case '\r':
			if i+1 == len(text) {
				if !final {
					return i, -1
				}
				return i, i + 1
			}
			if text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xc2:
			if i+1 < len(text) && text[i+1] == 0x85 {
				return i, i + 2
			}
		case 0xe2:
			if i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0xa8 || text[i+2] == 0xa9) {
				return i, i + 3
			}
		}
	}
	return len(text), -1
}

// trim narrows [start, end) of text to what stands between white space.
func trim(text []byte, start, end int) (int, int) {
	for start < end {
		if c := text[start]; c < utf8.RuneSelf {
			if !asciiSpace(c) {
				break
			}
			start++
			continue
		}
		r, n := utf8.DecodeRune(text[start:end])
		if !invisible(r) {
			break
		}
		start += n
	}
	for start < end {
		if c := text[end-1]; c < utf8.RuneSelf {
			if !asciiSpace(c) {
				break
			}
			end--
			continue
		}
		r, n := utf8.DecodeLastRune(text[start:end])
		if !invisible(r) {
			break
		}
		end -= n
	}
	return start, end
}

func asciiSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// invisible reports white space and the marks that leave nothing on the page.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}
