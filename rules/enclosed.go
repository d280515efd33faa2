package rules

import "winnow/cleaner"

// What stands between two lines that go, behind the body, goes with them.

const (
	enclosedMost  = 8  // short lines between two that go
	counterDigits = 3  // of a number of comments or shares
	threadBefore  = 3  // sentences of the article before the comments on it
	threadLeast   = 2  // lines of comments
	threadMost    = 40 // likewise
)

// enclosed cites the few short lines behind the body that stand between two that go, and marks without a word
// that do so anywhere: the entries of a list of topics, the dashes between links.
func (s *edges) enclosed(doc *cleaner.Document, m *viewed, tail int) {
	for i := 0; i+1 < len(m.looks); i++ {
		if !m.looks[i].cited() {
			if i >= tail && counter(doc, m.looks, i) {
				s.add(doc, m.looks, i, m.looks[i+1].category)
			}
			continue
		}
		end := i + 1
		for end < len(m.looks) && end-i <= enclosedMost && enclosable(doc, m.looks, end, end >= tail) {
			end++
		}
		if end == len(m.looks) || end == i+1 || !m.looks[end].cited() || end >= tail && !(encloses(&m.looks[i]) && encloses(&m.looks[end])) {
			continue
		}
		for k := i + 1; k < end; k++ {
			s.add(doc, m.looks, k, m.looks[i].category)
		}
	}
}

// enclosable reports that block k goes when its neighbours on both sides do.
func enclosable(doc *cleaner.Document, looks []look, k int, behind bool) bool {
	l, b := &looks[k], &doc.Blocks[k]
	if l.cited() || l.score < 0 {
		return false
	}
	if l.shape == prose {
		return behind && b.Words <= teaserWords && k >= 2 && k+2 < len(looks) &&
			looks[k-2].cited() && looks[k-1].cited() && looks[k+1].cited() && looks[k+2].cited()
	}
	return l.shape == bare || behind && b.Words <= apartWords && b.Kind == cleaner.Paragraph
}

// counter reports that block i is a number alone over a line that goes: of comments, of shares.
func counter(doc *cleaner.Document, looks []look, i int) bool {
	b := &doc.Blocks[i]
	return b.Digits > 0 && b.Digits <= counterDigits && b.Digits == b.End-b.Start && looks[i].score >= 0 && b.Kind == cleaner.Paragraph &&
		looks[i+1].cited() && encloses(&looks[i+1])
}

// encloses reports that a cited line stands at the head or the foot of a box.
func encloses(l *look) bool { return l.category == "related" || boxed(l.category) }

// threads cites the comments of readers between their count and the button below them, though they speak as
// articles do, and reports whether there are any.
func (s *edges) threads(doc *cleaner.Document, m *viewed) (any bool) {
	sentences := 0
	for i := range m.looks {
		if l := &m.looks[i]; l.shape == prose && l.score < hint {
			sentences++
		}
		if sentences < threadBefore || !talk(m.looks, i) || doc.Blocks[i].Digits == 0 || doc.Blocks[i].Words > labelMost {
			continue
		}
		end := i + 1
		for end < len(m.looks) && end-i <= threadMost && (!m.looks[end].cited() || m.looks[end].category == "related") {
			end++ // a short question may have been taken for a headline
		}
		if end-i <= threadLeast || m.looks[i+1].shape == prose || !talk(m.looks, end) || doc.Blocks[end].Digits > 0 {
			continue // no name over what somebody says, or another count: a list of stories
		}
		for k := i + 1; k < end; k++ {
			s.add(doc, m.looks, k, "comments")
		}
		any = true
	}
	return any
}

// talk reports that there is a block i, and that it goes as a line of a comment section.
func talk(looks []look, i int) bool {
	return i < len(looks) && looks[i].cited() && looks[i].category == "comments"
}
