package pattern

import (
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

const (
	maxExact = 64  // strings of a product
	maxUnion = 128 // strings of a set of alternatives
	maxRunes = 10  // of a character class that counts as alternatives
	copies   = 4   // of a repeated expression that are looked at
)

// facts is what is known of the texts that an expression matches. Any of it may
// be weaker than the truth, but must hold for every match.
type facts struct {
	// exact holds all texts that it matches, if it is not nil. Nothing else is
	// set then.
	exact set

	// A text that it matches begins with one of prefix and ends with one of
	// suffix. There is the empty string in them if nothing is known.
	prefix, suffix set

	// clauses are known beyond prefix and suffix.
	clauses []clause

	// optional means that it also matches the empty string: all above holds for
	// the other texts. An optional expression has no clauses.
	optional bool
}

var (
	nothing = set{""}
	empty   = facts{exact: nothing}                   // matches the empty string only
	unknown = facts{prefix: nothing, suffix: nothing} // may match anything
)

// learn returns the facts of an expression.
func learn(re *syntax.Regexp) facts {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return empty
	case syntax.OpLiteral:
		return literal(re)
	case syntax.OpCharClass:
		return character(re.Rune)
	case syntax.OpCapture:
		return learn(re.Sub[0])
	case syntax.OpConcat:
		all := empty
		for _, sub := range re.Sub {
			all = concat(all, learn(sub))
		}
		return all
	case syntax.OpAlternate:
		return alternate(re.Sub)
	case syntax.OpQuest:
		return option(learn(re.Sub[0]))
	case syntax.OpStar:
		return option(learn(re.Sub[0]).open())
	case syntax.OpPlus:
		return learn(re.Sub[0]).open()
	case syntax.OpRepeat:
		return repeated(re)
	}
	return unknown // any character, or none at all
}

// open forgets the exact texts of f: what else matches begins and ends alike.
func (f facts) open() facts {
	if f.exact == nil {
		return f
	}
	f = facts{prefix: f.exact, suffix: f.exact}
	f.limit()
	return f
}

// limit cuts the sets of f down to what is worth to be carried on, and keeps
// as clauses what gets lost.
func (f *facts) limit() {
	if len(f.prefix) > maxUnion {
		f.keep(f.prefix)
		f.prefix = f.prefix.begins(maxUnion)
	}
	if len(f.suffix) > maxUnion {
		f.keep(f.suffix)
		f.suffix = f.suffix.finishes(maxUnion)
	}
}

// keep adds a set of which every match contains a string, if it is useful.
func (f *facts) keep(s set) {
	if f.optional {
		return
	}
	if c := newClause(s); c.bits > 0 {
		// Full, so that facts that share clauses never write to the same memory.
		f.clauses = append(f.clauses[:len(f.clauses):len(f.clauses)], c)
	}
}

// all returns all clauses of f, ranked.
func (f facts) all() []clause {
	if f.exact != nil {
		f = facts{prefix: f.exact, suffix: nothing}
	}
	if f.optional {
		return nil
	}
	f.keep(f.prefix)
	f.keep(f.suffix)
	return rank(f.clauses, maxClauses)
}

func literal(re *syntax.Regexp) facts {
	if re.Flags&syntax.FoldCase == 0 && valid(re.Rune) {
		return facts{exact: set{string(re.Rune)}}
	}
	all := empty
	for _, r := range re.Rune {
		pairs := []rune{r, r}
		if re.Flags&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				pairs = append(pairs, f, f)
			}
		}
		all = concat(all, character(pairs))
	}
	return all
}

// valid reports that all runes are found in a text by their UTF-8 only. U+FFFD
// also matches every invalid byte.
func valid(runes []rune) bool {
	for _, r := range runes {
		if r == utf8.RuneError || !utf8.ValidRune(r) {
			return false
		}
	}
	return true
}

