package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

const (
	maxMemory = 64 << 10  // bytes of the states of an automaton, roughly
	stateSize = 200       // bytes of a state, but for its slices
	maxBuilt  = 100       // states made in one run: hostile text may not cost more
	counted   = 4         // repeats of more than so many are not counted
	wellCount = 32        // likewise if matches begin at one place only: it takes few states
	maxInsts  = 20000     // of a program that is worth an automaton; they fit into 16 bits
	maxKinds  = 1000      // of characters, likewise
	always    = 1<<32 - 1 // the round of instructions that are in every state
)

// automaton is a deterministic automaton that is made as it is run. It finds
// whether a text may have a match, not where.
type automaton struct {
	// exact means that there is a match if the automaton says so. It is not
	// exact if the expression has boundaries of words or lines, which are taken
	// for granted, or counts high, which would need many states.
	exact bool

	insts    []compact
	sets     []syntax.Inst // the classes of characters that they match
	alphabet *alphabet

	// idle holds the instructions that every state has, as a match may begin
	// anywhere. There are none if the expression is anchored.
	idle state

	// begin holds all instructions of the first state.
	begin state

	// states are those made so far. When they have become too many all are
	// forgotten; a run that is under way goes on in the old ones.
	states atomic.Pointer[states]

	// mutex guards what follows and the making of states.
	mutex   sync.Mutex
	visited []uint32 // round in which each instruction was come to last; or always
	round   uint32
	stack   []uint32
	key     []byte
}

type states struct {
	start  *state
	byKey  map[string]*state
	memory int
}

// state is a set of instructions that a match may have come to, beyond those of
// automaton.idle.
type state struct {
	kind  byte
	atEnd bool // there is a match if the text ends here
	insts []uint16
	next  []atomic.Pointer[state] // for each kind of character; nil if not made yet
}

// The kinds of states.
const (
	alive   = iota
	matched // there is a match, whatever follows
	dead    // there is none, whatever follows
)

// verdict is what is known of a text.
type verdict byte

const (
	no verdict = iota
	maybe
	yes
)

// newAutomaton makes the automaton of an expression, or nil if it is too large.
func newAutomaton(tree *syntax.Regexp) *automaton {
	var prog *syntax.Prog
	var exact bool
	if anchored(tree) {
		prog, exact = program(tree, wellCount)
	}
	if prog == nil {
		prog, exact = program(tree, counted)
	}
	if prog == nil {
		return nil
	}
	alphabet := newAlphabet(prog)
	if len(alphabet.samples) > maxKinds {
		return nil
	}
	a := &automaton{
		exact: exact, alphabet: alphabet,
		visited: make([]uint32, len(prog.Inst)), round: 1,
	}
	a.insts, a.sets = compress(prog)
	a.follow(&a.begin, uint32(prog.Start), true, false)
	a.round = always
	a.follow(&a.idle, uint32(prog.Start), false, false)
	a.round = 1
	return a
}

// program compiles an expression after loosen, or returns nil if the program
// would be too large.
func program(tree *syntax.Regexp, count int) (prog *syntax.Prog, exact bool) {
	loose, exact := loosen(tree, count)
	prog, err := syntax.Compile(loose.Simplify())
	if err != nil || len(prog.Inst) > maxInsts {
		return nil, false
	}
	return prog, exact
}

// loosen returns an expression that matches all that re matches and perhaps
// more, without captures and counts above count. It is exact if the automaton
// of it accepts no more than re matches.
func loosen(re *syntax.Regexp, count int) (loose *syntax.Regexp, exact bool) {
	switch re.Op {
	case syntax.OpCapture:
		return loosen(re.Sub[0], count)
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return re, false
	}
	if len(re.Sub) == 0 {
		return re, true
	}
	copied := *re
	copied.Sub = make([]*syntax.Regexp, len(re.Sub))
	exact = true
	for i, sub := range re.Sub {
		sub, subExact := loosen(sub, count)
		copied.Sub[i] = sub
		exact = exact && subExact
	}
	if re.Op == syntax.OpRepeat && max(re.Min, re.Max) > count {
		exact = false
		copied.Min, copied.Max = min(re.Min, count), -1
	}
	return &copied, exact
}

// judge finds out whether text has a match.
func (a *automaton) judge(text []byte) verdict {
	if ok, sure := a.run(text); !ok {
		return no
	} else if a.exact && sure {
		return yes
	}
	return maybe
}

