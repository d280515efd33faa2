package charset

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// prescanBytes is how far a declaration is looked for. The standard asks authors to put it into the first
// 1024 bytes; many do not, and browsers go on to the end of the head element.
const prescanBytes = 16 << 10

// declared returns the encoding that a page says it is in, by a meta element or else an XML declaration. This is
// https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding with
// a tokenizer, so that what a script writes is no declaration.
func declared(head []byte) (Choice, bool) {
	head = head[:min(len(head), prescanBytes)]
	if !mentionsMeta(head) {
		return declaration(xmlLabel(head))
	}
	tokens := html.NewTokenizer(bytes.NewReader(head))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return declaration(xmlLabel(head))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := tokens.TagName()
			if !more || string(name) != "meta" {
				continue
			}
			if choice, ok := declaration(metaLabel(tokens)); ok {
				return choice, true
			}
		}
	}
}

// mentionsMeta reports that a meta element may begin in head, which tells most texts from pages at once.
func mentionsMeta(head []byte) bool {
	const tag = "<meta"
	for {
		at := bytes.IndexByte(head, tag[0])
		if at < 0 || len(head)-at < len(tag) {
			return false
		}
		if head = head[at:]; head[1]|0x20 == tag[1] && bytes.EqualFold(head[:len(tag)], []byte(tag)) {
			return true
		}
		head = head[1:]
	}
}

// declaration looks a label up that stands in ASCII bytes, which is why it cannot mean UTF-16 or UTF-32
// whatever it says. That x-user-defined means windows-1252 is the standard's word too.
func declaration(label string) (Choice, bool) {
	choice, ok := lookup(label, Declaration)
	switch {
	case strings.HasPrefix(choice.name, "utf-16"), strings.HasPrefix(choice.name, "utf-32"):
		return Choice{evidence: Declaration}, true
	case choice.name == "x-user-defined":
		return lookup("windows-1252", Declaration)
	}
	return choice, ok
}

// metaLabel returns the label in a meta element's attributes. Of attributes of one name the first counts.
func metaLabel(tokens *html.Tokenizer) string {
	var charset, content string
	var pragma, hasCharset, hasContent, hasPragma bool
	for more := true; more; {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		switch string(key) {
		case "charset":
			if !hasCharset {
				charset, hasCharset = string(value), true
			}
		case "content":
			if !hasContent {
				content, hasContent = charsetParameter(string(value)), true
			}
		case "http-equiv":
			if !hasPragma {
				pragma, hasPragma = bytes.EqualFold(value, []byte("content-type")), true
			}
		}
	}
	if hasCharset {
		return charset
	}
	if pragma {
		return content
	}
	return ""
}

// xmlLabel returns the label in an XML declaration at the very start, as in
// https://html.spec.whatwg.org/multipage/parsing.html#concept-get-xml-encoding-when-sniffing.
func xmlLabel(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.IndexByte(head, '>')
	if end < 0 {
		return ""
	}
	_, rest, found := bytes.Cut(head[:end], []byte("encoding"))
	rest = bytes.TrimLeft(rest, asciiSpace)
	if !found || len(rest) == 0 || rest[0] != '=' {
		return ""
	}
	rest = bytes.TrimLeft(rest[1:], asciiSpace)
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	label, _, closed := bytes.Cut(rest[1:], rest[:1])
	if !closed {
		return ""
	}
	return string(label)
}
