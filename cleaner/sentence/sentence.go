// Package sentence finds where sentences begin and end, in any script, with a care for initials, titles and numbers.
package sentence

import (
	"unicode"
	"unicode/utf8"
)

// Around widens [start, end) of text to the sentences it lies in, marks and IsClosing quotes included, but
// not the white space around them.
func Around(text []byte, start, end int) (int, int) {
	from := 0
	for at := start; at > 0; {
		r, n := utf8.DecodeLastRune(text[:at])
		if IsMark(r) && at < start && Ends(text, at) {
			from = at
			break
		}
		at -= n
	}
	for from < start {
		r, n := utf8.DecodeRune(text[from:])
		if !unicode.IsSpace(r) && !IsClosing(r) {
			break
		}
		from += n
	}
	to := end
	if r, _ := utf8.DecodeLastRune(text[:end]); !IsMark(r) || !Ends(text, end) {
		to = len(text)
		for at := end; at < len(text); {
			r, n := utf8.DecodeRune(text[at:])
			at += n
			if IsMark(r) && Ends(text, at) {
				to = at
				break
			}
		}
	}
	for to < len(text) {
		r, n := utf8.DecodeRune(text[to:])
		if !IsClosing(r) && !IsMark(r) {
			break
		}
		to += n
	}
	return from, to
}

// IsMark reports a mark that ends sentences.
func IsMark(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '॥':
		return true
	}
	return false
}

// IsClosing reports a quote or a bracket that closes, and may stand behind the mark.
func IsClosing(r rune) bool {
	switch r {
	case '"', '\'', ')', ']', '”', '’', '»', '」', '』', '）':
		return true
	}
	return false
}

// Ends reports that the sentence mark before offset at ends its sentence: a full stop does not behind an
// initial, a title or a number, nor when a small letter follows.
func Ends(text []byte, at int) bool {
	mark, n := utf8.DecodeLastRune(text[:at])
	rest := text[at:]
	for len(rest) > 0 {
		r, n := utf8.DecodeRune(rest)
		if !IsClosing(r) {
			break
		}
		rest = rest[n:]
	}
	if len(rest) == 0 {
		return true
	}
	next, size := utf8.DecodeRune(rest)
	spaced := unicode.IsSpace(next)
	for spaced && len(rest) > size {
		rest = rest[size:]
		next, size = utf8.DecodeRune(rest)
		if !unicode.IsSpace(next) {
			break
		}
	}
	if mark != '.' {
		return mark != '…' || !unicode.IsLower(next)
	}
	if unicode.IsLower(next) || IsMark(next) {
		return false
	}
	return !abbreviated(text[:at-n], spaced)
}

// abbreviated reports that the word at the end of text, with a full stop behind it, is an initial, a title
// or a number. Where no space follows the stop, only a longer lower-case word ends a sentence.
func abbreviated(text []byte, spaced bool) bool {
	letters, upper, lower, digits := 0, 0, 0, 0
	for at := len(text); at > 0; {
		r, n := utf8.DecodeLastRune(text[:at])
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			lower++
		default:
			at = n // the word is over
		}
		letters++
		at -= n
		if letters > 8 {
			break
		}
	}
	switch word := upper + lower; {
	case word == 0:
		return digits > 0 && (!spaced || digits < 3)
	case word == 1:
		return true
	case !spaced:
		return lower < 3
	case upper == 1 && word <= 3:
		return title(text)
	}
	return false
}

// title reports that text ends with a title or a month that is written short.
func title(text []byte) bool {
	for _, t := range [...]string{"Mr", "Mrs", "Ms", "Dr", "Jr", "Sr", "St", "Lt", "Col", "Gen", "Sen", "Rep", "Gov", "No", "Co", "Inc",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Hr", "Fr", "Nr", "Sra", "Srta", "Mme", "Pp"} {
		if len(text) >= len(t) && string(text[len(text)-len(t):]) == t {
			return true
		}
	}
	return false
}

// Next returns the length of the first sentence of text, marks and closing quotes included.
func Next(text []byte) int {
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRune(text[at:])
		at += n
		if !IsMark(r) || !Ends(text, at) {
			continue
		}
		for at < len(text) {
			r, n := utf8.DecodeRune(text[at:])
			if !IsClosing(r) && !IsMark(r) {
				break
			}
			at += n
		}
		return at
	}
	return len(text)
}
