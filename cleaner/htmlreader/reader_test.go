package htmlreader

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/cleaner/document"
)

// read returns the document of a page that fits into one window.
func read(t testing.TB, r *Reader) *document.Document {
	t.Helper()
	doc := &document.Document{}
	if err := r.Next(doc); err != nil {
		t.Fatal(err)
	}
	if !doc.Last {
		t.Fatal("the page takes more than one window")
	}
	return doc
}

func page(source string) *Reader { return New(strings.NewReader(source)) }

func TestText(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"empty", "", ""},
		{"text alone", " Hello,\n  world ", "Hello, world"},
		{"paragraphs", "<p>One <b>bold</b> word.<p>Two.</p>Three.", "One bold word.\n\nTwo.\n\nThree."},
		{"inline", "a<span>b</span>c <i>d</i>\n<em> e</em>", "abc d e"},
		{"divisions", "<div>a<div>b</div>c</div>d", "a\n\nb\n\nc\n\nd"},
		{"headings", "<h1>Top</h1><h2>Sub</h2>text", "Top\n\nSub\n\ntext"},
		{"one break", "Roses are red,<br>violets are blue", "Roses are red,\nviolets are blue"},
		{"two breaks", "One.<br><br />Two.</br>Three.", "One.\n\nTwo.\nThree."},
		{"entities", "AT&amp;T &lt;b&gt; caf&eacute; &#8220;x&#x201d; &nosuch; &copy 2020", "AT&T <b> café “x” &nosuch; © 2020"},
		{"hard space", "<p>&nbsp;</p><p>&nbsp; a&nbsp;b &nbsp;</p>", "a\u00a0b"},
		{"comments", "a<!-- b > --><!doctype x><!-- -->c<![CDATA[d]]>e<?php f ?>g", "aceg"},
		{"raw text", "a<script>b</b></script><style>c</style><textarea>d</textarea><iframe>e</iframe>f", "af"},
		{"not shown", "a<template><p>b</template><svg><title>c</title><text>d</text></svg><video>e</video><object>f</object>g", "ag"},
		{"svg without an end", "<svg><g>a<p>b", "b"},
		{"html in svg", "a<svg><foreignObject><p>b</p></foreignObject></svg>c", "ac"},
		{"formula", "<math><mi>x</mi><mo>=</mo><mn>1</mn><annotation>x=1</annotation></math>", "x=1"},
		{"head", "<head><title>T</title><meta name=a><body>b", "b"},
		{"behind the end", "<body>a</body></html><p>b", "a\n\nb"},
		{"list", "<ul><li>a<li>b</li></ul>c", "- a\n- b\n\nc"},
		{"numbers", "<ol start=3><li>a<li>b</ol><ol><li>c</ol>", "3. a\n4. b\n\n1. c"},
		{"nested lists", "<ul><li>a<ul><li>b<li>c</ul><li>d<ol><li>e</ol></ul>", "- a\n  - b\n  - c\n- d\n  1. e"},
		{"list of paragraphs", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "- a\n\nb\n- c"},
		{"heading in a list", "<ul><li><h3>a</h3><p>b</p></ul>", "a\n\nb"},
		{"definitions", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\nc\nd"},
		{"table", "<table><tr><th>a<th>b<tr><td>1<td>2<tr><td><td>3</table>", "a\tb\n1\t2\n3"},
		{"a cell alone", "<table><tr><td>a<br>b<tr><td>c<td></table>", "a\nb\nc"},
		{"empty cells", "<table><tr><td>1<td><td>2<td></table>", "1\t\t2"},
		{"cells of lines", "<table><tr><td>a<br>b<td><p>c</p><p>d</p></table>", "a b\tc d"},
		{"layout", "<table><tr><td><h2>a</h2><p>b</p><td><ul><li>c</ul></table>", "a\n\nb\n\n- c"},
		{"table in a table", "<table><tr><td>a<td><table><tr><td>b<td>c</table>d</table>", "a\n\nb\tc\n\nd"},
		{"table parts without a table", "<tr><td>a</td><td>b</td></tr>", "ab"},
		{"caption", "<table><caption>a</caption><tbody><tr><td>b<td>c</table>", "a\nb\tc"},
		{"code", "<pre>\n  if a {\n\tb()\n  }\n</pre>c", "  if a {\n\tb()\n  }\n\nc"},
		{"code after text", "a<pre><code>b\n  c</code></pre>", "a\n\nb\n  c"},
		{"hidden", "a<p hidden>b</p><p style='color:red; display : none'>c</p><span aria-hidden=true>d</span><p style='display:no'>e", "a\n\nb\n\nc\n\ne"},
		{"a hidden word", "a <span hidden>b</span><b style=display:none>c</b> <i aria-hidden=true>d</i>e", "a e"},
		{"wrong nesting", "<b>a<p>b</b>c</p>d<div><span>e</div>f</span>", "a\n\nbc\n\nd\n\ne\n\nf"},
		{"stray end tags", "</p></div></b>a</li></table>b</span>", "ab"},
		{"button", "Read on<button>Share</button>here", "Read on\nShare\nhere"},
		{"select", "<select><option>a<option>b</select>", "a\nb"},
		{"rulers", "<p>a<hr>b<p>* * *", "a\n\nb\n\n* * *"},
		{"control characters", "a&#27;[31mb\x1bc\x7fd<pre>e&#27;f\tg</pre>", "a[31mbcd\n\nef\tg"},
		{"nul and bad bytes", "a\x00b <p\x00q>c\xff", "ab c\xff"},
		{"cut off in a tag", "a<p class='b", "a"},
		{"cut off in a comment", "a<!-- b", "a"},
		{"byte order mark", "\ufeff<p>a", "a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := read(t, page(test.page))
			if got := strings.TrimSuffix(string(doc.Text), "\n"); got != test.want {
				t.Errorf("%s:\ngot  %q\nwant %q", test.page, got, test.want)
			}
		})
	}
}

