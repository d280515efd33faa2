package charset

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// lookup returns the encoding that a label stands for. The "replacement" encoding of the standard, which turns
// a whole input into one U+FFFD, is none: it stands for encodings that browsers no longer read.
func lookup(label string, by Evidence) (Choice, bool) {
	label = strings.ToLower(strings.TrimSpace(label))
	switch label {
	case "utf-32", "utf-32le":
		return Choice{"utf-32le", by, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)}, true
	case "utf-32be":
		return Choice{"utf-32be", by, utf32.UTF32(utf32.BigEndian, utf32.UseBOM)}, true
	}
	decoding, err := htmlindex.Get(label)
	if err != nil {
		return Choice{}, false
	}
	name, err := htmlindex.Name(decoding)
	switch {
	case err != nil || name == "replacement":
		return Choice{}, false
	case name == "utf-8":
		decoding = nil
	// Those that the labels stand for keep a byte order mark as text.
	case name == "utf-16le":
		decoding = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case name == "utf-16be":
		decoding = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return Choice{name, by, decoding}, true
}

// parseHint reads a label or the value of a Content-Type header. The latter has a character that no label
// has. ok is false when the hint says nothing.
func parseHint(hint string) (choice Choice, ok bool, err error) {
	label := hint
	if strings.ContainsAny(hint, "/;=") {
		label = charsetParameter(hint)
	}
	if strings.TrimSpace(label) == "" {
		return Choice{}, false, nil
	}
	choice, ok = lookup(label, Hint)
	if !ok {
		return Choice{}, false, fmt.Errorf("unknown character encoding %q: give a label such as utf-8, windows-1251 or "+
			"shift_jis, or a content type such as \"text/html; charset=windows-1251\"", label)
	}
	return choice, true, nil
}

// charsetParameter returns what stands after "charset=" in the value of a header or of a meta element's content
// attribute, and nothing if there is none. It is the algorithm of
// https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements,
// which forgives what a parser of media types does not. A comma ends a value too: it stands between the two
// of a header that was sent twice.
func charsetParameter(value string) string {
	rest := value
	for {
		i := indexFold(rest, "charset")
		if i < 0 {
			return ""
		}
		rest = strings.TrimLeft(rest[i+len("charset"):], asciiSpace)
		if strings.HasPrefix(rest, "=") {
			break
		}
	}
	rest = strings.TrimLeft(rest[1:], asciiSpace)
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		end := strings.IndexByte(rest[1:], rest[0])
		return rest[1 : 1+max(end, 0)]
	}
	if end := strings.IndexAny(rest, ";,"+asciiSpace); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// asciiSpace is white space as HTML has it.
const asciiSpace = "\t\n\f\r "

// indexFold is strings.Index, without regard to the case of ASCII letters.
func indexFold(s, word string) int {
	for i := 0; i+len(word) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}
