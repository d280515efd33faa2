package pattern

import (
	"cmp"
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// Needs says what every match of an expression has, as in Russ Cox, "Regular Expression Matching with a Trigram Index"
// (https://swtch.com/~rsc/regexp/regexp4.html): lists of strings, of each of which it has one. A list is the number of its strings
// in two bytes, and for each string four bits of Grams, from all over it, in six bytes.
type Needs string

const (
	listHead = 2 // bytes
	partSize = 6

	mostStrings = 128 // of a list: to look for more takes longer than to run the expression
	mostRunes   = 8   // of a class that is spelled out
	mostLists   = 4   // beyond which the next one hardly spares another run
)

// met reports that the text of g may have what is needed. Its no is sure.
func (n Needs) met(g *Grams) bool {
	for len(n) >= listHead {
		size := listHead + partSize*(int(n[0])|int(n[1])<<8)
		if size > len(n) || !one(n[listHead:size], g) {
			return false
		}
		n = n[size:]
	}
	return true
}

// one reports that the text of g may have one of the strings of a list.
func one(list Needs, g *Grams) bool {
	for ; len(list) >= partSize; list = list[partSize:] {
		a, b := uint32(list[0])|uint32(list[1])<<8|uint32(list[2])<<16, uint32(list[3])|uint32(list[4])<<8|uint32(list[5])<<16
		if g.has(a) && g.has(a>>gramBits) && g.has(b) && g.has(b>>gramBits) {
			return true
		}
	}
	return false
}

// appendPart appends bits of s to a list.
func appendPart(list []byte, s string) []byte {
	last := len(s) - gramSize
	a, b := gramAt(s, 0)|gramAt(s, last)<<gramBits, gramAt(s, last/3)|gramAt(s, 2*last/3)<<gramBits
	return append(list, byte(a), byte(a>>8), byte(a>>16), byte(b), byte(b>>8), byte(b>>16))
}

// needsOf returns the needs of an expression. Texts are known to have one of the strings given, so that to need those says little.
func needsOf(tree *syntax.Regexp, given []string) Needs {
	f := finder{given}
	lists := f.find(tree).closed()
	slices.SortStableFunc(lists, f.byUse)
	var needs []byte
	for _, list := range lists[:min(len(lists), mostLists)] {
		list = slices.Compact(slices.Sorted(slices.Values(list)))
		needs = binary.LittleEndian.AppendUint16(needs, uint16(len(list)))
		for _, s := range list {
			needs = appendPart(needs, s)
		}
	}
	return Needs(needs)
}

// found is what is known of the texts that an expression matches: exact, which are all of them, or nil where they are too many;
// and lists of strings, of each of which every text has one.
type found struct {
	exact []string
	lists [][]string
}

// closed returns all that is known as lists.
func (f found) closed() [][]string {
	short := func(s string) bool { return len(s) < gramSize }
	if len(f.exact) == 0 || slices.ContainsFunc(f.exact, short) {
		return f.lists
	}
	return append(f.lists[:len(f.lists):len(f.lists)], f.exact)
}

// finder finds what the texts have that an expression matches.
type finder struct{ given []string }

func (f finder) find(re *syntax.Regexp) found {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return found{exact: []string{""}}
	case syntax.OpLiteral:
		// Bytes that are no UTF-8 match as U+FFFD.
		if re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError) {
			return found{exact: []string{string(re.Rune)}}
		}
	case syntax.OpCharClass:
		return found{exact: spelled(re.Rune)}
	case syntax.OpCapture:
		return f.find(re.Sub[0])
	case syntax.OpQuest:
		if sub := f.find(re.Sub[0]); len(sub.exact) > 0 && len(sub.exact) < mostStrings {
			return found{exact: append(sub.exact[:len(sub.exact):len(sub.exact)], "")}
		}
	case syntax.OpPlus:
		return found{lists: f.find(re.Sub[0]).closed()}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return found{lists: f.find(re.Sub[0]).closed()}
		}
	case syntax.OpConcat:
		return f.inTurn(re.Sub)
	case syntax.OpAlternate:
		return f.oneOf(re.Sub)
	}
	return found{}
}

// spelled returns the characters of a class, or nothing where they are many.
func spelled(ranges []rune) (all []string) {
	for k := 0; k < len(ranges); k += 2 {
		if int(ranges[k+1]-ranges[k])+len(all) >= mostRunes {
			return nil
		}
		for r := ranges[k]; r <= ranges[k+1]; r++ {
			if r == utf8.RuneError {
				return nil
			}
			all = append(all, string(r))
		}
	}
	return all
}

// inTurn is find for expressions one behind the other.
func (f finder) inTurn(list []*syntax.Regexp) found {
	var lists [][]string
	row, all := []string{""}, true // what stands in a row, and whether that is all so far
	for _, re := range list {
		next := f.find(re)
		lists = append(lists, next.lists...)
		if n := len(row) * len(next.exact); n > 0 && n <= mostStrings {
			row = product(row, next.exact)
			continue
		}
		// Another row begins.
		lists = found{row, lists}.closed()
		if row, all = next.exact, false; len(row) == 0 {
			row = []string{""}
		}
	}
	if all {
		return found{row, lists}
	}
	return found{lists: found{row, lists}.closed()}
}

// product returns each string of a with each of b behind it.
func product(a, b []string) []string {
	both := make([]string, 0, len(a)*len(b))
	for _, s := range a {
		for _, t := range b {
			both = append(both, s+t)
		}
	}
	return both
}

// oneOf is find for expressions of which one matches.
func (f finder) oneOf(list []*syntax.Regexp) found {
	var exact, some []string
	exactly, needed := true, true // of all of them
	for _, re := range list {
		next := f.find(re)
		exactly = exactly && len(next.exact) > 0 && len(exact)+len(next.exact) <= mostStrings
		if exactly {
			exact = append(exact, next.exact...)
		}
		lists := next.closed()
		if needed = needed && len(lists) > 0; needed {
			some = append(some, slices.MinFunc(lists, f.byUse)...)
		}
	}
	switch {
	case exactly:
		return found{exact: exact}
	case needed && len(some) <= mostStrings:
		return found{lists: [][]string{some}}
	}
	return found{}
}

// byUse puts lists in front that deny much for little: those without what is given, short ones, and of these the ones with long
// strings.
func (f finder) byUse(a, b []string) int {
	given := func(list []string) int {
		for _, s := range list {
			for _, g := range f.given {
				if strings.Contains(s, g) {
					return 1
				}
			}
		}
		return 0
	}
	shortest := func(list []string) int {
		return len(slices.MinFunc(list, func(s, t string) int { return cmp.Compare(len(s), len(t)) }))
	}
	return cmp.Or(cmp.Compare(given(a), given(b)), cmp.Compare(len(a), len(b)), cmp.Compare(shortest(b), shortest(a)))
}
