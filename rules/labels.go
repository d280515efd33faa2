package rules

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// labels are the whole blocks that rules name, by their keys.
type labels struct {
	// rules holds the rule of each key, or, of several, minus one minus their place in shared.
	rules  map[string]int32
	shared [][]int32

	// filter has a bit for the trait of each key in ASCII. It spares most blocks that are no label the
	// folding.
	filter [1 << (traitBits - 6)]uint64
}

const traitBits = 19 // logarithm of their number: 64 KiB for some 15,000 traits

func newLabels(count int) *labels { return &labels{rules: make(map[string]int32, count)} }

// add notes that key is a label of rule.
func (l *labels) add(key string, rule int32) {
	switch before, ok := l.rules[key]; {
	case !ok:
		l.rules[key] = rule
	case before < 0:
		l.shared[-1-before] = append(l.shared[-1-before], rule)
	default:
		l.shared = append(l.shared, []int32{before, rule})
		l.rules[key] = int32(-len(l.shared))
	}
	if t, ok := trait([]byte(key)); ok {
		l.filter[t/64] |= 1 << (t % 64)
	}
}

// of appends the rules of a key.
func (l *labels) of(key []byte, rules []int32) []int32 {
	switch rule, ok := l.rules[string(key)]; {
	case !ok:
		return rules
	case rule < 0:
		return append(rules, l.shared[-1-rule]...)
	default:
		return append(rules, rule)
	}
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
	const multiplier = 0x9E3779B97F4A7C15
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
