package pattern

import (
	"cmp"
	"slices"
	"strings"
)

// set is a set of strings: sorted, no two alike. As a set of which a text has
// at least one in a certain place, it is of no use if it has the empty string.
type set []string

// newSet makes a set of strings, which it reorders.
func newSet(strings []string) set {
	slices.Sort(strings)
	return slices.Compact(strings)
}

// cross returns all concatenations of a string of a and one of b.
func cross(a, b set) set {
	if len(a) == 1 && a[0] == "" {
		return b
	}
	if len(b) == 1 && b[0] == "" {
		return a
	}
	all := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			all = append(all, x+y)
		}
	}
	return newSet(all)
}

func union(a, b set) set {
	return newSet(append(append(make([]string, 0, len(a)+len(b)), a...), b...))
}

// cuts are the lengths to which begins and finishes cut the strings of a set
// that has too many.
var cuts = [...]int{24, 12, 8, 6, 5, 4, 3, 2, 1, 0}

// begins reduces a set of beginnings to at most limit strings, none of which
// begins with another. What begins with a string of s begins with one of those.
func (s set) begins(limit int) set {
	s = s.shortest()
	for _, size := range cuts {
		if len(s) <= limit {
			break
		}
		cut := make(set, len(s))
		for i, x := range s {
			cut[i] = x[:min(size, len(x))]
		}
		s = newSet(cut).shortest()
	}
	return s
}

// shortest drops the strings that begin with another.
func (s set) shortest() set {
	kept := make(set, 0, len(s))
	for _, x := range s {
		// What begins with x follows right after it.
		if n := len(kept); n == 0 || !strings.HasPrefix(x, kept[n-1]) {
			kept = append(kept, x)
		}
	}
	return kept
}

// finishes is begins for the ends of strings.
func (s set) finishes(limit int) set {
	reversed := make([]string, len(s))
	for i, x := range s {
		reversed[i] = reverse(x)
	}
	t := newSet(reversed).begins(limit)
	for i, x := range t {
		t[i] = reverse(x)
	}
	return newSet(t)
}

func reverse(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

// innermost drops the strings that contain another: a text that has one of s
// has one of the others. The shortest come first.
func (s set) innermost() []string {
	byLength := slices.Clone(s)
	slices.SortStableFunc(byLength, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	kept := byLength[:0]
	for _, x := range byLength {
		if !slices.ContainsFunc(kept, func(y string) bool { return strings.Contains(x, y) }) {
			kept = append(kept, x)
		}
	}
	return kept
}

// implies reports that whatever contains a string of s contains one of other.
func (s set) implies(other []string) bool {
	for _, x := range s {
		if !slices.ContainsFunc(other, func(y string) bool { return strings.Contains(x, y) }) {
			return false
		}
	}
	return true
}
