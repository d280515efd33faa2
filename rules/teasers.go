package rules

import (
	"bytes"

	"winnow/cleaner"
)

// Lists of other stories give themselves away by their form, whatever label they have or have not.

const (
	teaserWords = 45 // a longer paragraph is no teaser
	teaserLeast = 3  // teasers that make a list
	cutOffWords = 10 // a shorter line that ends in an ellipsis may be speech
)

// dated cites the list that headlines and dates in turn give away, behind the body. The fixtures and
// timelines that an article may end with have shorter lines.
func (s *links) dated(doc *cleaner.Document, m *viewed) {
	first, dates, headlines := -1, 0, 0
	for i := m.tail(); i+1 < len(m.looks); i++ {
		if doc.Blocks[i+1].Kind == cleaner.ListItem || !m.dated(doc, i+1) {
			continue
		}
		dates++
		if b := &doc.Blocks[i]; m.looks[i].shape >= line && b.Words >= headlineWords && b.Kind == cleaner.Paragraph {
			headlines++
			if first < 0 {
				first = i
			}
		}
	}
	if headlines < teaserLeast || headlines*2 <= dates {
		return
	}
	for i := first; i < len(m.looks); i++ {
		if m.looks[i].shape != prose || doc.Blocks[i].Words <= teaserWords {
			s.cite(doc, m, i)
		}
	}
}

// cutOff cites runs of sentences that break off in an ellipsis.
func (s *links) cutOff(doc *cleaner.Document, m *viewed) {
	for i := 0; i < len(m.looks); {
		n := i
		for n < len(m.looks) && breaksOff(doc, n) {
			n++
		}
		if n-i >= teaserLeast {
			for ; i < n; i++ {
				s.cite(doc, m, i)
			}
		}
		i = n + 1
	}
}

// breaksOff reports that block i is a sentence or two that end in an ellipsis, and not inside a quotation.
func breaksOff(doc *cleaner.Document, i int) bool {
	b := &doc.Blocks[i]
	text := doc.BlockText(i)
	return b.Words >= cutOffWords && b.Words <= teaserWords && (bytes.HasSuffix(text, []byte("...")) || bytes.HasSuffix(text, []byte("…")))
}

func (s *links) cite(doc *cleaner.Document, m *viewed, i int) {
	if !m.looks[i].cited() && m.looks[i].score >= 0 {
		doc.Add(i, linkList, listWeight, 0)
		m.looks[i].score, m.looks[i].category = doc.Score(i), "related"
	}
}
