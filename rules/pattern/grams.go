package pattern

// gramBits is the logarithm of the number of bits of Grams. Most blocks have some hundred bytes.
const gramBits = 12

// Grams has a bit for each sequence of three bytes of a text. A bit stands for several sequences.
type Grams [1 << (gramBits - 6)]uint64

// gramSize is how many bytes a sequence has.
const gramSize = 3

// Set makes g those of text.
func (g *Grams) Set(text []byte) {
	clear(g[:])
	if len(text) < gramSize {
		return
	}
	last := uint32(text[0])<<8 | uint32(text[1])<<16
	for _, b := range text[gramSize-1:] {
		last = last>>8 | uint32(b)<<16
		n := gram(last)
		g[n>>6] |= 1 << (n & 63)
	}
}

// has reports that the text may have a sequence.
func (g *Grams) has(n uint32) bool {
	const words = 1<<(gramBits-6) - 1
	return g[n>>6&words]>>(n&63)&1 != 0
}

// gram returns the bit of a sequence, whose first byte is the lowest one.
func gram(sequence uint32) uint32 { return sequence * 0x9E3779B1 >> (32 - gramBits) }

// gramAt returns the bit of the sequence at s[i:].
func gramAt(s string, i int) uint32 {
	return gram(uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16)
}
