package rules

import (
	"bytes"

	"winnow/cleaner"
)

// links follows a label like "Related stories" over the headlines under it, until the article resumes.
type links struct{ views *views }

var linkList = &cleaner.Rule{
	ID: "link-list", Category: "related", Stage: "links", Languages: []string{"mul"},
	Doc: "A headline in a list of other stories.", Reason: "A headline in a list of other stories.",
}

const (
	listMost      = 40 // lines that one label vouches for
	listInside    = 8  // likewise, where the article goes on behind them
	closedLeast   = 2  // lines of a list before one that ends as a sentence does
	listWeight    = 5
	labelMost     = 6  // words; a longer line is no label but a link with its label
	headlineWords = 8  // a shorter line before prose may be a subhead
	headlineMost  = 30 // a longer line is no headline
)

// Rules returns the rules that the stage cites.
func (s *links) Rules() []*cleaner.Rule { return []*cleaner.Rule{linkList} }

// Mark cites the headlines under labels.
func (s *links) Mark(doc *cleaner.Document) {
	m := s.views.of(doc)
	defer s.views.done(m)
	m.bodyAfter(doc)
	for i := range m.looks {
		if l := &m.looks[i]; l.score >= hint && l.category == "related" && doc.Blocks[i].Words <= labelMost {
			s.list(doc, m, i)
			s.told(doc, m, i)
		}
	}
	s.dated(doc, m)
	s.cutOff(doc, m)
	s.inline(doc, m)
	s.trailing(doc, m)
}

// list cites the headlines under the label i.
func (s *links) list(doc *cleaner.Document, m *viewed, i int) {
	looks, end := m.looks, i+1
	for end < len(looks) && end-i <= listMost && (s.headline(doc, looks, end) || end-i > closedLeast && s.closed(doc, looks, end)) {
		end++
	}
	if end == len(looks) || end-i > listMost {
		end = min(end, len(looks))
	} else if end-i > listInside && m.after[end-1] {
		return // so long a list inside an article is the article's own
	} else if last := end - 1; last > i && !looks[last].cited() && looks[end].shape == prose {
		// The line right before prose may be a subhead.
		if b := &doc.Blocks[last]; b.Words < headlineWords || b.Quoted && b.Terminal {
			end = last
		}
	}
	if !looks[i].cited() && (end == i+1 || doc.Blocks[i+1].Words < headlineWords) {
		return // a word that may be a label, and nothing that is sure to be a headline
	}
	for k := i; k < end; k++ {
		s.cite(doc, m, k)
	}
}

// closed reports that block k is a headline that exclaims, with more links right behind it.
func (s *links) closed(doc *cleaner.Document, looks []look, k int) bool {
	return looks[k].shape == prose && looks[k].score >= 0 && doc.Blocks[k].Words <= askedWords && bytes.HasSuffix(doc.BlockText(k), []byte("!")) &&
		k+1 < len(looks) && looks[k+1].cited() && looks[k+1].category == "related"
}

// headline reports that block k may be a headline, or what stands beside one: a date, a section, a name.
func (s *links) headline(doc *cleaner.Document, looks []look, k int) bool {
	b := &doc.Blocks[k]
	if looks[k].cited() {
		return true
	}
	if looks[k].score < 0 || b.Kind != cleaner.Paragraph && b.Kind != cleaner.Heading {
		return false
	}
	return looks[k].shape != prose && b.Words <= headlineMost && (!b.Terminal || b.Asks)
}
