package markdown

import (
	"errors"
	"io"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/document"
	"winnow/cleaner/textreader"
)

// blocks are pages and what becomes of their blocks.
var blocks = []struct{ name, page, want string }{
	{"nothing", "", ""},
	{"paragraphs", "<p>a<p>b", "a\n\nb\n"},
	{"text between blocks", "a<div>b</div>c", "a\n\nb\n\nc\n"},
	{"headings", "<h1>a</h1><p>b</p><h3>c #</h3><h2>#1 #x# d##</h2>", "# a\n\nb\n\n### c \\#\n\n## #1 #x# d\\#\\#\n"},
	{"line breaks", "<p>a<br>b<br><br>c</p>", "a\\\nb\n\nc\n"},
	{"line break in a heading", "<h1>a<br>b</h1>", "# a b\n"},
	{"bullets", "<ul><li>a<li>b</ul><p>c", "- a\n- b\n\nc\n"},
	{"numbers", "<ol><li>a<li>b</ol>", "1. a\n2. b\n"},
	{"numbers from", "<ol start=9><li>a<li>b<ul><li>c</ul></ol>", "9. a\n10. b\n    - c\n"},
	{"nested", "<ul><li>a<ul><li>b<ol><li>c<li>d</ol><li>e</ul><li>f</ul>",
		"- a\n  - b\n    1. c\n    2. d\n  - e\n- f\n"},
	{"nested number that cannot interrupt", "<ul><li>a<ol start=3><li>b</ol></ul>", "- a\n\n  3. b\n"},
	{"list right inside a list", "<ul><li>a</li><ul><li>b</li><li>c</li></ul><li>d</li></ul>", "- a\n  - b\n  - c\n- d\n"},
	{"item that is a list", "<ul><li><ol><li>a<li>b</ol><li>c</ul>", "- 1. a\n  2. b\n- c\n"},
	{"two lists", "<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol><ol><li>d</ol>", "- a\n\n* b\n\n1. c\n\n1) d\n"},
	{"two lists and text", "<ul><li>a</ul><p>x</p><ul><li>b</ul>", "- a\n\nx\n\n- b\n"},
	{"items without list", "<li>a</li><li>b</li>", "- a\n- b\n"},
	{"item of paragraphs", "<ul><li><p>a</p><p>b</p><li><p>c</p></ul>", "- a\n\n  b\n\n- c\n"},
	{"item with line break", "<ol><li>a<br>b<li>c</ol>", "1. a\\\n   b\n2. c\n"},
	{"item with heading", "<ul><li><h2>a</h2><p>b</p></ul>", "- ## a\n\n  b\n"},
	{"item with code", "<ul><li><pre>a\n\n b</pre><li>c</ul>", "- ```\n  a\n\n   b\n  ```\n\n- c\n"},
	{"item with quote", "<ul><li><blockquote><p>a<p>b</blockquote>c</ul>", "- > a\n  >\n  > b\n\n  c\n"},
	{"item with table", "<ul><li><table><tr><td>a<td>b</table></ul>", "- |  |  |\n  | --- | --- |\n  | a | b |\n"},
	{"quote", "<blockquote>a</blockquote><p>b", "> a\n\nb\n"},
	{"quotes", "<blockquote>a<blockquote>b</blockquote>c</blockquote><blockquote>d</blockquote>",
		"> a\n>\n> > b\n>\n> c\n\n> d\n"},
	{"quote with list", "<blockquote><ul><li>a<li>b</ul>c</blockquote>", "> - a\n> - b\n>\n> c\n"},
	{"quote with code", "<blockquote><pre>a\n\nb</pre></blockquote>", "> ```\n> a\n>\n> b\n> ```\n"},
	{"code", "<pre>if *a {\n\t`b` &amp;\n}</pre><p>c", "```\nif *a {\n\t`b` &\n}\n```\n\nc\n"},
	{"code with fence", "<pre class='x language-go'>a\n```` b</pre>", "`````go\na\n```` b\n`````\n"},
	{"code with language around", "<div class=highlight-source-c++><div class=x><pre>a</pre></div></div>", "```c++\na\n```\n"},
	{"code on a page in a language", "<div class=lang-en><pre>a</pre></div>", "```\na\n```\n"},
	{"two codes", "<pre>a</pre><pre>b</pre>", "```\na\n```\n\n```\nb\n```\n"},
	{"table with header", "<table><tr><th>a|b<th>c<tr><td>d<td><code>e|f</code></table>",
		"| a\\|b | c |\n| --- | --- |\n| d | `e\\|f` |\n"},
	{"table without header", "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
		"|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n"},
	{"table of uneven rows", "<table><tr><th>a<tr><td>b<td>c<td>d<tr><td><td>e</table>",
		"| a |  |  |\n| --- | --- | --- |\n| b | c | d |\n|  | e |\n"},
	{"table with spans", "<table><tr><td>a <b>b</b><td><a href=/x>c <i>d</i></a><tr><td><td>e</table>",
		"|  |  |\n| --- | --- |\n| a **b** | [c *d*](/x) |\n|  | e |\n"},
	{"table of one row", "<table><tr><td>a <b>b</b><td><td>c</table>", "a **b** c\n"},
	{"two tables", "<table><tr><th>a</table><table><tr><th>b</table>", "| a |\n| --- |\n\n| b |\n| --- |\n"},
	{"code in a table that it would break", "<table><tr><th><code>a\\|b</code></table>", "| a\\\\\\|b |\n| --- |\n"},
	{"rule", "<p>a</p><hr><p>b</p>", "a\n\nb\n"},
}

