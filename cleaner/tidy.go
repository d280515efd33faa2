package cleaner

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Window is what was decided of one window of the input: its bytes from Start to End, without those of the
// cuts, are the output.
type Window struct {
	Doc        *Document
	Start, End int64 // byte offsets in the input; windows follow each other without a gap
	Cuts       []Cut // in order, not overlapping, inside [Start, End)
}

// tidy lets cuts take white space with them: of the empty lines around a cut one stays, and none at the
// start or the end of the document. It carries over from window to window how the text before ended.
type tidy struct {
	pos  int64 // input offset up to which everything is decided
	kept bool  // a block was kept so far
	run  *Rule // the rule of the cut that the text before pos ended with, or nil
	line bool  // an empty line was kept in that run of cuts
	open bool  // the run began on the line of the block that was kept before
}

// window widens cuts, which are ranges of doc.Text inside blocks, one or more a block, in order, and appends them
// to wide. goesOn tells whether a kept block follows in the next window.
func (t *tidy) window(doc *Document, cuts, wide []Cut, goesOn bool) Window {
	w := Window{Doc: doc, Start: t.pos, Cuts: wide}
	r := runner{tidy: t, doc: doc, w: &w}
	for i := doc.From; i < doc.To; i++ {
		n := 0
		for n < len(cuts) && int(cuts[n].Block) == i {
			n++
		}
		if n == 1 && cuts[0].Whole {
			r.drop(i, cuts[0])
		} else {
			r.keep(i, cuts[:n])
		}
		cuts = cuts[n:]
	}
	switch {
	case doc.Last:
		r.finish()
	case goesOn && r.run != nil && r.hold[1] > 0:
		r.spare(r.hold[0], r.hold[1])
		r.line = true
	}
	w.End = t.pos
	return w
}

// runner widens the cuts of one window.
type runner struct {
	*tidy
	doc  *Document
	w    *Window
	hold [2]int // range of an empty line that stays should a kept block follow
}

// gap returns the range of the white space between what is decided and offset end of the text.
func (r *runner) gap() int { return int(r.pos - r.doc.Offset) }

// drop cuts the whole of block i.
func (r *runner) drop(i int, c Cut) {
	b := &r.doc.Blocks[i]
	from, to := r.gap(), int(b.Start)
	space := r.doc.Text[from:to]
	if r.run == nil && r.kept {
		// The line before keeps its end.
		n := lineEnd(space)
		from += n
		r.open = n == 0
		space = r.doc.Text[from:to]
	}
	if r.kept && r.hold[1] == 0 && !r.line {
		skip := 0
		if r.run != nil {
			skip = lineEnd(space) // ends the line of the block that was cut before
		}
		if n := lineEnd(space[skip:]); n > 0 {
			r.hold = [2]int{from + skip, from + skip + n}
		}
	}
	r.add(from, int(b.End), c)
	r.run = c.Rule
	r.pos = r.doc.Offset + int64(b.End)
}

// keep keeps block i but for the parts in cuts.
func (r *runner) keep(i int, cuts []Cut) {
	b := &r.doc.Blocks[i]
	if r.run != nil {
		r.closeRun(i)
	}
	at, bare := int(b.Start), true // where the cut before ended, and whether nothing was kept before that
	for _, c := range cuts {
		start, end := int(c.Start), int(c.End)
		if bare = bare && start == at; bare {
			end += spaces(r.doc.Text[end:b.End])
		} else {
			start -= trailingSpaces(r.doc.Text[at:start])
		}
		r.add(start, end, c)
		at = end
	}
	r.kept, r.run, r.line, r.open, r.hold = true, nil, false, false, [2]int{}
	r.pos = r.doc.Offset + int64(b.End)
}

