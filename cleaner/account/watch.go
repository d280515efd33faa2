package account

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// watch looks at what is kept and what goes, for what that makes of the document. Its memory does not grow.
type watch struct {
	kept  int32          // words
	last  []byte         // the end of the last block that was kept
	ended document.Stats // its figures

	walls []string // quotations from the paywall that the text kept so far ends at
	wall  bool     // it ends at one
	short int32    // words in short lines since then
	paid  bool     // the page says that its article is not free

	prose weighed
}

// weighed is how many words of prose stayed, and how many went.
type weighed struct {
	kept, cut int64
	weak      int64 // of those that went: by weak evidence
	quotes    []quotation
}

// quotation is from a block that went.
type quotation struct {
	words int32
	text  string
}

const (
	proseWords = 12 // a block of so many words that has a sentence in it is prose
	tailBytes  = 16 // so much is held of the end of a block
	quoteBytes = 160
	quotesMost = 2
)

// isProse reports that block i is prose and not a label, a link or a list of words.
func isProse(doc *cleaner.Document, i int) bool {
	b := &doc.Blocks[i]
	if b.Words < proseWords || b.Ends == 0 && !b.Terminal {
		return false
	}
	return doc.Page == nil || 2*doc.Page.Spots[i].Linked <= b.End-b.Start
}

// window looks at a window.
func (w *watch) window(win *cleaner.Window) {
	doc := win.Doc
	w.paid = doc.Page != nil && doc.Page.Meta.Paywalled
	cuts, findings := win.Cuts, doc.Findings
	for i := doc.From; i < doc.To; i++ {
		b := &doc.Blocks[i]
		start, end := doc.Offset+int64(b.Start), doc.Offset+int64(b.End)
		for len(cuts) > 0 && cuts[0].End <= start {
			cuts = cuts[1:]
		}
		for len(findings) > 0 && int(findings[0].Block) < i {
			findings = findings[1:]
		}
		own := cuts
		for n := range own {
			if own[n].Start >= end {
				own = own[:n]
				break
			}
		}
		if len(own) > 0 && own[0].Start <= start && own[0].End >= end {
			w.drop(doc, i, &own[0])
		} else {
			w.keep(doc, i, own)
		}
		if len(own) > 0 {
			w.seek(doc, i, findings, own)
		}
	}
}

// keep takes in a block that is kept but for cuts.
func (w *watch) keep(doc *cleaner.Document, i int, cuts []cleaner.Cut) {
	text, stats := doc.BlockText(i), doc.Blocks[i].Stats
	if n := len(cuts); n > 0 {
		// A wall that is glued to a paragraph stands at its end, and says nothing of how the paragraph ends.
		start := doc.Offset + int64(doc.Blocks[i].Start)
		if last := &cuts[n-1]; last.End >= start+int64(len(text)) {
			text = text[:max(last.Start-start, 0)]
			stats = document.Measure(text)
		}
	}
	w.kept += stats.Words
	prose := isProse(doc, i)
	if prose {
		w.prose.kept += int64(stats.Words)
	}
	if w.wall && !prose && w.short+stats.Words <= shortWords {
		w.short += stats.Words
		return
	}
	w.wall, w.short, w.walls = false, 0, w.walls[:0]
	w.last, w.ended = append(w.last[:0], text[max(0, len(text)-tailBytes):]...), stats
}

// drop takes in a block that goes.
func (w *watch) drop(doc *cleaner.Document, i int, c *cleaner.Cut) {
	if !isProse(doc, i) {
		return
	}
	p, words := &w.prose, doc.Blocks[i].Words
	p.cut += int64(words)
	if c.Weight < weakWeight {
		p.weak += int64(words)
		words *= 2 // such a one is quoted sooner
	}
	if len(p.quotes) == quotesMost && words <= p.quotes[quotesMost-1].words {
		return
	}
	at := len(p.quotes)
	for at > 0 && p.quotes[at-1].words < words {
		at--
	}
	p.quotes = slices.Insert(p.quotes, at, quotation{words, Quote(doc.BlockText(i))})
	p.quotes = p.quotes[:min(len(p.quotes), quotesMost)]
}

// Quote returns the beginning of a text on one line, about as much as a line of a terminal holds twice. Bytes that are
// no UTF-8 become U+FFFD.
func Quote(text []byte) string {
	const more = "…"
	cut := len(text) > 4*quoteBytes
	if cut {
		text = text[:4*quoteBytes]
	}
	line := string(bytes.Join(bytes.Fields(text), []byte{' '}))
	line = strings.ToValidUTF8(line, "\ufffd")
	if len(line) <= quoteBytes && !cut {
		return line
	}
	end := min(len(line), quoteBytes)
	for end > 0 && end < len(line) && !utf8.RuneStart(line[end]) {
		end--
	}
	line = line[:end]
	if i := strings.LastIndexByte(line, ' '); i > quoteBytes/2 {
		line = line[:i]
	}
	return line + more
}
