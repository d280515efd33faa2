package feature

import "encoding/binary"

// seen counts how often a document says the same.
type seen struct {
	slots  []int32 // hash table: the number of a block, plus one; its length is a power of two
	blocks []said
}

// said is what seen knows of a block.
type said struct {
	hash  uint64
	first int32 // the first block that says the same
	count int32 // blocks that do, of a first one
}

func (s *seen) reset(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	if cap(s.slots) < size {
		s.slots, s.blocks = make([]int32, size), make([]said, 0, size/2)
	}
	s.slots, s.blocks = s.slots[:size], s.blocks[:0]
	clear(s.slots)
}

// hashed is how much of the beginning of a block is told apart from that of others.
const hashed = 128

// add takes in the next block. Two that differ count as the same where their hashes agree, which changes a feature
// and nothing else.
func (s *seen) add(text []byte) {
	h := hashBytes(text)
	i := int32(len(s.blocks))
	mask := uint64(len(s.slots) - 1)
	at := h & mask
	for s.slots[at] != 0 && s.blocks[s.slots[at]-1].hash != h {
		at = (at + 1) & mask
	}
	if s.slots[at] == 0 {
		s.slots[at] = i + 1
	}
	first := s.slots[at] - 1
	s.blocks = append(s.blocks, said{hash: h, first: first})
	s.blocks[first].count++
}

func hashBytes(text []byte) uint64 {
	const odd = 0x9E3779B97F4A7C15
	h := uint64(len(text)) * odd
	text = text[:min(len(text), hashed)]
	for len(text) >= 8 {
		h = (h ^ binary.LittleEndian.Uint64(text)) * odd
		h ^= h >> 29
		text = text[8:]
	}
	for _, c := range text {
		h = (h ^ uint64(c)) * odd
	}
	return h ^ h>>32
}

func (s *seen) times(i int) int32 { return s.blocks[s.blocks[i].first].count }
