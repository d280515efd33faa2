package document

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Stats are the figures of a block that stages weigh. Measure fills them in one pass.
type Stats struct {
	Words    int32 // words; of scripts written without spaces, two characters count as one
	Letters  int32 // letters
	Digits   int32 // digits
	Commas   int32 // commas and their likes in other scripts
	Ends     int32 // marks that end a sentence and are followed by white space or the end of the block
	Terminal bool  // the block ends with such a mark, closing quotes and brackets aside
	Asks     bool  // the mark is a question mark
	Quoted   bool  // it has double quotation marks
}

// The classes of bytes.
const (
	clOther = iota
	clSpace
	clLetter
	clDigit
	clComma
	clEnd   // . ! ?
	clQuote // "
	clClose // ' ) ]
	clWide  // part of a character beyond ASCII
)

var classes = func() (t [256]uint8) {
	for c := range t {
		switch c := byte(c); {
		case c >= utf8.RuneSelf:
			t[c] = clWide
		case c == ' ' || c >= '\t' && c <= '\r':
			t[c] = clSpace
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			t[c] = clLetter
		case c >= '0' && c <= '9':
			t[c] = clDigit
		case c == ',' || c == ';':
			t[c] = clComma
		case c == '.' || c == '!' || c == '?':
			t[c] = clEnd
		case c == '"':
			t[c] = clQuote
		case c == '\'' || c == ')' || c == ']':
			t[c] = clClose
		}
	}
	return t
}()

// Measure returns the figures of text.
func Measure(text []byte) Stats {
	m := measurer{}
	for i := 0; i < len(text); {
		switch class := classes[text[i]]; class {
		case clWide:
			r, n := utf8.DecodeRune(text[i:])
			m.wide(r)
			i += n
		case clLetter:
			// Most of a text is words: the rest of this one at once.
			m.letter()
			n := letters(text[i+1:])
			m.s.Letters += int32(n)
			if i += 1 + n; i < len(text) && text[i] == ' ' {
				m.inWord = false // as step does, since no mark stands before this space
				i++
			}
		default:
			m.step(class)
			i++
		}
	}
	m.step(clSpace) // closes the last word
	m.s.Terminal = m.ended
	m.s.Asks = m.ended && asks(text)
	m.s.Words += m.unspaced / 2
	if m.unspaced == 1 && m.s.Words == 0 {
		m.s.Words = 1
	}
	return m.s
}

// letters returns how many letters of ASCII text begins with.
func letters(text []byte) int {
	const (
		ones = 0x0101010101010101
		high = ones * utf8.RuneSelf
	)
	n := 0
	for ; n+8 <= len(text); n += 8 {
		// Eight bytes at once: the highest bit of each says whether it is at least a, and at most z. What is
		// carried out of a byte beyond ASCII spoils only bytes behind it, and it is no letter itself.
		x := binary.LittleEndian.Uint64(text[n:])
		lower := x | ones*0x20
		other := (^(lower + (0x80-'a')*ones) | ^((0x80+'z')*ones - lower) | x) & high
		if other != 0 {
			return n + bits.TrailingZeros64(other)/8
		}
	}
	for n < len(text) && classes[text[n]] == clLetter {
		n++
	}
	return n
}

// Wordy reports that text has a letter or a digit.
func Wordy(text []byte) bool {
	return bytes.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// asks reports that the last mark of text, closing quotes and brackets aside, is a question mark.
func asks(text []byte) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeLastRune(text)
		switch r {
		case '?', '？', '؟':
			return true
		case '"', '\'', ')', ']', '”', '’', '»', '」', '』', '）', '!':
			text = text[:len(text)-n]
		default:
			return false
		}
	}
	return false
}

// measurer is the state between two characters.
type measurer struct {
	s        Stats
	unspaced int32
	inWord   bool
	ended    bool // the last mark ended a sentence
	counted  bool // and was counted
}

// step takes in a character that is no letter.
func (m *measurer) step(class uint8) {
	switch class {
	case clSpace:
		m.inWord = false
		if m.ended && !m.counted {
			m.s.Ends++
			m.counted = true
		}
		return
	case clDigit:
		m.s.Digits++
		if !m.inWord {
			m.inWord = true
			m.s.Words++
		}
	case clComma:
		m.s.Commas++
	case clEnd:
		m.ended, m.counted = true, false
		return
	case clQuote:
		m.s.Quoted = true
		return
	case clClose:
		return
	}
	m.ended = false
}

func (m *measurer) letter() {
	m.ended = false
	m.s.Letters++
	if !m.inWord {
		m.inWord = true
		m.s.Words++
	}
}

func (m *measurer) wide(r rune) {
	switch {
	case unspacedScript(r):
		m.inWord = false
		m.ended = false
		m.s.Letters++
		m.unspaced++
	case unicode.IsLetter(r):
		m.letter()
	case unicode.IsMark(r) || r == '\u200d' || r == '\u200c' || r == '’':
		// part of the word, or an apostrophe inside it
	case unicode.IsSpace(r):
		m.step(clSpace)
	case unicode.IsDigit(r):
		m.step(clDigit)
	default:
		m.wideMark(r)
	}
}

func (m *measurer) wideMark(r rune) {
	switch r {
	case '。', '！', '？', '｡':
		// these end a sentence without a space behind them
		m.inWord = false
		m.s.Ends++
		m.ended, m.counted = true, true
	case '…', '।', '॥', '؟', '۔', '։', '‼', '⁉':
		m.ended, m.counted = true, false
	case '“', '”', '„', '«', '»', '「', '」', '『', '』', '‟':
		m.s.Quoted = true
	case '’', '）', '］', '】', '›', '‘':
	case '，', '、', '،', '；', '؛':
		m.s.Commas++
		m.ended = false
	default:
		m.ended = false
	}
}

// unspacedScript reports whether r belongs to a script that is written without spaces between words.
func unspacedScript(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r <= 0x0EFF: // Thai, Lao
		return true
	case r >= 0x1000 && r <= 0x109F, r >= 0x1780 && r <= 0x17FF: // Burmese, Khmer
		return true
	case r >= 0x3041 && r <= 0x30FF, r >= 0x3400 && r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF: // kana, CJK
		return r != 0x30FB
	case r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return false
}
