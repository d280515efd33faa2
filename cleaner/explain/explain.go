// Package explain holds the writers that say of every line of an input whether it was kept, and if not,
// which rule dropped it and why.
package explain

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner"
)

// Text writes the lines of an input, each behind a mark: two spaces when it was kept, "- " when it was
// dropped, "~ " when a part was. Behind what was dropped stand the rule and its reason; behind each line of a
// page, after an "@", its innermost elements. Call Flush at the end.
type Text struct {
	w     *bufio.Writer
	color bool
}

// NewText returns a writer to w that uses colours if color is set.
func NewText(w io.Writer, color bool) *Text {
	return &Text{w: bufio.NewWriterSize(w, 64<<10), color: color}
}

// Flush writes what is buffered.
func (t *Text) Flush() error { return t.w.Flush() }

const (
	styleDropped = "\x1b[9;31m" // struck through, red
	styleReason  = "\x1b[36m"   // cyan
	styleElement = "\x1b[2m"    // faint
	styleReset   = "\x1b[0m"
)

// Write implements cleaner.Writer.
func (t *Text) Write(w *cleaner.Window) error {
	cuts := w.Cuts
	doc := w.Doc
	for i := doc.From; i < doc.To; i++ {
		b := &doc.Blocks[i]
		if b.Gap && i > 0 {
			t.w.WriteByte('\n')
		}
		for len(cuts) > 0 && cuts[0].End <= doc.Offset+int64(b.Start) {
			cuts = cuts[1:]
		}
		own := cuts
		for n := range own {
			if own[n].Start >= doc.Offset+int64(b.End) {
				own = own[:n]
				break
			}
		}
		t.block(w, i, own)
	}
	return nil
}

// block writes block i with the cuts that overlap it.
func (t *Text) block(w *cleaner.Window, i int, cuts []cleaner.Cut) {
	b := &w.Doc.Blocks[i]
	text := w.Doc.Text[b.Start:b.End]
	if len(cuts) == 0 {
		t.lines("  ", text)
		t.element(w.Doc, i)
		t.w.WriteByte('\n')
		return
	}
	base := w.Doc.Offset + int64(b.Start)
	if cuts[0].Start <= base && cuts[0].End >= base+int64(len(text)) {
		t.style(styleDropped)
		t.lines("- ", text)
		t.style(styleReset)
	} else {
		t.w.WriteString("~ ")
		at := 0
		for _, c := range cuts {
			start, end := int(max(c.Start-base, 0)), int(min(c.End-base, int64(len(text))))
			t.w.WriteString(Visible(text[at:start]))
			t.dropped(text[start:end])
			at = end
		}
		t.w.WriteString(Visible(text[at:]))
	}
	for _, c := range cuts {
		t.w.WriteString("  ")
		t.style(styleReason)
		t.w.WriteString(Visible([]byte("<- " + c.Rule.Name() + ": " + reason(w.Doc, i, c.Rule))))
		t.style(styleReset)
	}
	t.element(w.Doc, i)
	t.w.WriteByte('\n')
}

// pathSteps is how many elements are shown of a block, and pathBytes how long they may be together.
const (
	pathSteps = 4
	pathBytes = 120
)

// element writes where on its page block i stands.
func (t *Text) element(doc *cleaner.Document, i int) {
	if doc.Page == nil {
		return
	}
	path := strings.TrimPrefix(doc.Page.Path(doc.Page.Spots[i].Element, pathSteps), "... > ")
	if len(path) > pathBytes {
		path = "..." + strings.ToValidUTF8(path[len(path)-pathBytes:], "")
	}
	t.w.WriteString("  ")
	t.style(styleElement)
	t.w.WriteString("@ " + Visible([]byte(path)))
	t.style(styleReset)
}

// dropped writes a dropped part of a line, in brackets where colour cannot show it.
func (t *Text) dropped(text []byte) {
	if t.color {
		t.style(styleDropped)
		t.w.WriteString(Visible(text))
		t.style(styleReset)
		return
	}
	t.w.WriteString("[-" + Visible(text) + "-]")
}

// lines writes a block, of which hard-wrapped text has several lines, with a mark before each.
func (t *Text) lines(mark string, text []byte) {
	for n, line := range strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n") {
		if n > 0 {
			t.w.WriteByte('\n')
		}
		t.w.WriteString(mark + Visible([]byte(line)))
	}
}

func (t *Text) style(code string) {
	if t.color {
		t.w.WriteString(code)
	}
}

// reason returns why rule cut block i, in words.
func reason(doc *cleaner.Document, i int, rule *cleaner.Rule) string {
	// The judge has put the findings in the order of their blocks.
	n, _ := slices.BinarySearchFunc(doc.Findings, int32(i), func(f cleaner.Finding, i int32) int { return cmp.Compare(f.Block, i) })
	for ; n < len(doc.Findings) && int(doc.Findings[n].Block) == i; n++ {
		if f := &doc.Findings[n]; f.Rule == rule {
			return f.Reason()
		}
	}
	return rule.Doc
}

// Visible returns text with control characters and bytes that are no UTF-8 spelled out, so that an input
// cannot steer the terminal.
func Visible(text []byte) string { return Spelled(text, "", "") }

// Spelled is Visible with open before and end behind everything that is spelled out.
func Spelled(text []byte, open, end string) string {
	if harmless(text) {
		return string(text)
	}
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `%s\x%02x%s`, open, text[0], end)
		case unseen(r):
			fmt.Fprintf(&b, `%s\u%04x%s`, open, r, end)
		default:
			b.Write(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}

// harmless reports, of most texts, that Spelled leaves them alone.
func harmless(text []byte) bool {
	for _, c := range text {
		// Lead bytes of U+0080 to U+00BF, U+0600 to U+063F, U+2000 to U+2FFF and U+F000 to U+FFFF.
		if c < ' ' && c != '\t' || c == 0x7f || c == 0xc2 || c == 0xd8 || c == 0xe2 || c == 0xef {
			return false
		}
	}
	return utf8.Valid(text)
}

// unseen reports that r is no character to be seen but one that steers: a control character other than the tab, one that
// turns the direction of writing, or a line end of Unicode's own; or no character at all.
func unseen(r rune) bool {
	return r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' ||
		r >= 0xfdd0 && r <= 0xfdef)
}
