// Package content is the stage that has learnt what articles look like. It scores every block of a document as article
// or chrome: from the block, its neighbours, its place, what the rules say of it and, on a page, the elements around
// it. Its finding is what the rules' evidence lacks, or has too much, so that the sum of both is the estimate: either
// can outvote the other.
//
// Package feature describes the blocks by numbers, package model weighs those, and the program in train learns the
// weights, which are embedded. Nothing in them knows a site.
package content

import (
	_ "embed"
	"fmt"
	"sync"

	"winnow/cleaner"
	"winnow/cleaner/document"
	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

//go:embed weights.bin
var embedded []byte

// learnt decodes the embedded weights once, when a document first needs them. Tests hold them valid, so an error here is
// a defect of this package.
var learnt = sync.OnceValue(func() *model.Weights {
	w, err := model.Decode(embedded)
	if err != nil {
		panic("content: the embedded weights are broken: " + err.Error())
	}
	return w
})

// Name is the name of the stage.
const Name = "content"

// The rules that the stage cites: what speaks against a block, and what speaks for one that rules cite.
var (
	chrome = &cleaner.Rule{
		ID: "chrome", Category: "chrome", Stage: Name, Languages: []string{"mul"},
		Doc:    "A block that looks like a page's frame more than its article: by its form, its words, its place and what stands around it.",
		Reason: "looks like a page's frame", Explain: explain,
	}
	text = &cleaner.Rule{
		ID: "text", Category: "article", Stage: Name, Languages: []string{"mul"},
		Doc:    "A block that looks like the article's own: by its form, its words, its place and what stands around it.",
		Reason: "looks like the article's own text", Explain: explainText,
	}
)

const (
	leastBlocks     = 6                  // a document of fewer shows too little of itself
	mostWeight      = 12                 // log-odds, for either side
	mayBeLeft       = 13                 // bin of Lean from which a text may be what an extractor left, menus and all
	mayBlocks       = 130                // blocks of the longest such text: a whole page has more
	mayBeLong       = 20                 // bin from which it may be longer
	mayMargin       = 0.75               // log-odds, in such a text, by which the odds of a block must be clear
	proseMargin     = 1.5                // likewise those of a paragraph
	proseLeast      = 13                 // bin of its words: 20 and more
	leftLeast       = 34                 // bin from which it is likely to be
	leftFull        = 36                 // bin from which it is sure to be
	leftMargin      = 2                  // log-odds, in a text that is sure to be, by which the odds must be clear
	standfirstLeast = 8                  // bin of the words of a line under the headline: 8 and more
	protected       = feature.Bins/2 + 8 // bin of the rules' score of a headline
	smallFull       = 150                // words: a page of fewer shows little of itself
	smallMost       = 400                // words: one of more shows enough
	smallMargin     = 3                  // log-odds, in a page that shows little, by which the odds must be clear
	shapedMargin    = 2.5                // likewise against a page's heading or table row amid the article, which truths often lack
	unlike          = 4                  // steps of a score by which blocks may fall short of a document that is like no article
	sureText        = 4                  // log-odds for the article beyond which there is nothing to say, unless rules speak
)

// stage is the content stage.
type stage struct {
	weights func() *model.Weights
	pool    sync.Pool
}

// scratch is the memory of one Mark.
type scratch struct {
	table  feature.Table
	scores []int32
}

// New returns the stage with the embedded weights.
func New() cleaner.Stage { return &stage{weights: learnt} }

// Rules returns the rules that the stage cites.
func (s *stage) Rules() []*cleaner.Rule { return []*cleaner.Rule{chrome, text} }

// Mark scores all blocks.
func (s *stage) Mark(doc *cleaner.Document) {
	if len(doc.Blocks) < leastBlocks || doc.Spare != nil && doc.Spare(text) {
		return
	}
	m, _ := s.pool.Get().(*scratch)
	if m == nil {
		m = &scratch{}
	}
	defer s.pool.Put(m)
	w := s.weights()
	m.table.Fill(doc, w.Words, w.Names, w.Types)
	m.scores = w.Score(&m.table, doc.Page != nil, m.scores)
	o := outlookOf(&m.table, m.scores, doc.Page != nil)
	for i, score := range m.scores {
		rules := doc.Score(i)
		if rules == document.Pinned || doc.Spared(i) {
			continue
		}
		switch weight := o.weigh(score, rules, m.table.Row(i)); {
		case weight > 0:
			doc.AddNoted(i, chrome, weight, m.table.Run(i), note(m.table.Row(i)))
		case weight < 0:
			doc.AddNoted(i, text, weight, int(doc.Blocks[i].Words), note(m.table.Row(i)))
		}
	}
}

// outlook is what a whole document says of how its blocks are to be judged.
type outlook struct {
	least  int32   // the score that a block must beat to stay
	spare  bool    // what rules protect stays: headlines, which stand in no truth
	prose  float32 // log-odds by which those of a paragraph must be clear, where that is more
	margin float32 // log-odds by which the odds of a block must be clear
	shaped float32 // log-odds by which those of a heading or table row amid the article must be clear besides
}

func outlookOf(t *feature.Table, scores []int32, page bool) outlook {
	o := outlook{least: model.Threshold(t, scores)}
	if t.Row(0)[feature.Article] < feature.Bins/2 {
		o.least -= unlike
	}
	if page {
		o.shaped = shapedMargin
		o.margin = smallMargin * (1 - ramp(float32(t.Words()), smallFull, smallMost))
	} else {
		o.of(t)
	}
	return o
}

// of takes into account whether a text is what an extractor left of a page. One that holds menus may be, too, unless it has
// as many blocks as whole pages have, or a page's title.
func (o *outlook) of(t *feature.Table) {
	lean := t.Row(0)[feature.Lean]
	switch {
	case lean >= leftLeast:
	case lean < mayBeLeft, lean < mayBeLong && t.Blocks() > mayBlocks, t.Signed():
		return
	}
	o.spare, o.prose = true, proseMargin
	o.margin = max(mayMargin, leftMargin*ramp(float32(lean), leftLeast, leftFull))
}

// ramp rises from 0 at from to 1 at to.
func ramp(x, from, to float32) float32 { return min(max((x-from)/(to-from), 0), 1) }

// weigh returns the weight of the finding on a block, or 0 where there is nothing to say: what the sum of the rules'
// findings lacks to the block's odds, or has beyond them where it would cut. In what an extractor left of a page nearly
// all is the article's, headlines and standfirsts that stand in no truth too: there what rules protect stays.
func (o outlook) weigh(score int32, rules float32, row *feature.Row) float32 {
	if o.spare && (rules < 0 || standfirst(row)) {
		return 0
	}
	odds, cited := float32(score-o.least)/feature.Unit, rules >= cleaner.DefaultThreshold
	switch {
	case cited:
		odds -= o.margin
	case paragraph(row):
		odds += max(o.margin, o.prose)
	default:
		odds += o.margin
		if k := document.Kind(row[feature.Kind]); row[feature.CoreSide] == feature.SideInside && (k == cleaner.Heading || k == cleaner.TableRow) {
			odds += o.shaped
		}
	}
	weight := min(max(cleaner.DefaultThreshold-odds-rules, -mostWeight), mostWeight)
	if weight > 0 && (cited || odds >= sureText) || weight < 0 && !cited {
		return 0
	}
	return weight
}

// standfirst reports a line under a headline that rules protect, long enough to say what the article is about.
func standfirst(row *feature.Row) bool {
	return row[feature.Rule1Before] >= protected && row[feature.Words] >= standfirstLeast && row[feature.RuleScore] >= feature.Bins/2
}

// paragraph reports a block of running text.
func paragraph(row *feature.Row) bool {
	return row[feature.Words] >= proseLeast && row[feature.Ending] >= feature.EndingTerminal
}

// Verdicts tells which blocks of a table stay by what w and the rules say of them, as Mark and the judge decide. Training
// measures by it.
func Verdicts(w *model.Weights, t *feature.Table, page bool) []bool {
	scores := w.Score(t, page, nil)
	stay := make([]bool, len(scores))
	if len(scores) < leastBlocks {
		for i := range stay {
			stay[i] = t.Rules(i) > -cleaner.DefaultThreshold*feature.Unit
		}
		return stay
	}
	o := outlookOf(t, scores, page)
	for i, score := range scores {
		rules := -float32(t.Rules(i)) / feature.Unit
		stay[i] = rules+o.weigh(score, rules, t.Row(i)) < cleaner.DefaultThreshold
	}
	return stay
}

// Load returns the stage with weights that the training program wrote.
func Load(data []byte) (cleaner.Stage, error) {
	w, err := model.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("content weights: %w", err)
	}
	return &stage{weights: func() *model.Weights { return w }}, nil
}
