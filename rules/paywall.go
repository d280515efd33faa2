package rules

import "winnow/cleaner"

// paywall grows from the lines that phrases found to the box they stand in: short lines between two cited
// ones, and, where no article follows, up to the end.
type paywall struct{ views *views }

var boxLines = newGrowth("paywall", "box", "A line of a box that asks the reader to pay, sign up or agree.",
	"paywall", "newsletter", "cookie")

const (
	boxReach  = 3  // lines between two cited lines of one box
	boxWords  = 25 // a longer line is no part of a box
	boxWeight = 5
	boxLeast  = 3 // lines of a box that has a head in capitals
	boxHead   = 3 // words of such a head

	apartWords = 10 // likewise, of a line with an empty one before it
)

// Rules returns the rules that the stage cites.
func (s *paywall) Rules() []*cleaner.Rule { return boxLines.list() }

// Mark cites the lines of paywall, newsletter and consent boxes.
func (s *paywall) Mark(doc *cleaner.Document) {
	if len(doc.Findings) == 0 {
		return
	}
	m := s.views.of(doc)
	defer s.views.done(m)
	m.bodyAfter(doc)
	for i := range m.looks {
		if l := &m.looks[i]; l.cited() && box(l.category) != "" {
			s.head(doc, m, i)
			s.grow(doc, m, i)
		}
	}
}

// box returns the category of the box that a line of category opens, or "".
func box(category string) string {
	switch category {
	case "paywall", "pricing":
		return "paywall"
	case "newsletter", "cookie":
		return category
	}
	return ""
}

// grow cites the lines between the cited block i and the next one of the same box.
func (s *paywall) grow(doc *cleaner.Document, m *viewed, i int) {
	kind := box(m.looks[i].category)
	end := i + 1
	for end < len(m.looks) && end-i <= boxReach && !m.looks[end].cited() && s.boxLine(doc, m, end) {
		end++
	}
	closed := end < len(m.looks) && m.looks[end].cited() && box(m.looks[end].category) == kind
	if !closed && (m.after[i] || kind != "paywall" || end-i > boxReach) {
		return
	}
	for k := i + 1; k < end; k++ {
		doc.Add(k, boxLines.of(kind), boxWeight, 0)
		m.looks[k].score, m.looks[k].category = doc.Score(k), kind
	}
}

// head cites the short line in capitals right over a box that opens with block i.
func (s *paywall) head(doc *cleaner.Document, m *viewed, i int) {
	if i == 0 || i+boxLeast > len(m.looks) || doc.Blocks[i-1].Words > boxHead || !shouted(doc.BlockText(i-1)) ||
		m.looks[i-1].cited() || m.looks[i-1].shape != label || m.looks[i-1].score < 0 {
		return
	}
	kind := box(m.looks[i].category)
	for k := i; k < i+boxLeast; k++ {
		if !m.looks[k].cited() || box(m.looks[k].category) != kind {
			return
		}
	}
	doc.Add(i-1, boxLines.of(kind), boxWeight, 0)
	m.looks[i-1].score, m.looks[i-1].category = doc.Score(i-1), kind
}

// boxLine reports that block k may be a line of a box.
func (s *paywall) boxLine(doc *cleaner.Document, m *viewed, k int) bool {
	b := &doc.Blocks[k]
	return m.looks[k].score >= 0 && m.looks[k].shape != prose && b.Words <= boxWords && (b.Words <= apartWords || !b.Gap)
}
