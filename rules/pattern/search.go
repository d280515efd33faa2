package pattern

import (
	"math"
	"regexp/syntax"
	"slices"
)

// maxVisited bounds the bits of a search: one for each place, and each instruction that more than one way leads to.
const maxVisited = 8 << 20

// searcher finds where a match is, by trying the choices of a program in order,
// as package regexp does with small ones. To no instruction it comes twice at
// the same place, so that the time is bounded by their product.
type searcher struct {
	program  *program
	alphabet *alphabet

	// first holds the kinds that a match can begin with, a bit each; nil if
	// there may be a match of no characters.
	first []uint64

	// second holds, for each of them, the kinds that a match can go on with, words words each. It spares most
	// places the choices of a large alternation.
	second []uint64

	// anchored means that matches begin at the beginning of the text only.
	anchored bool
}

// newSearcher returns a searcher that runs program, whose alphabet is that of a.
func newSearcher(program *program, a *automaton) *searcher {
	s := &searcher{program: program, alphabet: a.alphabet, anchored: a.anchored}
	s.learnFirst()
	return s
}

// learnFirst finds out what a match can begin with.
func (s *searcher) learnFirst() {
	m := maker{automaton: &automaton{program: s.program}}
	m.clear(nil)
	m.follow(s.program.start, true, true)
	if m.matched {
		return
	}
	p := s.program
	s.first = make([]uint64, p.words)
	s.second = make([]uint64, len(s.alphabet.samples)*p.words)
	begin := m.collect(nil)
	p.accepted(s.first, begin)
	var insts []uint16
	for kind := range s.alphabet.samples {
		m.clear(nil)
		for _, at := range begin {
			if p.reads(p.insts[at], uint16(kind)) {
				m.follow(p.insts[at].out, false, true)
			}
		}
		insts = m.collect(insts[:0])
		then := s.second[kind*p.words:][:p.words]
		p.accepted(then, insts)
		for w := range then {
			if m.matched {
				then[w] = math.MaxUint64
			}
		}
	}
}

// search is one search through a text. It is the memory that this takes.
type search struct {
	*searcher
	text    []byte
	from    int      // where it began
	visited []uint64 // a bit for each instruction that has a join, and place from there on
	stack   []choice
}

// choice is a way that was not tried yet.
type choice struct {
	inst uint16
	at   int32
}

// begin prepares a search in text from the offset from on. It reports whether
// there is a searcher and room for it.
func (s *search) begin(of *searcher, text []byte, from int) bool {
	if of == nil {
		return false
	}
	size := (len(text) - from + 1) * of.program.joins
	if size > maxVisited {
		return false
	}
	s.searcher, s.text, s.from = of, text, from
	words := (size + 63) / 64
	s.visited = slices.Grow(s.visited[:0], words)[:words]
	clear(s.visited)
	return true
}

// next returns where the first match is, or -1 if there is none.
func (s *search) next() (start, end int) {
	for at := s.from; at <= len(s.text); {
		likely, size := s.likely(at)
		if likely {
			if end := s.try(at); end >= 0 {
				return at, end
			}
		}
		if s.anchored {
			break
		}
		at += size
	}
	return -1, -1
}

// likely reports whether a match may begin at at, by the first two characters. It returns the first one's size.
func (s *search) likely(at int) (bool, int) {
	if at == len(s.text) {
		return s.first == nil, 1
	}
	kind, size := s.alphabet.character(s.text, at)
	if s.first == nil {
		return true, size
	}
	if s.first[kind/64]>>(kind%64)&1 == 0 {
		return false, size
	}
	if at += size; at == len(s.text) {
		return true, size
	}
	then, _ := s.alphabet.character(s.text, at)
	return s.second[int(kind)*s.program.words+int(then/64)]>>(then%64)&1 != 0, size
}

// try returns where the match that begins at at ends, or -1 if there is none.
func (s *search) try(at int) int {
	s.stack = append(s.stack[:0], choice{s.program.start, int32(at)})
	places := len(s.text) - s.from + 1
	insts, visited := s.program.insts, s.visited
	for len(s.stack) > 0 {
		top := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		k, at := top.inst, int(top.at)
		for ok := true; ok; {
			inst := &insts[k]
			if inst.join > 0 {
				bit := int(inst.join-1)*places + at - s.from
				if visited[bit/64]>>(bit%64)&1 != 0 {
					break
				}
				visited[bit/64] |= 1 << (bit % 64)
			}
			k = inst.out
			switch inst.op {
			case opSplit:
				s.stack = append(s.stack, choice{inst.arg, int32(at)})
			case opKind, opSet:
				if ok = at < len(s.text); ok {
					kind, size := s.alphabet.character(s.text, at)
					ok = s.program.reads(*inst, kind)
					at += size
				}
			case opEmpty:
				ok = s.holds(syntax.EmptyOp(inst.arg), at)
			case opMatch:
				return at
			default:
				ok = false
			}
		}
	}
	return -1
}

// holds reports whether a condition on the place at is fulfilled.
func (s *search) holds(need syntax.EmptyOp, at int) bool {
	before, after := rune(-1), rune(-1)
	// Only ASCII characters count as parts of words and as line breaks.
	if at > 0 {
		before = rune(s.text[at-1])
	}
	if at < len(s.text) {
		after = rune(s.text[at])
	}
	return need&^syntax.EmptyOpContext(before, after) == 0
}
