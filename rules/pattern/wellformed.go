package pattern

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds of what wellFormed judges. Within them an expression is far from
// the limits that syntax.Parse sets to size and height: a tree of that height
// takes more nested groups, or more alternatives each of which begins with all
// of the one before, than fit into so many bytes.
const (
	maxSource = 10 << 10
	maxDepth  = 12
	maxRepeat = 1000    // of nested repeats, multiplied; as syntax.Parse has it
	maxSize   = 1 << 19 // bytes of source, if all repeats were written out
)

// wellFormed reports that syntax.Parse would surely accept source. It errs on
// the safe side: of rare constructs it knows nothing and reports false. It is
// there because parsing a large expression takes 100 times as long.
func wellFormed(source string) bool {
	if len(source) > maxSource || !utf8.ValidString(source) {
		return false
	}
	type group struct {
		repeat, size int // the greatest product of nested repeats; the size written out

		// operand and operandSize are the same of the last operand. There is
		// none if operand is 0.
		operand, operandSize int
	}
	var stack [maxDepth + 1]group
	depth := 0
	top := &stack[0]
	top.repeat = 1
	for rest := source; rest != ""; {
		size := 1
		switch c := rest[0]; c {
		case '(':
			if strings.HasPrefix(rest, "(?:") {
				size = len("(?:")
			} else if strings.HasPrefix(rest, "(?") {
				return false
			}
			if depth++; depth > maxDepth {
				return false
			}
			top = &stack[depth]
			*top = group{repeat: 1}
		case ')':
			if depth == 0 {
				return false
			}
			depth--
			inner := top
			top = &stack[depth]
			top.repeat = max(top.repeat, inner.repeat)
			top.operand, top.operandSize = inner.repeat, inner.size+2
			top.size += top.operandSize
		case '|':
			top.operand = 0
		case '*', '+', '?', '{':
			times := 1
			if c == '{' {
				if size, times = repeat(rest); size == 0 {
					return false
				}
			}
			if top.operand == 0 {
				return false
			}
			if top.operand *= max(times, 1); top.operand > maxRepeat {
				return false
			}
			top.repeat = max(top.repeat, top.operand)
			top.size += (top.operandSize + 1) * max(times, 1)
			if top.size > maxSize {
				return false
			}
			if size < len(rest) && rest[size] == '?' {
				size++
			}
			if size < len(rest) && strings.IndexByte("*+?{", rest[size]) >= 0 {
				return false
			}
		case '[':
			if size = class(rest); size == 0 {
				return false
			}
			top.operand, top.operandSize = 1, size
			top.size += size
		case '\\':
			if size = escape(rest); size == 0 {
				if len(rest) < 2 || strings.IndexByte("bBAz", rest[1]) < 0 {
					return false
				}
				size = 2
			}
			top.operand, top.operandSize = 1, size
			top.size += size
		default:
			top.operand, top.operandSize = 1, size
			top.size += size
		}
		rest = rest[size:]
	}
	return depth == 0 && top.size <= maxSize
}

// repeat returns the length of the count in braces that s begins with, and the
// greater of its numbers. The length is 0 if it is none.
func repeat(s string) (size, times int) {
	size, low := number(s, 1)
	if size == 0 || size >= len(s) {
		return 0, 0
	}
	high := low
	if s[size] == ',' {
		if size++; size < len(s) && s[size] != '}' {
			if size, high = number(s, size); size == 0 {
				return 0, 0
			}
		}
	}
	if size >= len(s) || s[size] != '}' || low > high || high > maxRepeat {
		return 0, 0
	}
	return size + 1, high
}

// number reads the number at s[i] and returns where it ends, or 0 if there is
// none or it is suspicious.
func number(s string, i int) (end, n int) {
	start := i
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9' && i-start < 5; i++ {
		n = 10*n + int(s[i]-'0')
	}
	if i == start || s[start] == '0' && i > start+1 {
		return 0, 0
	}
	return i, n
}

// escape returns the length of the escape sequence that s begins with, of a
// kind that may also stand in a class, or 0.
func escape(s string) int {
	if len(s) < 2 {
		return 0
	}
	switch c := s[1]; {
	case strings.IndexByte("dDsSwW", c) >= 0:
		return 2
	case c == 'p' || c == 'P':
		end := strings.IndexByte(s, '}')
		if len(s) < 3 || s[2] != '{' || end < 0 {
			return 0
		}
		switch name := s[3:end]; name {
		case "L", "N":
		default:
			if unicode.Categories[name] == nil && unicode.Scripts[name] == nil {
				return 0
			}
		}
		return end + 1
	}
	if _, size := char(s); size > 0 {
		return size
	}
	return 0
}

// char reads the character that s begins with, as itself or as an escape
// sequence. The size is 0 if it is neither.
func char(s string) (r rune, size int) {
	if s[0] != '\\' {
		return utf8.DecodeRuneInString(s)
	}
	if len(s) < 2 {
		return 0, 0
	}
	c := s[1]
	if c == 'x' {
		return hex(s)
	}
	if i := strings.IndexByte("afnrtv", c); i >= 0 {
		return rune("\a\f\n\r\t\v"[i]), 2
	}
	if c < utf8.RuneSelf && (unicode.IsPunct(rune(c)) || unicode.IsSymbol(rune(c))) && c != '_' {
		return rune(c), 2
	}
	return 0, 0
}

// hex reads the escape sequence \x{10FFFF} that s begins with.
func hex(s string) (r rune, size int) {
	end := strings.IndexByte(s, '}')
	if !strings.HasPrefix(s, `\x{`) || end < 0 {
		return 0, 0
	}
	n, err := strconv.ParseUint(s[3:end], 16, 32)
	if err != nil || n > unicode.MaxRune {
		return 0, 0
	}
	return rune(n), end + 1
}

// class returns the length of the class in brackets that s begins with, or 0.
func class(s string) int {
	i := 1
	if i < len(s) && s[i] == '^' {
		i++
	}
	for first := true; i < len(s) && (first || s[i] != ']'); first = false {
		if strings.HasPrefix(s[i:], "[:") {
			return 0
		}
		if s[i] == '\\' {
			if len(s) < i+2 {
				return 0
			}
			if strings.IndexByte("dDsSwWpP", s[i+1]) >= 0 {
				size := escape(s[i:])
				if size == 0 {
					return 0
				}
				i += size
				continue
			}
		}
		low, size := char(s[i:])
		if size == 0 {
			return 0
		}
		i += size
		if i+1 < len(s) && s[i] == '-' && s[i+1] != ']' {
			high, size := char(s[i+1:])
			if size == 0 || high < low {
				return 0
			}
			i += 1 + size
		}
	}
	if i >= len(s) {
		return 0
	}
	return i + 1
}