// closeRun ends a run of cuts in front of the kept block i: the white space between goes, but for the
// block's indentation and one empty line.
func (r *runner) closeRun(i int) {
	from, to := r.gap(), int(r.doc.Blocks[i].Start)
	if r.open {
		from += lineEnd(r.doc.Text[from:to]) // the line that is open ends here
	}
	space := r.doc.Text[from:to]
	indent := lastLine(space)
	if !r.kept && indent == 0 && i > 0 && r.doc.Blocks[i-1].Line == r.doc.Blocks[i].Line {
		indent = len(space) // parts two sentences of a line
	}
	if r.kept && r.hold[1] == 0 && !r.line {
		skip := lineEnd(space)
		if n := lineEnd(space[skip:]); n > 0 {
			r.hold = [2]int{from + skip, from + skip + n}
		}
	}
	r.add(from, from+indent, Cut{Block: int32(i), Rule: r.run})
	if r.hold[1] > 0 {
		r.spare(r.hold[0], r.hold[1])
	}
}

// finish decides the white space at the end of the document.
func (r *runner) finish() {
	from, to := r.gap(), len(r.doc.Text)
	if r.run != nil {
		if r.open {
			from += lineEnd(r.doc.Text[from:to])
		}
		r.add(from, to, Cut{Block: int32(max(len(r.doc.Blocks)-1, 0)), Rule: r.run})
	}
	r.pos = r.doc.Offset + int64(to)
}

// add appends c with the range [start, end) of the text. White space that goes along with a cut just made
// becomes part of it.
func (r *runner) add(start, end int, c Cut) {
	if start >= end {
		return
	}
	c.Start, c.End = r.doc.Offset+int64(start), r.doc.Offset+int64(end)
	if n := len(r.w.Cuts); n > 0 && r.w.Cuts[n-1].End == c.Start && c.Weight == 0 && !c.Whole {
		r.w.Cuts[n-1].End = c.End
		return
	}
	r.w.Cuts = append(r.w.Cuts, c)
}

// spare takes the range [start, end) of the text out of the cut that covers it.
func (r *runner) spare(start, end int) {
	s, e := r.doc.Offset+int64(start), r.doc.Offset+int64(end)
	for i := len(r.w.Cuts) - 1; i >= 0; i-- {
		c := &r.w.Cuts[i]
		if c.Start > s || c.End < e {
			continue
		}
		tail := *c
		tail.Start, c.End = e, s
		switch {
		case c.Start == c.End:
			c.Start, c.End = tail.Start, tail.End
		case tail.Start < tail.End:
			r.w.Cuts = slices.Insert(r.w.Cuts, i+1, tail)
		}
		return
	}
}

// lineEnd returns the length of white space up to and with its first line terminator, or 0.
func lineEnd(space []byte) int {
	for i := 0; i < len(space); i++ {
		if n := terminator(space[i:]); n > 0 {
			return i + n
		}
	}
	return 0
}

// lastLine returns the offset behind the last line terminator of white space, or 0.
func lastLine(space []byte) int {
	at := 0
	for {
		n := lineEnd(space[at:])
		if n == 0 {
			return at
		}
		at += n
	}
}

// terminator returns the length of the line terminator that text opens with, or 0.
func terminator(text []byte) int {
	switch text[0] {
	case '\n', '\v', '\f':
		return 1
	case '\r':
		if len(text) > 1 && text[1] == '\n' {
			return 2
		}
		return 1
	case 0xc2, 0xe2:
		for _, s := range []string{"\u0085", "\u2028", "\u2029"} {
			if bytes.HasPrefix(text, []byte(s)) {
				return len(s)
			}
		}
	}
	return 0
}

// spaces returns how many bytes of white space text opens with.
func spaces(text []byte) int {
	return len(text) - len(bytes.TrimLeftFunc(text, unicode.IsSpace))
}

// trailingSpaces returns how many bytes of white space text ends with.
func trailingSpaces(text []byte) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeLastRune(text[:len(text)-n])
		if !unicode.IsSpace(r) {
			break
		}
		n += size
	}
	return n
}