// character returns the facts of one character of a class, given as the bounds of
// its ranges.
func character(ranges []rune) facts {
	if len(ranges) > 2*maxRunes || len(ranges) == 0 {
		return unknown
	}
	var all []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(all) == maxRunes || !valid([]rune{r}) {
				return unknown
			}
			all = append(all, string(r))
		}
	}
	return facts{exact: newSet(all)}
}

// option makes the expression of f optional.
func option(f facts) facts {
	if f.exact != nil {
		return facts{exact: union(f.exact, nothing)}
	}
	f.clauses = nil
	f.optional = true
	return f
}

func repeated(re *syntax.Regexp) facts {
	sub := learn(re.Sub[0])
	if re.Max == 0 {
		return empty
	}
	all := empty
	for range min(re.Min, copies) {
		all = concat(all, sub)
	}
	switch {
	case re.Min == 0 && re.Max == 1:
		return option(sub)
	case re.Min == 0:
		return option(sub.open())
	case re.Min != re.Max || re.Min > copies:
		// What begins and ends with so many of it may have more in between.
		return all.open()
	}
	return all
}

// concat returns the facts of one expression followed by another.
func concat(a, b facts) facts {
	if a.exact != nil && b.exact != nil && len(a.exact)*len(b.exact) <= maxExact {
		return facts{exact: cross(a.exact, b.exact)}
	}
	var f facts
	f.clauses = append(f.clauses, a.clauses...)
	f.clauses = append(f.clauses, b.clauses...)
	f.optional = a.optional && b.optional

	switch {
	case a.optional:
		f.prefix = union(a.prefix, b.head())
	case a.exact == nil:
		f.prefix = a.prefix
	case b.optional || len(a.exact)*len(b.head()) > maxExact:
		f.prefix = a.exact
	default:
		f.prefix = cross(a.exact, b.head())
	}
	switch {
	case b.optional:
		f.suffix = union(a.tail(), b.suffix)
	case b.exact == nil:
		f.suffix = b.suffix
	case a.optional || len(a.tail())*len(b.exact) > maxExact:
		f.suffix = b.exact
	default:
		f.suffix = cross(a.tail(), b.exact)
	}
	f.seam(a, b)
	f.limit()
	f.clauses = rank(f.clauses, maxClauses)
	return f
}

func (f facts) head() set {
	if f.exact != nil {
		return f.exact
	}
	return f.prefix
}

func (f facts) tail() set {
	if f.exact != nil {
		return f.exact
	}
	return f.suffix
}

// seam keeps what a ends with and b begins with, if f, the facts of both, has
// not got it in its prefix or suffix.
func (f *facts) seam(a, b facts) {
	if f.optional {
		return
	}
	tail, head := a.tail(), b.head()
	if !a.optional && !b.optional && len(tail)*len(head) <= maxExact {
		if a.exact == nil && b.exact == nil {
			f.keep(cross(tail, head))
		}
		return
	}
	if a.exact == nil && !a.optional {
		f.keep(tail)
	}
	if b.exact == nil && !b.optional {
		f.keep(head)
	}
}

func alternate(subs []*syntax.Regexp) facts {
	var exact []string
	var others []facts
	for _, sub := range subs {
		if f := learn(sub); f.exact != nil {
			exact = append(exact, f.exact...)
		} else {
			others = append(others, f)
		}
	}
	all := facts{exact: newSet(exact)}
	if len(others) == 0 && len(all.exact) <= maxUnion {
		return all
	}
	var clauses [][]clause
	var f facts
	if len(exact) > 0 {
		if all.exact[0] == "" {
			f.optional = true
			all.exact = all.exact[1:]
		}
		if len(all.exact) > 0 {
			others = append(others, facts{prefix: all.exact, suffix: all.exact})
		}
	}
	for _, o := range others {
		f.prefix = append(f.prefix, o.prefix...)
		f.suffix = append(f.suffix, o.suffix...)
		f.optional = f.optional || o.optional
		clauses = append(clauses, o.all())
	}
	f.prefix = newSet(f.prefix).begins(maxUnion)
	f.suffix = newSet(f.suffix).finishes(maxUnion)
	if !f.optional {
		f.clauses = either(clauses)
	}
	return f
}
