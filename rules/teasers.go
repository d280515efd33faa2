package rules

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner"
	"winnow/rules/fold"
)

// Lists of other stories give themselves away by their form, whatever label they have or have not.

const (
	teaserWords = 45 // a longer paragraph is no teaser
	teaserLeast = 3  // teasers that make a list
	cutOffWords = 10 // a shorter line that ends in an ellipsis may be speech

	toldLeast   = 2 // headlines with their teasers
	toldLetters = 5 // of a long word

	trailingLeast  = 5          // lines of a list without a label
	trailingWords  = 2          // likewise, words of a line on average; a menu has fewer
	trailingBefore = 3          // sentences before it
	trailingCopies = 2          // lines of it that stand before the article too; the headline counts twice
	codeMarks      = "{}=<>_\\" // a line with one of them is code more often than a headline
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

// told cites the list under label i in which every headline is told again by the paragraph under it.
func (s *links) told(doc *cleaner.Document, m *viewed, i int) {
	end, pairs := i+1, 0
	for end+1 < len(m.looks) && s.headline(doc, m.looks, end) && m.looks[end].shape == line && !doc.Blocks[end].Asks && m.looks[end+1].shape == prose && m.retold(doc, end, end+1) {
		end += 2
		pairs++
	}
	if pairs < toldLeast {
		return
	}
	for k := i; k < end; k++ {
		s.cite(doc, m, k)
	}
}

// retold reports that the paragraph in block k says most long words of the headline in block i again.
func (m *viewed) retold(doc *cleaner.Document, i, k int) bool {
	m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], doc.BlockText(i))
	words := bytes.FieldsFunc(bytes.Clone(m.folded), func(r rune) bool { return !unicode.IsLetter(r) })
	m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], doc.BlockText(k))
	long, again := 0, 0
	for _, w := range words {
		if utf8.RuneCount(w) < toldLetters {
			continue
		}
		long++
		if bytes.Contains(m.folded, w) {
			again++
		}
	}
	return long > 0 && 2*again >= long
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
	if b.Words < cutOffWords || b.Words > teaserWords {
		return false
	}
	text := doc.BlockText(i)
	return bytes.HasSuffix(text, []byte("...")) || bytes.HasSuffix(text, []byte("…"))
}

// trailing cites lists without a label behind the body, when they say again what stands before it: the
// document's own headline, as lists of the latest stories do, or entries of the menu.
func (s *links) trailing(doc *cleaner.Document, m *viewed) {
	tail, sentences := m.tail(), 0
	for i := tail - 1; i >= 0 && sentences < trailingBefore; i-- {
		if m.looks[i].shape == prose && m.looks[i].score < hint {
			sentences++
		}
	}
	if sentences < trailingBefore || len(m.looks)-tail < trailingLeast || doc.From > 0 {
		return // no article before it, or not the start of the input
	}
	_, head := ownHeadline(doc)
	m.titles = m.titles[:0]
	for k := range min(head, headMost) {
		if doc.Blocks[k].Words >= headlineLeast {
			m.titles = append(m.titles, int32(k))
		}
	}
	for first := tail; first < len(m.looks); first++ {
		end := first
		for end < len(m.looks) && (m.looks[end].cited() || headlined(doc, m, end)) {
			end++
		}
		if end-first >= trailingLeast && said(doc, m, span{first, end}) {
			for i := first; i < end; i++ {
				s.cite(doc, m, i)
			}
		}
		first = end
	}
}

// said reports that the lines of list say titles again, and that it matters: that some of them would stay.
func said(doc *cleaner.Document, m *viewed, list span) bool {
	words, stays := 0, false
	for i := list.start; i < list.end; i++ {
		words += int(doc.Blocks[i].Words)
		stays = stays || !m.looks[i].cited()
	}
	if !stays || words < (list.end-list.start)*trailingWords {
		return false
	}
	copies := 0
	for i := list.start; i < list.end && copies < trailingCopies; i++ {
		if doc.Blocks[i].Words < headlineLeast {
			continue
		}
		for _, k := range m.titles {
			if doc.Blocks[k].Words == doc.Blocks[i].Words && bytes.Equal(doc.BlockText(int(k)), doc.BlockText(i)) {
				copies++
				if m.looks[k].score < 0 {
					copies++ // the document's own headline
				}
				break
			}
		}
	}
	return copies >= trailingCopies
}

// headlined reports that block i may be a headline by its form.
func headlined(doc *cleaner.Document, m *viewed, i int) bool {
	b := &doc.Blocks[i]
	if b.Asks && b.Words < askedWords {
		return b.Kind == cleaner.Paragraph
	}
	return b.Kind == cleaner.Paragraph && m.looks[i].shape != prose && !b.Terminal && b.Words <= headlineMost &&
		!bytes.ContainsAny(doc.BlockText(i), codeMarks)
}

func (s *links) cite(doc *cleaner.Document, m *viewed, i int) {
	if l := &m.looks[i]; !l.cited() && (l.score >= 0 || l.score >= headlineWeight && l.shape != prose && !m.after[i]) {
		doc.Add(i, linkList, listWeight-min(l.score, 0), 0)
		m.looks[i].score, m.looks[i].category = doc.Score(i), "related"
	}
}
