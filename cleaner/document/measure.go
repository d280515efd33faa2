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
		if text[i] < utf8.RuneSelf {
			i += m.plain(text, i)
		}
		if i < len(text) {
			i += m.next(text[i:])
		}
	}
	return m.stats(text)
}

// stats returns the figures of text, all of which was taken in.
func (m *measurer) stats(text []byte) Stats {
	m.step(clSpace) // closes the last word
	m.s.Terminal = m.ended
	m.s.Asks = m.ended && asks(text)
	m.s.Words += m.unspaced / 2
	if m.unspaced == 1 && m.s.Words == 0 {
		m.s.Words = 1
	}
	return m.s
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

// next takes in the first character of text, and the rest of its word, and returns how many bytes that is.
func (m *measurer) next(text []byte) int {
	switch class := classes[text[0]]; class {
	case clWide:
		r, n := utf8.DecodeRune(text)
		m.wide(r)
		return n
	case clLetter:
		m.letter()
		n := 1
		for n < len(text) && classes[text[n]] == clLetter {
			n++
		}
		m.s.Letters += int32(n - 1)
		return n
	default:
		m.step(class)
		return 1
	}
}

// plain takes in the letters, digits and spaces of ASCII from text[at] on, and returns how many bytes that is.
// Most of a text is such. It looks at eight bytes at a time; what each is stands in its highest bit.
func (m *measurer) plain(text []byte, at int) int {
	const (
		ones = 0x0101010101010101
		high = ones * utf8.RuneSelf
	)
	before := uint64(0) // whether the byte before is part of a word, for the first byte
	if m.inWord {
		before = utf8.RuneSelf
	}
	n, words, letters, digits := 0, 0, 0, 0
	for size := 8; size == 8; n += size {
		x := eight(text, at+n)
		// A byte is at least a if the sum has the bit, and at most z if the difference has it. Only bytes beyond
		// ASCII carry into the next one, and what is behind one of those does not count.
		lower := x | ones*0x20
		letter := (lower + ones*(0x80-'a')) & (ones*(0x80+'z') - lower) & high
		digit := (x + ones*(0x80-'0')) & (ones*(0x80+'9') - x) & high
		space := (high - (x ^ ones*' ')) & high
		if other := (letter|digit|space)&^x ^ high; other != 0 {
			size = bits.TrailingZeros64(other) / 8
			all := uint64(1)<<(8*size) - 1
			letter, digit, space = letter&all, digit&all, space&all
		}
		word := letter | digit
		if m.ended && size > 0 {
			if !m.counted && space&utf8.RuneSelf != 0 {
				m.s.Ends++
				m.counted = true
			}
			m.ended = word == 0
		}
		words += bits.OnesCount64(word &^ (word<<8 | before))
		letters += bits.OnesCount64(letter)
		digits += bits.OnesCount64(digit)
		if size > 0 {
			before = word >> (8*size - 8)
		}
	}
	m.s.Words += int32(words)
	m.s.Letters += int32(letters)
	m.s.Digits += int32(digits)
	m.inWord = before != 0
	return n
}

// eight returns eight bytes of text as a number, that at text[at] lowest. Where text has less the others are 0.
func eight(text []byte, at int) (x uint64) {
	switch missing := at + 8 - len(text); {
	case missing <= 0:
		return binary.LittleEndian.Uint64(text[at:])
	case len(text) >= 8:
		return binary.LittleEndian.Uint64(text[len(text)-8:]) >> (8 * missing)
	}
	for i, c := range text[at:] {
		x |= uint64(c) << (8 * i)
	}
	return x
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
