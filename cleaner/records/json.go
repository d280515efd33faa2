package records

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep values may nest. It is the limit of encoding/json.
const maxDepth = 10000

// The fields that are looked for.
const (
	fieldText = iota
	fieldHTML
	fieldID
	fieldURL
	fieldNote
	fieldCount
)

// noteField is where annotations go.
const noteField = "winnow"

// paths are the paths to the fields from an object on. An empty one leads to nothing.
type paths [fieldCount]string

// step returns the paths on from the value of key, the fields that it is, as bits, and whether a path goes on.
func (p *paths) step(key string) (on paths, is uint, any bool) {
	for i, path := range p {
		switch {
		case path == "":
		case path == key:
			is |= 1 << i
		case len(path) > len(key) && path[len(key)] == '.' && strings.HasPrefix(path, key):
			on[i], any = path[len(key)+1:], true
		}
	}
	return on, is, any
}

// object is where something can be added to an object: behind its last value.
type object struct {
	end   int
	empty bool
	found bool
}

// scanner checks a JSON object, as RFC 8259 has it, and notes where fields are. Bytes of strings that are no UTF-8 are let
// through: they are not touched.
type scanner struct {
	data   []byte
	at     int
	values [fieldCount]Span // without a value, the zero Span. Of fields that are there twice the last counts, as in most decoders
	whole  object           // the record
	parent object           // the object that the text is or would be in
	key    []byte
	reason string // what is wrong at data[at], or empty
}

// scan checks data, which must be an object with nothing but white space around it, and notes where the fields are.
func (s *scanner) scan(data []byte, at int, p *paths) bool {
	*s = scanner{data: data, at: at, key: s.key}
	s.space()
	if s.at == len(s.data) || s.data[s.at] != '{' {
		return s.want("an object")
	}
	if !s.object(p, 1, true) {
		return false
	}
	s.space()
	return s.at == len(s.data) || s.want("nothing more")
}

func (s *scanner) fail(format string, values ...any) bool {
	s.reason = fmt.Sprintf(format, values...)
	return false
}

// want says that something else is here than must be.
func (s *scanner) want(what string) bool {
	if s.at >= len(s.data) {
		return s.fail("want %s, but the record ends", what)
	}
	r, _ := utf8.DecodeRune(s.data[s.at:])
	return s.fail("want %s, not %q", what, r)
}

func (s *scanner) space() {
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

// take moves over c, if it is next.
func (s *scanner) take(c byte) bool {
	if s.at < len(s.data) && s.data[s.at] == c {
		s.at++
		return true
	}
	return false
}

// object reads an object, whose brace is next. p is nil where no field can be.
func (s *scanner) object(p *paths, depth int, whole bool) bool {
	if depth > maxDepth {
		return s.fail("values nest more than %d deep", maxDepth)
	}
	s.at++
	here := object{end: s.at, empty: true, found: true}
	for s.space(); !s.take('}'); s.space() {
		if !here.empty {
			if !s.take(',') {
				return s.want("a comma or }")
			}
			s.space()
		}
		if !s.member(p, depth) {
			return false
		}
		here.end, here.empty = s.at, false
	}
	if whole {
		s.whole = here
	}
	if p != nil && p[fieldText] != "" && !strings.Contains(p[fieldText], ".") {
		s.parent = here
	}
	return true
}

// member reads a key and its value.
func (s *scanner) member(p *paths, depth int) bool {
	start := s.at
	if s.at == len(s.data) || s.data[s.at] != '"' {
		return s.want("a key in quotes")
	}
	if !s.string() {
		return false
	}
	var on paths
	var is uint
	any := false
	if p != nil {
		on, is, any = p.step(s.unquoted(start + 1))
	}
	s.space()
	if !s.take(':') {
		return s.want("a colon")
	}
	s.space()
	start = s.at
	deeper := &on
	if !any {
		deeper = nil
	}
	if !s.value(deeper, depth) {
		return false
	}
	for i := range s.values {
		if is&(1<<i) != 0 {
			s.values[i] = Span{start, s.at}
		}
	}
	return true
}

// unquoted returns the key that began at start and was just read.
func (s *scanner) unquoted(start int) string {
	raw := s.data[start : s.at-1]
	s.key = s.key[:0]
	for {
		run := jsonEscapes.run(raw, len(raw))
		s.key, raw = append(s.key, raw[:run]...), raw[run:]
		if len(raw) == 0 {
			return string(s.key)
		}
		char, size, taken := jsonEscapes.one(raw)
		s.key, raw = append(s.key, char[:size]...), raw[taken:]
	}
}

// value reads a value in something that is depth deep.
func (s *scanner) value(p *paths, depth int) bool {
	if s.at == len(s.data) {
		return s.want("a value")
	}
	switch c := s.data[s.at]; {
	case c == '"':
		return s.string()
	case c == '{':
		return s.object(p, depth+1, false)
	case c == '[':
		return s.array(depth + 1)
	case c == '-' || isDigit(c):
		return s.number()
	}
	for _, name := range []string{"null", "true", "false"} {
		if bytes.HasPrefix(s.data[s.at:], []byte(name)) {
			s.at += len(name)
			return true
		}
	}
	return s.want("a value")
}

func (s *scanner) array(depth int) bool {
	if depth > maxDepth {
		return s.fail("values nest more than %d deep", maxDepth)
	}
	s.at++
	s.space()
	if s.take(']') {
		return true
	}
	for {
		s.space()
		if !s.value(nil, depth) {
			return false
		}
		s.space()
		if s.take(']') {
			return true
		}
		if !s.take(',') {
			return s.want("a comma or ]")
		}
	}
}

// string reads a string, whose quote is next.
func (s *scanner) string() bool {
	start := s.at
	s.at++
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return true
		case c < ' ':
			if c == '\n' || c == '\r' { // the line's end, most likely
				s.at = start
				return s.fail("the string that begins here does not end on its line")
			}
			return s.fail("control character %#02x in a string: it must be escaped", c)
		case c == '\\':
			if !s.escaped() {
				return false
			}
		default:
			s.at++
		}
	}
	s.at = start
	return s.fail("the string that begins here has no end")
}

// escaped moves over an escaped character.
func (s *scanner) escaped() bool {
	rest := s.data[s.at+1:]
	switch {
	case len(rest) > 0 && bytes.IndexByte([]byte(`"\/bfnrt`), rest[0]) >= 0:
		s.at += 2
		return true
	case len(rest) > 0 && rest[0] == 'u' && hex4(rest[1:]) >= 0:
		s.at += 6
		return true
	}
	return s.fail("a backslash that begins no escape: want one of %s or four hexadecimal digits behind u", `\" \\ \/ \b \f \n \r \t`)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (s *scanner) number() bool {
	s.take('-')
	if !s.take('0') && !s.digits() {
		return s.want("a digit")
	}
	if s.take('.') && !s.digits() {
		return s.want("a digit behind the point")
	}
	if s.take('e') || s.take('E') {
		if !s.take('+') {
			s.take('-')
		}
		if !s.digits() {
			return s.want("a digit of the exponent")
		}
	}
	return true
}

// digits moves over digits, and reports that there were any.
func (s *scanner) digits() bool {
	start := s.at
	for s.at < len(s.data) && isDigit(s.data[s.at]) {
		s.at++
	}
	return s.at > start
}
