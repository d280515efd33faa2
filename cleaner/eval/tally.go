package eval

import (
	"bytes"
	"cmp"
	"slices"

	"winnow/cleaner"
)

// Cuts counts what rules cut, in blocks: lines of a text, or the paragraphs that hard-wrapped lines make up, and
// paragraphs, headings, list items and table rows of a page.
type Cuts struct {
	Blocks     int           `json:"blocks"` // that the documents have
	Kept       int           `json:"kept"`   // of these, how many came out, whole or in part
	Categories []CutCategory `json:"categories,omitempty"`
}

// CutCategory counts what the rules of a category cut. A cut counts for the rule that weighed most in it.
type CutCategory struct {
	Name   string `json:"name"`
	Blocks int    `json:"blocks"` // that went as a whole
	Parts  int    `json:"parts"`  // ranges that were cut out of blocks which stay
}

// Add adds the counts of o.
func (c *Cuts) Add(o *Cuts) {
	c.Blocks += o.Blocks
	c.Kept += o.Kept
	for i := range o.Categories {
		category := c.category(o.Categories[i].Name)
		category.Blocks += o.Categories[i].Blocks
		category.Parts += o.Categories[i].Parts
	}
}

// category returns the counts of a category, which are kept in alphabetical order.
func (c *Cuts) category(name string) *CutCategory {
	i, found := slices.BinarySearchFunc(c.Categories, name, func(c CutCategory, name string) int { return cmp.Compare(c.Name, name) })
	if !found {
		c.Categories = slices.Insert(c.Categories, i, CutCategory{Name: name})
	}
	return &c.Categories[i]
}

// tally is a writer that keeps the text and counts the cuts.
type tally struct {
	text bytes.Buffer
	cuts Cuts
}

func (t *tally) reset() { *t = tally{} }

// Write implements cleaner.Writer.
func (t *tally) Write(w *cleaner.Window) error {
	blocks := w.Doc.To - w.Doc.From
	t.cuts.Blocks += blocks
	t.cuts.Kept += blocks
	last := int32(-1) // block that went; white space around it may be a cut of its own
	for i := range w.Cuts {
		switch c := &w.Cuts[i]; {
		case c.Whole && c.Block != last:
			t.cuts.category(c.Rule.Category).Blocks++
			t.cuts.Kept--
			last = c.Block
		case !c.Whole && len(bytes.TrimSpace(w.Doc.Text[c.Start-w.Doc.Offset:c.End-w.Doc.Offset])) > 0:
			t.cuts.category(c.Rule.Category).Parts++
		}
	}
	return cleaner.NewTextWriter(&t.text).Write(w)
}
