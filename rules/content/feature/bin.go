package feature

import "math/bits"

// count bins a count by quarters of octaves.
func count(n int32) uint8 {
	if uint32(n) < uint32(len(countOf)) {
		return countOf[n]
	}
	return quarters(n)
}

// countOf holds the bins of counts that come often.
var countOf = func() (t [512]uint8) {
	for n := range t {
		t[n] = quarters(int32(n))
	}
	return t
}()

func quarters(n int32) uint8 {
	if n < 8 {
		return uint8(max(n, 0))
	}
	e := bits.Len32(uint32(n))
	return uint8(min(8+(e-4)*4+int(n>>(e-3)&3), Bins-1))
}

// shareBins is how many steps a share has.
const shareBins = 31

// share bins a part of a whole.
func share(part, whole int32) uint8 {
	return newWhole(whole).share(part)
}

// whole is what shares are parts of. It spares a division for each part.
type whole struct {
	n          int32
	reciprocal uint64
}

func newWhole(n int32) whole {
	if n <= 0 {
		return whole{}
	}
	return whole{n, (shareBins<<32 + uint64(n) - 1) / uint64(n)}
}

// share bins a part of the whole.
func (w whole) share(part int32) uint8 {
	part = min(max(part, 0), w.n)
	return uint8(uint64(part) * w.reciprocal >> 32)
}

// Unit is how many steps of a score make one log-odd.
const Unit = 16

// score bins a score by quarters of log-odds.
func score(s int32) uint8 {
	return uint8(min(max(s>>2+Bins/2, 0), Bins-1))
}

func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
