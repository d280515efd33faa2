package pattern

import (
	"bytes"
	"regexp/syntax"
	"sync"
)

// condition is a necessary condition of a match: that all clauses hold and the
// automaton accepts.
type condition struct {
	clauses []finder

	// whole means that a match is always the whole text.
	whole bool

	make      sync.Once
	engines   *Engines
	tree      *syntax.Regexp // of which the automaton will be made
	automaton *automaton     // nil if it would be too large
}

// derive derives the condition of an expression but for its automaton.
func (c *condition) derive(tree *syntax.Regexp, engines *Engines) {
	c.tree, c.engines = tree, engines
	if anchored(tree) {
		c.whole = last(tree).Op == syntax.OpEndText
		// After a few characters the automaton finds that there is no match. No
		// search is as fast as that.
		return
	}
	for _, strings := range choose(learn(tree).all()) {
		c.clauses = append(c.clauses, newFinder(strings))
	}
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

// judge finds out whether text may have a match.
func (c *condition) judge(text []byte) verdict {
	for i := range c.clauses {
		if !c.clauses[i].in(text) {
			return no
		}
	}
	c.make.Do(func() {
		c.automaton = newAutomaton(c.tree, c.engines)
		c.tree = nil
	})
	if c.automaton == nil {
		return maybe
	}
	return c.automaton.judge(text)
}

// finder looks for any of some strings in a text.
type finder struct {
	single []byte // the only string
	grams  *grams // of several strings
}

func newFinder(strings []string) finder {
	if len(strings) == 1 {
		return finder{single: []byte(strings[0])}
	}
	return finder{grams: newGrams(strings)}
}

func (f *finder) in(text []byte) bool {
	if f.grams == nil {
		return bytes.Contains(text, f.single)
	}
	return f.grams.in(text)
}
