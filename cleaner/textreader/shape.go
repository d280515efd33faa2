package textreader

import (
	"bytes"
	"unicode/utf8"

	"winnow/cleaner/document"
)

// shape tells what kind of block a line is from its first and last characters.
func shape(text []byte) document.Kind {
	if len(text) == 0 {
		return document.Paragraph
	}
	switch c := text[0]; {
	case c == '#' && heading(text):
		return document.Heading
	case c == '|' && bytes.IndexByte(text[1:], '|') >= 0, tabbed(text):
		return document.TableRow
	case bullet(text) > 0:
		return document.ListItem
	case !alphanumeric(c) && c < utf8.RuneSelf && !document.Wordy(text):
		return document.Ruler
	}
	return document.Paragraph
}

func heading(text []byte) bool {
	n := 0
	for n < len(text) && n < 7 && text[n] == '#' {
		n++
	}
	return n < 7 && n < len(text) && text[n] == ' '
}

// tabbed reports a tab between two cells.
func tabbed(text []byte) bool {
	return bytes.IndexByte(text, '\t') > 0
}

// bullet returns the length of the list mark that text opens with, the space behind it included, or 0.
func bullet(text []byte) int {
	r, n := utf8.DecodeRune(text)
	switch r {
	case '-', '*', '+', '•', '·', '‣', '▪', '●', '○', '◦', '■', '–', '►', '▶', '»':
		if n < len(text) && (text[n] == ' ' || text[n] == '\t') {
			return n + 1
		}
		return 0
	}
	i := 0
	for i < len(text) && i < 3 && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	if i == 0 && len(text) > 1 && text[0] >= 'a' && text[0] <= 'z' && text[1] == ')' {
		i = 1
	}
	if i > 0 && i+1 < len(text) && (text[i] == '.' || text[i] == ')') && text[i+1] == ' ' {
		return i + 2
	}
	return 0
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
