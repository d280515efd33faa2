package match

// block is the number of bytes marked at a time: one bit of a word for each.
const block = 64

// gather times a word with bits only in the highest places of its bytes has
// these bits in order in the highest byte.
const gather = 0x0002040810204081

// marker marks places of a text, block after block. Between the blocks it
// keeps what it needs to know about the last byte, as bits of value 1.
type marker struct {
	word   uint64 // it ends a letter or digit in the narrow sense
	blank  uint64 // it is white space or another control character of ASCII
	letter uint64 // it begins a letter of two bytes, × or ÷
	same   uint64 // the last two begin a character that folds to itself
	last   byte
}

// marks has one bit for each byte of a block.
type marks struct {
	// start marks all starts (but some × and ÷, see times) and places that
	// are none: upper-case letters inside words, bytes of invalid UTF-8,
	// characters that fold to nothing or to white space.
	start uint64

	// rough marks the bytes that plain may not make equal to what they fold
	// to. A grave accent is not among them: the filter knows literals with it.
	rough uint64

	// times marks the second bytes of × and ÷, which are starts: the byte
	// before, that is, which may be in the block before.
	times uint64
}

// mark marks the next block.
func (m *marker) mark(text *[block]byte) (found marks) {
	for at := 0; at < block; at += 8 {
		x := load64(text[at : at+8])
		if x&high != 0 {
			found.add(m.mixed(x), at)
			continue
		}

		// All ASCII: eight bytes at once. With v+(0x80-a) the highest bit of
		// a byte v is set if it is at least a, with (0x80+z)-v if at most z;
		// nothing is carried into the next byte. The other bits mean nothing.
		lower := x | caseBits
		letter := (lower + (0x80-'a')*ones) & ((0x80+'z')*ones - lower)
		digit := (x + (0x80-'0')*ones) & ((0x80+'9')*ones - x)
		blank := (0x80+' ')*ones - x
		word := letter | digit
		goesOn := (letter&(x<<2) | digit) & (word<<8 | m.word<<7) // x<<2: no upper case

		start := (x + (0x7F-' ')*ones) &^ goesOn & high
		rough := blank & (blank<<8 | m.blank<<7) & high
		found.start |= start * gather >> 56 << at
		found.rough |= rough * gather >> 56 << at
		m.word, m.blank, m.letter, m.same, m.last = word>>63, blank>>63, 0, 0, 0
	}
	return found
}

// add enters the marks of eight bytes that begin at a place of the block.
func (m *marks) add(eight marks, at int) {
	m.start |= eight.start << at
	m.rough |= eight.rough << at
	m.times |= eight.times << at
}

// mixed marks eight bytes of which some are not ASCII.
func (m *marker) mixed(x uint64) marks {
	l := lanes[byte(x)] | lanes[byte(x>>8)]<<1 | lanes[byte(x>>16)]<<2 | lanes[byte(x>>24)]<<3 |
		lanes[byte(x>>32)]<<4 | lanes[byte(x>>40)]<<5 | lanes[byte(x>>48)]<<6 | lanes[byte(x>>56)]<<7
	const all = 0xFF
	word, small, letter, follow := l>>word&all, l>>small&all, l>>letter&all, l>>follow&all

	afterC3 := equal(x<<8|uint64(m.last), 0xC3)
	times := afterC3 & equal(x|caseBits, 0xB7) * gather >> 56 & follow

	before := word | (letter<<1|m.letter)&follow&^times
	blank := l >> blank & all
	same := l>>same&all<<2 | m.same // two bits ahead of the others
	rough := l >> rough & all &^ (same>>2 | (same>>1|same)&follow)
	found := marks{
		start: l>>other&all | (small|letter)&^(before<<1|m.word),
		rough: rough | blank&(blank<<1|m.blank),
		times: times,
	}
	m.word, m.blank, m.letter, m.same, m.last = before>>7&1, blank>>7, letter>>7, same>>8, byte(x>>56)
	return found
}

// equal sets the highest bit of each byte of x that is b.
func equal(x uint64, b byte) uint64 {
	x ^= uint64(b) * ones
	return ^((x&^high + 0x7F*ones) | x) & high
}

// The lanes of a number that holds properties of a byte, one bit each, at the
// bottom of lanes of eight bits: or-ed together and shifted by one for each
// byte, they give eight bits of each property.
const (
	word   = 8 * iota // ASCII letter or digit
	small             // of these, all but the upper-case letters
	letter            // first byte of a letter of two bytes, × or ÷
	follow            // second or later byte of a character
	other             // anything else that may be a start
	blank             // ASCII white space and control characters
	rough             // not ASCII
	same              // first byte of three, of a character that folds to itself
)

var lanes = newLanes()

func newLanes() (lanes [256]uint64) {
	for i := range lanes {
		b := byte(i)
		set := func(lane int, holds bool) {
			if holds {
				lanes[i] |= 1 << lane
			}
		}
		isSmall := isASCIIWord(b) && !isUpper(b)
		set(word, isASCIIWord(b))
		set(small, isSmall)
		set(letter, 0xC3 <= b && b <= 0xDF)
		set(follow, 0x80 <= b && b <= 0xBF)
		set(other, ' ' < b && b < 0x80 && !isSmall || b == 0xC2 || 0xE0 <= b && b <= 0xF4)
		set(blank, b <= ' ')
		set(rough, b >= 0x80)
		// U+4000 to U+9FFF and U+B000 to U+DFFF: most ideographs and Hangul.
		set(same, 0xE4 <= b && b <= 0xE9 || 0xEB <= b && b <= 0xED)
	}
	return lanes
}
