package rules

import (
	"hash/maphash"
	"math/bits"
	"slices"
	"sync"

	"winnow/cleaner"
)

// repeats finds what a document says twice: the short lines of a template, that stand again and again; a
// table of contents, whose lines come again as subheads; a paragraph that the page shows a second time.
type repeats struct{ pool sync.Pool }

type repeatScratch struct {
	seed  maphash.Seed
	lines []repeat // each line once
	line  []int32  // of each block, the number of its line
	slots []int32  // a hash table of lines: the number of each, plus one; its length is a power of two
}

// repeat is a line that was seen.
type repeat struct {
	key                        uint64 // hash of the line
	first, second, last, count int32
}

var (
	repeatedLine = &cleaner.Rule{
		ID: "repeated-line", Category: "nav", Stage: "repeats", Languages: []string{"mul"},
		Doc:    "A short line that the document repeats.",
		Reason: "stands %d times in the document",
	}
	contentsLine = &cleaner.Rule{
		ID: "table-of-contents", Category: "nav", Stage: "repeats", Languages: []string{"mul"},
		Doc:    "A line of a table of contents, which comes again as a subhead.",
		Reason: "one of %d lines that come again, each with text behind it",
	}
	saidBefore = &cleaner.Rule{
		ID: "said-before", Category: "nav", Stage: "repeats", Languages: []string{"mul"},
		Doc:    "A paragraph that the document holds already.",
		Reason: "the same paragraph stands above",
	}
)

const (
	repeatLeast  = 3 // times
	repeatWords  = 8 // a longer line may be a refrain
	repeatSpread = 6 // blocks between the first and the last, for every time; closer ones are a list or a verse
	repeatWeight = 1 // tips only what something else speaks against

	contentsLeast  = 3 // lines
	contentsSpread = 2 // blocks from one subhead to the next; the lines of a refrain follow each other
	contentsWeight = 5

	saidWords  = 20 // a shorter paragraph may be said twice
	saidWeight = 5
)

// Rules returns the rules that the stage cites.
func (s *repeats) Rules() []*cleaner.Rule {
	return []*cleaner.Rule{repeatedLine, contentsLine, saidBefore}
}

// Mark cites lines and paragraphs that occur several times.
func (s *repeats) Mark(doc *cleaner.Document) {
	m, _ := s.pool.Get().(*repeatScratch)
	if m == nil {
		m = &repeatScratch{seed: maphash.MakeSeed()}
	}
	defer s.pool.Put(m)
	if !m.count(doc) {
		return
	}
	for i := range doc.Blocks {
		b, r := &doc.Blocks[i], m.of(i)
		switch {
		case r.count < 2:
		case b.Words >= saidWords && b.Terminal:
			if int32(i) > r.first {
				doc.Add(i, saidBefore, saidWeight, 0)
			}
		case r.count >= repeatLeast && r.last-r.first >= (r.count-1)*repeatSpread && b.Words <= repeatWords && !b.Terminal && !b.Quoted:
			doc.Add(i, repeatedLine, repeatWeight, int(r.count))
		}
	}
	m.contents(doc)
}

// count counts the blocks that say the same, and reports whether any do.
func (m *repeatScratch) count(doc *cleaner.Document) bool {
	size := 1 << bits.Len(uint(2*len(doc.Blocks)))
	m.slots = slices.Grow(m.slots[:0], size)[:size]
	clear(m.slots)
	m.lines, m.line = m.lines[:0], m.line[:0]
	found := false
	for i := range doc.Blocks {
		k := m.find(maphash.Bytes(m.seed, doc.BlockText(i)))
		m.line = append(m.line, k)
		r := &m.lines[k]
		switch r.count {
		case 0:
			r.first = int32(i)
		case 1:
			r.second, found = int32(i), true
		}
		r.last = int32(i)
		r.count++
	}
	return found
}

// find returns the number of the line with a hash, which it enters if there is none.
func (m *repeatScratch) find(key uint64) int32 {
	mask := uint64(len(m.slots) - 1)
	for at := key & mask; ; at = (at + 1) & mask {
		switch k := m.slots[at] - 1; {
		case k < 0:
			m.lines = append(m.lines, repeat{key: key})
			m.slots[at] = int32(len(m.lines))
			return m.slots[at] - 1
		case m.lines[k].key == key:
			return k
		}
	}
}

// of returns the line of block i.
func (m *repeatScratch) of(i int) *repeat { return &m.lines[m.line[i]] }

// contents cites tables of contents: lines on end that come again in the same order, apart from each other.
func (m *repeatScratch) contents(doc *cleaner.Document) {
	for i := 0; i < len(m.line); {
		n, last := i, int32(-1)
		for n < len(m.line) {
			b, r := &doc.Blocks[n], m.of(n)
			if r.count != 2 || r.first != int32(n) || b.Words < 2 || b.Terminal && b.Words > 15 || last >= 0 && r.second < last+contentsSpread {
				break
			}
			last = r.second
			n++
		}
		if n-i >= contentsLeast {
			for k := i; k < n; k++ {
				doc.Add(k, contentsLine, contentsWeight, n-i)
			}
		}
		i = n + 1
	}
}
