package match

import (
	"encoding/binary"
	"math/bits"
)

// The filter looks at so many of the first bytes of a literal: at longKey if
// it has them, else at middleKey, and at shortKey otherwise: four bytes alone
// begin many a word that no literal does. Before that it looks at firstKey, where
// the text must be folded first and each byte costs.
const (
	firstKey  = 3
	shortKey  = 4
	middleKey = 6
	longKey   = 8
	farKey    = 12 // in a second look at long ones
)

// filter tells fast whether a literal can begin with certain bytes. It errs on
// one side only: what it denies is sure. It stays in the nearest cache.
type filter struct {
	long   [1 << (longBits - 6)]uint64 // a bit for each hash of a long key
	middle [1 << (middleBits - 6)]uint64
	short  [1 << (shortBits - 6)]uint64
	first  [1 << (firstBits - 6)]uint64

	// again is for a second look: for each literal it has a bit for another hash
	// of its key, or of the first farKey bytes if there are so many.
	again [1 << (longBits - 6)]uint64
}

// Logarithms of numbers of bits.
const (
	longBits   = 17 // 16 KiB
	middleBits = 15
	shortBits  = 13 // 1 KiB: few literals are short
	firstBits  = 14
)

// clear writes zeros where there are some: fresh memory that is read before it is written costs the system two faults a page.
func (f *filter) clear() { *f = filter{} }

func (f *filter) add(literal string) {
	var b [farKey]byte
	n := copy(b[:], literal)
	f.addKey(b, n, 0)
}

// addKey adds the key b of n bytes, with each apostrophe from index from on in
// both forms in which ASCII text may have it.
func (f *filter) addKey(b [farKey]byte, n, from int) {
	for i := from; i < n; i++ {
		if b[i] == '\'' {
			other := b
			other[i] = '`'
			f.addKey(other, n, i+1)
		}
	}
	key, far := plain(load64(b[:])), uint32(plain(uint64(load32(b[longKey:]))))
	set(f.first[:], hashFirst(key))
	switch {
	case n >= longKey:
		set(f.long[:], hashLong(key))
		if n < farKey {
			far = 0
		}
		set(f.again[:], hashAgain(key, far))
	case n >= middleKey:
		set(f.middle[:], hashMiddle(key))
		set(f.again[:], hashAgain(key&middleMask, 0))
	default:
		set(f.short[:], hashShort(key))
		set(f.again[:], hashAgain(key&shortMask, 0))
	}
}

func set(bits []uint64, h uint64) { bits[h>>6] |= 1 << (h & 63) }

func has(bits []uint64, h uint64) bool { return bits[h>>6]>>(h&63)&1 != 0 }

// maybe returns 1 if a literal can begin with the bytes of a plain key, and 0
// if none does.
func (f *filter) maybe(key uint64) uint64 {
	l, m, s := hashLong(key), hashMiddle(key), hashShort(key)
	return (f.long[l>>6]>>(l&63) | f.middle[m>>6]>>(m&63) | f.short[s>>6]>>(s&63)) & 1
}

// likely is maybe for a literal at text[i], where all bytes of the key are marked
// as not rough. It is slower and less often wrong.
func (f *filter) likely(text []byte, i int) bool {
	if i+farKey > len(text) {
		return true
	}
	key, next := plain(load64(text[i:])), load64(text[i+farKey-longKey:])
	switch {
	case has(f.short[:], hashShort(key)) && has(f.again[:], hashAgain(key&shortMask, 0)),
		has(f.middle[:], hashMiddle(key)) && has(f.again[:], hashAgain(key&middleMask, 0)):
		return true
	case !has(f.long[:], hashLong(key)):
		return false
	case next&high != 0 || has(f.again[:], hashAgain(key, 0)):
		return true
	}
	next = plain(next)
	if blank := equal(next, ' '); blank&(blank<<8) != 0 {
		return true // the run counts as one
	}
	return has(f.again[:], hashAgain(key, uint32(next>>32)))
}

// maybeFirst is maybe for the first firstKey bytes of a plain key.
func (f *filter) maybeFirst(key uint64) uint64 {
	h := hashFirst(key)
	return f.first[h>>6] >> (h & 63) & 1
}

// look returns those of places, bits for the bytes of w, where a literal can
// begin. It has not a branch in sight, but for the end of the loop: whether the
// filter knows a word cannot be foreseen.
func (f *filter) look(w *window, places uint64) (hits uint64) {
	for ; places != 0; places &= places - 1 {
		k := bits.TrailingZeros64(places) & 63
		hits |= f.maybe(plain(load64(w[k:k+longKey]))) << k
	}
	return hits
}

// The bytes of a key that count.
const (
	middleMask = 1<<(8*middleKey) - 1
	shortMask  = 1<<(8*shortKey) - 1
)

const (
	ones = 0x0101010101010101
	high = ones << 7

	caseBits = ones * ('a' - 'A')

	multiplier      = 0x9E3779B97F4A7C15 // odd, its bits without pattern
	otherMultiplier = 0xD6E8FEB86659FD93 // likewise
)

// plain brings eight bytes into a form that makes the two cases of an ASCII
// letter equal, and the ASCII white spaces, without a look at what is a letter:
// it sets the bit of lower case in each byte and makes control characters
// spaces.
func plain(x uint64) uint64 {
	control := ^(x | x<<1 | x<<2) & high // none of the highest three bits is set
	return (x | caseBits) &^ (control>>2 - control>>7)
}

func hashLong(key uint64) uint64 { return key * multiplier >> (64 - longBits) }

func hashAgain(key uint64, far uint32) uint64 {
	return (key ^ key>>32 ^ uint64(far)<<29) * otherMultiplier >> (64 - longBits)
}

func hashMiddle(key uint64) uint64 {
	return key << (64 - 8*middleKey) * multiplier >> (64 - middleBits)
}

func hashShort(key uint64) uint64 {
	return key << (64 - 8*shortKey) * multiplier >> (64 - shortBits)
}

func hashFirst(key uint64) uint64 {
	return key << (64 - 8*firstKey) * multiplier >> (64 - firstBits)
}

func load64(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

func load32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
