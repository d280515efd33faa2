package markdown

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"winnow/cleaner/document"
)

// shown is a character that is seen, with the marks it is shown with.
type shown struct {
	r     rune
	marks uint8 // a bit a span kind
}

// renderedText returns the characters that a renderer shows of Markdown, with spaces between blocks.
func renderedText(t testing.TB, markdown string) (text string, marked []shown) {
	t.Helper()
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(markdown), &out); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, marks uint8)
	walk = func(n *html.Node, marks uint8) {
		kind, inline := spanKinds[n.Data]
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			for _, r := range n.Data {
				if !invisible(r) {
					marked = append(marked, shown{r, marks})
				}
			}
		case n.Type == html.ElementNode && inline && (n.Parent == nil || n.Parent.Data != "pre"):
			marks |= 1 << kind
		case n.Type == html.ElementNode && n.Data != "html" && n.Data != "body":
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, marks)
		}
	}
	walk(root, 0)
	return strings.Join(strings.Fields(b.String()), " "), marked
}

// sourceText returns what renderedText should.
func sourceText(doc *document.Document) (text string, marked []shown) {
	for i := range doc.Blocks {
		spot := &doc.Page.Spots[i]
		start := doc.Blocks[i].Start + spot.Mark
		block := doc.Text[start:doc.Blocks[i].End]
		text += string(block) + " "
		for at, r := range string(block) {
			if invisible(r) {
				continue
			}
			s := shown{r: r}
			for _, span := range doc.Page.Spans[spot.First:spot.Last] {
				if pos := start + int32(at); span.Start <= pos && pos < span.End {
					s.marks |= 1 << span.Kind
				}
			}
			marked = append(marked, s)
		}
	}
	return strings.Join(strings.Fields(text), " "), marked
}

// checkRoundTrip renders what becomes of a document and compares it with the document. It returns how many
// characters lost emphasis.
func checkRoundTrip(t testing.TB, markup string, doc *document.Document) (lost int) {
	t.Helper()
	markdown := write(t, doc, 3)
	text, marked := renderedText(t, markdown)
	wantText, wantMarked := sourceText(doc)
	if text != wantText {
		t.Errorf("%q:\nmarkdown %q\nshows    %q\nwant     %q", markup, markdown, text, wantText)
		return 0
	}
	for i, m := range marked {
		want := wantMarked[i]
		if want.marks&(1<<document.Code) != 0 {
			want.marks = 1<<document.Code | m.marks&want.marks // code holds no other marks
			m.marks |= want.marks & (1 << document.Link)
		}
		if want.marks&(1<<document.Link) == 0 {
			m.marks &^= 1 << document.Link // addresses become links
		}
		if m.marks&^want.marks != 0 || (m.marks^want.marks)&(1<<document.Link) != 0 {
			t.Errorf("%q:\nmarkdown %q\ncharacter %d %c has marks %b, want %b", markup, markdown, i, m.r, m.marks, want.marks)
			return 0
		}
		if m.marks != want.marks {
			lost++
		}
	}
	return lost
}

// TestRoundTrip renders pages of random text full of what Markdown reads something into.
func TestRoundTrip(t *testing.T) {
	pieces := strings.Split("* _ # ` [ ] ( ) < > & amp; | ~ ~~ - + 1. 2) ! \\ : = \" ^ . ä — “ ” #1 http://a.bc/ www.x.com/ 字 「 」 € "+
		"--- a_b ** ]( ]: // x word", " ")
	pieces = append(pieces, " ", " ", " ", " ", " ", "a", "b", "\u00a0", "<br>")
	inner := []string{"%s", "%s", "%s", "<em>%s</em>", "<b>%s</b>", "<code>%s</code>", "<a href='/q?r_(s)'>%s</a>", "<del>%s</del>"}
	outer := []string{"<p>%s</p>", "<h2>%s</h2>", "<ul><li>%s<li>x</ul>", "<ol><li><p>x</p>%s</ol>", "<blockquote>%s</blockquote>",
		"<table><tr><th>x<th>%s<tr><td>%[1]s<td>%[1]s</table>"}
	r := rand.New(rand.NewPCG(1, 2))
	var inline func(depth int) string
	inline = func(depth int) string {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			if depth > 0 && r.IntN(3) == 0 {
				fmt.Fprintf(&b, inner[r.IntN(len(inner))], inline(depth-1))
			} else if p := pieces[r.IntN(len(pieces))]; p == "<br>" {
				b.WriteString(p)
			} else {
				b.WriteString(html.EscapeString(p))
			}
		}
		return b.String()
	}
	runs := 20000
	if testing.Short() {
		runs = 1000
	}
	lost, total := 0, 0
	for range runs {
		form := outer[r.IntN(len(outer))]
		markup := fmt.Sprintf(form, inline(3))
		if strings.Contains(form, "<table>") {
			markup = strings.ReplaceAll(markup, "<br>", " ") // no block ends inside a row
		}
		doc := page(markup)
		lost += checkRoundTrip(t, markup, doc)
		total += len(doc.Text)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d of %d characters lost emphasis", lost, total)
}

