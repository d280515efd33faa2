package rules

import "winnow/cleaner"

// edges cleans what stands before the article's body and behind it. There, unlike inside the body, short
// lines are more often the page's frame than the article's: once residue has begun behind the body it goes
// on to the end of the page, and a run of labels before it is a menu.
type edges struct{ views *views }

var frame = newGrowth("edges", "frame", "A line of the page's frame, before the article's body or behind it.", categories...)

const (
	menuRun         = 6 // labels on end that may be a menu
	menuWords       = 4 // a longer line is no menu entry
	standfirstLines = 4 // lines up to the standfirst, below which the head of the page may go on

	menuShare  = 0.15 // of them must be known
	edgeWeight = 5
	edgeFull   = 8   // the most certainty that residue goes on
	edgeStep   = 0.5 // certainty gained with every further line that is cited
	edgeDecay  = 0.1 // certainty lost with every line that nothing speaks against
	edgeProse  = 0.7 // certainty lost with every paragraph that stays
	edgeLine   = 3   // certainty at which a line goes
	edgeTeaser = 5   // certainty at which a sentence goes
)

// Rules returns the rules that the stage cites.
func (s *edges) Rules() []*cleaner.Rule { return frame.list() }

// Mark cites the lines of the page's frame.
func (s *edges) Mark(doc *cleaner.Document) {
	if len(doc.Findings) == 0 {
		return
	}
	m := s.views.of(doc)
	defer s.views.done(m)
	m.bodyAfter(doc)
	s.kickers(doc, m)
	first := nextBody(doc, m.looks, 0)
	s.menus(doc, m, span{0, first}, false)
	if first < min(standfirstLines, len(m.looks)) && !beside(m.looks, first, +1) {
		s.menus(doc, m, span{first + 1, nextBody(doc, m.looks, first+1)}, true)
	}
	if s.threads(doc, m) {
		m.bodyAfter(doc)
	}
	tail := m.tail()
	s.tail(doc, m, tail)
	s.enclosed(doc, m, tail)
	s.topics(doc, m, tail)
}

// nextBody returns the first block from block i on that is part of the article's body.
func nextBody(doc *cleaner.Document, looks []look, i int) int {
	for i < len(looks) && !body(doc, looks, i) {
		i++
	}
	return i
}

// menus cites runs of labels of which some are known. Under a standfirst they must be about the article: hold
// its date, and a line that goes.
func (s *edges) menus(doc *cleaner.Document, m *viewed, head span, standfirst bool) {
	for i := head.start; i < head.end; {
		n, known, dates, cited := i, 0, 0, 0
		for n < head.end && s.entry(doc, m.looks, n) {
			if m.looks[n].score > 0 {
				known++ // by a phrase, or because it stands on the page again and again
			}
			if m.looks[n].cited() {
				cited++
			}
			if standfirst && m.dated(doc, n) {
				dates++
			}
			n++
		}
		if n-i >= menuRun && float64(known) >= menuShare*float64(n-i) && (!standfirst || dates > 0 && cited > 0) {
			for k := i; k < n; k++ {
				s.add(doc, m.looks, k, "nav")
			}
		}
		i = n + 1
	}
}

// entry reports that a line may be a menu's.
func (s *edges) entry(doc *cleaner.Document, looks []look, i int) bool {
	b := &doc.Blocks[i]
	l := &looks[i]
	return l.cited() || l.shape == bare || l.score >= 0 && b.Words <= menuWords && !b.Terminal && b.Kind == cleaner.Paragraph
}

// tail cites the lines behind the body from where residue begins.
func (s *edges) tail(doc *cleaner.Document, m *viewed, from int) {
	certainty, category := float32(0), ""
	for i := from; i < len(m.looks); i++ {
		l, b := &m.looks[i], &doc.Blocks[i]
		if l.cited() {
			gain := opening(l.category, b.Words)
			if l.leading < cleaner.DefaultThreshold {
				gain = 0 // it went for the company it keeps
			}
			if gain > 0 {
				category = l.category
			}
			if gain > 0 && certainty >= gain && certainty < gain+1 {
				certainty += edgeStep
			}
			certainty = min(edgeFull, max(certainty, gain))
			continue
		}
		if l.score < 0 || certainty < edgeLine {
			certainty = max(0, certainty-edgeDecay)
			continue
		}
		familiar := l.score > 0 || m.dated(doc, i)
		switch {
		case l.shape == prose && (certainty < edgeTeaser || b.Words > teaserWords):
			certainty -= edgeProse
			continue
		case certainty >= edgeTeaser || plain(b):
			s.add(doc, m.looks, i, category)
		}
		switch {
		case familiar:
			certainty = min(edgeFull, certainty+edgeDecay)
		case l.shape == prose:
			certainty -= 2 * edgeDecay
		default:
			certainty -= edgeDecay
		}
	}
}

// plain reports that a block has no shape that an article gives its own lists and headlines.
func plain(b *cleaner.Block) bool {
	return b.Kind == cleaner.Paragraph && (b.Words <= apartWords || !b.Gap)
}

// opening is how certain residue of a category makes that nothing of the article follows.
func opening(category string, words int32) float32 {
	switch category {
	case "copyright":
		return edgeFull
	case "comments", "related":
		if words <= labelWords+1 { // a sentence, or a label with its headline, may stand alone
			return 6
		}
		return 0
	case "newsletter", "cookie", "pricing", "paywall":
		return 4.6
	case "share", "promo", "nav":
		return 4.6
	}
	return 0
}

func (s *edges) add(doc *cleaner.Document, looks []look, i int, category string) {
	if l := &looks[i]; !l.cited() {
		doc.Add(i, frame.of(category), edgeWeight-min(l.score, 0), 0)
		l.score, l.category = doc.Score(i), category
	}
}
