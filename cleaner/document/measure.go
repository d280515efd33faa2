package document

import (
	"unicode"
	"unicode/utf8"
)

// Stats are the figures of a block that stages weigh. Measure fills them in one pass.
type Stats struct {
	Words    int32 // words; of scripts written without spaces, two characters count as one
	Capitals int32 // words that begin with an upper-case letter
	Shouts   int32 // words of two letters and more without a lower-case letter
	Letters  int32 // letters
	Digits   int32 // digits
	Commas   int32 // commas and their likes in other scripts
	Ends     int32 // marks that end a sentence and are followed by white space or the end of the block
	Terminal bool  // the block ends with such a mark, closing quotes and brackets aside
	Quoted   bool  // it has double quotation marks
	Unspaced bool  // most of it is in a script written without spaces
}

// byte classes of ASCII.
const (
	clOther = iota
	clSpace
	clLower
	clUpper
	clDigit
	clComma
	clEnd   // . ! ?
	clQuote // "
	clClose // ' ) ]
)

var classes = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		switch c := byte(c); {
		case c == ' ' || c >= '\t' && c <= '\r':
			t[c] = clSpace
		case c >= 'a' && c <= 'z':
			t[c] = clLower
		case c >= 'A' && c <= 'Z':
			t[c] = clUpper
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
		c := text[i]
		if c < utf8.RuneSelf {
			m.step(classes[c])
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		m.wide(r)
		i += n
	}
	m.step(clSpace) // closes the last word
	m.s.Terminal = m.ended
	if m.ended && !m.counted {
		m.s.Ends++
	}
	m.s.Unspaced = m.unspaced > m.s.Letters/2
	m.s.Words += m.unspaced / 2
	if m.unspaced == 1 && m.s.Words == 0 {
		m.s.Words = 1
	}
	return m.s
}

// measurer is the state between two characters.
type measurer struct {
	s        Stats
	unspaced int32
	letters  int32 // of the open word
	lower    bool  // the open word has a lower-case letter
	inWord   bool
	ended    bool // the last mark ended a sentence
	counted  bool // and was counted
}

func (m *measurer) step(class uint8) {
	switch class {
	case clSpace:
		m.closeWord()
		if m.ended && !m.counted {
			m.s.Ends++
			m.counted = true
		}
		return
	case clLower:
		m.letter(false)
		m.lower = true
		return
	case clUpper:
		m.letter(true)
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

func (m *measurer) letter(upper bool) {
	m.ended = false
	m.s.Letters++
	m.letters++
	if !m.inWord {
		m.inWord = true
		m.s.Words++
		if upper {
			m.s.Capitals++
		}
	}
}

func (m *measurer) closeWord() {
	if m.letters > 1 && !m.lower {
		m.s.Shouts++
	}
	m.letters, m.lower, m.inWord = 0, false, false
}

func (m *measurer) wide(r rune) {
	switch {
	case unspacedScript(r):
		m.closeWord()
		m.ended = false
		m.s.Letters++
		m.unspaced++
	case unicode.IsUpper(r):
		m.letter(true)
	case unicode.IsLetter(r):
		m.letter(false)
		m.lower = true
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
		m.closeWord()
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
