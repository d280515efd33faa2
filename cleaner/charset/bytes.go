package charset

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// utf8Count is what a head is made of besides ASCII.
type utf8Count struct {
	valid   int // characters
	invalid int // bytes that are part of none
}

// validShare is the share of sequences, in percent, above which broken UTF-8 is still UTF-8. Text in an encoding of
// single bytes has next to none that are valid, in one of double bytes about one in seven.
const validShare = 95

// enough is how many characters settle that a head is UTF-8, if no bad byte stands before or among them: in no
// other encoding do that many look so by chance.
const enough = 16

// settled reports that the rest of the head need not be seen.
func (c utf8Count) settled() bool { return c.valid >= enough && c.invalid == 0 }

// countUTF8 counts characters and bad bytes, until the count is settled. Unless the head is complete, a
// character that the end cuts in two counts as neither.
func countUTF8(head []byte, complete bool) utf8Count {
	var count utf8Count
	for i := 0; i < len(head) && !count.settled(); {
		if head[i] < utf8.RuneSelf {
			i += asciiRun(head[i:])
			continue
		}
		r, size := utf8.DecodeRune(head[i:])
		switch {
		case r != utf8.RuneError || size > 1:
			count.valid++
		case !complete && !utf8.FullRune(head[i:]):
			return count
		default:
			count.invalid++
		}
		i += size
	}
	return count
}

// asciiRun returns how many bytes of ASCII b begins with, at least one. It is what takes the time on most
// pages, hence eight bytes at a time.
func asciiRun(b []byte) int {
	i := 1
	for i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 == 0 {
		i += 8
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// ascii reports that nothing but ASCII was seen.
func (c utf8Count) ascii() bool { return c.valid == 0 && c.invalid == 0 }

// isUTF8 reports that the bytes themselves say UTF-8.
func (c utf8Count) isUTF8() bool {
	return c.valid > 0 && 100*c.valid > validShare*(c.valid+c.invalid)
}

// wideBytes is how much of a head the search for NUL bytes looks at.
const wideBytes = 4 << 10

// wide recognises UTF-16 and UTF-32 without a byte order mark: ASCII in it has NUL bytes in the same place of every
// unit. Any script has spaces, line ends or tags among its letters. Binary files have NUL bytes too, but in all
// places, or their units are no characters.
func wide(head []byte) (Choice, bool) {
	head = head[:min(len(head), wideBytes)&^3]
	if bytes.IndexByte(head, 0) < 0 {
		return Choice{}, false // as nearly always
	}
	var nulls [4]int
	for i, b := range head {
		if b == 0 {
			nulls[i&3]++
		}
	}
	quarter := len(head) / 4
	even, odd := nulls[0]+nulls[2], nulls[1]+nulls[3]
	name := ""
	switch {
	case quarter == 0 || even+odd < max(2, quarter/8):
		return Choice{}, false
	case nulls[3] == quarter && nulls[2] > quarter/2 && nulls[0] < max(1, quarter/8):
		name = "utf-32le"
	case nulls[0] == quarter && nulls[1] > quarter/2 && nulls[3] < max(1, quarter/8):
		name = "utf-32be"
	case odd > 4*even: // a few units of other scripts end in a NUL, such as U+3000
		name = "utf-16le"
	case even > 4*odd:
		name = "utf-16be"
	}
	if name == "" || !plausible(head, name) {
		return Choice{}, false
	}
	return lookup(name, Nulls)
}

// plausible reports that every unit of head is a character that text has, in the encoding of that name. Half a
// character at the end is none of head's fault.
func plausible(head []byte, name string) bool {
	for i := 0; i < len(head); {
		var r rune
		size := 4
		switch name {
		case "utf-32le":
			r = rune(binary.LittleEndian.Uint32(head[i:]))
		case "utf-32be":
			r = rune(binary.BigEndian.Uint32(head[i:]))
		case "utf-16le":
			r, size = decodeUTF16(head[i:], binary.LittleEndian)
		case "utf-16be":
			r, size = decodeUTF16(head[i:], binary.BigEndian)
		}
		if size > len(head)-i {
			break
		}
		if !unicode.IsSpace(r) && !unicode.IsPrint(r) && !unicode.In(r, unicode.Cf, unicode.Co) {
			return false
		}
		i += size
	}
	return true
}

// decodeUTF16 returns the first character of b and its size, which is more than b has if the end cuts it in two.
// Half a surrogate pair stands for itself.
func decodeUTF16(b []byte, order binary.ByteOrder) (rune, int) {
	first := rune(order.Uint16(b))
	if !utf16.IsSurrogate(first) {
		return first, 2
	}
	if len(b) < 4 {
		return first, 4
	}
	if r := utf16.DecodeRune(first, rune(order.Uint16(b[2:]))); r != utf8.RuneError {
		return r, 4
	}
	return first, 2
}
