package htmlreader

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/cleaner/document"
)

// visible returns the words that html.Parse's tree of a page shows, by the reader's notion of what is shown.
func visible(page []byte) ([]string, error) {
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	collect(&b, root, false)
	return words(b.String()), nil
}

// collect adds the text of n that is shown, with line ends between blocks, hidden ones too.
func collect(b *strings.Builder, n *html.Node, hidden bool) {
	if n.Type == html.TextNode && !hidden {
		b.WriteString(n.Data)
		return
	}
	tag := document.TagUnknown
	if n.Type == html.ElementNode {
		tag = document.LookupTag([]byte(n.Data))
		if is(tag, unseen) && tag != document.TagHead {
			return
		}
		whole := tag == document.TagHTML || tag == document.TagBody || tag == document.TagHead
		hidden = hidden || !whole && concealed(n, tag)
	}
	apart := is(tag, block) || tag == document.TagBr || tag == document.TagHr
	if apart {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		collect(b, c, hidden)
	}
	if apart {
		b.WriteByte('\n')
	}
}

// concealed reports that an element says of itself that it is not shown.
func concealed(n *html.Node, tag document.Tag) bool {
	open := false
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden" && !strings.EqualFold(a.Val, "until-found"),
			a.Key == "aria-hidden" && strings.EqualFold(a.Val, "true"),
			a.Key == "style" && hides([]byte(a.Val)):
			return true
		case a.Key == "open":
			open = true
		}
	}
	return tag == document.TagDialog && !open
}

func words(s string) []string { return strings.FieldsFunc(s, invisible) }

// shown returns the words of the blocks that the reader shows.
func shown(t testing.TB, r *Reader) []string {
	var all []string
	doc := &document.Document{}
	for {
		err := r.Next(doc)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := doc.From; i < doc.To; i++ {
			s := &doc.Page.Spots[i]
			if doc.Page.Elements[s.Element].Flags&(document.Hidden|document.Embedded) == 0 {
				all = append(all, words(string(doc.BlockText(i)[s.Mark:]))...)
			}
		}
	}
}

// sameText compares what the reader and html.Parse show of a page.
func sameText(t testing.TB, name string, page []byte) {
	want, err := visible(page)
	if err != nil {
		t.Logf("%s: html.Parse: %v", name, err)
		return
	}
	got := shown(t, New(bytes.NewReader(page)))
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	if i < len(got) || i < len(want) {
		t.Errorf("%s: %d and %d words, at word %d:\ngot  %q\nwant %q", name, len(got), len(want), i,
			got[max(0, i-3):min(i+10, len(got))], want[max(0, i-3):min(i+10, len(want))])
	}
}

// devPages hold real pages. They are not part of the repository.
const devPages = "../../../shared/*/html/*.html.gz"

// TestVisible holds that the text of real pages is that of html.Parse's tree. There is no exception among
// them. Where no page goes, the two do differ: html.Parse refuses nesting deeper than 512 elements, moves text
// that stands between the cells of a table in front of it, drops what follows a frameset, and lets a
// <noscript> with an open paragraph in it reach to the end of the page.
func TestVisible(t *testing.T) {
	files, _ := filepath.Glob(devPages)
	if len(files) == 0 {
		t.Skipf("%s: there are none: they are the pages that this compares", devPages)
	}
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	for _, file := range files {
		page, err := readGzip(file)
		if err != nil {
			t.Fatal(err)
		}
		sameText(t, filepath.Base(file), page)
	}
}

