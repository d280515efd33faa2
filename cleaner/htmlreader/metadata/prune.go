package metadata

import (
	"bytes"
	"encoding/json"
	"html"
)

// Bounds on JSON-LD. A page with a long live blog holds some thousand values in a megabyte.
const (
	maxScript = 4 << 20 // bytes of a script that are read
	maxPruned = 4 << 20 // bytes kept of all scripts of a page, before the last value
	maxValues = 1 << 14 // objects, arrays and strings kept of all scripts of a page
	maxDepth  = 24      // objects and arrays inside one another
)

// pruner copies the members of JSON-LD objects that winnow reads, and those alone, to a buffer of JSON that is
// always valid. The rest, which is most of it (images, offers, breadcrumbs, navigation), is never decoded.
//
// What publishers write by hand or with templates is often not quite JSON, and the pruner reads it anyway:
// wrappers of comments and CDATA, text around the values, several values in a row, comments, missing and
// trailing commas, missing closing brackets, line breaks and other control characters in strings, quotes in
// strings that nobody escaped, and escapes that JSON does not know. Every scalar comes out as a string.
type pruner struct {
	src    []byte
	at     int
	out    []byte // an array of the values of all scripts, with a comma behind each, not closed
	values int
}

func (p *pruner) reset() {
	const kept = 1 << 20 // a buffer that one page in thousands needs is no use to the others
	if cap(p.out) > kept {
		p.out = nil
	}
	p.src, p.out, p.values = nil, p.out[:0], 0
}

// decode returns the values of all scripts.
func (p *pruner) decode() []any {
	if len(p.out) <= 1 {
		return nil
	}
	var values []any
	last := len(p.out) - 1
	p.out[last] = ']'
	err := json.Unmarshal(p.out, &values)
	p.out[last] = ','
	if err != nil {
		return nil // can't be: the pruner wrote it
	}
	return values
}

// add takes the objects and arrays of a script. What stands between them is passed over.
func (p *pruner) add(script []byte) {
	script = script[:min(len(script), maxScript)]
	if bytes.IndexByte(script, '"') < 0 && bytes.Contains(script, []byte("&quot;")) {
		script = []byte(html.UnescapeString(string(script))) // the template escaped it as if it were text
	}
	if len(p.out) == 0 {
		p.out = append(p.out, '[')
	}
	p.src, p.at = script, 0
	for p.at < len(p.src) {
		switch p.src[p.at] {
		case '{', '[':
			if p.value(0) {
				p.out = append(p.out, ',')
			}
		case '<':
			p.at++
			if cdata := "![CDATA["; bytes.HasPrefix(p.src[p.at:], []byte(cdata)) {
				p.at += len(cdata)
			}
		default:
			p.at++
		}
	}
	p.src = nil
}

// value copies the value at the cursor, and reports whether there was something to keep.
func (p *pruner) value(depth int) bool {
	p.space()
	if p.at >= len(p.src) {
		return false
	}
	if depth >= maxDepth || p.values >= maxValues || len(p.out) >= maxPruned {
		p.skip()
		return false
	}
	p.values++
	switch p.src[p.at] {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"':
		return p.text()
	case ',', ':', '}', ']': // nothing stands where a value should
		return false
	}
	return p.literal()
}

func (p *pruner) object(depth int) bool {
	p.at++
	opened := len(p.out)
	p.out = append(p.out, '{')
	for {
		key, ok := p.key()
		if !ok {
			break
		}
		if key = property(key); key == nil {
			p.skip()
			continue
		}
		start := len(p.out)
		p.out = append(p.out, '"')
		p.out = append(p.out, key...)
		p.out = append(p.out, `":`...)
		if p.value(depth + 1) {
			p.out = append(p.out, ',')
		} else {
			p.out = p.out[:start]
		}
	}
	return p.closed(opened, '}')
}

func (p *pruner) array(depth int) bool {
	p.at++
	opened := len(p.out)
	p.out = append(p.out, '[')
	for {
		p.space()
		if p.at >= len(p.src) {
			break
		}
		switch p.src[p.at] {
		case ',', ':':
			p.at++
			continue
		case ']', '}':
			if p.src[p.at] == ']' {
				p.at++ // else it closes the object around the array
			}
			return p.closed(opened, ']')
		}
		if p.value(depth + 1) {
			p.out = append(p.out, ',')
		}
	}
	return p.closed(opened, ']')
}

// closed ends the object or array that was opened at an offset of the output. One without members is dropped.
func (p *pruner) closed(opened int, bracket byte) bool {
	if len(p.out) == opened+1 {
		p.out = p.out[:opened]
		return false
	}
	p.out[len(p.out)-1] = bracket // was the comma behind its last member
	return true
}

// key moves behind the next key of an object and its colon. It reports false, behind its bracket, where the
// object ends.
func (p *pruner) key() ([]byte, bool) {
	for {
		p.space()
		if p.at >= len(p.src) {
			return nil, false
		}
		switch p.src[p.at] {
		case '}':
			p.at++
			return nil, false
		case ']': // closes the array around an object that nobody closed
			return nil, false
		case '"':
			start := p.at + 1
			p.skipText(false)
			key := p.src[start:max(start, p.at-1)]
			if p.space(); p.at < len(p.src) && p.src[p.at] == ':' {
				p.at++
				return key, true
			}
		default:
			p.at++
		}
	}
}

// skip moves behind the value at the cursor.
func (p *pruner) skip() {
	p.space()
	for depth := 0; p.at < len(p.src); p.space() {
		switch p.src[p.at] {
		case '{', '[':
			depth++
			p.at++
		case '}', ']':
			if depth == 0 {
				return // of the object around
			}
			depth--
			p.at++
		case '"':
			p.skipText(true)
		case ',', ':':
			if depth == 0 {
				return
			}
			p.at++
			continue
		default:
			p.skipLiteral()
		}
		if depth == 0 {
			return
		}
	}
}

// skipLiteral moves to what may follow a number or word, by at least a byte.
func (p *pruner) skipLiteral() {
	for p.at++; p.at < len(p.src); p.at++ {
		switch p.src[p.at] {
		case ',', '}', ']', ' ', '\t', '\n', '\r':
			return
		}
	}
}

// space moves over white space and comments.
func (p *pruner) space() {
	for ; p.at < len(p.src); p.at++ {
		switch b := p.src[p.at]; {
		case isSpace(b):
		case b == '/' && p.comment(p.at):
			end := p.commentEnd()
			if end < 0 {
				p.at = len(p.src)
				return
			}
			p.at += end
		default:
			return
		}
	}
}

// comment reports whether one begins at an offset.
func (p *pruner) comment(at int) bool {
	return at+1 < len(p.src) && p.src[at] == '/' && (p.src[at+1] == '/' || p.src[at+1] == '*')
}

// commentEnd returns how far the last byte of the comment at the cursor is, or -1 where it has no end.
func (p *pruner) commentEnd() int {
	if p.src[p.at+1] == '/' {
		return bytes.IndexByte(p.src[p.at:], '\n')
	}
	end := bytes.Index(p.src[p.at+2:], []byte("*/"))
	if end < 0 {
		return -1
	}
	return end + 3
}