// run runs the automaton. It may give up: then it is not sure.
func (a *automaton) run(text []byte) (ok, sure bool) {
	all := a.states.Load()
	if all == nil {
		a.mutex.Lock()
		all = a.room()
		a.mutex.Unlock()
	}
	s, built := all.start, 0
	if s.kind != alive {
		return s.kind == matched, true
	}
	for i := 0; i < len(text); {
		var kind uint16
		if c := text[i]; c < utf8.RuneSelf {
			kind = a.alphabet.ascii[c]
			i++
		} else {
			r, size := utf8.DecodeRune(text[i:])
			kind = a.alphabet.search(r)
			i += size
		}
		next := s.next[kind].Load()
		if next == nil {
			if built++; built > maxBuilt {
				return true, false
			}
			next = a.step(s, kind)
		}
		if next.kind != alive {
			return next.kind == matched, true
		}
		s = next
	}
	return s.atEnd, true
}

// room returns the states to add one to: new ones if there are too many.
func (a *automaton) room() *states {
	if all := a.states.Load(); all != nil && all.memory <= maxMemory {
		return all
	}
	all := &states{byKey: map[string]*state{}}
	all.start = a.finish(all, &state{kind: a.begin.kind, insts: slices.Clone(a.begin.insts)}, true)
	a.states.Store(all)
	return all
}

// step makes the state after s and a character.
func (a *automaton) step(s *state, kind uint16) *state {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if next := s.next[kind].Load(); next != nil {
		return next // of another goroutine
	}
	all := a.room()
	a.turn()
	next := &state{}
	sample := a.alphabet.samples[kind]
	for _, insts := range [...][]uint16{s.insts, a.idle.insts} {
		for _, at := range insts {
			if inst := &a.insts[at]; a.matches(inst, sample) {
				a.follow(next, uint32(inst.out), false, false)
			}
		}
	}
	next = a.finish(all, next, false)
	s.next[kind].Store(next)
	return next
}

// follow adds to s the instructions that wait for a character, or for the end
// of the text, and can be come to from the one at at without either.
func (a *automaton) follow(s *state, at uint32, begin, end bool) {
	a.stack = append(a.stack[:0], at)
	for len(a.stack) > 0 {
		at := a.stack[len(a.stack)-1]
		a.stack = a.stack[:len(a.stack)-1]
		if a.visited[at] == a.round || a.visited[at] == always {
			continue
		}
		a.visited[at] = a.round
		switch inst := &a.insts[at]; inst.op {
		case syntax.InstAlt, syntax.InstAltMatch:
			a.stack = append(a.stack, uint32(inst.arg), uint32(inst.out))
		case syntax.InstCapture, syntax.InstNop:
			a.stack = append(a.stack, uint32(inst.out))
		case syntax.InstEmptyWidth:
			switch need := syntax.EmptyOp(inst.arg); {
			case need&syntax.EmptyBeginText != 0 && !begin:
			case need&syntax.EmptyEndText != 0 && !end:
				s.insts = append(s.insts, uint16(at))
			default:
				a.stack = append(a.stack, uint32(inst.out))
			}
		case syntax.InstMatch:
			s.kind = matched
		case syntax.InstFail:
		default:
			s.insts = append(s.insts, uint16(at))
		}
	}
}

// finish returns the state that is like s and belongs to all.
func (a *automaton) finish(all *states, s *state, begin bool) *state {
	switch {
	case s.kind == matched || a.idle.kind == matched:
		s.kind, s.insts = matched, nil
	case len(s.insts)+len(a.idle.insts) == 0:
		s.kind = dead
	}
	slices.Sort(s.insts)
	a.key = append(a.key[:0], s.kind)
	if begin {
		a.key[0] |= 0x80 // its atEnd may differ
	}
	for _, at := range s.insts {
		a.key = binary.LittleEndian.AppendUint16(a.key, at)
	}
	if known := all.byKey[string(a.key)]; known != nil {
		return known
	}
	if s.kind == alive {
		s.next = make([]atomic.Pointer[state], len(a.alphabet.samples))
		s.atEnd = a.ends(s, begin)
	}
	all.byKey[string(a.key)] = s
	all.memory += 2*len(a.key) + 8*len(s.next) + stateSize
	return s
}

// turn begins a round, in which nothing is visited yet.
func (a *automaton) turn() {
	if a.round++; a.round == always {
		for at, round := range a.visited {
			if round != always {
				a.visited[at] = 0
			}
		}
		a.round = 1
	}
}

// ends reports whether a match is come to from s at the end of the text.
func (a *automaton) ends(s *state, begin bool) bool {
	var last state
	a.turn()
	for _, insts := range [...][]uint16{s.insts, a.idle.insts} {
		for _, at := range insts {
			if inst := &a.insts[at]; inst.op == syntax.InstEmptyWidth {
				a.follow(&last, uint32(inst.out), begin, true)
			}
		}
	}
	return last.kind == matched
}
