package pattern

import (
	"regexp/syntax"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

const (
	counted   = 4    // repeats of more than so many are not counted
	wellCount = 32   // likewise if matches begin at one place only: it takes few states
	maxKinds  = 1000 // of characters of an expression that is worth an automaton
)

// automaton is a deterministic automaton that is made as it is run. It finds
// whether a text may have a match, not where.
type automaton struct {
	// exact means that there is a match if the automaton says so. It is not
	// exact if the expression has boundaries of words or lines, which are taken
	// for granted, or counts high, which would need many states.
	exact bool

	// counts means that the program counts no further than it should, so that
	// it can be used to find out where the match is.
	counts bool

	anchored bool // matches begin at the beginning of the text only
	program  *program
	alphabet *alphabet
	engines  *Engines
	used     atomic.Bool // since it was last asked for

	// mutex guards the states: who runs through them reads, who makes one
	// writes.
	mutex  sync.RWMutex
	states states
}

// verdict is what is known of a text.
type verdict byte

const (
	no verdict = iota
	maybe
	yes
)

// newAutomaton makes the automaton of an expression, or nil if it is too large.
func newAutomaton(tree *syntax.Regexp, engines *Engines) *automaton {
	a := &automaton{engines: engines, anchored: anchored(tree)}
	if a.anchored {
		a.compile(tree, wellCount)
	}
	if a.program == nil {
		a.compile(tree, counted)
	}
	if a.program == nil || len(a.alphabet.samples) > maxKinds {
		return nil
	}
	a.states.idle = newIdle(a)
	engines.enter(a)
	return a
}

// compile compiles an expression after loosen, if the program is not too large.
func (a *automaton) compile(tree *syntax.Regexp, count int) {
	l := loosen(tree, count)
	a.program, a.alphabet = compile(l.tree, newAlphabet)
	a.exact, a.counts = l.counts && !l.places, l.counts
}

// loose is an expression that matches all that another one does and perhaps
// more, without captures and high counts.
type loose struct {
	tree   *syntax.Regexp
	counts bool // it counts as the other one does
	places bool // it has boundaries of words or lines
}

// loosen loosens an expression so that it has no counts above count.
func loosen(re *syntax.Regexp, count int) loose {
	switch re.Op {
	case syntax.OpCapture:
		return loosen(re.Sub[0], count)
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return loose{re, true, true}
	}
	if len(re.Sub) == 0 {
		return loose{re, true, false}
	}
	copied := *re
	copied.Sub = make([]*syntax.Regexp, len(re.Sub))
	all := loose{&copied, true, false}
	for i, sub := range re.Sub {
		l := loosen(sub, count)
		copied.Sub[i] = l.tree
		all.counts, all.places = all.counts && l.counts, all.places || l.places
	}
	if re.Op == syntax.OpRepeat && max(re.Min, re.Max) > count {
		all.counts = false
		copied.Min, copied.Max = min(re.Min, count), -1
	}
	return all
}

// judge finds out whether text has a match.
func (a *automaton) judge(text []byte) verdict {
	if !a.run(text) {
		return no
	} else if a.exact {
		return yes
	}
	return maybe
}

// run reports whether the automaton accepts text.
func (a *automaton) run(text []byte) bool {
	if !a.used.Load() {
		a.used.Store(true)
	}
	a.mutex.RLock()
	at, i := a.walk(a.states.start, text, 0)
	known := at != unmade && (i == len(text) || at < firstState)
	accepted := known && a.accepts(at)
	a.mutex.RUnlock()
	if known {
		return accepted
	}

	// States are missing. Nobody else may run while they are made.
	a.mutex.Lock()
	before := a.states.memory()
	accepted = a.build(text)
	grown := a.states.memory() - before
	a.mutex.Unlock()
	a.engines.grow(grown)
	return accepted
}

// walk goes from state at through text[i:] as far as the states are known. It
// returns where that is: at the end of the text, at a character for which at
// has no next state yet, or anywhere if nothing that follows matters.
func (a *automaton) walk(at uint16, text []byte, i int) (uint16, int) {
	s := &a.states
	if at < firstState {
		return at, i
	}
	letters, next, kinds := a.alphabet, s.next, s.kinds
	for i < len(text) {
		var kind uint16
		size := 1
		if c := text[i]; c < utf8.RuneSelf {
			kind = letters.ascii[c] // character does the same, with a call
		} else {
			kind, size = letters.character(text, i)
		}
		to := next[int(at-firstState)*kinds+int(kind)]
		if to < firstState {
			if to == unmade {
				return at, i
			}
			return to, i
		}
		at = to
		i += size
	}
	return at, i
}

// accepts reports whether there is a match if the text ends in state at.
func (a *automaton) accepts(at uint16) bool {
	return at == matched || at >= firstState && a.states.atEnd[at-firstState]
}

// build is run where states are missing.
func (a *automaton) build(text []byte) bool {
	m := a.engines.makers.Get().(*maker)
	defer a.engines.makers.Put(m)
	m.automaton = a
	if a.states.start == unmade {
		m.begin()
	}
	at, i := a.states.start, 0
	for {
		at, i = a.walk(at, text, i)
		if i == len(text) || at < firstState {
			return a.accepts(at)
		}
		kind, size := a.alphabet.character(text, i)
		at = m.step(at, kind)
		i += size
	}
}

// forget drops all states, unless the automaton was run since forget was last
// called and is to be spared. It returns how many bytes that frees.
func (a *automaton) forget(spare bool) int {
	if used := a.used.Swap(false); used && spare {
		return 0
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	before := a.states.memory()
	a.states.reset()
	return before - a.states.memory()
}
