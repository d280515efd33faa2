package pattern

import (
	"regexp"
	"regexp/syntax"
	"sync"
)

// Pattern is a compiled regular expression. It may be used by any number of
// goroutines.
type Pattern struct {
	source  string
	engines *Engines // where the regexp is kept, or nil

	derive    sync.Once
	condition condition

	compile sync.Once
	regexp  *regexp.Regexp
}

// Compile makes a Pattern of a regular expression in the syntax of package
// regexp. Its errors are those of [regexp.Compile].
func Compile(source string) (*Pattern, error) {
	if !wellFormed(source) {
		// Whatever regexp.Compile has to complain of, this finds: it makes sure
		// of the size of the program too.
		if _, err := syntax.Parse(source, syntax.Perl); err != nil {
			return nil, err
		}
	}
	return &Pattern{source: source}, nil
}

// String returns the source of the expression.
func (p *Pattern) String() string { return p.source }

// Match reports whether the expression matches anywhere in text, as
// [regexp.Regexp.Match] does.
func (p *Pattern) Match(text []byte) bool {
	if v := p.judge(text); v != maybe {
		return v == yes
	}
	return p.engine().Match(text)
}

// FindAllIndex returns the places of up to n successive matches, or of all if n
// is negative, as [regexp.Regexp.FindAllIndex] does. It is nil if there is none.
func (p *Pattern) FindAllIndex(text []byte, n int) [][]int {
	if n == 0 {
		return nil
	}
	switch v := p.judge(text); {
	case v == no:
		return nil
	case v == yes && p.condition.whole:
		return [][]int{{0, len(text)}}
	}
	first := p.engine().FindAllIndex(text, 1)
	if n == 1 || first == nil {
		return first
	}
	// If this match is the only one, a search behind it is as slow as ever. The
	// condition may be tested there: it asks nothing of what is before a text.
	if p.judge(text[first[0][1]:]) == no {
		return first
	}
	return p.engine().FindAllIndex(text, n)
}

// judge tests the condition, which the first time it has to derive.
func (p *Pattern) judge(text []byte) verdict {
	p.derive.Do(func() {
		tree, err := syntax.Parse(p.source, syntax.Perl)
		if err != nil {
			panic("pattern: " + err.Error()) // not after Compile
		}
		p.condition.derive(tree)
	})
	return p.condition.judge(text)
}

func (p *Pattern) engine() *regexp.Regexp {
	if p.engines != nil {
		return p.engines.engine(p)
	}
	p.compile.Do(func() { p.regexp = regexp.MustCompile(p.source) })
	return p.regexp
}
