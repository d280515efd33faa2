package sniff

import (
	"bytes"

	"winnow/cleaner/document"
)

// tokenKind is what a piece of a head is.
type tokenKind uint8

const (
	textToken    tokenKind = iota
	startToken             // <div class="x">
	endToken               // </div>
	commentToken           // <!-- -->, <![if], <?php ?>: what is no content
	doctypeToken           // <!DOCTYPE
	xmlToken               // <?xml ?>
)

// token is a piece of a head.
type token struct {
	kind   tokenKind
	start  int          // where in the head it stands
	bytes  []byte       // all of it
	name   []byte       // of a tag, as it is written
	tag    document.Tag // of a tag
	quoted bool         // a start tag has an attribute with a quoted value
	bare   bool         // a start tag has no attributes
	closed bool         // a start tag ends in "/>"
	cut    bool         // the head ends inside
}

// scanner cuts a head into tokens. Unlike a parser of HTML it is easily put off: what is not well written
// is text.
type scanner struct {
	head []byte
	at   int
	raw  document.Tag // the element whose text runs to its end tag, whatever stands in it
}

// next returns the next token, and false at the end.
func (s *scanner) next() (token, bool) {
	if s.at >= len(s.head) {
		return token{}, false
	}
	rest := s.head[s.at:]
	piece := token{}
	if s.raw != document.TagUnknown {
		piece.bytes, piece.cut = rawText(rest, s.raw.String())
		s.raw = document.TagUnknown
	}
	if len(piece.bytes) == 0 {
		piece = markup(rest)
	}
	if len(piece.bytes) == 0 {
		piece.bytes = rest[:plainText(rest)]
	}
	piece.start = s.at
	s.at += len(piece.bytes)
	if piece.kind == startToken && !piece.closed && isRaw(piece.tag) {
		s.raw = piece.tag
	}
	return piece, true
}

// plainText returns the length of the text up to the next "<" that is not at the start.
func plainText(rest []byte) int {
	if i := bytes.IndexByte(rest[1:], '<'); i >= 0 {
		return 1 + i
	}
	return len(rest)
}

// rawText returns what stands before the end tag of an element.
func rawText(rest []byte, name string) (text []byte, cut bool) {
	for i := 0; ; i++ {
		next := bytes.Index(rest[i:], []byte("</"))
		if next < 0 {
			return rest, true
		}
		i += next
		if hasPrefixFold(rest[i+2:], name) {
			return rest[:i], false
		}
	}
}

// isRaw reports that an element holds text only, no markup.
func isRaw(tag document.Tag) bool {
	switch tag {
	case document.TagScript, document.TagStyle, document.TagTitle, document.TagTextarea, document.TagXmp,
		document.TagIframe, document.TagNoembed, document.TagNoframes:
		return true
	}
	return false
}

// markup returns the piece of markup that rest begins with, if it does.
func markup(rest []byte) token {
	switch {
	case len(rest) < 2 || rest[0] != '<':
		return token{}
	case bytes.HasPrefix(rest, []byte("<!--")):
		return upTo(rest, commentToken, "-->")
	case hasPrefixFold(rest, "<!doctype") && len(rest) > 9 && isSpace(rest[9]):
		return upTo(rest, doctypeToken, ">")
	case hasPrefixFold(rest, "<![if ") || hasPrefixFold(rest, "<![endif"):
		return upTo(rest, commentToken, ">")
	case hasPrefixFold(rest, "<?xml") && len(rest) > 5 && isSpace(rest[5]):
		return upTo(rest, xmlToken, "?>")
	case rest[1] == '?':
		return upTo(rest, commentToken, "?>")
	case rest[1] == '/' || isLetter(rest[1]):
		return tag(rest)
	}
	return token{}
}

// upTo returns a token that ends with end, or with the head.
func upTo(rest []byte, kind tokenKind, end string) token {
	if i := bytes.Index(rest, []byte(end)); i >= 0 {
		return token{kind: kind, bytes: rest[:i+len(end)]}
	}
	return token{kind: kind, bytes: rest, cut: true}
}

// tag returns the start or end tag that rest begins with, or nothing where it is no good one.
func tag(rest []byte) token {
	found := token{kind: startToken, bare: true}
	i := 1
	if rest[i] == '/' {
		found.kind = endToken
		i++
	}
	start := i
	for i < len(rest) && !isSpace(rest[i]) && rest[i] != '/' && rest[i] != '>' && rest[i] != '<' {
		i++
	}
	found.name = rest[start:i]
	if len(found.name) == 0 || !isLetter(found.name[0]) {
		return token{}
	}
	found.tag = lookup(found.name)
	for {
		for i < len(rest) && (isSpace(rest[i]) || rest[i] == '/') {
			found.closed = rest[i] == '/'
			i++
		}
		switch {
		case i == len(rest):
			found.bytes, found.cut = rest, true
			return found
		case rest[i] == '>':
			found.bytes = rest[:i+1]
			return found
		}
		size, quoted := attribute(rest[i:])
		if size == 0 {
			return token{}
		}
		found.quoted = found.quoted || quoted
		found.bare, found.closed = false, false
		i += size
	}
}

// attribute returns the length of the attribute that rest begins with, or 0 if that is none. quoted says
// that its value is whole and in quotes.
func attribute(rest []byte) (size int, quoted bool) {
	i := 0
	for i < len(rest) && !isSpace(rest[i]) && rest[i] != '=' && rest[i] != '/' && rest[i] != '>' {
		if rest[i] == '<' || rest[i] == '"' || rest[i] == '\'' {
			return 0, false
		}
		i++
	}
	name := i
	for i < len(rest) && isSpace(rest[i]) {
		i++
	}
	if i == len(rest) || rest[i] != '=' {
		return name, false
	}
	for i++; i < len(rest) && isSpace(rest[i]); i++ {
	}
	if i == len(rest) {
		return i, false
	}
	if rest[i] == '"' || rest[i] == '\'' {
		end := bytes.IndexByte(rest[i+1:], rest[i])
		if end < 0 {
			return len(rest), false
		}
		return i + end + 2, true
	}
	for i < len(rest) && !isSpace(rest[i]) && rest[i] != '>' {
		if rest[i] == '<' {
			return 0, false
		}
		i++
	}
	return i, false
}

// lookup returns the tag of a name in any case.
func lookup(name []byte) document.Tag {
	var lower [16]byte
	if len(name) > len(lower) {
		return document.TagUnknown
	}
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return document.LookupTag(lower[:len(name)])
}

// hasPrefixFold is bytes.HasPrefix, without regard to the case of ASCII letters. prefix is in lower case.
func hasPrefixFold(b []byte, prefix string) bool {
	if len(b) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := b[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

func isSpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