func TestBlocks(t *testing.T) {
	for _, test := range blocks {
		for size := 1; size < 5; size++ {
			if got := write(t, page(test.page), size); got != test.want {
				t.Errorf("%s, %d blocks a window:\ngot\n%s\nwant\n%s", test.name, size, got, test.want)
			}
		}
	}
}

func TestCuts(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"everything", "<p>CUT", ""},
		{"paragraph", "<p>a<p>CUT<p>b", "a\n\nb\n"},
		{"line of a paragraph", "<p>a<br>CUT<br>b", "a\\\nb\n"},
		{"line with a gap", "<p>a<br><br>CUT<br>b", "a\n\nb\n"},
		{"first item", "<ol><li>CUT<li>b<li>c</ol>", "2. b\n3. c\n"},
		{"item between", "<ol><li>a<li>CUT<li>c<li>d</ol>", "1. a\n\n3) c\n4) d\n"},
		{"bullet between", "<ul><li>a<li>CUT<li>c</ul>", "- a\n- c\n"},
		{"text of a nested list", "<ul><li>CUT<ul><li>a<li>b</ul><li>c</ul>", "- - a\n  - b\n- c\n"},
		{"first paragraph of an item", "<ul><li><p>CUT</p><p>a</p><li>b</ul>", "- a\n\n- b\n"},
		{"what parts lists", "<ul><li>a</ul><p>CUT</p><ul><li>b</ul>", "- a\n\n* b\n"},
		{"list between paragraphs", "<p>a</p><ul><li>CUT</ul><p>b</p>", "a\n\nb\n"},
		{"header", "<table><tr><th>CUT<tr><td>a<tr><td>b</table>", "|  |\n| --- |\n| a |\n| b |\n"},
		{"row", "<table><tr><th>a<tr><td>CUT<tr><td>b</table>", "| a |\n| --- |\n| b |\n"},
		{"all rows but one", "<table><tr><td>CUT<td>a<tr><td>b<td>CUT<tr><td>c<td>d</table>", "c d\n"},
		{"cell", "<table><tr><th>a<th>{x}<th>b<tr><td>{c}<td>d<td>{e}</table>", "| a |  | b |\n| --- | --- | --- |\n|  | d |  |\n"},
		{"lines of code", "<pre>{a\n}b\n{c}\nd</pre>", "```\nb\nd\n```\n"},
		{"codes", "<pre>a</pre><pre>CUT</pre><p>b</p>", "```\na\n```\n\nb\n"},
		{"part of emphasis", "<p>a <b>b {c} d</b> e", "a **b d** e\n"},
		{"start of emphasis", "<p>{a <b>b} c</b> d", "**c** d\n"},
		{"end of emphasis", "<p>a <b>b {c</b> d}", "a **b**\n"},
		{"all of emphasis", "<p>a <b>{b}</b> c", "a c\n"},
		{"all of a link", "<p>a <a href=/x><i>{b}</i></a> c", "a c\n"},
		{"what parts emphasis", "<p><b>a</b>{x}<b>b</b>", "**ab**\n"},
		{"all but a mark", "<ul><li>{a} -<li>b</ul>", "- b\n"},
		{"start of an item", "<ul><li>{a} b<li>c</ul>", "- b\n- c\n"},
	} {
		for size := 1; size < 5; size++ {
			if got := write(t, page(test.page), size, cutter{}); got != test.want {
				t.Errorf("%s, %d blocks a window:\ngot\n%s\nwant\n%s", test.name, size, got, test.want)
			}
		}
	}
}

