package fold

import (
	"unicode"
	"unicode/utf8"
)

// Key appends to dst the form of a folded text in which whole blocks are
// compared. Decoration is trimmed at both ends: all that is not a letter, a
// decimal digit or a (non-enclosing) combining mark. Every run of digits, with
// single . , or ' between them, becomes one 0, and brackets that a word would
// not have, ( or [ between a space and the number, ) or ] between the number
// and a space or the end, go: "• 1,204 comments »" gives "0 comments", and
// "comments (23)" gives "comments 0".
func Key(dst, folded []byte) []byte {
	base := len(dst)
	folded = trim(folded)
	for i := 0; i < len(folded); {
		if n := digitAt(folded, i); n > 0 {
			i = endOfNumber(folded, i+n)
			dst = append(withoutBracket(dst, base), '0')
			if i < len(folded) && (folded[i] == ')' || folded[i] == ']') && (i+1 == len(folded) || folded[i+1] == ' ') {
				i++
			}
			continue
		}
		// Plain bytes up to the next possible digit go over at once.
		from := i
		i++
		for i < len(folded) && !mayBeDigit[folded[i]] {
			i++
		}
		dst = append(dst, folded[from:i]...)
	}
	return dst
}

// withoutBracket cuts an opening bracket after a space off the end of key,
// which begins at base.
func withoutBracket(key []byte, base int) []byte {
	n := len(key)
	if n >= base+2 && (key[n-1] == '(' || key[n-1] == '[') && key[n-2] == ' ' {
		return key[:n-1]
	}
	return key
}

// mayBeDigit tells the bytes with which a decimal digit can begin: no script
// has digits below U+0600 but ASCII, and none among CJK ideographs and Hangul,
// except for those with lead byte EA.
var mayBeDigit = [256]bool{
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true,
	0xD9: true, 0xDB: true, 0xDF: true, 0xE0: true, 0xE1: true, 0xEA: true, 0xEF: true, 0xF0: true,
}

// digitAt returns the length of the decimal digit at text[i], 0 if there is none.
func digitAt(text []byte, i int) int {
	if i >= len(text) || !mayBeDigit[text[i]] {
		return 0
	}
	if text[i] < utf8.RuneSelf {
		return 1
	}
	r, size := utf8.DecodeRune(text[i:])
	if !unicode.IsDigit(r) {
		return 0
	}
	return size
}

// endOfNumber returns the end of the number whose first digit ends at i.
func endOfNumber(text []byte, i int) int {
	for {
		if n := digitAt(text, i); n > 0 {
			i += n
			continue
		}
		if i == len(text) || text[i] != '.' && text[i] != ',' && text[i] != '\'' {
			return i
		}
		n := digitAt(text, i+1)
		if n == 0 {
			return i
		}
		i += 1 + n
	}
}

// trim cuts the decoration at both ends.
func trim(text []byte) []byte {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if !decoration(r) {
			break
		}
		text = text[size:]
	}
	for len(text) > 0 {
		r, size := utf8.DecodeLastRune(text)
		if !decoration(r) {
			break
		}
		text = text[:len(text)-size]
	}
	return text
}

func decoration(r rune) bool {
	if r < utf8.RuneSelf {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z')
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.In(r, unicode.Mn, unicode.Mc)
}
