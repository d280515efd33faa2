package metadata

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line returns text as one line of at most MaxValue bytes: entities resolved once more, since pages often
// escape them twice, white space collapsed, invalid UTF-8 replaced, and nothing in it that steers a terminal.
func line(text string) string {
	text = clip(text)
	if strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	if tidy(text) {
		return text
	}
	var b strings.Builder
	b.Grow(min(len(text), MaxValue))
	gap := false
	for _, r := range text {
		switch {
		case invisible(r):
		case unicode.IsSpace(r) || unicode.IsControl(r):
			gap = b.Len() > 0
		default:
			if b.Len()+1+utf8.UTFMax > MaxValue {
				return b.String()
			}
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// clip bounds a text before it is cleaned: tags, entities and white space make it shorter.
func clip(text string) string {
	const most = 16 * MaxValue
	if len(text) <= most {
		return text
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// tidy reports whether a text is as line would return it. Only texts of ASCII are looked at closely.
func tidy(text string) bool {
	if len(text) > MaxValue {
		return false
	}
	space := true
	for i := 0; i < len(text); i++ {
		b := text[i]
		if b < ' ' || b > '~' || b == ' ' && space {
			return false
		}
		space = b == ' '
	}
	return !space || text == ""
}

// invisible reports whether a character is dropped without leaving a space: soft hyphens, zero-width spaces,
// byte order marks, and the marks that reorder text on a screen.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

// plain is line for a text that may hold HTML. Only the tags of running text count as such: a title may be
// about <div>.
func plain(text string) string {
	text = clip(text)
	if strings.IndexByte(text, '<') >= 0 && hasTag(text, isInline) {
		text = flatten(text)
	}
	text = line(text)
	if strings.IndexByte(text, '<') >= 0 && hasTag(text, isInline) {
		text = line(flatten(text)) // the tags were escaped
	}
	return text
}

// fold reduces a text to its letters and digits in lower case, for comparison.
func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
