package pattern

import (
	"cmp"
	"math"
	"slices"
)

const (
	minString   = 3   // bytes of the strings of a clause
	maxClause   = 256 // strings of a clause
	maxClauses  = 8   // kept for each part of an expression
	maxTested   = 4   // kept for the whole
	minBits     = 7   // of a clause that is worth a test
	maxBits     = 28  // of a string: the parts of a long one are not independent
	bitsLetter  = 4.2
	bitsVowel   = 3.4
	bitsSpace   = 2.6
	bitsOther   = 5.5
	bitsLead    = 0.7 // of a character of several bytes
	bitsTrailer = 2.6 // each other byte of it
)

// clause is a set of strings of which every match contains at least one.
type clause struct {
	strings set
	bits    float64 // how rare they are: one is found at about one place of 2^bits
}

// newClause judges a set that every match has a string of. The clause has 0
// bits if it is not worth a test.
func newClause(s set) clause {
	if len(s) == 0 || len(s) > maxClause {
		return clause{}
	}
	frequency := 0.0
	for _, x := range s {
		if len(x) < minString {
			return clause{}
		}
		frequency += math.Exp2(-rarity(x))
	}
	if bits := -math.Log2(frequency); bits >= minBits {
		return clause{s, bits}
	}
	return clause{}
}

// rarity estimates how rarely s is found in a text of its script.
func rarity(s string) float64 {
	bits := 0.0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0xC0:
			bits += bitsLead
		case c >= 0x80:
			bits += bitsTrailer
		case c == ' ':
			bits += bitsSpace
		case c == 'e' || c == 'a' || c == 'i' || c == 'o' || c == 't' || c == 'n' || c == 's' || c == 'r':
			bits += bitsVowel
		case 'a' <= c && c <= 'z':
			bits += bitsLetter
		default:
			bits += bitsOther
		}
	}
	return min(bits, maxBits)
}

// rank sorts clauses, the rarest first, and drops those beyond limit.
func rank(clauses []clause, limit int) []clause {
	slices.SortStableFunc(clauses, func(a, b clause) int { return cmp.Compare(b.bits, a.bits) })
	return clauses[:min(limit, len(clauses))]
}

// either returns clauses of an expression of alternatives, given the ranked
// clauses of each alternative. Every alternative implies any one of its own, so
// the rarest of all may be joined, then the next ones, and so on.
func either(alternatives [][]clause) []clause {
	most := 0
	for _, clauses := range alternatives {
		if len(clauses) == 0 {
			return nil
		}
		most = max(most, len(clauses))
	}
	var joined []clause
	for k := range min(most, maxClauses) {
		var all []string
		for _, clauses := range alternatives {
			all = append(all, clauses[min(k, len(clauses)-1)].strings...)
		}
		if c := newClause(newSet(all)); c.bits > 0 {
			joined = append(joined, c)
		}
	}
	return rank(joined, maxClauses)
}

// choose returns the clauses to test, in order, of all that are known of an
// expression.
func choose(clauses []clause) [][]string {
	var chosen [][]string
	for _, c := range rank(clauses, len(clauses)) {
		strings := c.strings.innermost()
		if !slices.ContainsFunc(chosen, func(before []string) bool { return set(before).implies(strings) }) {
			chosen = append(chosen, strings)
		}
		if len(chosen) == maxTested {
			break
		}
	}
	return chosen
}
