package rules

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// What stands over the headline: the section, the series, the path to the page. Nothing tells such a label
// from a short headline but the page's frame around it, so a text without residue keeps its first lines.

const (
	kickerLines   = 8 // lines over the headline that may be labels
	kickerWords   = 3 // a longer line is the headline itself more often
	shoutedWords  = 5 // likewise, of a line in capitals over one that is not
	pathLeast     = 3 // labels that make a path when the first is known
	pathWords     = 6 // words before the headline in a path that ends with it
	headlineSure  = 6 // words; a shorter line may be another label, or the name of the author
	frameLeast    = 2 // lines of residue below the headline
	betweenTitles = 4 // lines between the headline and itself
)

// kickers cites the labels over the headline, or over the text where the headline was left out.
func (s *edges) kickers(doc *cleaner.Document, m *viewed) {
	first, head := ownHeadline(doc)
	if first > kickerLines || first < 0 && head > kickerLines || doc.From > 0 {
		return
	}
	residue, framed := frameBelow(m.looks, first, head)
	if residue < frameLeast {
		return
	}
	title, known := head, 0
	if first >= 0 {
		s.twice(doc, m, first, head)
		title = first
		if under := below(doc, first, head, framed); under > 0 {
			title, known = under, 1
		}
	}
	if title == 0 || title > kickerLines {
		return
	}
	for k := range title {
		if k == first {
			continue // it has been counted as known
		}
		if !m.looks[k].cited() && m.looks[k].shape != bare && !s.kicker(doc, m, k) {
			return
		}
		if m.looks[k].score > 0 {
			known++
		}
	}
	path := title >= pathLeast && m.looks[0].score > 0
	if known < title && (first < 0 || 2*known < title && !path && !(framed && certain(doc, title))) {
		return
	}
	for k := range title {
		s.add(doc, m.looks, k, "nav")
	}
}

// frameBelow counts the lines of residue below the headline, and tells whether one stands before the prose.
func frameBelow(looks []look, first, head int) (lines int, framed bool) {
	for i := max(0, first); i < len(looks); i++ {
		if looks[i].cited() {
			lines++
			framed = framed || i < head
		}
	}
	return lines, framed
}

// kicker reports that block i may be a label over the headline.
func (s *edges) kicker(doc *cleaner.Document, m *viewed, i int) bool {
	b, l := &doc.Blocks[i], &m.looks[i]
	if l.shape != label || l.score < 0 || b.Terminal || b.Kind != cleaner.Paragraph || m.dated(doc, i) {
		return false
	}
	return b.Words <= kickerWords || l.score > 0
}

// certain reports that block i is a headline beyond doubt: long, and no byline with a date in it.
func certain(doc *cleaner.Document, i int) bool {
	b := &doc.Blocks[i]
	return b.Words >= headlineSure && 5*b.Digits < b.Letters
}

// below returns the headline when the first line that looks like one is another label over it, or 0: a path
// of pages that ends with it, a line in capitals over one that has others, one in Latin letters over one that
// has others.
func below(doc *cleaner.Document, first, head int, framed bool) int {
	text, words := doc.BlockText(first), doc.Blocks[first].Words
	for k := first + 1; k < min(head, first+betweenTitles); k++ {
		if !titled(doc, k) {
			continue
		}
		under := doc.BlockText(k)
		switch before, ends := bytes.CutSuffix(text, under); {
		case ends && len(before) > 0 && document.Measure(before).Words <= pathWords:
			return k
		case k > first+1:
		case framed && words <= shoutedWords && shouted(text) && !shouted(under) && certain(doc, k):
			return k
		case first > 1 && latin(text) && !latin(under):
			return k
		}
	}
	return 0
}

// shouted reports that text has letters, and no small ones.
func shouted(text []byte) bool {
	return bytes.IndexFunc(text, unicode.IsUpper) >= 0 && bytes.IndexFunc(text, unicode.IsLower) < 0
}

// latin reports that most of text is ASCII.
func latin(text []byte) bool {
	return 4*utf8.RuneCount(text) > 3*len(text)
}

// twice cites the labels between the headline and its repetition right below.
func (s *edges) twice(doc *cleaner.Document, m *viewed, first, head int) {
	for k := first + 2; k < min(head, first+2+betweenTitles); k++ {
		if !bytes.Equal(doc.BlockText(k), doc.BlockText(first)) {
			continue
		}
		for i := first + 1; i < k; i++ {
			if s.kicker(doc, m, i) {
				s.add(doc, m.looks, i, "nav")
			}
		}
		return
	}
}
