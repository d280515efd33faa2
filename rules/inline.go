package rules

import (
	"winnow/cleaner"
	"winnow/rules/fold"
	"winnow/rules/pattern"
)

// Links to other stories that stand in the article's body, without a label.

const (
	inlineLeast  = 6 // words of a link; a shorter line is a subhead more often
	inlineShare  = 4 // sentences for every link; a text with fewer is a list of events, a programme
	shoutedLeast = 8 // words of a link in capitals; a shorter line is a subhead more often
	shoutedCount = 2 // of them in a text
)

// stamp is when a story was published, to the minute: "31. 10. 2025 17:46", "yesterday 14:40".
var stamp = pattern.MustCompile(`^(?:(?:today|yesterday|heute|gestern|aujourd'hui|hier|oggi|ieri|hoy|ayer|hoje|ontem|avui|ahir|vandaag|gisteren|i ?dag|i ?gar|tanaan|eilen|` +
	`dzis|dzisiaj|wczoraj|dnes|vcera|danas|jucer|juce|ma|tegnap|azi|astazi|ieri|сегодня|вчера|сьогодні|вчора|днес|σημερα|χθεσ|bugun|dun|hari ini|kemarin|hom nay|hom qua)|` +
	`\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}[./-] ?\d{1,2}[./-] ?\d{1,2}|\d{1,2}\.? ` + monthWord + ` \d{4}),?(?: (?:at|um|a las|à|alle|o|klo|kl\.?|в|-|\|))? ?` + slots["time"] + `$`)

// stamped reports that block i is nothing but the time at which a story was published.
func (m *viewed) stamped(doc *cleaner.Document, i int) bool {
	b := &doc.Blocks[i]
	if b.Digits < 3 || b.Words > dateWords+1 || b.End-b.Start > 60 {
		return false
	}
	m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], doc.BlockText(i))
	return stamp.Match(m.folded)
}

// resumes reports that the article goes on with block i: with prose, or a subhead over it.
func resumes(looks []look, i int) bool {
	if i < len(looks) && looks[i].shape != prose && !looks[i].cited() {
		i++
	}
	return i < len(looks) && looks[i].shape == prose
}

// inline cites headlines with the time of a story under them, and headlines in capitals, that stand between two
// paragraphs.
func (s *links) inline(doc *cleaner.Document, m *viewed) {
	sentences := 0
	var timed, loud []int
	for i := range m.looks {
		l, b := &m.looks[i], &doc.Blocks[i]
		if l.shape == prose {
			if l.score < hint {
				sentences++
			}
			continue
		}
		if i == 0 || m.looks[i-1].shape != prose || l.cited() || l.score < 0 || b.Kind != cleaner.Paragraph || !m.after[i] {
			continue
		}
		switch {
		case m.looks[i+1].shape == prose && l.hinted() && l.category == "related" && b.Words >= inlineLeast:
			s.cite(doc, m, i)
		case m.looks[i+1].shape == prose && b.Words > 1 && shouted(doc.BlockText(i)):
			loud = append(loud, i)
		case b.Words >= inlineLeast && m.stamped(doc, i+1) && resumes(m.looks, i+2):
			timed = append(timed, i)
		}
	}
	if len(timed)*inlineShare <= sentences {
		for _, i := range timed {
			s.cite(doc, m, i)
			s.cite(doc, m, i+1)
		}
	}
	if len(loud) < shoutedCount || len(loud)*inlineShare > sentences {
		return
	}
	for _, i := range loud {
		if doc.Blocks[i].Words < shoutedLeast {
			return // so the text's own subheads are in capitals
		}
	}
	for _, i := range loud {
		s.cite(doc, m, i)
	}
}
