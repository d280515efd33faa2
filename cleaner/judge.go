package cleaner

import (
	"cmp"
	"slices"

	"winnow/cleaner/document"
)

// judge turns findings into cuts. It is the only place that decides.
//
// A block goes when the findings on the whole of it sum to the threshold. Otherwise a part of it goes when
// the findings on that part do; what speaks for the block as a whole says nothing about residue that was
// glued to it. A keep rule outweighs everything that overlaps it.
type judge struct {
	threshold float32
	rest      *Rule // an earlier cut goes on to the end of the document
	tidy      tidy
	out       Window

	// What follows is memory that is used again.
	first  []int32   // of each block, its first finding; one more says where the last block's end
	sorted []Finding // to sort the findings into
	cuts   []Cut
	parts  []part
}

// begin makes j ready for a new document.
func (j *judge) begin(threshold float32) {
	j.threshold, j.rest, j.tidy = threshold, nil, tidy{}
}

// part is a range of a block with the findings on it.
type part struct {
	start, end int32
	sum        float32
	rule       *Rule
	best       float32
}

// window decides the blocks of doc that are to be decided. What it returns is good until the next call.
func (j *judge) window(doc *Document) *Window {
	j.sort(doc)
	j.cuts = j.cuts[:0]
	for i := doc.From; i < doc.To; i++ {
		j.block(doc, i, j.findings(doc, i))
	}
	j.out = j.tidy.window(doc, j.cuts, j.out.Cuts[:0], j.goesOn(doc))
	return &j.out
}

// sort brings the findings into the order of their blocks; those on one block stay in the order in which they
// were found. Blocks are numbers in a row, so counting does it.
func (j *judge) sort(doc *Document) {
	n := len(doc.Blocks)
	j.first = slices.Grow(j.first[:0], n+2)[:n+2]
	clear(j.first)
	for i := range doc.Findings {
		j.first[doc.Findings[i].Block+2]++
	}
	for i := 2; i < len(j.first); i++ {
		j.first[i] += j.first[i-1]
	}
	// Here the place behind a block's has where its findings begin, and is moved on as they are placed: in
	// the end it has where they end, which is where the next ones begin.
	j.sorted = slices.Grow(j.sorted[:0], len(doc.Findings))[:len(doc.Findings)]
	for i := range doc.Findings {
		at := &j.first[doc.Findings[i].Block+1]
		j.sorted[*at] = doc.Findings[i]
		*at++
	}
	doc.Findings, j.sorted = j.sorted, doc.Findings
}

// findings returns the findings on block i, after sort.
func (j *judge) findings(doc *Document, i int) []Finding {
	return doc.Findings[j.first[i]:j.first[i+1]]
}

// goesOn reports that one of the blocks that are decided with the next window looks like being kept.
func (j *judge) goesOn(doc *Document) bool {
	if doc.To == len(doc.Blocks) {
		return false
	}
	peek := judge{threshold: j.threshold, rest: j.rest}
	for i := doc.To; i < len(doc.Blocks); i++ {
		peek.cuts = peek.cuts[:0]
		peek.block(doc, i, j.findings(doc, i))
		if len(peek.cuts) == 0 || !peek.cuts[0].Whole {
			return true
		}
	}
	return false
}

// block decides block i by its findings.
func (j *judge) block(doc *Document, i int, findings []Finding) {
	b := &doc.Blocks[i]
	if j.rest != nil && doc.Score(i) > document.Pinned {
		j.cut(i, b.Start, b.End, true, j.rest, 0)
		return
	}
	if len(findings) == 0 {
		return
	}
	if sum := doc.Score(i); sum >= j.threshold && !pinned(findings, b.Start, b.End) {
		j.cut(i, b.Start, b.End, true, leading(findings, b), sum)
		return
	}
	j.partial(doc, i, findings)
}

// partial cuts the parts of block i that findings prove.
func (j *judge) partial(doc *Document, i int, findings []Finding) {
	b := &doc.Blocks[i]
	j.collect(findings, b)
	left := int(b.Start)
	first, bare := len(j.cuts), true
	for _, p := range j.parts {
		if p.sum < j.threshold || pinned(findings, p.start, p.end) {
			continue
		}
		bare = bare && !document.Wordy(doc.Text[left:p.start])
		left = int(p.end)
		j.cut(i, p.start, p.end, false, p.rule, p.sum)
	}
	if len(j.cuts) > first && bare && !document.Wordy(doc.Text[left:b.End]) {
		// Nothing but marks would be left.
		whole := j.cuts[first]
		j.cuts = j.cuts[:first]
		j.cut(i, b.Start, b.End, true, whole.Rule, whole.Weight)
	}
}

// collect gathers the findings on parts of b, those that overlap as one.
func (j *judge) collect(findings []Finding, b *Block) {
	j.parts = j.parts[:0]
	for _, f := range findings {
		if f.Weight > 0 && !f.Rule.Keep && !covers(&f, b) {
			j.parts = append(j.parts, part{f.Start, f.End, f.Weight, f.Rule, f.Weight})
		}
	}
	slices.SortStableFunc(j.parts, func(a, b part) int { return cmp.Compare(a.start, b.start) })
	merged := j.parts[:0]
	for _, p := range j.parts {
		if n := len(merged); n > 0 && p.start < merged[n-1].end {
			m := &merged[n-1]
			m.end = max(m.end, p.end)
			m.sum += p.sum
			if p.best > m.best {
				m.best, m.rule = p.best, p.rule
			}
			continue
		}
		merged = append(merged, p)
	}
	j.parts = merged
	for k := range j.parts {
		for _, f := range findings {
			if p := &j.parts[k]; f.Weight < 0 && !covers(&f, b) && f.Start < p.end && f.End > p.start {
				p.sum += f.Weight
			}
		}
	}
}

func (j *judge) cut(block int, start, end int32, whole bool, rule *Rule, weight float32) {
	j.cuts = append(j.cuts, Cut{
		Start: int64(start), End: int64(end), Block: int32(block), Whole: whole, Rule: rule, Weight: weight,
	})
	if rule.Rest {
		j.rest = rule
	}
}

func covers(f *Finding, b *Block) bool { return f.Start == b.Start && f.End == b.End }

// pinned reports that a keep rule speaks of text in [start, end).
func pinned(findings []Finding, start, end int32) bool {
	for i := range findings {
		if f := &findings[i]; f.Rule.Keep && f.Start < end && f.End > start {
			return true
		}
	}
	return false
}

// leading returns the rule that weighs most among the findings on the whole of b.
func leading(findings []Finding, b *Block) *Rule {
	var best *Finding
	for i := range findings {
		if f := &findings[i]; covers(f, b) && !f.Rule.Support && (best == nil || f.Weight > best.Weight) {
			best = f
		}
	}
	return best.Rule
}
