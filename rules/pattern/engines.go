package pattern

import (
	"container/list"
	"regexp"
	"sync"
)

// Engines holds compiled regexps, of which a large one takes some 100 KiB, and
// forgets those that were not used for longest. It may be used by any number of
// goroutines.
type Engines struct {
	most int

	mu     sync.Mutex
	recent list.List // of *engine, the last used in front
	of     map[*Pattern]*list.Element
}

type engine struct {
	pattern *Pattern
	regexp  *regexp.Regexp
}

// NewEngines returns an empty set that holds up to most regexps.
func NewEngines(most int) *Engines {
	return &Engines{most: most, of: map[*Pattern]*list.Element{}}
}

// Compile makes a Pattern of a regular expression in the syntax of package
// regexp. Its errors are those of [regexp.Compile].
func (e *Engines) Compile(source string) (*Pattern, error) {
	p, err := Compile(source)
	if err != nil {
		return nil, err
	}
	p.engines = e
	return p, nil
}

// engine returns the regexp of p. Two goroutines may both compile it; that is
// rare, and cheaper than to let all wait for one.
func (e *Engines) engine(p *Pattern) *regexp.Regexp {
	e.mu.Lock()
	if at, ok := e.of[p]; ok {
		e.recent.MoveToFront(at)
		e.mu.Unlock()
		return at.Value.(*engine).regexp
	}
	e.mu.Unlock()
	compiled := regexp.MustCompile(p.source)
	e.mu.Lock()
	defer e.mu.Unlock()
	if at, ok := e.of[p]; ok {
		return at.Value.(*engine).regexp
	}
	e.of[p] = e.recent.PushFront(&engine{p, compiled})
	if e.recent.Len() > e.most {
		last := e.recent.Back()
		e.recent.Remove(last)
		delete(e.of, last.Value.(*engine).pattern)
	}
	return compiled
}
