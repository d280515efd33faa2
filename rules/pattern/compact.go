package pattern

import (
	"encoding/binary"
	"regexp/syntax"
)

// compact is an instruction of a program in a quarter of the memory: programs
// stay for as long as their automata, and there are hundreds of them.
type compact struct {
	op   syntax.InstOp
	out  uint16
	arg  uint16 // the other way out, the kind of boundary, or the index of a set
	char rune   // what an InstRune1 matches
}

// compress returns the instructions of prog, and the sets that they refer to.
func compress(prog *syntax.Prog) (insts []compact, sets []syntax.Inst) {
	insts = make([]compact, len(prog.Inst))
	index := map[string]int{}
	var key []byte
	for i := range prog.Inst {
		from := &prog.Inst[i]
		to := compact{op: from.Op, out: uint16(from.Out), arg: uint16(from.Arg)}
		switch from.Op {
		case syntax.InstRune1:
			to.char = from.Rune[0]
		case syntax.InstRune:
			key = binary.LittleEndian.AppendUint32(key[:0], from.Arg)
			for _, r := range from.Rune {
				key = binary.LittleEndian.AppendUint32(key, uint32(r))
			}
			at, ok := index[string(key)]
			if !ok {
				at = len(sets)
				index[string(key)] = at
				sets = append(sets, syntax.Inst{Op: from.Op, Arg: from.Arg, Rune: from.Rune})
			}
			to.arg = uint16(at)
		}
		insts[i] = to
	}
	return insts, sets
}

// matches reports whether an instruction matches r.
func (a *automaton) matches(inst *compact, r rune) bool {
	switch inst.op {
	case syntax.InstRune1:
		return inst.char == r
	case syntax.InstRune:
		return a.sets[inst.arg].MatchRune(r)
	case syntax.InstRuneAny:
		return true
	case syntax.InstRuneAnyNotNL:
		return r != '\n'
	}
	return false
}
