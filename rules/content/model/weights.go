package model

import "winnow/rules/content/feature"

// Weights is all that the content stage has learnt.
type Weights struct {
	Words, Names feature.Lexicon
	Types        feature.Types
	Lean         Pass // what is left of a page, rather than all of it: for texts
	Text, Page   Pass // an article, rather than something else: for texts and for pages
	Bodies       [Kinds]Body
}

// Body is what two passes know of one kind of document. The second sees what the first says of the blocks around one.
type Body [2]Pass

// The kinds of document, which have passes of their own.
const (
	Flat  = iota // the text of a whole page
	Left         // what an extractor left of one
	Story        // a page that is an article
	Other        // any other page
	Kinds        // how many there are
)

// Kind tells what kind of document the table describes, and fills the columns that say so.
func (w *Weights) Kind(t *feature.Table, page bool) int {
	row := t.Row(0)
	if page {
		article := w.Page.Score(row)
		t.SetWhole(feature.Article, article)
		if article > 0 {
			return Story
		}
		return Other
	}
	t.SetWhole(feature.Lean, w.Lean.Score(row))
	t.SetWhole(feature.Article, w.Text.Score(row))
	if row[feature.Lean] > feature.Bins/2 {
		return Left
	}
	return Flat
}

// Score says of each block of a table that is filled what speaks for the article, in steps of a score, into memory
// that is used again.
func (w *Weights) Score(t *feature.Table, page bool, scores []int32) []int32 {
	if t.Blocks() == 0 {
		return scores[:0]
	}
	body := &w.Bodies[w.Kind(t, page)]
	scores = body[0].All(t, scores)
	t.Pass(scores, InDoubt)
	body[1].Again(t, scores)
	return scores
}

// Threshold returns the score above which blocks stay: about the one that makes the most of a document's expected F1 (Lipton,
// Elkan, Naryanaswamy, "Optimal thresholding of classifiers to maximize F1 measure", 2014). Scores are told apart by bins,
// and the last bin that would add to the expected F1 goes with those below it, which measures better than keeping it.
// It is never above 0: a block that is more likely the article's than not always stays.
func Threshold(t *feature.Table, scores []int32) int32 {
	const (
		step = 2  // of a score, a bin
		half = 32 // bins for either side
	)
	var words, right [2*half + 1]int64 // by score; right in thousandths
	total := int64(0)
	for i, s := range scores {
		n := int64(t.Length[i])
		bin := min(max(s/step+half, 0), 2*half)
		words[bin] += n
		right[bin] += n * int64(feature.Chance(s))
		total += n * int64(feature.Chance(s))
	}
	kept, hits, best, at := int64(0), int64(0), 0.0, int32(half)
	for bin := int32(2 * half); bin >= 0; bin-- {
		kept += 1000 * words[bin]
		hits += right[bin]
		if f := float64(hits) / float64(kept+total+1000); f > best {
			best, at = f, bin
		}
	}
	return min((at-half)*step, 0)
}