func TestBlocks(t *testing.T) {
	doc := read(t, page("<body id=top>\n<h2>Head</h2>\n<div class='a b'><ul><li>It <a href=x>rained</a> all day.</ul>\n"+
		"<table><tr><th>k<td>v</table><pre>c</pre><p>— —</p></div><p hidden>no"))
	want := []struct {
		text, path string
		kind       document.Kind
		line       int64
		linked     int32
		gap        bool
		level      uint8
		flags      document.Flags
	}{
		{"Head", "body#top > h2", document.Heading, 2, 0, false, 2, 0},
		{"- It rained all day.", "body#top > div.a.b > ul > li", document.ListItem, 3, 6, true, 1, 0},
		{"k\tv", "body#top > div.a.b > table > tr", document.TableRow, 4, 0, true, 0, 0},
		{"c", "body#top > div.a.b > pre", document.Paragraph, 4, 0, true, 0, 0},
		{"— —", "body#top > div.a.b > p", document.Ruler, 4, 0, true, 0, 0},
		{"no", "body#top > p", document.Paragraph, 4, 0, true, 0, document.Hidden},
	}
	if len(doc.Blocks) != len(want) {
		t.Fatalf("%d blocks, want %d: %q", len(doc.Blocks), len(want), doc.Text)
	}
	for i, w := range want {
		b, s := doc.Blocks[i], doc.Page.Spots[i]
		if got := string(doc.BlockText(i)); got != w.text || b.Kind != w.kind || b.Line != w.line || b.Gap != w.gap {
			t.Errorf("block %d: got %q, %s, line %d, gap %t; want %+v", i, got, b.Kind, b.Line, b.Gap, w)
		}
		if path := doc.Page.Path(s.Element, 9); path != w.path || s.Linked != w.linked || s.Level != w.level {
			t.Errorf("block %d: got %s, linked %d, level %d; want %+v", i, path, s.Linked, s.Level, w)
		}
		if flags := doc.Page.Elements[s.Element].Flags; flags != w.flags {
			t.Errorf("block %d: got flags %d, want %d", i, flags, w.flags)
		}
	}
}

// TestDeep holds that text stays what it is where elements are nested too deep to be told apart.
func TestDeep(t *testing.T) {
	for _, source := range []string{
		strings.Repeat("<div>", 2000) + "a<script>x</script>b<svg><g>x</g></svg>c<template><p>x</p></template>d" + strings.Repeat("</div>", 2000) + "e",
		strings.Repeat("<span>", 2000) + "a<video><p>x</p></video>b" + strings.Repeat("</span>", 2000) + "<p>c",
		strings.Repeat("<video>", 2000) + "x" + strings.Repeat("</video>", 2000) + "a",
		strings.Repeat("<ul><li>", 600) + "<style>x</style>a" + strings.Repeat("</ul>", 600) + "b",
	} {
		text := strings.Join(strings.Fields(strings.ReplaceAll(string(read(t, page(source)).Text), "-", "")), "")
		if strings.Contains(text, "x") || text != "abcde"[:len(text)] || text == "" {
			t.Errorf("%.20s...: got %q", source, text)
		}
	}
}

// TestSource holds that blocks say where in the page they come from.
func TestSource(t *testing.T) {
	source := "<html>\n<p>One &amp; <b>two</b>.</p>\r\n<!-- x --><ul><li>three</ul>"
	doc := read(t, page(source))
	for i, want := range []string{"One &amp; <b>two</b>.", "three"} {
		s := doc.Page.Spots[i]
		if got := source[s.Start:s.End]; got != want {
			t.Errorf("block %d: got %q, want %q", i, got, want)
		}
	}
}

