package rules

import (
	"unicode"
	"unicode/utf8"

	"winnow/cleaner"
)

// company weighs lines that prove nothing alone by the company they keep. "Email" or "Next" may be a word of
// the article; between two lines that go it is a button.
type company struct{ views *views }

var inCompany = &cleaner.Rule{
	ID: "in-company", Category: "context", Stage: "company", Support: true, Languages: []string{"mul"},
	Doc:    "A line that proves nothing alone, next to lines that go.",
	Reason: "next to lines that go",
}

// inside are the rules for lines that nothing speaks against, between two that go.
var inside = newGrowth("company", "between", "A line between two lines that go.", categories...)

const (
	companyReach  = 2   // blocks
	companyWeight = 2.5 // lifts every hinted line over the threshold
	menuWord      = 2   // weight of words that menus have and subheads too
	companyRun    = 4   // so many hinted lines on end vouch for each other
	restWords     = 12  // words of the rest of a sentence that was broken in two
	betweenWeight = 5   // a line that nothing speaks against, between two of one category
)

// Rules returns the rules that the stage cites.
func (s *company) Rules() []*cleaner.Rule {
	return append([]*cleaner.Rule{inCompany}, inside.list()...)
}

// Mark lifts hinted lines next to cited ones, and takes in what stands between two cited lines of one box.
func (s *company) Mark(doc *cleaner.Document) {
	if len(doc.Findings) == 0 {
		return
	}
	m := s.views.of(doc)
	defer s.views.done(m)
	m.bodyAfter(doc)
	looks := m.looks
	s.runs(doc, looks)
	for i := range looks {
		s.lift(doc, m, i, -1)
	}
	for i := len(looks) - 1; i >= 0; i-- {
		s.lift(doc, m, i, +1)
	}
	for i := range looks {
		s.between(doc, looks, i)
	}
}

// runs lifts hinted lines that stand several in a row.
func (s *company) runs(doc *cleaner.Document, looks []look) {
	for i := 0; i < len(looks); {
		n := i
		for n < len(looks) && looks[n].hinted() {
			n++
		}
		if n-i >= companyRun {
			for ; i < n; i++ {
				s.add(doc, looks, i)
			}
		}
		i = n + 1
	}
}

// lift lifts block i if a cited block is within reach in direction step.
func (s *company) lift(doc *cleaner.Document, m *viewed, i, step int) {
	looks := m.looks
	if !looks[i].hinted() {
		return
	}
	end := i + (settledReach+1)*step
	for k, n := i+step, 0; k >= 0 && k < len(looks) && k != end && n < companyReach; k += step {
		if looks[k].settled {
			continue // it ends with its element
		}
		if l := &looks[k]; l.cited() {
			if !m.after[i] || !s.article(looks, i, l) {
				s.add(doc, looks, i)
			}
			return
		}
		if looks[k].shape == prose {
			return
		}
		if looks[k].shape != bare {
			n++
		}
	}
}

// article reports that block i, inside the body, may well be the article's, whatever its cited neighbour is: a
// word of the menu that stands over prose is a subhead, and what may stand alone is nobody's company.
func (s *company) article(looks []look, i int, neighbour *look) bool {
	if !boxed(neighbour.category) && neighbour.category != looks[i].category {
		return true
	}
	return looks[i].leading <= menuWord && i+1 < len(looks) && looks[i+1].shape == prose && !looks[i+1].cited()
}

func (s *company) add(doc *cleaner.Document, looks []look, i int) {
	doc.Add(i, inCompany, companyWeight, 0)
	looks[i].score = doc.Score(i)
}

// between takes in a line without meaning of its own, or a label, that stands between two cited lines of
// one category, and the rest of a sentence of which the beginning goes.
func (s *company) between(doc *cleaner.Document, looks []look, i int) {
	l := &looks[i]
	if l.cited() || l.score < 0 || i == 0 || i+1 == len(looks) {
		return
	}
	before, after := &looks[i-1], &looks[i+1]
	if !before.cited() || !after.cited() {
		return
	}
	if l.shape == bare || l.shape <= label && before.category == after.category && boxed(before.category) || s.continues(doc, i) {
		doc.Add(i, inside.of(before.category), betweenWeight, 0)
		l.score, l.category = doc.Score(i), before.category
	}
}

// continues reports that block i is the rest of a sentence that the line before began.
func (s *company) continues(doc *cleaner.Document, i int) bool {
	b, before := &doc.Blocks[i], &doc.Blocks[i-1]
	first, _ := utf8.DecodeRune(doc.BlockText(i))
	return !b.Gap && !before.Terminal && before.Words > b.Words && b.Words <= restWords && unicode.IsLower(first)
}

// boxed reports that residue of category comes in boxes of several lines. Advertisement marks, links to other
// stories and captions stand alone in an article, and say nothing of the subhead between two of them.
func boxed(category string) bool {
	switch category {
	case "", "ad", "related", "credit", "about", "caption", "hidden":
		return false
	}
	return true
}
