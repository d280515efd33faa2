package markdown

import (
	"bytes"
	"fmt"
	"strings"
)

// isLink reports that a target is one that a link in Markdown may have: an address of the web or of mail, or
// one relative to the page. A place on the page itself is none, since no anchors are written, nor is anything
// that runs a script or holds data.
func isLink(target string) bool {
	target = plainTarget(target)
	if target == "" || target[0] == '#' {
		return false
	}
	if !hasScheme(target) {
		return true
	}
	scheme, _, _ := strings.Cut(target, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}

// plainTarget returns a target as browsers read it: without white space and control characters at its ends,
// and without line ends and tabs.
func plainTarget(target string) string {
	target = strings.TrimFunc(target, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(target, "\t\n\r") {
		target = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(target)
	}
	return target
}

// appendTarget appends a target so that a renderer takes all of it for one.
func appendTarget(dst []byte, target string) []byte {
	target = plainTarget(target)
	for i := range len(target) {
		switch c := target[i]; {
		case c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '|' || c == '`':
			dst = fmt.Appendf(dst, "%%%02X", c)
		case c == '(' || c == ')' || c == '\\' || c == '&' && isReference([]byte(target[i:min(len(target), i+40)])):
			dst = append(dst, '\\', c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// GitHub's dialect makes links of addresses in the text, and takes escapes inside them for a part of them.
// So an address that needs escapes, or has a delimiter behind it, is written as a link that takes none.

// address is a range of the text without white space that begins with a scheme or "www.". dot is the
// character without which it were none.
type address struct{ start, end, dot int }

// longestAddress is as far as an address is looked at.
const longestAddress = 2048

// address finds the first address in text[from:to], or returns an empty one at its end.
func (e *escaper) address(from, to int) address {
	none := address{to, to, to}
	if e.link {
		return none // inside a link no other is made
	}
	for at := from; at < to; {
		e.scheme, e.www = find(e.text, e.scheme, at, "://"), find(e.text, e.www, at, "www.")
		dot := min(e.scheme, e.www+len("www"))
		if dot >= to {
			break
		}
		at = dot + 1
		if start := e.addressStart(from, dot); start >= 0 {
			end := dot
			for end < to && end-start <= longestAddress && e.text[end] != ' ' {
				end++
			}
			return address{start, end, dot}
		}
	}
	return none
}

// find returns where word stands in text from an offset on, and a place behind the text where it does not.
// known is the last answer.
func find(text []byte, known, from int, word string) int {
	if known >= from {
		return known
	}
	if i := bytes.Index(text[from:], []byte(word)); i >= 0 {
		return from + i
	}
	return len(text) + len(word)
}

// addressStart returns where the address begins that the character at dot makes one, or -1.
func (e *escaper) addressStart(from, dot int) int {
	start := dot
	for start > from && dot-start < len("https") && isLetter(e.text[start-1]) {
		start--
	}
	switch word := string(bytes.ToLower(e.text[start:dot])); {
	case e.text[dot] == '.' && word == "www":
	case e.text[dot] == ':' && (word == "http" || word == "https" || word == "ftp"):
	default:
		return -1
	}
	return start
}

// writeAddress writes an address, or the first part of it, and returns how far it came.
func (e *escaper) writeAddress(a address) int {
	if a.start == a.end {
		return a.end
	}
	before := len(e.dst)
	long := a.end-a.start > longestAddress
	if a.end < e.end && !long {
		e.plain(a.start, a.end)
		if bytes.Equal(e.dst[before:], e.text[a.start:a.end]) {
			return a.end
		}
		e.dst = e.dst[:before]
	}
	stop := a.end
	for i, c := range e.text[a.start:stop] {
		if c < ' ' || c == 0x7f || strings.IndexByte("<>\"\\^`{}|", c) >= 0 || c == '&' && isReference(e.text[a.start+i:]) {
			stop = a.start + i
			break
		}
	}
	stop = a.start + len(bytes.TrimRight(e.text[a.start:stop], "?!.,:;*_~'\")]"))
	touches := e.marked && (a.start == e.begin || stop == e.end) || a.start > 0 && e.text[a.start-1] == '\\'
	if e.text[a.dot] == ':' && !long && !touches && stop > a.dot+len("://") {
		e.dst = append(e.dst, '<')
		e.dst = append(e.dst, e.text[a.start:stop]...)
		e.dst = append(e.dst, '>')
		return stop
	}
	// Without its colon or dot it is none. That is the way where a bracket would stand beside a delimiter,
	// which was placed for a letter beside it, or beside a backslash.
	e.dst = append(e.dst, e.text[a.start:a.dot]...)
	e.dst = append(e.dst, '\\', e.text[a.dot])
	return a.dot + 1
}
