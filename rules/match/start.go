package match

import "winnow/rules/fold"

// isStart reports whether a literal may begin at text[i], by the rule in the
// documentation of the package.
func isStart(text []byte, i int) bool {
	form, size := fold.Next(text, i)
	switch {
	case form <= fold.Space, form == fold.Dropped, form.Broken():
		return false // the first are white space and control characters
	case !isWord(text[i:i+size]) || i == 0:
		return true
	}
	before, c := text[i-1], text[i]
	if isASCIIWord(before) {
		return isUpper(c) && isLower(before)
	}
	return i == 1 || !isWord(text[i-2:i])
}

// isWord reports whether char, one or two bytes that need not be a character,
// is a letter or digit in the narrow sense.
func isWord(char []byte) bool {
	switch len(char) {
	case 1:
		return isASCIIWord(char[0])
	case 2:
		lead, next := char[0], char[1]
		return 0xC3 <= lead && lead <= 0xDF && next&0xC0 == 0x80 && !isTimes(lead, next)
	}
	return false
}

// isTimes reports whether two bytes are × or ÷, which lie among the letters.
func isTimes(lead, next byte) bool { return lead == 0xC3 && next|0x20 == 0xB7 }

func isASCIIWord(c byte) bool {
	return isLower(c|0x20) || '0' <= c && c <= '9'
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
