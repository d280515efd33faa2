package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// spelled are the characters whose folded form follows from no property of
// theirs. Both cases of a letter need an entry only if lower-casing the upper
// one does not give the lower one.
var spelled = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'þ': "th",
	'ı': "i", 'İ': "i", 'ſ': "s", 'ħ': "h", 'ŧ': "t", 'Ⱥ': "a", 'Ⱦ': "t",
	'ĳ': "ij", 'ǆ': "dz", 'ǅ': "dz", 'ǳ': "dz", 'ǲ': "dz", 'ǉ': "lj", 'ǈ': "lj", 'ǌ': "nj", 'ǋ': "nj",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",

	'ς': "σ", 'ё': "е",

	'ی': "ي", 'ک': "ك", 'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا",
	'\u0640': "", // tatweel
	'\u0670': "", // superscript alef

	'\u093C': "", '\u09BC': "", // nukta
	'\u0929': "न", '\u0931': "र", '\u0934': "ळ",
	'\u0958': "क", '\u0959': "ख", '\u095A': "ग", '\u095B': "ज",
	'\u095C': "ड", '\u095D': "ढ", '\u095E': "फ", '\u095F': "य",
	'\u09DC': "ড", '\u09DD': "ঢ", '\u09DF': "য",

	'…': "...",
	'־': "-", // maqaf, the Hebrew hyphen, lies among the points
}

// alike are sets of characters that fold to the one they are listed under.
var alike = map[string]string{
	"'":  "’‘‚‛´`ʼ′׳",
	"\"": "“”„‟«»‹›「」『』″״",
	"-":  "‐‑‒–—―−﹘﹣",
}

// digits are the zeros of the runs of ten digits that fold to ASCII digits.
var digits = []rune{'٠', '۰', '०', '০', '๐'}

// span is an inclusive range of characters.
type span struct{ first, last rune }

// accented are the ranges whose letters lose their accents.
var accented = []span{{0xC0, 0x24F}, {0x1E00, 0x1EFF}, {0x370, 0x3FF}, {0x1F00, 0x1FFF}}

// invisible are the ranges that are dropped: combining marks, Arabic vowel
// signs, soft hyphen, zero-width characters, bidirectional controls, the byte
// order mark and variation selectors.
var invisible = []span{
	{0x0300, 0x036F}, {0x064B, 0x065F},
	{0x00AD, 0x00AD}, {0x061C, 0x061C}, {0x180B, 0x180F},
	{0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},
	{0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
}

// hebrewMarks holds the points; the punctuation between them stays.
var hebrewMarks = span{0x0591, 0x05C7}

func (s span) holds(r rune) bool { return s.first <= r && r <= s.last }

func within(spans []span, r rune) bool {
	for _, s := range spans {
		if s.holds(r) {
			return true
		}
	}
	return false
}

// folded applies the first rule that fits r, once.
func folded(r rune) string {
	if form, ok := spelled[r]; ok {
		return form
	}
	for plain, others := range alike {
		if strings.ContainsRune(others, r) {
			return plain
		}
	}
	for _, zero := range digits {
		if zero <= r && r <= zero+9 {
			return string('0' + r - zero)
		}
	}
	switch {
	case unicode.IsSpace(r):
		return " "
	case within(invisible, r), hebrewMarks.holds(r) && unicode.Is(unicode.Mn, r):
		return ""
	case 0xFF01 <= r && r <= 0xFF5E: // full-width ASCII
		return string(r - 0xFF01 + '!')
	case within(accented, r) && unicode.IsLetter(r):
		return strings.ToLower(bare(r))
	}
	return string(unicode.ToLower(r))
}

// bare returns the letter r without the marks it carries.
func bare(r rune) string {
	var b strings.Builder
	for _, part := range norm.NFD.String(string(r)) {
		if !unicode.Is(unicode.Mn, part) {
			b.WriteRune(part)
		}
	}
	return b.String()
}