// TestOverlaps writes text with spans as no reader should make them.
func TestOverlaps(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		form := [...]string{"<p>%s", "<h2>%s", "<table><tr><td>%s<tr><td>x"}[r.IntN(3)]
		doc := page(fmt.Sprintf(form, "ab* c.d (e) [f]: g`h http://x.y/ i~j&amp;k"))
		n := int32(len(doc.Text))
		for range 1 + r.IntN(6) {
			doc.Page.Spans = append(doc.Page.Spans, document.Span{
				Kind: document.SpanKind(r.IntN(8)), Start: r.Int32N(n+4) - 2, End: r.Int32N(n+4) - 2, Target: "/t",
			})
		}
		doc.Page.Spots[0].Last = int32(len(doc.Page.Spans))
		markdown := write(t, doc, 1)
		if got, _ := renderedText(t, markdown); got != strings.ReplaceAll(string(doc.Text), "\n", " ") {
			t.Fatalf("%v:\nmarkdown %s\nshows    %s\nwant     %s", doc.Page.Spans, markdown, got, doc.Text)
		}
	}
}

// FuzzText holds that any text comes back from a renderer as it went in, wherever it stands.
func FuzzText(f *testing.F) {
	for _, s := range []string{"a *b* c", "1. a", "- [ ] x", "http://x.y/~z\"&amp;", "a`b``c", "![x](y)", "a | b\n---|---", "&#x41;", "<b>", "「a」b"} {
		f.Add(s, uint8(0))
	}
	f.Fuzz(func(t *testing.T, text string, form uint8) {
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\t\f\v\r\u0085\u2028\u2029@") {
			return // no text of a page, or white space that renderers do not agree about
		}
		b := newBuilder()
		forms := []func(){
			func() { b.open(document.TagP, ""); b.text(text); b.end(); b.text(text); b.close() },
			func() { b.open(document.TagH2, ""); b.text(text); b.close() },
			func() { b.open(document.TagLi, ""); b.mark = "- "; b.text(text); b.close() },
			func() { b.open(document.TagBlockquote, ""); b.text(text); b.close() },
			func() { b.open(document.TagPre, ""); b.raw(text); b.close() },
			func() {
				b.open(document.TagP, "")
				b.startSpan(document.Link, "/"+text)
				b.text(text)
				b.endSpan()
				b.close()
			},
			func() {
				b.open(document.TagP, "")
				b.text("a")
				b.startSpan(document.Code, "")
				b.text(text)
				b.endSpan()
				b.text("b")
				b.close()
			},
			func() {
				b.open(document.TagP, "")
				b.text("a")
				b.startSpan(document.Strong, "")
				b.text(text)
				b.endSpan()
				b.text(text)
				b.close()
			},
			func() {
				b.open(document.TagTable, "")
				b.open(document.TagTr, "")
				b.start(document.TableRow)
				b.text(text)
				b.close()
				b.close()
			},
		}
		forms[int(form)%len(forms)]()
		b.end()
		b.doc.To, b.doc.Last = len(b.doc.Blocks), true
		checkRoundTrip(t, text, &b.doc)
	})
}
