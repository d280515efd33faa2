package pattern

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

const (
	maxStride  = 8  // bytes
	minStride  = 2  // more strings are no reason to look at every byte
	manyGrams  = 96 // above which a shorter stride is better
	bitsAGram  = 16 // of the filter: one place of so many passes by accident
	minFilter  = 9  // log2 of bits
	multiplier = 0x9E3779B1
)

// grams looks for any of some strings in one pass over a text. All strings have
// at least size+stride-1 bytes, so whichever occurs, at one of the places 0,
// stride, 2*stride... of the text lies one of its first stride grams, which are
// its substrings of size bytes.
type grams struct {
	strings []string
	size    int // 3 or 4
	mask    uint32
	stride  int
	shift   uint8    // from a hash to the bits of an index
	filter  []uint64 // a bit for each hash of a gram; the length is a power of two
	places  []place  // sorted by gram
}

// place is a place of a gram in a string.
type place struct {
	gram   uint32 // little-endian
	string uint16
	offset uint16
}

// newGrams prepares the search for strings of at least minString bytes.
func newGrams(strings []string) *grams {
	least := len(strings[0])
	for _, s := range strings {
		least = min(least, len(s))
	}
	g := &grams{strings: strings, size: 4, mask: 1<<32 - 1}
	if least < 4 {
		g.size, g.mask = 3, 1<<24-1
	}
	g.stride = min(least-g.size+1, maxStride)
	if g.stride > minStride {
		g.stride = max(minStride, min(g.stride, manyGrams/len(strings)))
	}
	for i, s := range strings {
		for offset := range g.stride {
			g.places = append(g.places, place{g.gram(s[offset:]), uint16(i), uint16(offset)})
		}
	}
	slices.SortFunc(g.places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.gram, b.gram), cmp.Compare(a.string, b.string), cmp.Compare(a.offset, b.offset))
	})
	log := max(minFilter, bits.Len(uint(bitsAGram*len(g.places)-1)))
	g.shift = uint8(32 - log)
	g.filter = make([]uint64, 1<<log/64)
	for _, p := range g.places {
		h := p.gram * multiplier >> g.shift
		g.filter[h/64] |= 1 << (h % 64)
	}
	return g
}

// gram returns the gram that s begins with.
func (g *grams) gram(s string) uint32 {
	n := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16
	if g.size == 4 {
		n |= uint32(s[3]) << 24
	}
	return n
}

// in reports whether any of the strings is in text.
func (g *grams) in(text []byte) bool {
	filter, mask, shift := g.filter, g.mask, g.shift&31
	i := 0
	for ; i+4 <= len(text); i += g.stride {
		gram := binary.LittleEndian.Uint32(text[i:]) & mask
		h := gram * multiplier >> shift
		if filter[h/64&uint32(len(filter)-1)]>>(h%64)&1 != 0 && g.at(text, i, gram) {
			return true
		}
	}
	// A gram of three bytes may be the last.
	return i+g.size == len(text) && g.at(text, i, g.gram(string(text[i:])))
}

// at reports whether one of the strings is where the gram at text[i] would be
// one of its own.
func (g *grams) at(text []byte, i int, gram uint32) bool {
	low, high := 0, len(g.places)
	for low < high {
		if middle := int(uint(low+high) / 2); g.places[middle].gram < gram {
			low = middle + 1
		} else {
			high = middle
		}
	}
	for _, p := range g.places[low:] {
		if p.gram != gram {
			return false
		}
		start, s := i-int(p.offset), g.strings[p.string]
		if start >= 0 && start+len(s) <= len(text) && string(text[start:start+len(s)]) == s {
			return true
		}
	}
	return false
}
