package page

import (
	"bytes"
	"math"

	"winnow/cleaner"
)

// window is what the page is told of a window: a row for each block. Its fields are known to assets/data.js.
type window struct {
	Paths   []string `json:"paths"`   // of elements, that rows name by number
	Reasons []string `json:"reasons"` // likewise
	Rows    []row    `json:"rows"`

	paths, reasons map[string]int
}

type row struct {
	Line   int64    `json:"line"` // number of its first line in the input, from 1
	At     int64    `json:"at"`   // offset of its first byte, as explain --json counts
	Size   int32    `json:"size"` // in bytes
	Kind   string   `json:"kind,omitempty"`
	Gap    bool     `json:"gap,omitempty"`    // an empty line stands before it
	Indent string   `json:"indent,omitempty"` // white space at the start of its line
	Parts  []string `json:"parts"`            // kept, cut, kept, cut, and so on
	Cuts   []vote   `json:"cuts,omitempty"`   // one for each part that is cut
	Votes  []vote   `json:"votes,omitempty"`  // all that rules said
	Path   int      `json:"path,omitempty"`   // of a page, its elements: a number in Paths, from 1
}

// vote is what one rule said, or what was decided by it.
type vote struct {
	Rule   int     `json:"rule"`
	Weight float64 `json:"weight"`
	Reason int     `json:"reason,omitempty"` // a number in Reasons, from 1; 0 stands for the rule's doc
	At     int32   `json:"at,omitempty"`     // where it begins in the block, in bytes
	Size   int32   `json:"size,omitempty"`   // how long it is; 0 stands for all of the block
}

// pathSteps is how many elements the page names of those around a block.
const pathSteps = 5

// window returns what the page is told of w.
func (p *Page) window(w *cleaner.Window) *window {
	doc := w.Doc
	out := &window{
		Paths: []string{}, Reasons: []string{}, Rows: make([]row, 0, doc.To-doc.From),
		paths: map[string]int{}, reasons: map[string]int{},
	}
	findings, cuts := doc.Findings, w.Cuts
	for i := doc.From; i < doc.To; i++ {
		b := &doc.Blocks[i]
		r := row{Line: b.Line, At: doc.Offset + int64(b.Start), Size: b.End - b.Start, Gap: b.Gap && i > 0}
		if b.Kind != cleaner.Paragraph {
			r.Kind = b.Kind.String()
		}
		r.Indent = indent(doc, i)
		if doc.Page != nil {
			path := doc.Page.Path(doc.Page.Spots[i].Element, pathSteps)
			r.Path = number(&out.Paths, out.paths, shown([]byte(path)))
		}
		for len(findings) > 0 && int(findings[0].Block) < i {
			findings = findings[1:]
		}
		own := 0
		for own < len(findings) && int(findings[own].Block) == i {
			own++
		}
		r.Votes = p.votes(out, b, findings[:own])
		for len(cuts) > 0 && cuts[0].End <= r.At {
			cuts = cuts[1:]
		}
		p.parts(out, &r, doc.BlockText(i), cuts, findings[:own])
		out.Rows = append(out.Rows, r)
	}
	return out
}

// votes returns what the findings on block b say.
func (p *Page) votes(out *window, b *cleaner.Block, findings []cleaner.Finding) []vote {
	var votes []vote
	for i := range findings {
		f := &findings[i]
		v := vote{Rule: p.rule(f.Rule), Weight: rounded(f.Weight), Reason: out.reason(f.Rule, f.Reason())}
		if f.Start != b.Start || f.End != b.End {
			v.At, v.Size = f.Start-b.Start, f.End-f.Start
		}
		votes = append(votes, v)
	}
	return votes
}

// parts divides the text of r by those of the cuts that overlap it. The cuts before it are gone from the list.
func (p *Page) parts(out *window, r *row, text []byte, cuts []cleaner.Cut, findings []cleaner.Finding) {
	at := int64(0)
	for i := range cuts {
		c := &cuts[i]
		if c.Start >= r.At+int64(r.Size) {
			break
		}
		start, end := max(c.Start-r.At, 0), min(c.End-r.At, int64(r.Size))
		r.Parts = append(r.Parts, shown(text[at:start]), shown(text[start:end]))
		at = end
		v := vote{Rule: p.rule(c.Rule), Weight: rounded(c.Weight)}
		for k := range findings {
			if f := &findings[k]; f.Rule == c.Rule {
				v.Reason = out.reason(f.Rule, f.Reason())
				break
			}
		}
		r.Cuts = append(r.Cuts, v)
	}
	if at < int64(len(text)) || at == 0 {
		r.Parts = append(r.Parts, shown(text[at:]))
	}
}

// reason returns the number of why r spoke, which is 0 where its doc says it.
func (w *window) reason(r *cleaner.Rule, why string) int {
	if why == "" || why == r.Doc {
		return 0
	}
	return number(&w.Reasons, w.reasons, shown([]byte(why)))
}

// number returns the number of s in list, from 1, and appends it where it is missing.
func number(list *[]string, known map[string]int, s string) int {
	n, ok := known[s]
	if !ok {
		*list = append(*list, s)
		n = len(*list)
		known[s] = n
	}
	return n
}

// indentMost is the longest indentation that is shown, in bytes.
const indentMost = 120

// indent returns the white space between the start of its line and block i.
func indent(doc *cleaner.Document, i int) string {
	before := doc.Text[:doc.Blocks[i].Start]
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	if len(before) > indentMost || len(bytes.TrimLeft(before, " \t")) > 0 {
		return ""
	}
	return string(before)
}

// rounded returns a weight as people read it.
func rounded(weight float32) float64 { return math.Round(float64(weight)*100) / 100 }
