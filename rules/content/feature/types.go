package feature

import "math"

// Kinds are the types of page that the names of elements tell apart, in the order of their columns.
const Kinds = int(ManualNames-ArticleNames) + 1

// Types holds what tokens say of a page's type: for each token a weight for each of Kinds, in parts of a log-odd
// (TypeUnit make one). What they say together is their sum by the square root of their number.
type Types []int8

const (
	typeWidth = 8 // weights a token, of which Kinds are used

	// TypesSpace is how many weights Types has.
	TypesSpace = TokenSpace * typeWidth
	// TypeUnit is how many steps of a weight of Types make one log-odd.
	TypeUnit = 32
)

// TypeSlot returns the place of a token's weight for a kind.
func TypeSlot(token uint32, kind int) uint32 { return Slot(token)*typeWidth + uint32(kind) }

// kinds adds up what the tokens of a page say of its type, each once.
type kinds struct {
	met    [TokenSpace / 64]uint64
	number int32
	sums   [Kinds]int32
}

func (k *kinds) reset() { *k = kinds{} }

func (k *kinds) add(tokens []uint32, types Types) {
	if len(types) < TypesSpace {
		return
	}
	for _, token := range tokens {
		slot := Slot(token)
		if k.met[slot/64]>>(slot%64)&1 != 0 {
			continue
		}
		k.met[slot/64] |= 1 << (slot % 64)
		k.number++
		for i, w := range types[slot*typeWidth:][:Kinds] {
			k.sums[i] += int32(w)
		}
	}
}

// scores returns what was added up, in steps of a score.
func (k *kinds) scores() (s [Kinds]int32) {
	root := max(int32(math.Sqrt(float64(k.number))), 1)
	for i, sum := range k.sums {
		s[i] = sum * Unit / TypeUnit / root
	}
	return s
}

// TypeScores returns what tokens say of the type of the page that they are from.
func (t Types) TypeScores(tokens []uint32) [Kinds]int32 {
	var k kinds
	k.add(tokens, t)
	return k.scores()
}

// SetTypes says what the names of a page's elements say of its type.
func (t *Table) SetTypes(s [Kinds]int32) {
	for i, v := range s {
		t.SetWhole(ArticleNames+Column(i), v)
	}
}
