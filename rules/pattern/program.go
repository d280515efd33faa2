package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"unicode/utf8"
)

// maxInsts bounds a program, whose instructions are numbered in 16 bits.
const maxInsts = 20000

// program is a compiled expression in which an instruction takes a sixth of the
// memory that it takes in package syntax: programs stay, and there are hundreds
// of them. Instead of characters it knows kinds of characters.
type program struct {
	insts []inst
	start uint16
	joins int // instructions that more than one way leads to

	// sets holds the sets of kinds that instructions accept: a bit for each
	// kind, and words words for each set.
	sets  []uint64
	words int
}

// inst is an instruction.
type inst struct {
	op  operation
	out uint16 // the next one
	arg uint16 // an opSplit's second choice, an opKind's kind, an opSet's set, an opEmpty's condition

	// join numbers the instructions that more than one way leads to, from 1. Others have 0: who comes to one
	// of them a second time has come to the one before it a second time.
	join uint16
}

type operation uint8

const (
	opFail  operation = iota // no match
	opMatch                  // a match
	opSplit                  // goes on at out and at arg, and prefers out
	opEmpty                  // goes on if a condition on the place holds, such as a boundary of a word
	opKind                   // reads a character of one kind
	opSet                    // reads a character of any kind in a set
)

// compile compiles an expression, or returns nil if the program would be too
// large. letters gives the alphabet of a program.
func compile(tree *syntax.Regexp, letters func(*syntax.Prog) *alphabet) (*program, *alphabet) {
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil || len(prog.Inst) > maxInsts {
		return nil, nil
	}
	alphabet := letters(prog)
	p := &program{insts: make([]inst, len(prog.Inst)), words: (len(alphabet.samples) + 63) / 64}
	p.start = target(prog, uint32(prog.Start))
	index := setIndex{map[rangeList]uint16{}, map[string]uint16{}}
	for i := range prog.Inst {
		p.insts[i] = p.inst(prog, &prog.Inst[i], alphabet, index)
	}
	p.join()
	return p, alphabet
}

// join numbers the instructions that more than one way leads to.
func (p *program) join() {
	ways := make([]uint16, len(p.insts))
	ways[p.start]++
	for _, inst := range p.insts {
		if inst.op == opFail || inst.op == opMatch {
			continue
		}
		ways[inst.out]++
		if inst.op == opSplit {
			ways[inst.arg]++
		}
	}
	for i, n := range ways {
		if n > 1 {
			p.joins++
			p.insts[i].join = uint16(p.joins)
		}
	}
}

// target returns the instruction that at leads to: captures and no-ops are left
// out.
func target(prog *syntax.Prog, at uint32) uint16 {
	for prog.Inst[at].Op == syntax.InstCapture || prog.Inst[at].Op == syntax.InstNop {
		at = prog.Inst[at].Out
	}
	return uint16(at)
}

// inst returns the instruction of p that is like from.
func (p *program) inst(prog *syntax.Prog, from *syntax.Inst, alphabet *alphabet, index setIndex) inst {
	to := inst{out: target(prog, from.Out)}
	switch from.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		to.op, to.arg = opSplit, target(prog, from.Arg)
	case syntax.InstEmptyWidth:
		to.op, to.arg = opEmpty, uint16(from.Arg)
	case syntax.InstMatch:
		to.op = opMatch
	case syntax.InstRune1:
		to.op, to.arg = opKind, alphabet.kind(from.Rune[0])
	case syntax.InstRune, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		to.op, to.arg = opSet, p.set(from, alphabet, index)
	}
	return to
}

// setIndex finds the sets of a program again, by where a class is in memory, and by what an instruction matches.
type setIndex struct {
	places map[rangeList]uint16
	made   map[string]uint16
}

// set returns the set of kinds that an instruction accepts.
func (p *program) set(from *syntax.Inst, alphabet *alphabet, index setIndex) uint16 {
	place := classOf(from)
	if at, ok := index.places[place]; ok && place.size > 0 {
		return at
	}
	at := p.made(from, alphabet, index.made)
	index.places[place] = at
	return at
}

// made is set by what the instruction matches.
func (p *program) made(from *syntax.Inst, alphabet *alphabet, index map[string]uint16) uint16 {
	key := binary.LittleEndian.AppendUint32(make([]byte, 0, 8+4*len(from.Rune)), uint32(from.Op))
	key = binary.LittleEndian.AppendUint32(key, from.Arg)
	for _, r := range from.Rune {
		key = binary.LittleEndian.AppendUint32(key, uint32(r))
	}
	at, ok := index[string(key)]
	if ok {
		return at
	}
	at = uint16(len(index))
	index[string(key)] = at
	bits := make([]uint64, p.words)
	for kind, sample := range alphabet.samples {
		if accepts(from, sample) {
			bits[kind/64] |= 1 << (kind % 64)
		}
	}
	p.sets = append(p.sets, bits...)
	return at
}

// accepts reports whether an instruction reads r.
func accepts(from *syntax.Inst, r rune) bool {
	switch from.Op {
	case syntax.InstRuneAny:
		return true
	case syntax.InstRuneAnyNotNL:
		return r != '\n'
	}
	return from.MatchRune(r)
}

// reads reports whether an instruction reads a character of kind.
func (p *program) reads(at inst, kind uint16) bool {
	switch at.op {
	case opKind:
		return at.arg == kind
	case opSet:
		return p.sets[int(at.arg)*p.words+int(kind/64)]>>(kind%64)&1 != 0
	}
	return false
}

// accepted adds to kinds, which has a bit for each kind, those that one of insts reads.
func (p *program) accepted(kinds []uint64, insts []uint16) {
	for _, at := range insts {
		switch inst := p.insts[at]; inst.op {
		case opKind:
			kinds[inst.arg/64] |= 1 << (inst.arg % 64)
		case opSet:
			for w := range kinds {
				kinds[w] |= p.sets[int(inst.arg)*p.words+w]
			}
		}
	}
}

// character returns the kind of the character at text[i], and its size in bytes.
func (a *alphabet) character(text []byte, i int) (kind uint16, size int) {
	if c := text[i]; c < utf8.RuneSelf {
		return a.ascii[c], 1
	}
	r, size := utf8.DecodeRune(text[i:])
	return a.search(r), size
}

// kind returns the kind of a character.
func (a *alphabet) kind(r rune) uint16 {
	if r >= 0 && r < utf8.RuneSelf {
		return a.ascii[r]
	}
	return a.search(r)
}
