package rules

import (
	"winnow/cleaner"
	"winnow/cleaner/document"
	"winnow/cleaner/sentence"
)

// claims gathers what rules say of one block as a whole, and where in it they found it.
type claims []claim

type claim struct {
	rule       *phrase
	start, end int32 // of the match
}

const (
	gluedWords = 10 // a shorter block is not two things run together
	gluedHead  = 6  // words before the first sentence that anything speaks against: they are the article's
	gluedTail  = 25 // likewise, behind the last one; a box may well say more than its rules know
)

// sentences reports that a block holds more than one, so that some may be residue and others not.
func sentences(b *cleaner.Block) bool {
	return b.Words >= gluedWords && (b.Ends > 1 || b.Ends == 1 && !b.Terminal)
}

// add notes a match of r. A rule claims a block once, from its first match to its last.
func (c *claims) add(r *phrase, start, end int) {
	for i := range *c {
		if k := &(*c)[i]; k.rule == r {
			k.start, k.end = min(k.start, int32(start)), max(k.end, int32(end))
			return
		}
	}
	*c = append(*c, claim{r, int32(start), int32(end)})
}

// flush adds the findings to block i. Of several that prove nothing alone only the strongest counts: two
// lists that both hold "Facebook" are no more evidence than one. And where residue was glued to a paragraph,
// what is said of the block holds for the residue only.
func (c *claims) flush(doc *cleaner.Document, i int) {
	if len(*c) == 0 {
		return
	}
	start, end := c.extent(doc, i)
	var weakest *phrase
	for _, claim := range *c {
		r := claim.rule
		switch {
		case r.info.Keep:
			doc.Add(i, r.info, r.weight, 0)
		case r.weight >= cleaner.DefaultThreshold:
			doc.AddRange(i, start, end, r.info, r.weight, 0)
		case weakest == nil || r.weight > weakest.weight:
			weakest = r
		}
	}
	if weakest != nil {
		doc.AddRange(i, start, end, weakest.info, weakest.weight, 0)
	}
	*c = (*c)[:0]
}

// extent returns the range of block i that the claims hold for: all of it, or, where whole sentences stand
// before the first match or many words behind the last, only the sentences between.
func (c *claims) extent(doc *cleaner.Document, i int) (int32, int32) {
	b := &doc.Blocks[i]
	if !sentences(b) {
		return b.Start, b.End
	}
	first, last := b.End, b.Start
	for _, claim := range *c {
		first, last = min(first, claim.start), max(last, claim.end)
	}
	text := doc.Text[b.Start:b.End]
	from, to := int(first-b.Start), int(last-b.Start)
	from += leadIn(text[from:to])
	head, tail := sentence.Around(text, from, to)
	if head == 0 || document.Measure(text[:head]).Words < gluedHead {
		head = 0
	}
	if document.Measure(text[tail:]).Words < gluedTail {
		tail = len(text)
	}
	return b.Start + int32(head), b.Start + int32(tail)
}
