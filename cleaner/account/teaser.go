package account

import (
	"bytes"
	"regexp"
	"slices"

	"winnow/cleaner"
)

// A document is a teaser when nothing but short lines is kept behind a paywall, and what is kept before it looks cut
// off: it ends in the middle, or there is too little of it. How little that is depends on what else speaks for it: sites
// print prompts to subscribe under articles that are there in full, and short articles are no rarity.
const (
	shortWords  = 25  // words in short lines behind the wall, at most
	littleWords = 150 // an article of so few words is cut off, if it ends at a wall
	someWords   = 450 // likewise where its last line ends no sentence
	paidWords   = 500 // likewise where the page says that its article is not free, or the wall how much of it is left
	lineWords   = 8   // a shorter last line may be a heading or a signature, which end no sentence
)

// seek looks for a wall in what cuts take out of block i.
func (w *watch) seek(doc *cleaner.Document, i int, findings []cleaner.Finding, cuts []cleaner.Cut) {
	if w.kept == 0 {
		return
	}
	for k := range findings {
		f := &findings[k]
		if int(f.Block) != i {
			return
		}
		start, end := doc.Offset+int64(f.Start), doc.Offset+int64(f.End)
		gone := slices.ContainsFunc(cuts, func(c cleaner.Cut) bool { return c.Start < end && c.End > start })
		if !f.Rule.Wall || f.Weight <= 0 || !gone {
			continue
		}
		w.wall, w.short = true, 0
		if len(w.walls) < quotesMost {
			w.walls = append(w.walls, Quote(doc.Text[f.Start:f.End]))
		}
		return
	}
}

// teaser reports that the document is a teaser.
func (w *watch) teaser() bool {
	switch words := w.kept - w.short; {
	case !w.wall || words <= 0:
		return false
	case words <= littleWords, open(w.last):
		return true
	case words <= someWords && w.ended.Words >= lineWords && !w.ended.Terminal:
		return true
	default:
		return words <= paidWords && (w.paid || w.shareLeft())
	}
}

// open reports that a text ends with a mark that says it goes on.
func open(end []byte) bool {
	end = bytes.TrimRight(end, space)
	for _, colon := range []string{":", "："} {
		if bytes.HasSuffix(end, []byte(colon)) {
			return true
		}
	}
	end = bytes.TrimRight(end, space+"\"'”’»)]")
	for _, mark := range []string{"…", "...", "‥", ". . ."} {
		if before, ok := bytes.CutSuffix(end, []byte(mark)); ok {
			return !bytes.HasSuffix(before, []byte{'.'}) // of four dots and more, people make pauses
		}
	}
	return false
}

const space = " \t\r\n\u00a0"

// share is how much of an article is left to read, as walls print it.
var share = regexp.MustCompile(`\d[\d.,]*\s?[%٪％]`)

// shareLeft reports that the wall says how much of the article is left.
func (w *watch) shareLeft() bool {
	for _, text := range w.walls {
		if share.MatchString(text) {
			return true
		}
	}
	return false
}
