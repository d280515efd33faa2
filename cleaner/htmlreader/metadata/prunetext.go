package metadata

import "bytes"

// property returns the name by which a member is known, without the vocabulary's prefix, or nil for the many
// that are not read.
func property(key []byte) []byte {
	for _, prefix := range []string{"schema:", "http://schema.org/", "https://schema.org/"} {
		if len(key) > len(prefix) && string(key[:len(prefix)]) == prefix {
			key = key[len(prefix):]
		}
	}
	switch string(key) {
	case "@graph", "@id", "@type", "@value",
		"acceptedAnswer", "alternateName", "articleBody", "author", "comment", "creator", "cssSelector",
		"dateCreated", "dateModified", "datePublished", "description", "familyName", "givenName", "hasPart",
		"headline", "inLanguage", "isAccessibleForFree", "isPartOf", "liveBlogUpdate", "mainEntity",
		"mainEntityOfPage", "name", "publisher", "reviewBody", "suggestedAnswer", "text", "uploadDate", "url":
		return key
	}
	return nil
}

// literal copies a number, true or false as a string; null and all else is dropped.
func (p *pruner) literal() bool {
	start := p.at
	p.skipLiteral()
	word := p.src[start:p.at]
	if len(word) == 0 || len(word) > 32 || string(word) == "null" {
		return false
	}
	for _, b := range word {
		if !isDigit(b) && (b|0x20 < 'a' || b|0x20 > 'z') && b != '-' && b != '+' && b != '.' {
			return false
		}
	}
	p.out = append(p.out, '"')
	p.out = append(p.out, word...)
	p.out = append(p.out, '"')
	return true
}

// text copies the string at the cursor. One that never ends is dropped: it holds the rest of the script.
func (p *pruner) text() bool {
	opened := len(p.out)
	p.out = append(p.out, '"')
	p.at++
	copied := p.at
	for p.at < len(p.src) {
		b := p.src[p.at]
		if b >= ' ' && b != '"' && b != '\\' {
			p.at++
			continue
		}
		p.out = append(p.out, p.src[copied:p.at]...)
		switch {
		case b == '\\':
			p.escape()
		case b != '"':
			p.control(b)
		case p.ends(p.at+1, false):
			p.at++
			p.out = append(p.out, '"')
			return true
		default:
			p.out = append(p.out, `\"`...)
			p.at++
		}
		copied = p.at
	}
	p.out = p.out[:opened]
	return false
}

// escape copies the escape at the cursor. The backslash of one that JSON does not know is dropped.
func (p *pruner) escape() {
	p.at++
	if p.at >= len(p.src) {
		return
	}
	switch b := p.src[p.at]; b {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		p.out = append(p.out, '\\', b)
	case 'u':
		if !hex4(p.src[p.at+1:]) {
			return // the u is copied with what follows
		}
		p.out = append(p.out, `\u`...)
	case '\'':
		p.out = append(p.out, b)
	default:
		return // copied with what follows, and escaped there if it must be
	}
	p.at++
}

// control copies a control character that JSON wants escaped.
func (p *pruner) control(b byte) {
	switch b {
	case '\n':
		p.out = append(p.out, `\n`...)
	case '\r':
		p.out = append(p.out, `\r`...)
	default:
		p.out = append(p.out, ' ')
	}
	p.at++
}

// skipText moves behind the string at the cursor. The strings of a value that is passed over may be keys too;
// those of a key that is looked at end with their first quote.
func (p *pruner) skipText(guess bool) {
	for p.at++; p.at < len(p.src); p.at++ {
		switch p.src[p.at] {
		case '\\':
			p.at++
		case '"':
			if !guess || p.ends(p.at+1, true) {
				p.at++
				return
			}
		}
	}
	p.at = len(p.src)
}

// ends guesses, from what stands behind a quote, whether it ends its string. It always does in valid JSON; the
// guess is about quotes in strings that nobody escaped.
func (p *pruner) ends(at int, key bool) bool {
	next, broken := p.solid(at)
	if next >= len(p.src) {
		return true
	}
	switch p.src[next] {
	case '}', ']':
		return true
	case ':':
		return key
	case '/':
		return p.comment(next)
	case '"':
		return broken // a line that lacks its comma
	case ',':
		return p.begins(next + 1)
	}
	return false
}

// begins reports whether what stands behind a comma can be the next value, key or end.
func (p *pruner) begins(at int) bool {
	next, _ := p.solid(at)
	if next >= len(p.src) {
		return true
	}
	switch b := p.src[next]; b {
	case '"', '{', '[', '}', ']', '-', ',':
		return true
	case '/':
		return p.comment(next)
	default:
		rest := p.src[next:]
		return isDigit(b) || bytes.HasPrefix(rest, []byte("null")) || bytes.HasPrefix(rest, []byte("true")) ||
			bytes.HasPrefix(rest, []byte("false"))
	}
}

// solid returns the first offset that holds no white space, and whether a line ends before it.
func (p *pruner) solid(at int) (next int, broken bool) {
	for ; at < len(p.src) && isSpace(p.src[at]); at++ {
		broken = broken || p.src[at] == '\n' || p.src[at] == '\r'
	}
	return at, broken
}

func hex4(digits []byte) bool {
	if len(digits) < 4 {
		return false
	}
	for _, b := range digits[:4] {
		if !isDigit(b) && (b|0x20 < 'a' || b|0x20 > 'f') {
			return false
		}
	}
	return true
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
