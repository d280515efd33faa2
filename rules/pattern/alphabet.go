package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// alphabet sorts the characters into kinds: no instruction of a program tells
// two characters of one kind apart.
type alphabet struct {
	ascii   [utf8.RuneSelf]uint16 // kind of each
	starts  []rune                // of the ranges beyond; the first one is 0
	kinds   []uint16              // kind of each range
	samples []rune                // a character of each kind
}

func newAlphabet(prog *syntax.Prog) *alphabet {
	// Most instructions match a letter that others match, too. Large classes come many times: in one place of memory, where the
	// expression repeats them, and with one content.
	var letters [utf8.RuneSelf]bool
	seen := map[rangeList]bool{}
	sets := map[string][]rune{}
	starts := []rune{0}
	var key []byte
	for i := range prog.Inst {
		inst := &prog.Inst[i]
		if inst.Op == syntax.InstRune1 && inst.Rune[0] < utf8.RuneSelf {
			if letters[inst.Rune[0]] {
				continue
			}
			letters[inst.Rune[0]] = true
		} else if c := classOf(inst); c.size > 0 {
			if seen[c] {
				continue
			}
			seen[c] = true
		}
		ranges := consumed(inst)
		key = key[:0]
		for _, r := range ranges {
			key = binary.LittleEndian.AppendUint32(key, uint32(r))
		}
		if _, ok := sets[string(key)]; ok || len(ranges) == 0 {
			continue
		}
		sets[string(key)] = ranges
		for k := 0; k < len(ranges); k += 2 {
			starts = append(starts, ranges[k], ranges[k+1]+1)
		}
	}
	slices.Sort(starts)
	a := &alphabet{starts: slices.Compact(starts)}

	// Each set splits each kind into what is in the set and what is not.
	kinds := make([]int, len(a.starts))
	split := []int{0}
	for _, ranges := range sets {
		clear(split)
		for k := 0; k < len(ranges); k += 2 {
			at, _ := slices.BinarySearch(a.starts, ranges[k])
			for ; at < len(a.starts) && a.starts[at] <= ranges[k+1]; at++ {
				kind := kinds[at]
				if split[kind] == 0 {
					split[kind] = len(split)
					split = append(split, 0)
				}
				kinds[at] = split[kind]
			}
		}
	}

	// Of some kinds nothing is left.
	clear(split)
	a.kinds = make([]uint16, len(a.starts))
	for at, kind := range kinds {
		if split[kind] == 0 {
			a.samples = append(a.samples, a.starts[at])
			split[kind] = len(a.samples)
		}
		a.kinds[at] = uint16(split[kind] - 1)
	}
	for r := range a.ascii {
		a.ascii[r] = a.search(rune(r))
	}
	return a
}

// rangeList is a class of characters in memory.
type rangeList struct {
	first *rune
	size  int
}

// classOf returns the class that an instruction matches, if it is one.
func classOf(inst *syntax.Inst) rangeList {
	if inst.Op != syntax.InstRune || len(inst.Rune) < 2 {
		return rangeList{}
	}
	return rangeList{&inst.Rune[0], len(inst.Rune)}
}

// consumed returns the ranges of characters that an instruction matches.
func consumed(inst *syntax.Inst) []rune {
	switch inst.Op {
	case syntax.InstRune, syntax.InstRune1:
		if len(inst.Rune) != 1 {
			return inst.Rune
		}
		r := inst.Rune[0]
		ranges := []rune{r, r}
		if syntax.Flags(inst.Arg)&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				ranges = append(ranges, f, f)
			}
		}
		return ranges
	case syntax.InstRuneAnyNotNL:
		return []rune{'\n', '\n'} // what it does not match splits as well
	}
	return nil
}

// search returns the kind of r.
func (a *alphabet) search(r rune) uint16 {
	low, high := 0, len(a.starts)
	for high-low > 1 {
		if middle := int(uint(low+high) / 2); a.starts[middle] <= r {
			low = middle
		} else {
			high = middle
		}
	}
	return a.kinds[low]
}
