package markdown

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// builder makes a page of blocks by hand, as a reader would.
type builder struct {
	doc     document.Document
	element int32
	block   int // index of the block that is open, or -1
	gap     bool
	space   bool
	mark    string
	spans   []int32 // open spans
	links   []string
	kinds   []document.SpanKind
}

func newBuilder() *builder {
	return &builder{doc: document.Document{Page: &document.Page{}}, element: -1, block: -1}
}

func (b *builder) open(tag document.Tag, class string) {
	b.end()
	b.element = b.doc.Page.Open(b.element, tag, 0)
	if class != "" {
		b.doc.Page.Set(document.Class, []byte(class))
	}
}

func (b *builder) close() {
	b.end()
	b.element = b.doc.Page.Elements[b.element].Parent
}

// start begins a block where none is open.
func (b *builder) start(kind document.Kind) {
	if b.block >= 0 {
		return
	}
	if n := len(b.doc.Text); n > 0 {
		b.doc.Text = append(b.doc.Text, "\n\n"[:1+btoi(b.gap)]...)
	}
	at := int32(len(b.doc.Text))
	spot := document.Spot{Element: b.element, First: int32(len(b.doc.Page.Spans)), Mark: int32(len(b.mark))}
	b.doc.Text = append(b.doc.Text, b.mark...)
	if b.mark != "" {
		kind = document.ListItem
	}
	b.block, b.mark, b.space = len(b.doc.Blocks), "", false
	b.doc.Blocks = append(b.doc.Blocks, document.Block{Start: at, End: at, Kind: kind, Gap: b.gap})
	b.gap = false
	b.doc.Page.Spots = append(b.doc.Page.Spots, spot)
	for i := range b.kinds {
		b.push(i)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (b *builder) push(i int) {
	b.spans = append(b.spans, int32(len(b.doc.Page.Spans)))
	at := int32(len(b.doc.Text))
	b.doc.Page.Spans = append(b.doc.Page.Spans, document.Span{Kind: b.kinds[i], Start: at, End: at, Target: b.links[i]})
}

func (b *builder) startSpan(kind document.SpanKind, target string) {
	b.kinds, b.links = append(b.kinds, kind), append(b.links, target)
	if b.block >= 0 {
		b.flushSpace()
		b.push(len(b.kinds) - 1)
	}
}

func (b *builder) endSpan() {
	if b.block >= 0 {
		n := len(b.spans) - 1
		b.doc.Page.Spans[b.spans[n]].End = int32(len(b.doc.Text))
		b.spans = b.spans[:n]
	}
	b.kinds, b.links = b.kinds[:len(b.kinds)-1], b.links[:len(b.links)-1]
}

func (b *builder) flushSpace() {
	if b.space {
		b.doc.Text = append(b.doc.Text, ' ')
		b.space = false
	}
}

// text adds running text, with white space folded.
func (b *builder) text(s string) {
	for _, r := range s {
		if r < 0x80 && isBlank(byte(r)) {
			b.space = b.block >= 0
			continue
		}
		b.start(document.Paragraph)
		b.flushSpace()
		b.doc.Text = append(b.doc.Text, string(r)...)
	}
}

// raw adds text as it is.
func (b *builder) raw(s string) {
	b.start(document.Paragraph)
	b.doc.Text = append(b.doc.Text, s...)
}

// end ends the block that is open.
func (b *builder) end() {
	if b.block < 0 {
		return
	}
	for len(b.spans) > 0 {
		n := len(b.spans) - 1
		b.doc.Page.Spans[b.spans[n]].End = int32(len(b.doc.Text))
		b.spans = b.spans[:n]
	}
	block := &b.doc.Blocks[b.block]
	block.End = int32(len(b.doc.Text))
	spot := &b.doc.Page.Spots[b.block]
	spot.Last = int32(len(b.doc.Page.Spans))
	if tag := b.doc.Page.Elements[spot.Element].Tag; tag >= document.TagH1 && tag <= document.TagH6 {
		spot.Level = uint8(tag - document.TagH1 + 1)
		if block.Kind == document.Paragraph {
			block.Kind = document.Heading
		}
	}
	b.block = -1
}

var spanKinds = map[string]document.SpanKind{
	"em": document.Emphasis, "i": document.Emphasis, "b": document.Strong, "strong": document.Strong,
	"code": document.Code, "del": document.Strike, "a": document.Link, "sup": document.Super, "q": document.Quote,
}

// page makes a document of HTML. It knows only what the tests need.
func page(markup string) *document.Document {
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		panic(err)
	}
	b := newBuilder()
	b.node(root.FirstChild)
	b.end()
	b.doc.To, b.doc.Last = len(b.doc.Blocks), true
	return &b.doc
}

func (b *builder) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.node(c)
	}
}

