package rules

import (
	"hash/maphash"
	"sync"

	"winnow/cleaner"
)

// repeats finds what a document says twice: the short lines of a template, that stand again and again; a
// table of contents, whose lines come again as subheads; a paragraph that the page shows a second time.
type repeats struct{ pool sync.Pool }

type repeatScratch struct {
	seed maphash.Seed
	keys []uint64 // of each block
	seen map[uint64]repeat
}

// repeat is a line that was seen.
type repeat struct{ first, second, last, count int32 }

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
		m = &repeatScratch{seed: maphash.MakeSeed(), seen: map[uint64]repeat{}}
	}
	defer s.pool.Put(m)
	if !m.count(doc) {
		return
	}
	for i := range doc.Blocks {
		b, r := &doc.Blocks[i], m.seen[m.keys[i]]
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
	clear(m.seen)
	m.keys = m.keys[:0]
	found := false
	for i := range doc.Blocks {
		key := maphash.Bytes(m.seed, doc.BlockText(i))
		m.keys = append(m.keys, key)
		r, ok := m.seen[key]
		switch {
		case !ok:
			r.first = int32(i)
		case r.count == 1:
			r.second, found = int32(i), true
		}
		r.last = int32(i)
		r.count++
		m.seen[key] = r
	}
	return found
}

// contents cites tables of contents: lines on end that come again in the same order, apart from each other.
func (m *repeatScratch) contents(doc *cleaner.Document) {
	for i := 0; i < len(m.keys); {
		n, last := i, int32(-1)
		for n < len(m.keys) {
			b, r := &doc.Blocks[n], m.seen[m.keys[n]]
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