func TestSpans(t *testing.T) {
	r := page(`<p>a <b>b <i>c</i></b> <a href=" /x ">d</a> <a name=n>e</a><p><em>f<p>g</em> <code>h</code><pre class=p><code class="language-go">i</code></pre>` +
		`<table><tr><td>j<td><s>k</s></table>`)
	r.Spans = true
	doc := read(t, r)
	var got []string
	for i := range doc.Blocks {
		s := doc.Page.Spots[i]
		for _, span := range doc.Page.Spans[s.First:s.Last] {
			got = append(got, string(doc.Text[span.Start:span.End])+" "+span.Target)
		}
	}
	want := "b c |c |d /x|f |g |h |i |k "
	if all := strings.Join(got, "|"); all != want {
		t.Errorf("got %q, want %q", all, want)
	}
	if path := doc.Page.Path(doc.Page.Spots[3].Element, 9); path != "body > pre.p.language-go" {
		t.Errorf("code is in %s: its class is lost", path)
	}
}

// TestInnerSpans looks at inline elements that end with their parents.
func TestInnerSpans(t *testing.T) {
	for source, want := range map[string]string{
		"<p>a<kbd>b<p>c":                        "Code b",
		"<p><kbd>a <kbd>b</kbd> c</kbd> d":      "Code a b c|Code b",
		"<del><p>a<p>b</del>c":                  "Strike a|Strike bc", // as browsers read it
		"<p><b>a<samp>b</b>c</samp>d":           "Strong ab|Code b",
		"<p><samp>a<b>b</samp>c</b>d":           "Code ab|Strong bc",
		"<p><a href=x>a<sup>b</a>c":             "Link ab|Super b",
		"<p>a<sub>b</sub><q>c</q><svg><q>d</q>": "Sub b|Quote c",
		"<table><tr><td><q>a<td>b</table>":      "Quote a",
	} {
		r := page(source)
		r.Spans = true
		doc := read(t, r)
		var got []string
		for _, s := range doc.Page.Spans {
			kind := [...]string{"Emphasis", "Strong", "Code", "Strike", "Link", "Quote", "Sub", "Super"}[s.Kind]
			got = append(got, kind+" "+string(doc.Text[s.Start:s.End]))
		}
		if all := strings.Join(got, "|"); all != want {
			t.Errorf("%s: got %q, want %q", source, all, want)
		}
	}
}

// TestHeader tells rows of header cells from rows that begin with one.
func TestHeader(t *testing.T) {
	doc := read(t, page("<table><tr><th>a<th><p>b<tr><th><td>c<td>d<tr><th>e<td>f<tr><th><th>g<th>h</table>"))
	for i, want := range []bool{true, false, false, true} {
		if got := doc.Page.Spots[i].Header; got != want {
			t.Errorf("row %q: got %t", doc.BlockText(i), got)
		}
	}
}

// TestElsewhere holds that text which only browsers without scripts, or none, show is there, and marked.
func TestElsewhere(t *testing.T) {
	long := "The council will build the dam above the village after all, its chairman said on Monday. Work begins in June, and the first water will be held back in five years."
	tests := []struct {
		name, page string
		flags      document.Flags
		want       string
	}{
		{"noscript", "<noscript><p>" + long + "</p></noscript>", document.NoScript, long},
		{"data attribute", `<div data-state='{"a":{"n":1,"cooked":"&lt;p&gt;` + long + `&lt;/p&gt;"},"b":"` + strings.Repeat("x ", 300) + `"}'></div>`, document.Embedded, long},
		{"json in json", `<script type="application/json">{"a":"{\"html\":\"<div><p>` + long + `<\\/p><\\/div>\"}"}</script>`, document.Embedded, long},
		{"state", `<script>window.__STATE__ = {"x":[1,null,"` + long + `"],"y":"` + strings.Repeat("-", 600) + `"};</script>`, document.Embedded, long},
		{"json-ld", `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + long + `"}</script><p>Loading`, document.Embedded, long},
		{"said twice", `<script type="application/json">{"a":"` + long + `","b":"` + long + `"}</script>`, document.Embedded, long},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := read(t, page(test.page))
			var got []string
			for i := range doc.Blocks {
				if doc.Page.Elements[doc.Page.Spots[i].Element].Flags == test.flags {
					got = append(got, string(doc.BlockText(i)))
				}
			}
			if all := strings.Join(got, "\n"); all != test.want {
				t.Errorf("got %q, want %q", all, test.want)
			}
		})
	}
	doc := read(t, page("<p>"+strings.Repeat(long+" ", 5)+`</p><script type="application/json">{"a":"`+long+`"}</script>`))
	if len(doc.Blocks) != 1 {
		t.Errorf("a page with text of its own is searched for more: %q", doc.Text)
	}
}

