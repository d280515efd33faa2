package feature

// Lexicon holds what tokens say for the article, in steps of a score. It has TokenSpace weights, or none.
type Lexicon []int8

// Of returns the sum over tokens.
func (l Lexicon) Of(tokens []uint32) int32 {
	if len(l) < TokenSpace {
		return 0
	}
	weights := l[:TokenSpace]
	sum := int32(0)
	for _, t := range tokens {
		sum += int32(weights[t>>(32-tokenBits)])
	}
	return sum
}

// Slot returns the place of a token's weight in a lexicon.
func Slot(token uint32) uint32 { return token >> (32 - tokenBits) }

const tokenBits = 15

// TokenSpace is how many weights a lexicon has. Tokens that share a place share a weight.
const TokenSpace = 1 << tokenBits
