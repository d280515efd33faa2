package ledger

import (
	"encoding/base64"
	"strconv"
	"unicode/utf8"

	"winnow/cleaner"
)

// Entries are most of a ledger, so they are written here and not by encoding/json, which takes several times as long.

// appendRange begins an entry.
func appendRange(b []byte, offset, length int64) []byte {
	b = append(b, `{"offset":`...)
	b = strconv.AppendInt(b, offset, 10)
	b = append(b, `,"length":`...)
	return strconv.AppendInt(b, length, 10)
}

// appendSource adds where in its page a block stands.
func appendSource(b []byte, start, end int64) []byte {
	b = append(b, `,"source":[`...)
	b = strconv.AppendInt(b, start, 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, end, 10)
	return append(b, ']')
}

// appendRule adds a rule, by its full name.
func appendRule(b []byte, rule *cleaner.Rule) []byte {
	b = append(b, `,"rule":"`...) // whose names need no escapes
	b = append(append(append(b, rule.Category...), '/'), rule.ID...)
	b = append(b, `","category":"`...)
	b = append(b, rule.Category...)
	return append(b, '"')
}

// appendText adds what was cut.
func appendText(b, text []byte) []byte {
	if utf8.Valid(text) {
		return appendString(append(b, `,"text":`...), text)
	}
	return appendBase64(append(b, `,"base64":`...), text)
}

func appendBase64(b, data []byte) []byte {
	b = append(b, '"')
	b = base64.StdEncoding.AppendEncode(b, data)
	return append(b, '"')
}

// appendString adds a string of JSON. text must be UTF-8. What steers a terminal or ends a line is escaped.
func appendString(b, text []byte) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(text); {
		size := 1
		switch c := text[i]; {
		case c >= ' ' && c < 0x7f && c != '"' && c != '\\':
			i++
			continue
		case c >= utf8.RuneSelf && c != 0xc2 && c != 0xe2:
			i++ // part of a character that is as it is
			continue
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			if r >= 0xa0 && r != '\u2028' && r != '\u2029' {
				i += size
				continue
			}
		}
		b = append(b, text[from:i]...)
		b = appendEscape(b, text[i:i+size])
		i += size
		from = i
	}
	b = append(b, text[from:]...)
	return append(b, '"')
}

// appendEscape adds a character that is escaped.
func appendEscape(b, character []byte) []byte {
	switch character[0] {
	case '"', '\\':
		return append(b, '\\', character[0])
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	const digits = "0123456789abcdef"
	r, _ := utf8.DecodeRune(character)
	return append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
