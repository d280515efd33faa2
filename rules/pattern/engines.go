package pattern

import (
	"container/list"
	"regexp"
	"regexp/syntax"
	"sync"
	"sync/atomic"
)

// Engines bounds the memory of a number of Patterns. It forgets states of those
// automata that were not run of late when all together have too many. It may be
// used by any number of goroutines.
type Engines struct {
	most   int64 // bytes of states
	states atomic.Int64

	makers, searches sync.Pool

	mutex    sync.Mutex
	automata []*automaton
	recent   list.List // of *engine, the last used in front
}

// maxRegexps is how many compiled regexps stay. Only expressions that are too
// large for an automaton need one.
const maxRegexps = 8

type engine struct {
	pattern *Pattern
	regexp  *regexp.Regexp
}

// NewEngines returns a bound of most bytes. States that are needed to go on are
// made even beyond it.
func NewEngines(most int) *Engines {
	e := &Engines{most: int64(most)}
	e.makers.New = func() any { return &maker{} }
	e.searches.New = func() any { return &search{} }
	return e
}

// Compile makes a Pattern of a regular expression in the syntax of package
// regexp. Its errors are those of [regexp.Compile].
func (e *Engines) Compile(source string) (*Pattern, error) {
	if !wellFormed(source) {
		// Whatever regexp.Compile has to complain of, this finds: it makes sure
		// of the size of the program too.
		if _, err := syntax.Parse(source, syntax.Perl); err != nil {
			return nil, err
		}
	}
	return &Pattern{source: source, engines: e}, nil
}

// Known is Compile for an expression that Compile has accepted before, and is what write returns. That is called when
// the Pattern is first run, which then panics if the expression is none. needs are what Needs has returned for it.
func (e *Engines) Known(write func() string, needs Needs) *Pattern {
	p := &Pattern{write: write, engines: e}
	p.learn.Do(func() { p.needs = needs })
	return p
}

// enter makes a new automaton one of those that are bounded.
func (e *Engines) enter(a *automaton) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.automata = append(e.automata, a)
}

// grow counts bytes of new states, and makes room if they have become too many:
// first of automata that were not run since this was last necessary, and if that
// does not free half of all, of the others too.
func (e *Engines) grow(bytes int) {
	if e.states.Add(int64(bytes)) <= e.most {
		return
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	for _, spare := range []bool{true, false} {
		for _, a := range e.automata {
			if e.states.Load() <= e.most/2 {
				return
			}
			e.states.Add(int64(-a.forget(spare)))
		}
	}
}

// regexp returns the regexp of p.
func (e *Engines) regexp(p *Pattern) *regexp.Regexp {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	for at := e.recent.Front(); at != nil; at = at.Next() {
		if known := at.Value.(*engine); known.pattern == p {
			e.recent.MoveToFront(at)
			return known.regexp
		}
	}
	compiled := regexp.MustCompile(p.String())
	e.recent.PushFront(&engine{p, compiled})
	if e.recent.Len() > maxRegexps {
		e.recent.Remove(e.recent.Back())
	}
	return compiled
}
