package cleaner

import (
	"strings"

	"winnow/cleaner/document"
)

// Titled passes windows on to a writer, and before the first of a page the page's title, as a heading. A
// page whose text begins with its title gets no second one, and plain text has none.
type Titled struct {
	Writer
	begun bool
}

// Write implements Writer.
func (t *Titled) Write(w *Window) error {
	if !t.begun && w.Doc.Page != nil {
		if title := w.Doc.Page.Meta.Title; title != "" && !strings.EqualFold(title, opening(w)) {
			if err := t.Writer.Write(titleWindow(title, opening(w) != "")); err != nil {
				return err
			}
		}
	}
	t.begun = !w.Doc.Last
	return t.Writer.Write(w)
}

// opening returns the first block of w that was kept, or nothing.
func opening(w *Window) string {
	cuts := w.Cuts
	for i := w.Doc.From; i < w.Doc.To; i++ {
		b := &w.Doc.Blocks[i]
		start, end := w.Doc.Offset+int64(b.Start), w.Doc.Offset+int64(b.End)
		for len(cuts) > 0 && cuts[0].End < end {
			cuts = cuts[1:]
		}
		if len(cuts) == 0 || cuts[0].Start > start {
			return string(w.Doc.BlockText(i))
		}
	}
	return ""
}

// titleWindow returns a page that is nothing but a title, with an empty line behind it if more follows.
func titleWindow(title string, more bool) *Window {
	doc := &Document{}
	page := doc.OpenPage()
	element := page.Open(page.Open(-1, document.TagBody, 0), document.TagH1, 0)
	doc.Text = append([]byte(title), '\n')
	if more {
		doc.Text = append(doc.Text, '\n')
	}
	doc.Blocks = []Block{{End: int32(len(title)), Line: 1, Kind: Heading}}
	page.Spots = []document.Spot{{Element: element, Level: 1}}
	doc.To, doc.Last = 1, true
	return &Window{Doc: doc, End: int64(len(doc.Text))}
}
