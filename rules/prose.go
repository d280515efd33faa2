package rules

import (
	"bytes"
	"sync"

	"winnow/cleaner"
	"winnow/rules/fold"
	"winnow/rules/pattern"
)

// weighProse lets the article speak for itself: a phrase that names a block as residue has to outweigh a
// paragraph around it, and a headline is not taken for a menu entry or a link because such stand around it.
type weighProse struct{ pool sync.Pool }

// proseScratch is the memory of one Mark.
type proseScratch struct {
	folded  []byte
	offsets []int32
}

var (
	longParagraph = &cleaner.Rule{
		ID: "long-paragraph", Category: "article", Stage: "prose", Languages: []string{"mul"},
		Doc: "A long paragraph of whole sentences.", Reason: "a paragraph of %d words",
	}
	reportedSpeech = &cleaner.Rule{
		ID: "reported-speech", Category: "article", Stage: "prose", Languages: []string{"mul"},
		Doc: "A sentence that quotes somebody.", Reason: "quotes somebody, in %d words",
	}
	attribution = &cleaner.Rule{
		ID: "attribution", Category: "article", Stage: "prose", Languages: []string{"mul"},
		Doc: "A sentence that ends with who said it.", Reason: "ends with who said it",
	}
	headline = &cleaner.Rule{
		ID: "headline", Category: "article", Stage: "prose", Languages: []string{"mul"},
		Doc: "The first line that looks like a headline, and lines that repeat it.", Reason: "looks like the headline",
	}
)

const (
	headlineLeast    = 4  // words; a shorter first line is a menu entry more often
	attributedWeight = -6 // residue speaks to the reader and quotes nobody
	attributedLeast  = 7  // words
	attributedBytes  = 80 // at the end of a block, in which the attribution stands

	headlineWeight = -3  // less than any phrase weighs, enough against the company a line keeps
	headMost       = 400 // blocks; before a longer head no line is compared with all others
)

// Rules returns the rules that the stage cites.
func (s *weighProse) Rules() []*cleaner.Rule {
	return []*cleaner.Rule{longParagraph, reportedSpeech, attribution, headline}
}

// Mark weighs the blocks that something speaks against, and the headline.
func (s *weighProse) Mark(doc *cleaner.Document) {
	m, _ := s.pool.Get().(*proseScratch)
	if m == nil {
		m = &proseScratch{}
	}
	defer s.pool.Put(m)
	weighHeadline(doc)
	for i := range doc.Blocks {
		if doc.Evidence(i) == 0 {
			continue
		}
		b := &doc.Blocks[i]
		switch {
		case b.Words >= 90 && b.Terminal:
			doc.Add(i, longParagraph, -4, int(b.Words))
		case b.Words >= 50 && b.Terminal:
			doc.Add(i, longParagraph, -2, int(b.Words))
		}
		if b.Terminal && b.Words >= attributedLeast && m.attributed(doc.BlockText(i)) {
			doc.Add(i, attribution, attributedWeight, 0)
		}
		if b.Quoted && b.Terminal && b.Words >= 18 {
			doc.Add(i, reportedSpeech, -1.5, int(b.Words))
		}
	}
}

// attributed reports that text ends as reported speech does: "..., the council said on Monday."
func (m *proseScratch) attributed(text []byte) bool {
	m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], text[max(0, len(text)-attributedBytes):])
	return saidSo.Match(m.folded)
}

// saidSo finds the verbs of reporting behind a comma at the end of a sentence.
var saidSo = pattern.MustCompile(`, [^,.!?]*\b(?:said|says|told|found|finds|wrote|writes|argued|argues|warned|warns|reported|reports|joked|added|explained|claimed|promised|` +
	`sagte|sagt|erklarte|erklart|schrieb|schreibt|warnte|warnt|berichtet|berichtete|dijo|dice|afirmo|explico|advierte|aseguro|segun|disse|afirmou|explicou|alertou|segundo|` +
	`dit|declare|explique|affirme|estime|regrette|conseille|selon|detto|dice|spiega|avverte|secondo|zei|zegt|aldus|schrijft|waarschuwt|sa|sager|sade|skriver|` +
	`powiedzial|powiedziala|mowi|twierdzi|rekl|rekla|uvedl|uvedla|dedi|soyledi|acikladi|kata|ujar|jelas|tutur|katanya)\b[^,.!?]*[.!?]["')]*$|` +
	`, [^,.!?]*(?:сказал|сообщил|заявил|отметил|написал|сказав|повідомив|заявив)[\p{L}]*[^,.!?]*[.!?]["')]*$`)

// weighHeadline protects the headline from the stages that judge a line by its neighbours: the first line
// before all prose that may be one, lines that repeat it, and any other line there that stands twice, as a
// page's title does in its breadcrumbs.
func weighHeadline(doc *cleaner.Document) {
	if doc.From > 0 {
		return // not the start of the input
	}
	first, head := ownHeadline(doc)
	if first < 0 {
		return
	}
	for i := first; i < len(doc.Blocks); i++ {
		if !titled(doc, i) {
			continue
		}
		text := doc.BlockText(i)
		if bytes.Equal(text, doc.BlockText(first)) || i < head && repeated(doc, i, head) {
			doc.Add(i, headline, headlineWeight, 0)
		} else if i > first+1 && wrapped(doc, first, text) {
			doc.Add(first+1, headline, headlineWeight, 0)
			doc.Add(i, headline, headlineWeight, 0)
			first = i // says all of it
		}
	}
}

// wrapped reports that text is what block i and the one below it say together: a headline that was broken into two lines.
func wrapped(doc *cleaner.Document, i int, text []byte) bool {
	rest, ok := bytes.CutPrefix(text, doc.BlockText(i))
	return ok && len(rest) > 0 && bytes.Equal(bytes.TrimSpace(rest), doc.BlockText(i+1))
}

// ownHeadline returns the first block before all prose that may be a headline, or -1, and the first block of prose.
func ownHeadline(doc *cleaner.Document) (first, head int) {
	first = -1
	for head < len(doc.Blocks) && (shapeOf(&doc.Blocks[head]) != prose || doc.Evidence(head) > 0) {
		if first < 0 && titled(doc, head) {
			first = head
		}
		head++
	}
	return first, head
}

// titled reports that block i may be a headline by its form, and that nothing speaks against it.
func titled(doc *cleaner.Document, i int) bool {
	b := &doc.Blocks[i]
	return b.Words >= headlineLeast && b.Words <= headlineMost && (b.Kind == cleaner.Paragraph || b.Kind == cleaner.Heading) &&
		doc.Evidence(i) == 0
}

// repeated reports that another of the first n blocks says the same as block i.
func repeated(doc *cleaner.Document, i, n int) bool {
	if n > headMost {
		return false
	}
	for k := range n {
		if k != i && doc.Blocks[k].Words == doc.Blocks[i].Words && bytes.Equal(doc.BlockText(k), doc.BlockText(i)) {
			return true
		}
	}
	return false
}