func TestInline(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"emphasis", "a <i>b</i> <b>c</b> <del>d</del> <code>e</code>", "a *b* **c** ~~d~~ `e`"},
		{"nested", "<b>a <i>b</i></b> <i><b>c</b></i> <b><b>d</b></b>", "**a *b*** ***c*** **d**"},
		{"white space inside", "a<b> b </b>c", "a **b** c"},
		{"neighbours", "<i>a</i><i>b</i> <b>c</b><i>d</i>", "*ab* **c***d*"},
		{"inside a word", "a<b>b</b>c", "a**b**c"},
		{"punctuation in front of a word", "<b>a:</b>b", "**a**:b"},
		{"punctuation behind a word", "a<i>“b”</i>c", "a“*b*”c"},
		{"quotes in Japanese", "これは<b>「強調」</b>です", "これは「**強調**」です"},
		{"nothing but punctuation", "a<b>!!</b>b", "a!!b"},
		{"punctuation that may stay", "a <b>b!</b> (<i>c.</i>)", "a **b!** (*c.*)"},
		{"emphasis that ends in code", "<b>a <code>b</code></b>c", "a `b`c"},
		{"nested that would be taken for another", "<b><i>a</i>b<i>c</i></b>", "**abc**"},
		{"symbols", "a<b>€</b>b <b>5€</b>x", "a€b **5**€x"},
		{"link", "<a href=http://x.y/>a</a>b", "[a](http://x.y/)b"},
		{"link around emphasis", "<a href=/x>a <b>b</b></a>", "[a **b**](/x)"},
		{"emphasis around a link", "<b><i><a href=/x>a.</a></i></b>b", "[***a.***](/x)b"},
		{"link in emphasis", "<b>a <a href=/x>b</a></b>", "**a [b](/x)**"},
		{"link in emphasis in a word", "<b>a <a href=/x>b</a></b>c", "a [b](/x)c"},
		{"brackets in a link", "<a href=/x>[1]</a>(y)", "[\\[1\\]](/x)(y)"},
		{"code in a link", "<a href=/x><code>a]</code></a>", "[`a]`](/x)"},
		{"target", "<a href='/a (b) c|`<>&amp;amp;'>a</a>", "[a](/a%20\\(b\\)%20c%7C%60%3C%3E\\&amp;)"},
		{"targets that are none", "<a href='java\nscript:a'>a</a> <a href='data:x'>b</a> <a href='#x'>c</a> <a href=' '>d</a> <a href='x:y'>e</a>",
			"a b c d e"},
		{"targets", "<a href='MAILTO:x'>a</a> <a href='?x:y'>b</a> <a href='./c:d'>c</a> <a href='//e'>d</a>",
			"[a](MAILTO:x) [b](?x:y) [c](./c:d) [d](//e)"},
		{"image that is none", "a!<a href=/x>b</a>", "a\\![b](/x)"},
		{"code", "<code>a`b</code> <code>``</code> <code> *c*\\ </code> <code>a</code><code>b</code>", "``a`b`` ``` `` ``` `*c*\\` `ab`"},
		{"emphasis in code", "<code>a <b>b</b></code>", "`a b`"},
		{"no words for", "x<sup>2</sup> <q>a</q>", "x2 a"},
		{"stars", "5 * 3 *a* a*b **", "5 * 3 \\*a\\* a\\*b \\*\\*"},
		{"underscores", "snake_case_name _a_ __b__ c_", "snake_case_name \\_a\\_ \\_\\_b\\_\\_ c\\_"},
		{"tildes", "~5 ~~a~~ a ~ b", "\\~5 \\~\\~a\\~\\~ a ~ b"},
		{"backslashes", "C:\\dir \\* \\", "C:\\dir \\\\\\* \\\\"},
		{"backticks", "`a`", "\\`a\\`"},
		{"brackets", "[1] [a](b) [c]: d [...]", "[1] [a\\](b) [c\\]: d [...]"},
		{"tags", "&lt;b> &lt;/b> &lt;!-- &lt;? a &lt; b &lt;3 ->", "\\<b> \\</b> \\<!-- \\<? a < b <3 ->"},
		{"references", "&amp;amp; &amp;#38; AT&amp;T a & b &;", "\\&amp; \\&#38; AT&T a & b &;"},
		{"addresses", "see http://x.y/a_b, http://x.y/~me/ (http://x.y/c). www.x.y/~z/ http://e.nd/",
			"see http://x.y/a_b, <http://x.y/~me/> (http://x.y/c). www\\.x.y/\\~z/ <http://e.nd/>"},
		{"address in bold", "<b>http://x.y/</b> <a href=http://x.y/>http://x.y/~</a>", "**http\\://x.y/** [http://x.y/\\~](http://x.y/)"},
	} {
		got := strings.TrimSuffix(write(t, page("<p>"+test.page+"</p>"), 1), "\n")
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// TestLineStart looks at what is markup at the start of a line only.
func TestLineStart(t *testing.T) {
	for text, want := range map[string]string{
		"# a": "\\# a", "#a": "#a", "####### a": "####### a", "#": "\\#",
		"> a": "\\> a", ">": "\\>",
		"- a": "\\- a", "-a": "-a", "-5": "-5", "--": "\\--", "-": "\\-", "—": "—",
		"+ a": "\\+ a", "+1": "+1",
		"1. a": "1\\. a", "1.a": "1.a", "23) a": "23\\) a", "1.": "1\\.", "1234567890. a": "1234567890. a",
		"===": "\\===", "= a": "= a",
		"-|-": "\\-|-", ":-:": "\\:-:", "|-|": "\\|-|", "| a": "| a",
		"***": "\\*\\*\\*", "___": "\\_\\_\\_", "~~~": "\\~\\~\\~", "```": "\\`\\`\\`",
		"[x] a": "[x] a",
	} {
		if got := write(t, page("<p>"+text), 1); got != want+"\n" {
			t.Errorf("%s: got %swant %s", text, got, want)
		}
		if got := write(t, page("<p>a<br>"+text), 1); got != "a\\\n"+want+"\n" {
			t.Errorf("%s in a second line: got %s", text, got)
		}
	}
	if got := write(t, page("<ul><li>[x] a</ul>"), 1); got != "- \\[x] a\n" {
		t.Errorf("task: got %s", got)
	}
}

func TestPlainText(t *testing.T) {
	var out strings.Builder
	w := New(&out)
	in := "# a\n\n* b *c* <d>\r\n\n\n- CUT\n"
	if _, err := cleaner.New(cutter{}).Run(w, textreader.New(strings.NewReader(in))); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if want := "# a\n\n* b *c* <d>\r\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestSeveralPages(t *testing.T) {
	var out strings.Builder
	w := New(&out)
	for _, p := range []string{"<ul><li>a</ul>", "", "<p>CUT", "<ul><li>b</ul>", "<pre>c</pre>"} {
		if _, err := cleaner.New(cutter{}).Run(w, &windows{whole: page(p), size: 9}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if want := "- a\n\n- b\n\n```\nc\n```\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// TestPieces writes a line, and preformatted text, that came in parts.
func TestPieces(t *testing.T) {
	b := newBuilder()
	b.open(document.TagP, "")
	for _, part := range []string{"# one ![", "two](x) ", "- three"} {
		b.doc.Text = append(b.doc.Text, part...)
		end := int32(len(b.doc.Text))
		start := end - int32(len(part))
		end = start + int32(len(strings.TrimRight(part, " ")))
		b.doc.Blocks = append(b.doc.Blocks, document.Block{Start: start, End: end, Kind: document.Piece})
		b.doc.Page.Spots = append(b.doc.Page.Spots, document.Spot{Element: b.element})
	}
	b.doc.Blocks[2].Kind = document.Paragraph
	b.doc.To, b.doc.Last = len(b.doc.Blocks), true
	for size := 1; size < 4; size++ {
		if got, want := write(t, &b.doc, size), "\\# one ![two\\](x) - three\n"; got != want {
			t.Errorf("%d blocks a window: got %q, want %q", size, got, want)
		}
	}
}

// TestSplitCode writes preformatted text that came as two blocks, the second with a longer fence in it.
func TestSplitCode(t *testing.T) {
	for second, want := range map[string]string{
		"b":    "```\na\nb\n```\n",
		"````": "```\na\n```\n\n`````\n````\n`````\n",
	} {
		doc := page("<pre>a</pre>")
		doc.Text = append(doc.Text, "\n\n"+second...)
		doc.Blocks = append(doc.Blocks, document.Block{Start: 3, End: int32(len(doc.Text)), Gap: true})
		doc.Page.Spots = append(doc.Page.Spots, document.Spot{Element: doc.Page.Spots[0].Element})
		doc.To = 2
		for size := 1; size < 3; size++ {
			if got := write(t, doc, size); got != want {
				t.Errorf("%d blocks a window: got %q, want %q", size, got, want)
			}
		}
	}
}

func TestWriteError(t *testing.T) {
	w := New(failing{})
	doc := page("<p>" + strings.Repeat("a ", 1<<16))
	if err := w.Write(&cleaner.Window{Doc: doc, End: int64(len(doc.Text))}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
	if err := w.Flush(); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("flush: got %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
