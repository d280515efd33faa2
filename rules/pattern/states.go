package pattern

import (
	"math/bits"
	"regexp/syntax"
	"slices"
)

// maxMemory is how many bytes the states of an automaton may take. When they
// have become more all are forgotten, and made again as they are needed: hostile
// text can need no end of them.
const maxMemory = 1 << 20

// The states that have no number of their own.
const (
	unmade     uint16 = iota // not made yet
	dead                     // there is no match, whatever follows
	matched                  // there is one, whatever follows
	firstState               // the number of the first ordinary state
)

// states are those that were made so far. A state is a set of instructions that
// a match may have come to, beyond those of idle. They lie in a few large slices
// and know each other by number, because there are many.
type states struct {
	start uint16
	kinds int
	next  []uint16 // of each state, for each kind of character
	atEnd []bool   // there is a match if the text ends in it
	insts []uint16 // the sets, sorted, one behind the other
	ends  []uint32 // where each set ends in insts
	slots []uint16 // a hash table of the sets: number of the state, or 0
	count int      // states in slots

	idle *idle
	wake [][]uint16 // of each kind, what idle instructions lead to; nil where that is not known yet
}

// idle is the set of instructions that every state has, as a match may begin
// anywhere. There are none if the expression is anchored.
type idle struct {
	insts []uint16
	seen  []uint64 // all that was come to on the way to them, a bit each
	atEnd bool     // there is a match at the end of a text, however it got there
}

func newIdle(a *automaton) *idle {
	m := maker{automaton: a}
	m.clear(nil)
	m.follow(a.program.start, false, false)
	all := &idle{insts: m.collect(nil), seen: slices.Clone(m.seen)}
	m.clear(nil)
	m.follow(a.program.start, false, true)
	all.atEnd = m.matched
	return all
}

// reset forgets all states.
func (s *states) reset() { *s = states{idle: s.idle, wake: s.wake} }

// memory returns how many bytes the states take.
func (s *states) memory() int {
	return 2*(cap(s.next)+cap(s.insts)+cap(s.slots)) + cap(s.atEnd) + 4*cap(s.ends)
}

// set returns the instructions of a state.
func (s *states) set(at uint16) []uint16 {
	k := int(at - firstState)
	from := uint32(0)
	if k > 0 {
		from = s.ends[k-1]
	}
	return s.insts[from:s.ends[k]]
}

// add makes a state of a set of instructions.
func (s *states) add(insts []uint16, atEnd bool) uint16 {
	at := firstState + uint16(len(s.ends))
	s.insts = append(s.insts, insts...)
	s.ends = append(s.ends, uint32(len(s.insts)))
	s.atEnd = append(s.atEnd, atEnd)
	n := len(s.next)
	s.next = slices.Grow(s.next, s.kinds)[:n+s.kinds]
	clear(s.next[n:])
	return at
}

// slot returns the slot of a set: that of the state, or the one to enter it in.
func (s *states) slot(insts []uint16) int {
	h := uint32(len(insts))
	for _, at := range insts {
		h = (h ^ uint32(at)) * 0x9E3779B1
		h ^= h >> 15
	}
	slot := int(h) & (len(s.slots) - 1)
	for s.slots[slot] != unmade && !slices.Equal(s.set(s.slots[slot]), insts) {
		slot = (slot + 1) & (len(s.slots) - 1)
	}
	return slot
}

// grow makes the hash table larger.
func (s *states) grow() {
	old := s.slots
	s.slots = make([]uint16, max(16, 2*len(old)))
	for _, at := range old {
		if at != unmade {
			s.slots[s.slot(s.set(at))] = at
		}
	}
}

// maker makes states. It is the memory that this takes.
type maker struct {
	automaton *automaton
	seen      []uint64 // the instructions that were come to, a bit each
	matched   bool     // a match was come to
	stack     []uint16
	insts     []uint16
	from      []uint16
}

// begin makes the first state.
func (m *maker) begin() {
	s := &m.automaton.states
	s.kinds = len(m.automaton.alphabet.samples)
	m.clear(nil)
	m.follow(m.automaton.program.start, true, false)
	if m.matched {
		s.start = matched
		return
	}
	m.insts = m.collect(m.insts[:0])
	m.clear(nil)
	m.follow(m.automaton.program.start, true, true)
	s.start = s.add(m.insts, m.matched)
}