func (b *builder) node(n *html.Node) {
	if n.Type == html.TextNode {
		if n.Parent.Data == "pre" || n.Parent.Parent != nil && n.Parent.Parent.Data == "pre" {
			b.raw(n.Data)
		} else {
			b.text(n.Data)
		}
		return
	}
	if kind, ok := spanKinds[n.Data]; ok {
		b.startSpan(kind, attr(n, "href"))
		b.children(n)
		b.endSpan()
		return
	}
	switch n.Data {
	case "br":
		b.gap = b.gap || b.block < 0
		b.end()
		return
	case "tr":
		b.row(n)
		return
	}
	apart := slices.Contains([]string{"p", "h1", "h2", "h3", "blockquote", "pre", "table", "ul", "ol"}, n.Data)
	nested := (n.Data == "ul" || n.Data == "ol") && (n.Parent.Data == "li" || n.Parent.Data == n.Data)
	b.gap = b.gap || apart && !nested
	b.open(document.LookupTag([]byte(n.Data)), attr(n, "class"))
	element := &b.doc.Page.Elements[b.element]
	switch n.Data {
	case "ol":
		element.Number = 1
		if start := attr(n, "start"); start != "" {
			element.Number = int32(start[0] - '0')
		}
	case "li":
		b.mark = "- "
		if list := &b.doc.Page.Elements[max(element.Parent, 0)]; list.Tag == document.TagOl {
			element.Number = list.Number
			list.Number++
			b.mark = "1. "
		}
	}
	b.children(n)
	b.close()
	b.gap = b.gap || apart && !nested
}

func (b *builder) row(n *html.Node) {
	b.open(document.TagTr, "")
	b.start(document.TableRow)
	header, cells := true, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if cells++; cells > 1 {
			b.space = false
			b.doc.Text = append(b.doc.Text, '\t')
		}
		header = header && c.Data == "th"
		b.children(c)
	}
	b.space = false
	b.doc.Page.Spots[len(b.doc.Page.Spots)-1].Header = header
	b.close()
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// windows is a reader that gives a document in windows of so many blocks, with one block of context before
// and two behind. Elements that are around none of them are left out, so that the others change their number.
type windows struct {
	whole *document.Document
	size  int
	at    int
}

func (r *windows) Next(doc *document.Document) error {
	if r.at > 0 && r.at >= len(r.whole.Blocks) {
		return io.EOF
	}
	doc.Reset()
	if len(r.whole.Blocks) == 0 {
		r.at = 1
		doc.Page, doc.Last = &document.Page{}, true
		return nil
	}
	first, next := max(r.at-1, 0), min(r.at+r.size, len(r.whole.Blocks))
	last := min(next+2, len(r.whole.Blocks))
	start, end := r.whole.Blocks[first].Start, r.whole.Blocks[last-1].End
	doc.Text, doc.Offset = append(doc.Text, r.whole.Text[start:end]...), int64(start)
	doc.From, doc.To, doc.Last = r.at-first, next-first, next == len(r.whole.Blocks)
	doc.Page = &document.Page{}
	used := map[int32]int32{-1: -1}
	for i := first; i < last; i++ {
		for e := r.whole.Page.Spots[i].Element; e >= 0; e = r.whole.Page.Elements[e].Parent {
			used[e] = e
		}
	}
	for e := range r.whole.Page.Elements {
		if _, ok := used[int32(e)]; ok {
			old := r.whole.Page.Elements[e]
			used[int32(e)] = doc.Page.Open(used[old.Parent], old.Tag, 0)
			doc.Page.Set(document.Class, r.whole.Page.Attr(int32(e), document.Class))
			doc.Page.Elements[len(doc.Page.Elements)-1].Number = old.Number
		}
	}
	for i := first; i < last; i++ {
		block, spot := r.whole.Blocks[i], r.whole.Page.Spots[i]
		spans := r.whole.Page.Spans[spot.First:spot.Last]
		block.Start, block.End, spot.Element = block.Start-start, block.End-start, used[spot.Element]
		spot.First = int32(len(doc.Page.Spans))
		for _, s := range spans {
			s.Start, s.End = s.Start-start, s.End-start
			doc.Page.Spans = append(doc.Page.Spans, s)
		}
		spot.Last = int32(len(doc.Page.Spans))
		doc.Blocks, doc.Page.Spots = append(doc.Blocks, block), append(doc.Page.Spots, spot)
	}
	r.at = next
	return nil
}

// cutter is a stage that cuts blocks that hold CUT, and of the others what stands between braces.
type cutter struct{}

var cutRule = &cleaner.Rule{ID: "x", Category: "test", Doc: "Cuts."}

func (cutter) Rules() []*cleaner.Rule { return []*cleaner.Rule{cutRule} }

func (cutter) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		b, text := doc.Blocks[i], doc.BlockText(i)
		if bytes.Contains(text, []byte("CUT")) {
			doc.Add(i, cutRule, 6, 0)
		}
		for at := 0; ; {
			open := bytes.IndexByte(text[at:], '{')
			end := bytes.IndexByte(text[at:], '}')
			if open < 0 || end < open {
				break
			}
			doc.AddRange(i, b.Start+int32(at+open), b.Start+int32(at+end+1), cutRule, 6, 0)
			at += end + 1
		}
	}
}

// write returns doc as Markdown, taken in windows of size blocks.
func write(t testing.TB, doc *document.Document, size int, stages ...cleaner.Stage) string {
	t.Helper()
	var out strings.Builder
	w := New(&out)
	if _, err := cleaner.New(stages...).Run(w, &windows{whole: doc, size: size}); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
