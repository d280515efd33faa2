package records

import (
	"fmt"
	"unicode/utf8"
)

// Cut is a range of a document's bytes that goes.
type Cut struct{ Start, End int64 }

// Without appends to pieces what is left of the record without the cuts in its document. What stays is written as it was, so
// that a record without cuts stays the same to the byte. Cuts are in order and do not overlap.
func (rec *Record) Without(pieces [][]byte, cuts []Cut) [][]byte {
	f := finder{escape: rec.escape, src: rec.Raw[rec.source.Start:rec.source.End], start: rec.source.Start}
	at := 0
	for _, c := range cuts {
		start := f.find(c.Start)
		if start > at {
			pieces = append(pieces, rec.Raw[at:start])
		}
		at = f.find(c.End)
	}
	return append(pieces, rec.Raw[at:])
}

// Replace appends to pieces the record with text, which is UTF-8, in place of what its text field holds. Only a JSONL record has
// room for another text than its own.
func (rec *Record) Replace(pieces [][]byte, text []byte) [][]byte {
	return rec.put(pieces, rec.goal, rec.lead, AppendString(rec.memory[:0], text))
}

// Annotate appends to pieces the record with a JSON value as its field "winnow", at its end or in place of one that is there.
func (rec *Record) Annotate(pieces [][]byte, value []byte) [][]byte {
	lead := ""
	if rec.note.Start == rec.note.End {
		lead = `,"winnow":`
	}
	return rec.put(pieces, rec.note, lead, append(rec.memory[:0], value...))
}

func (rec *Record) put(pieces [][]byte, goal Span, lead string, value []byte) [][]byte {
	rec.memory = value
	return append(pieces, rec.Raw[:goal.Start], []byte(lead), value, rec.Raw[goal.End:])
}

// AppendString appends text as a JSON string. Bytes that are no UTF-8 become U+FFFD, since JSON has no others.
func AppendString(dst, text []byte) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(text); {
		size, replacement := 1, ""
		switch c := text[i]; {
		case c == '"':
			replacement = `\"`
		case c == '\\':
			replacement = `\\`
		case c == '\n':
			replacement = `\n`
		case c == '\r':
			replacement = `\r`
		case c == '\t':
			replacement = `\t`
		case c < ' ':
			replacement = fmt.Sprintf(`\u%04x`, c)
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				replacement = "\ufffd"
			case r == '\u2028' || r == '\u2029': // which some take for the end of a line
				replacement = fmt.Sprintf(`\u%04x`, r)
			}
		}
		if replacement != "" {
			dst = append(append(dst, text[start:i]...), replacement...)
			start = i + size
		}
		i += size
	}
	return append(append(dst, text[start:]...), '"')
}
