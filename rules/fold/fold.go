package fold

import (
	"slices"
	"unicode/utf8"
)

// Append appends the folded form of text to dst. For each folded byte it
// appends to offsets the offset in text, in bytes, of the character it comes
// from (of a run of white space: the first one), and at last len(text). The
// offsets never decrease. Text is shorter than 2 GiB. Nothing is allocated if
// dst has room for len(text) bytes more and offsets for len(text)+1.
func Append(dst []byte, offsets []int32, text []byte) ([]byte, []int32) {
	from, fromOffset := len(dst), len(offsets)
	dst = slices.Grow(dst, len(text))
	offsets = slices.Grow(offsets, len(text)+1)
	folded := dst[from : from+len(text)]
	origin := offsets[fromOffset : fromOffset+len(text)+1]

	n := 0       // bytes folded
	space := 0   // 1 if the last of them is a space made of white space
	broken := -1 // n after the last byte that is not valid UTF-8
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			entry := ascii[c]
			folded[n], origin[n] = byte(entry), int32(i)
			// No branch here: in prose every fifth byte is a space.
			now := int(entry >> 8)
			n += 1 - now&space
			space = now
			i++
			continue
		}
		form, size := Next(text, i)
		switch {
		case form == Space:
			folded[n], origin[n] = ' ', int32(i)
			n += 1 - space
			space = 1
		case form == Dropped && n == broken:
			n += copyRaw(folded[n:], origin[n:], text[i:i+size], i)
			space = 0
		case form == Dropped:
		default:
			end := n + form.Len()
			if form.Broken() {
				broken = end
			}
			for ; n < end; n++ {
				folded[n], origin[n] = byte(form), int32(i)
				form >>= 8
			}
			space = 0
		}
		i += size
	}
	origin[n] = int32(len(text))
	return dst[:from+n], offsets[:fromOffset+n+1]
}

// copyRaw copies the character raw, which is at offset at, as it is.
func copyRaw(folded []byte, origin []int32, raw []byte, at int) int {
	for k := range raw {
		origin[k] = int32(at)
	}
	return copy(folded, raw)
}

// String returns s folded. White space at the ends is not trimmed.
func String(s string) string {
	// Rules are short: most fit these, and starting the program folds
	// thousands of them.
	var (
		raw    [128]byte
		folded [128]byte
		origin [129]int32
	)
	form, _ := Append(folded[:0], origin[:0], append(raw[:0], s...))
	if string(form) == s {
		return s
	}
	return string(form)
}

// Rune returns the folded form of r, which is "" if r is dropped and " " if it
// is white space. A number that is no character gives "\uFFFD".
func Rune(r rune) string {
	var raw [utf8.UTFMax]byte
	form, _ := Next(utf8.AppendRune(raw[:0], r), 0)
	if form == Dropped {
		return ""
	}
	var text [4]byte
	n := form.Len()
	for k := range n {
		text[k] = byte(form >> (8 * k))
	}
	return string(text[:n])
}
