package fold

import "unicode/utf8"

// Form is the folded form of one character: its one to four bytes, the first
// one lowest. Two values mean something else, Space and Dropped.
type Form uint32

const (
	// Space is the form of every white space character. It is the caller who
	// makes one space of a run, dropped characters between them included.
	Space Form = ' '

	// Dropped is the form of a character that leaves nothing behind.
	Dropped Form = 0xFFFFFFFF
)

const (
	pageBits = 6 // one page per lead byte (and second byte) of UTF-8
	pageSize = 1 << pageBits
	pageMask = pageSize - 1
)

// Len returns the number of bytes in the form, 1 to 4.
func (f Form) Len() int {
	switch {
	case f < 1<<8:
		return 1
	case f < 1<<16:
		return 2
	case f < 1<<24:
		return 3
	}
	return 4
}

// Broken reports whether the form is a byte that is not valid UTF-8.
func (f Form) Broken() bool { return utf8.RuneSelf <= f && f < 1<<8 }

// Next returns the form of the character that begins at text[i], which must
// exist, and the length of that character in text: 1 to 4 bytes.
func Next(text []byte, i int) (form Form, size int) {
	c := text[i]
	switch {
	case c < utf8.RuneSelf:
		return Form(ascii[c] & 0xFF), 1

	case 0xC2 <= c && c < 0xE0 && i+1 < len(text):
		second := text[i+1]
		if second&0xC0 != 0x80 {
			return Form(c), 1
		}
		return Two(c, second), 2

	case 0xE0 <= c && c < 0xF0 && i+2 < len(text):
		second, third := text[i+1], text[i+2]
		page := int(c&0x0F)<<pageBits | int(second&pageMask)
		// Below U+0800 it is too long a spelling, from U+D800 to U+DFFF half a pair.
		if second&0xC0 != 0x80 || third&0xC0 != 0x80 || page < 0x800>>pageBits || page&^0x1F == 0xD800>>pageBits {
			return Form(c), 1
		}
		if form = pages[index[page]][third&pageMask]; form == 0 {
			form = Form(c) | Form(second)<<8 | Form(third)<<16
		}
		return form, 3
	}

	r, size := utf8.DecodeRune(text[i:])
	if size == 1 {
		return Form(c), 1
	}
	if form = pages[index[r>>pageBits]][r&pageMask]; form == 0 {
		for k, b := range text[i : i+size] {
			form |= Form(b) << (8 * k)
		}
	}
	return form, size
}

// Two is Next for a character of two bytes: lead is from C2 to DF, second from
// 80 to BF.
func Two(lead, second byte) Form {
	if form := pages[index[lead&0x1F]][second&pageMask]; form != 0 {
		return form
	}
	return Form(lead) | Form(second)<<8
}

// ascii holds the forms of ASCII, with blank set for white space.
var ascii = [utf8.RuneSelf]uint16{
	0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, blank, blank, blank, blank, blank, 0x0E, 0x0F,
	0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F,
	blank, '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
	'@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
	'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '[', '\\', ']', '^', '_',
	'\'', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
	'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}', '~', 0x7F,
}

// blank is the entry of white space in ascii: a space, and a bit to count with.
const blank = 1<<8 | ' '
