package pattern

import (
	"regexp/syntax"
	"sync"
	"unicode/utf8"
)

// Pattern is a compiled regular expression. It may be used by any number of
// goroutines.
type Pattern struct {
	engines *Engines
	source  string        // once it is written
	write   func() string // writes it, or nil
	written sync.Once

	learn sync.Once
	needs Needs
	given []string // what texts are known to have one of, if needs are not known yet

	derive    sync.Once
	automaton *automaton // nil if the expression is too large
	whole     bool       // a match is always the whole text

	prepare  sync.Once
	searcher *searcher // likewise
}

// Compile makes a Pattern of a regular expression in the syntax of package
// regexp. Its errors are those of [regexp.Compile].
func Compile(source string) (*Pattern, error) { return NewEngines(maxMemory).Compile(source) }

// MustCompile is Compile for an expression that is part of the program.
func MustCompile(source string) *Pattern {
	p, err := Compile(source)
	if err != nil {
		panic("pattern: " + err.Error())
	}
	return p
}

// String returns the source of the expression.
func (p *Pattern) String() string {
	p.written.Do(func() {
		if p.write != nil {
			p.source = p.write()
		}
	})
	return p.source
}

// Given says that the texts that May will be asked of have one of these strings. Call it before the first use.
func (p *Pattern) Given(strings []string) { p.given = strings }

// Needs returns what every match of the expression has.
func (p *Pattern) Needs() Needs {
	p.learn.Do(func() { p.needs = needsOf(p.parse(), p.given) })
	return p.needs
}

// May reports that the expression may match in the text of g. Its no is sure, and comes sooner than that of Match.
func (p *Pattern) May(g *Grams) bool { return p.Needs().met(g) }

// Match reports whether the expression matches anywhere in text, as
// [regexp.Regexp.Match] does.
func (p *Pattern) Match(text []byte) bool {
	if v := p.judge(text); v != maybe {
		return v == yes
	}
	s := p.engines.searches.Get().(*search)
	defer p.engines.searches.Put(s)
	if !s.begin(p.exact(), text, 0) {
		return p.engines.regexp(p).Match(text)
	}
	start, _ := s.next()
	return start >= 0
}

// Place is where a match is: text[Start:End].
type Place struct{ Start, End int }

// AppendAll appends to dst the places of up to n successive matches, or of all
// if n is negative, as [regexp.Regexp.FindAllIndex] finds them.
func (p *Pattern) AppendAll(dst []Place, text []byte, n int) []Place {
	if n == 0 {
		return dst
	}
	switch v := p.judge(text); {
	case v == no:
		return dst
	case v == yes && p.whole:
		return append(dst, Place{0, len(text)})
	}
	s := p.engines.searches.Get().(*search)
	defer p.engines.searches.Put(s)
	if !s.begin(p.exact(), text, 0) {
		for _, at := range p.engines.regexp(p).FindAllIndex(text, n) {
			dst = append(dst, Place{at[0], at[1]})
		}
		return dst
	}
	return p.appendAll(dst, s, text, n)
}

// appendAll is AppendAll where a match is likely, with a search that has begun.
func (p *Pattern) appendAll(dst []Place, s *search, text []byte, n int) []Place {
	left := n
	before := -1 // where the match before ended
	for at := 0; ; s.begin(p.searcher, text, at) {
		start, end := s.next()
		if start < 0 {
			return dst
		}
		// No empty match right behind another one.
		if end > at || start != before {
			dst = append(dst, Place{start, end})
			left--
		}
		switch before = end; {
		case end > at:
			at = end
		case at < len(text):
			_, size := utf8.DecodeRune(text[at:])
			at += size
		default:
			return dst
		}
		// If this match is the only one, a search behind it is slow. The automaton
		// may judge there: what is before a text only makes matches fewer.
		if left == 0 || p.judge(text[at:]) == no {
			return dst
		}
	}
}

// judge runs the automaton, which the first time it has to make.
func (p *Pattern) judge(text []byte) verdict {
	p.derive.Do(func() {
		tree := p.parse()
		p.automaton = newAutomaton(tree, p.engines)
		p.whole = anchored(tree) && last(tree).Op == syntax.OpEndText
	})
	if p.automaton == nil {
		return maybe
	}
	return p.automaton.judge(text)
}

// exact returns the searcher, which is nil if the expression is too large. The
// text must have been judged before.
func (p *Pattern) exact() *searcher {
	p.prepare.Do(func() {
		switch {
		case p.automaton == nil:
		case p.automaton.counts:
			p.searcher = newSearcher(p.automaton.program, p.automaton)
		default:
			// The characters that it tells apart are the same.
			program, _ := compile(p.parse(), func(*syntax.Prog) *alphabet { return p.automaton.alphabet })
			if program != nil {
				p.searcher = newSearcher(program, p.automaton)
			}
		}
	})
	return p.searcher
}

// parse returns the syntax tree.
func (p *Pattern) parse() *syntax.Regexp {
	tree, err := syntax.Parse(p.String(), syntax.Perl)
	if err != nil {
		panic("pattern: " + err.Error()) // not after Compile
	}
	return tree
}

// anchored reports that matches begin at the beginning of the text only.
func anchored(tree *syntax.Regexp) bool {
	for len(tree.Sub) > 0 && (tree.Op == syntax.OpCapture || tree.Op == syntax.OpConcat) {
		tree = tree.Sub[0]
	}
	return tree.Op == syntax.OpBeginText
}

// last returns what the expression ends with.
func last(tree *syntax.Regexp) *syntax.Regexp {
	for len(tree.Sub) > 0 && (tree.Op == syntax.OpCapture || tree.Op == syntax.OpConcat) {
		tree = tree.Sub[len(tree.Sub)-1]
	}
	return tree
}