// TestPieces holds that code too long for one block loses nothing where it is cut, and a long word neither.
func TestPieces(t *testing.T) {
	code := strings.TrimSuffix(strings.Repeat("    a line of code\n\n", 30000), "\n\n")
	if got := strings.TrimSuffix(string(read(t, page("<pre>"+code+"</pre>")).Text), "\n"); got != code {
		t.Errorf("code of %d bytes: got %d", len(code), len(got))
	}
	word := strings.Repeat("é", 300000)
	if got := strings.TrimSuffix(string(read(t, page("<p>"+word)).Text), "\n"); got != word {
		t.Errorf("word of %d bytes: got %d", len(word), len(got))
	}
}

// TestFlood holds that attributes without end are not kept without end.
func TestFlood(t *testing.T) {
	r := page("<p class='" + strings.Repeat("long ", 10000) + "'>a<pre>" + strings.Repeat("<code class=abcdef>", 20000) + "b")
	r.Spans = true
	doc := read(t, r)
	for i := range doc.Blocks {
		if n := len(doc.Page.Attr(doc.Page.Spots[i].Element, document.Class)); n > maxAttribute {
			t.Errorf("block %d: its element has a class of %d bytes", i, n)
		}
	}
}

// TestWindows holds that elements which reach over many windows end well.
func TestWindows(t *testing.T) {
	paragraphs := strings.Repeat("<p>The council will build the dam above the village.</p>", 100)
	for _, source := range []string{
		"<h1>" + paragraphs + "</h1><p>end",
		"<ol><li>" + paragraphs + "<li>" + paragraphs + "</ol>",
		"<table><tr><td>" + paragraphs + "<td>" + paragraphs + "</table>",
		"<div><ul><li>" + paragraphs + "</ul></div><section hidden>" + paragraphs + "</section>",
		"<a href=x><b>" + paragraphs + "</b></a>",
		strings.Repeat("<div><span>a</span><i></i></div>", 300),
		"<pre>" + strings.Repeat("line\n", 300) + "</pre>",
	} {
		whole := page(source)
		whole.Spans = true
		small := page(source)
		small.Spans = true
		small.windowText, small.windowBlocks, small.margin = 200, 4, 3
		if got, want := renderAll(t, small), renderAll(t, whole); got != want {
			t.Errorf("%.60s: got %d bytes, want %d", source, len(got), len(want))
		}
	}
}

func TestErrors(t *testing.T) {
	r := New(io.MultiReader(strings.NewReader("<p>a"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	if err := r.Next(&document.Document{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	r = page("<frameset><frame src=a></frameset>")
	if doc := read(t, r); len(doc.Blocks) != 0 || !r.Frames() {
		t.Errorf("%d blocks, frames %t", len(doc.Blocks), r.Frames())
	}
}

// TestReset reads pages in the memory of another one, which was read to its end or not at all: nothing of it may show.
func TestReset(t *testing.T) {
	const article = `<html lang=de><title>A dam</title><base href="https://a.example/"><meta name=author content="Ann Lee"><h1>The dam</h1>` +
		`<script type="application/ld+json">{"@type":"NewsArticle","headline":"The dam","isAccessibleForFree":false}</script><body class=a>`
	prose := strings.Repeat("The council of the valley will build the dam above the village after all, its chairman said. ", 5)
	pages := append(wrong(), article, "<frameset><frame src=a>", `<script>window.__STATE__={"body":"`+prose+`"}</script>`,
		`<div data-page='{"body":"`+prose+`"}'>`, "<!-- <p>a", "<pre>\na", "")
	read := func(r *Reader) string {
		doc := &document.Document{}
		var b strings.Builder
		for {
			err := r.Next(doc)
			fmt.Fprintf(&b, "%q %v %+v %v %v\n", doc.Text, doc.Blocks, doc.Page, r.Frames(), err)
			if err != nil {
				return b.String()
			}
		}
	}
	for _, page := range pages {
		want := read(New(strings.NewReader(page)))
		for _, before := range pages {
			r := New(strings.NewReader(before))
			r.Reset(nil)
			r.Reset(strings.NewReader(before))
			r.Spans = true
			if err := r.Next(&document.Document{}); err != nil && !errors.Is(err, io.EOF) {
				t.Fatalf("%q: %v", before, err)
			}
			r.Reset(strings.NewReader(page))
			if got := read(r); got != want {
				t.Errorf("%q, after %q:\ngot  %swant %s", page, before, got, want)
			}
		}
	}
}