// step makes the state after state at and a character of kind.
func (m *maker) step(at, kind uint16) uint16 {
	a := m.automaton
	s := &a.states
	m.clear(s.idle.seen)
	m.wake(kind)
	for _, k := range s.set(at) {
		if inst := a.program.insts[k]; a.program.reads(inst, kind) {
			m.follow(inst.out, false, false)
		}
	}
	next := m.state()
	if s.memory() <= maxMemory {
		s.next[int(at-firstState)*s.kinds+int(kind)] = next
		return next
	}
	if next < firstState {
		return next
	}
	m.insts = append(m.insts[:0], s.set(next)...)
	atEnd := s.atEnd[next-firstState]
	s.reset()
	m.from = append(m.from[:0], m.insts...)
	m.begin()
	return m.enter(m.from, atEnd)
}

// wake comes to what the idle instructions lead to by a character of kind.
func (m *maker) wake(kind uint16) {
	a := m.automaton
	s := &a.states
	if s.wake == nil {
		s.wake = make([][]uint16, len(a.alphabet.samples))
	}
	known := s.wake[kind]
	if known == nil {
		known = []uint16{}
		for _, k := range s.idle.insts {
			if inst := a.program.insts[k]; a.program.reads(inst, kind) && !slices.Contains(known, inst.out) {
				known = append(known, inst.out)
			}
		}
		s.wake[kind] = slices.Clip(known)
	}
	for _, out := range known {
		m.follow(out, false, false)
	}
}

// state returns the state of all that was come to.
func (m *maker) state() uint16 {
	s := &m.automaton.states
	if m.matched {
		return matched
	}
	m.insts = m.collect(m.insts[:0])
	if len(m.insts)+len(s.idle.insts) == 0 {
		return dead
	}
	if s.count*4 >= len(s.slots)*3 {
		s.grow()
	}
	if at := s.slots[s.slot(m.insts)]; at != unmade {
		return at
	}
	return m.enter(m.insts, s.idle.atEnd || m.ends(m.insts))
}

// enter makes a state of instructions that there is none of yet.
func (m *maker) enter(insts []uint16, atEnd bool) uint16 {
	s := &m.automaton.states
	if s.count*4 >= len(s.slots)*3 {
		s.grow()
	}
	at := s.add(insts, atEnd)
	s.slots[s.slot(insts)] = at
	s.count++
	return at
}

// clear forgets what was come to, all but seen.
func (m *maker) clear(seen []uint64) {
	words := (len(m.automaton.program.insts) + 63) / 64
	m.seen = slices.Grow(m.seen[:0], words)[:words]
	if n := copy(m.seen, seen); n < words {
		clear(m.seen[n:])
	}
	m.matched = false
}

// follow notes the instructions that can be come to from the one at at without
// a character. Places inside the text are taken for granted.
func (m *maker) follow(at uint16, begin, end bool) {
	insts := m.automaton.program.insts
	m.stack = append(m.stack[:0], at)
	for len(m.stack) > 0 {
		at := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		for m.seen[at/64]>>(at%64)&1 == 0 {
			m.seen[at/64] |= 1 << (at % 64)
			inst := insts[at]
			switch inst.op {
			case opSplit:
				m.stack = append(m.stack, inst.arg)
			case opEmpty:
				need := syntax.EmptyOp(inst.arg)
				if need&syntax.EmptyBeginText != 0 && !begin || need&syntax.EmptyEndText != 0 && !end {
					continue // seen, so that this is the end of the way
				}
			case opMatch:
				m.matched = true
				continue
			default:
				continue
			}
			at = inst.out
		}
	}
}

// collect appends those of the instructions come to that wait: for a character,
// or for the end of the text.
func (m *maker) collect(insts []uint16) []uint16 {
	a := m.automaton
	for w, word := range m.seen {
		if a.states.idle != nil {
			word &^= a.states.idle.seen[w]
		}
		for ; word != 0; word &= word - 1 {
			at := uint16(w*64 + bits.TrailingZeros64(word))
			switch inst := a.program.insts[at]; {
			case inst.op == opKind, inst.op == opSet,
				inst.op == opEmpty && syntax.EmptyOp(inst.arg)&syntax.EmptyEndText != 0:
				insts = append(insts, at)
			}
		}
	}
	return insts
}

// ends reports whether a match is come to from one of insts at the end of the
// text.
func (m *maker) ends(insts []uint16) bool {
	a := m.automaton
	m.clear(nil)
	for _, at := range insts {
		if inst := a.program.insts[at]; inst.op == opEmpty {
			m.follow(inst.out, false, true)
		}
	}
	return m.matched
}
