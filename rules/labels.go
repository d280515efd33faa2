package rules

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// labels are the whole blocks that rules name, by their keys.
type labels struct {
	// entries are the keys and their rules, and slots a hash table with open addressing: the number of an entry plus one, or 0.
	// Equal keys of several rules lie behind each other on the way of their hash. Starting the program enters tens of thousands.
	entries []namedBlock
	slots   []int32

	// filter has a bit for the trait of each key in ASCII. It spares most blocks that are no label the
	// folding.
	filter [1 << (traitBits - 6)]uint64
}

const (
	traitBits  = 19                 // logarithm of their number: 64 KiB for some 15,000 traits
	multiplier = 0x9E3779B97F4A7C15 // odd, its bits without pattern
)

// namedBlock is a key that a rule names.
type namedBlock struct {
	key  string
	rule int32
}

func newLabels(count int) *labels {
	size := 1
	for size < 2*count {
		size *= 2
	}
	l := &labels{entries: make([]namedBlock, 0, count), slots: make([]int32, size)}
	// They are zero. But fresh memory that is read before it is written costs the system two faults a page instead of one, and a
	// word to the other processors: more than all else here.
	clear(l.slots)
	clear(l.filter[:])
	return l
}

// add notes that key is a label of rule. There are as many as newLabels was told.
func (l *labels) add(key string, rule int32) {
	l.entries = append(l.entries, namedBlock{key, rule})
	at := l.slot([]byte(key))
	for l.slots[at] != 0 {
		at = (at + 1) & (len(l.slots) - 1)
	}
	l.slots[at] = int32(len(l.entries))
	if t, ok := trait([]byte(key)); ok {
		l.filter[t/64] |= 1 << (t % 64)
	}
}

// slot returns where the way of a key begins.
func (l *labels) slot(key []byte) int {
	h := uint64(len(key))
	for ; len(key) >= 8; key = key[8:] {
		h = mix(h ^ binary.LittleEndian.Uint64(key))
	}
	var last [8]byte
	copy(last[:], key)
	h = mix(h ^ binary.LittleEndian.Uint64(last[:]))
	return int(h) & (len(l.slots) - 1)
}

// mix spreads what differs in x over the number.
func mix(x uint64) uint64 {
	x *= multiplier
	return x ^ x>>32
}

// of appends the rules of a key, in the order in which they were added.
func (l *labels) of(key []byte, rules []int32) []int32 {
	for at := l.slot(key); l.slots[at] != 0; at = (at + 1) & (len(l.slots) - 1) {
		if e := &l.entries[l.slots[at]-1]; e.key == string(key) {
			rules = append(rules, e.rule)
		}
	}
	return rules
}

// may reports whether text, which is not folded, may be a label. Its no is sure.
func (l *labels) may(text []byte) bool {
	t, ok := trait(text)
	return !ok || l.filter[t/64]>>(t%64)&1 != 0
}

// trait returns a number that a text in ASCII shares with its key, as folding leaves all its letters and adds
// none: a hash of how many these are, of their sum, and of the first and the last two of them. Other text has none.
func trait(text []byte) (number uint32, ok bool) {
	letters, sum, ok := countLetters(text)
	if !ok {
		return 0, false
	}
	var ends uint32
	for i, n := 0, 0; i < len(text) && n < 2; i++ {
		if c := text[i] | 0x20; c >= 'a' && c <= 'z' {
			ends = ends<<8 | uint32(c)
			n++
		}
	}
	for i, n := len(text)-1, 0; i >= 0 && n < 2; i-- {
		if c := text[i] | 0x20; c >= 'a' && c <= 'z' {
			ends = ends<<8 | uint32(c)
			n++
		}
	}
	all := uint64(letters)<<16 + uint64(sum)
	return uint32((all<<32 | uint64(ends)) * multiplier >> (64 - traitBits)), true
}

// countLetters counts the letters of text and adds up their places in the alphabet, if it is all ASCII.
func countLetters(text []byte) (n, sum int, ascii bool) {
	const (
		ones = 0x0101010101010101
		high = ones * utf8.RuneSelf
	)
	for len(text) > 0 {
		var x uint64
		if len(text) >= 8 {
			x, text = binary.LittleEndian.Uint64(text), text[8:]
		} else {
			var last [8]byte
			copy(last[:], text)
			x, text = binary.LittleEndian.Uint64(last[:]), nil
		}
		if x&high != 0 {
			return 0, 0, false
		}
		// Eight bytes at once: the highest bit of each says whether it is at least a, and at most z.
		lower := x | ones*0x20
		letters := (lower + (0x80-'a')*ones) & ((0x80+'z')*ones - lower) & high
		n += bits.OnesCount64(letters)
		// The product has the sum of all bytes in the highest one: eight times 26 at most.
		sum += int((x & (letters>>2 - letters>>7)) * ones >> 56)
	}
	return n, sum, true
}
