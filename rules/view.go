package rules

import (
	"sync"

	"winnow/cleaner"
)

// views lends the memory that a stage looks at a document with.
type views struct{ pool sync.Pool }

// viewed is a document as a stage sees it.
type viewed struct {
	looks []look
	after []bool // whether the article's body goes on behind a block; filled by bodyAfter

	titles  []int32 // memory for the lines over the body that are as long as headlines
	folded  []byte  // likewise, for folding a block
	offsets []int32
}

// of looks at doc. Give what it returns back with done.
func (v *views) of(doc *cleaner.Document) *viewed {
	m, _ := v.pool.Get().(*viewed)
	if m == nil {
		m = &viewed{}
	}
	m.looks = view(doc, m.looks)
	return m
}

func (v *views) done(m *viewed) { v.pool.Put(m) }

// look is what the stages that need neighbours see of a block.
type look struct {
	shape    shape
	category string  // of the rule that weighs most for dropping the block, or ""
	leading  float32 // the weight of that rule
	score    float32 // sum of the findings on the whole block so far
	settled  bool    // its element gives it away, which says nothing of what stands outside of that; category is ""
}

// cited reports that the block would go as it stands.
func (l *look) cited() bool { return l.score >= cleaner.DefaultThreshold }

// hinted reports that something speaks against the block, but not enough.
func (l *look) hinted() bool { return l.score >= hint && l.score < cleaner.DefaultThreshold }

const hint = 1.5 // least score of a line that company can tip

// shape is what kind of text a block looks like, by its figures alone.
type shape uint8

const (
	bare  shape = iota // neither letters nor digits
	label              // a few words: a name, a button, a date
	line               // longer, but no sentence: a headline, a list item
	prose              // a sentence or more
)

const (
	labelWords = 5  // a longer line is no label
	proseWords = 10 // a shorter sentence may be a button
	askedWords = 20 // a shorter question may be a headline, unless it is quoted
)

// shapeOf tells the shape of a block.
func shapeOf(b *cleaner.Block) shape {
	switch {
	case b.Letters+b.Digits == 0:
		return bare
	case b.Asks && !b.Quoted && b.Words < askedWords:
		if b.Words <= labelWords {
			return label
		}
		return line
	case b.Terminal && (b.Words >= proseWords || b.Words >= 6 && b.Commas > 0 || b.Words >= 4 && b.Quoted):
		return prose
	case b.Words >= 35 && b.Commas > 0, b.Ends >= 2 && b.Words >= 30:
		return prose
	case b.Words <= labelWords:
		return label
	}
	return line
}

// view looks at all blocks of doc, into memory that is used again.
func view(doc *cleaner.Document, looks []look) []look {
	if cap(looks) < len(doc.Blocks) {
		looks = make([]look, len(doc.Blocks), len(doc.Blocks)+len(doc.Blocks)/4)
	}
	looks = looks[:len(doc.Blocks)]
	for i := range doc.Blocks {
		looks[i] = look{shape: shapeOf(&doc.Blocks[i]), score: doc.Score(i)}
	}
	for k := range doc.Findings {
		f := &doc.Findings[k]
		b := &doc.Blocks[f.Block]
		if f.Weight <= 0 || f.Rule.Keep || f.Start != b.Start || f.End != b.End {
			continue
		}
		l := &looks[f.Block]
		switch {
		case f.Rule.Stage == markupStage:
			l.settled = true
		case f.Weight > l.leading && !f.Rule.Support:
			l.leading, l.category = f.Weight, f.Rule.Category
		}
	}
	for i := range looks {
		if looks[i].settled {
			looks[i].category = ""
		}
	}
	return looks
}

// bodyAfter tells for each block whether the article goes on behind it: whether two neighbouring blocks of
// prose, or a long one, that nothing speaks against, are still to come. Where a document has neither, any
// prose is its body, and where it has no prose, everything.
func (m *viewed) bodyAfter(doc *cleaner.Document) {
	if cap(m.after) < len(m.looks) {
		m.after = make([]bool, len(m.looks))
	}
	m.after = m.after[:len(m.looks)]
	last := len(m.looks) - 1
	if doc.Last {
		last = lastBody(doc, m.looks)
	}
	for i := range m.after {
		m.after[i] = i < last
	}
}

// lastBody returns the last block of the article's body.
func lastBody(doc *cleaner.Document, looks []look) int {
	last := -1
	for i := len(looks) - 1; i >= 0; i-- {
		if body(doc, looks, i) && !stranded(looks, i) {
			return i
		}
		if last < 0 && looks[i].shape == prose && looks[i].score < hint {
			last = i
		}
	}
	if last < 0 {
		return len(looks) - 1
	}
	return last
}

// tail returns the first block behind the article's body. bodyAfter comes first.
func (m *viewed) tail() int {
	i := len(m.after)
	for i > 0 && !m.after[i-1] {
		i--
	}
	return min(i+1, len(m.after))
}

// stranded reports that block i is prose alone among residue: a note on the author, or on the site.
func stranded(looks []look, i int) bool {
	cited := 0
	for k := i - 1; k >= max(0, i-strandedReach); k-- {
		if looks[k].cited() {
			cited++
		} else if looks[k].shape == prose {
			return false
		}
	}
	return cited >= strandedLeast
}

const (
	strandedReach = 10 // blocks before a stranded one
	strandedLeast = 4  // of them that go
)

const longProse = 45 // words; a teaser is shorter

// body reports that block i is part of an article's body: long prose, or prose next to prose.
func body(doc *cleaner.Document, looks []look, i int) bool {
	if looks[i].shape != prose || looks[i].score >= hint {
		return false
	}
	if doc.Blocks[i].Words >= longProse {
		return true
	}
	return beside(looks, i, -1) || beside(looks, i, +1)
}

// settledReach is how many blocks that their markup gives away are looked past, so that a page of nothing else costs no more
// than others.
const settledReach = 1000

// beside reports that the next block from block i in direction step is prose, elements that their markup
// gives away aside.
func beside(looks []look, i, step int) bool {
	end := i + (settledReach+1)*step
	for k := i + step; k >= 0 && k < len(looks) && k != end; k += step {
		if !looks[k].settled {
			return looks[k].shape == prose && looks[k].score < hint
		}
	}
	return false
}