func readGzip(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// wrong are broken pages.
func wrong() []string {
	return []string{
		"<p>a<div>b</p>c</div>d", "<a>b<a>c</a>d</a>e", "<b><i>a</b>b</i>c", "<ul><li>a<p>b<li>c</ul>d<li>e",
		"<form>a<div><form>b</form>c</div>d</form>e", "<form><div>a</form>b<form style=display:none>c</form>d</div>e",
		"<table><tr><td>a<td>b<table><tr><td>c</table>d<tr><td>e</table>f", "<table><td>a<th>b</table>", "<table><tr><td><p>a<tr><td>b</table>c",
		"<select><option>a<optgroup><option>b<p>c</select>d", "<button>a<button>b</button>c", "<h1>a<h2>b</h1>c</h2>d",
		"<dl><dt>a<dd>b<div>c<dt>d</dl>e", "<svg><p>a</svg>b", "<math><mi>a<p>b</math>c",
		"<p><noscript>a</noscript>b</p>", "<head><noscript><p>a</noscript><p>b", "<template><table></template><p>a",
		"<textarea><p>a</textarea>b</textarea>c", "<title>a</title>b<title>c</title>d", "<xmp><b>a</b></xmp>c", "<plaintext>a</plaintext><b>c",
		"<span hidden>a<p>b</span>c<p>d", "<i hidden>a<p>b</i>c", "<b style=display:none>a<div>b</div></b>c", "<dialog>a</dialog><dialog open>b</dialog>",
		"<ruby>a<rp>(<rt>b<rp>)</ruby>c", "<object>a<p>b</object>c", "<marquee><b>a</marquee>b",
		"a</br>b</p>c", "<body><body hidden>a<html hidden>b", "<p>a<table><tr><td>b</table>c", "<details><summary>a</summary>b</details>",
		"<svg></span></p>a</svg>b", "<a>a<svg></a>b", "<font>a<table><tr><td><svg></font>b</table>c", "<svg></br>a", "<svg><title></p></title>a</svg>b", "<svg><iframe>a<br>b</iframe></svg>c",
		"<svg><style><![CDATA[<p>a]]></style></svg>b", "<ruby>a<dialog>b</ruby>c", "<dialog open>a<span>b</dialog>c",
		"<form hidden><button></form></button>a</form>", "<form hidden><object><form></form></object></form>a", "<form hidden>a</form>b<form>c</form>d</form>e",
		"<dl><dt hidden><form><dl><dt>a</form></dt></dl>b",
		"a<object><table><tr><td>b</table></object>c", "<table><tr><td>a<object><table><tr><td>b<td>c</table></object><td>d</table>",
		"<form><dl><dt hidden><font><form></form>a</font></dt></dl></form>b", "<form><p hidden><b></form>a</b></p>b",
		"<!doctype html><h2 hidden><p><font><h2></h2>a</font></p></h2>b", "<h2 hidden><b><h3></h3></b>a</h2>b", "<h2 hidden><b>a</b><h3>b</h3>c</h2>d",
	}
}

// TestVisibleWrong compares broken pages.
func TestVisibleWrong(t *testing.T) {
	for _, page := range wrong() {
		sameText(t, page, []byte(page))
	}
}

// FuzzReader holds that no page breaks the reader, that blocks are in order and inside the text, and that
// how the input is cut into reads and windows makes no difference to its text.
func FuzzReader(f *testing.F) {
	f.Add([]byte(`<ul><li>a<table><tr><td>b<td><a href=x>c</a></table><pre>d</pre><noscript>e</noscript>`))
	f.Add([]byte("<p>a<b>b<svg><g/>c</svg></p><template>d<dl><dt>e<dd hidden>f<script type=application/ld+json>{}"))
	f.Add([]byte("<h1>a<p>b<p>c<p>d<p>e</h1><ol start=7><li>f<li>g<p>h<li><ul><li>i</ul></ol><a href=j>k<div>l</div></a>m<br>n<br><br>o"))
	f.Add([]byte("<table><caption>a<thead><tr><th>b<th>c<tbody><tr><td>d<br>e<td><tr><td colspan=2>f</table><select><option>g</select><button>h<h2><em>i</em></h2>"))
	f.Fuzz(func(t *testing.T, source []byte) {
		r := New(bytes.NewReader(source))
		r.Spans = true
		want := renderAll(t, r)
		small := New(&dripping{source: source})
		small.Spans = true
		small.windowText, small.windowBlocks, small.margin = 64, 3, 2
		if got := renderAll(t, small); got != want && !strings.Contains(got, "\t") && !strings.Contains(want, "\t") {
			t.Errorf("in small windows: got %q, want %q", got, want)
		}
		r.Reset(bytes.NewReader(source))
		r.Spans = true
		if got := renderAll(t, r); got != want {
			t.Errorf("in memory that was used: got %q, want %q", got, want)
		}
	})
}

// dripping gives a byte a read.
type dripping struct{ source []byte }

func (d *dripping) Read(p []byte) (int, error) {
	if len(d.source) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(1, len(p))], d.source)
	d.source = d.source[n:]
	return n, nil
}

// renderAll returns the text of all windows, each with what stands before its first decided block, and checks
// what must hold for every window.
func renderAll(t testing.TB, r *Reader) string {
	var b strings.Builder
	doc := &document.Document{}
	for {
		err := r.Next(doc)
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		checkWindow(t, doc)
		start, end := 0, len(doc.Text)
		if doc.From > 0 {
			start = int(doc.Blocks[doc.From-1].End)
		}
		if !doc.Last {
			end = start
			if doc.To > 0 {
				end = int(doc.Blocks[doc.To-1].End)
			}
		}
		b.Write(doc.Text[start:end])
	}
}

// checkWindow checks that the parts of a document fit together.
func checkWindow(t testing.TB, doc *document.Document) {
	page := doc.Page
	if len(page.Spots) != len(doc.Blocks) || doc.From > doc.To || doc.To > len(doc.Blocks) {
		t.Fatalf("%d blocks, %d spots, from %d to %d", len(doc.Blocks), len(page.Spots), doc.From, doc.To)
	}
	for i, e := range page.Elements {
		if int(e.Parent) >= i || e.Parent < 0 && i > 0 {
			t.Fatalf("element %d stands in %d", i, e.Parent)
		}
	}
	end, span := int32(0), int32(0)
	for i, b := range doc.Blocks {
		s := page.Spots[i]
		if b.Start < end || b.End <= b.Start || int(b.End) > len(doc.Text) || int(s.Element) >= len(page.Elements) ||
			s.Mark < 0 || s.Mark >= b.End-b.Start || s.Linked < 0 || s.Linked > b.End-b.Start || s.First < span || s.Last < s.First ||
			int(s.Last) > len(page.Spans) || s.End < s.Start {
			t.Fatalf("block %d: %+v %+v", i, b, s)
		}
		for _, x := range page.Spans[s.First:s.Last] {
			if x.Start < b.Start || x.End < x.Start || x.End > b.End {
				t.Fatalf("block %d: %+v has span %+v", i, b, x)
			}
		}
		end, span = b.End, s.Last
	}
}
