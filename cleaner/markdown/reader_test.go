package markdown

import (
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/htmlreader"
)

// convert returns a page as Markdown, by way of the real reader.
func convert(t testing.TB, page string) string {
	t.Helper()
	reader := htmlreader.New(strings.NewReader(page))
	reader.Spans = true
	var out strings.Builder
	w := New(&out)
	if _, err := cleaner.New().Run(w, reader); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestPages reads and writes small pages.
func TestPages(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"article", "<h1>The dam</h1>\n<p>It <em>will</em> be\n built, the <a href=http://x.yz/c>council</a> said.<br>Work begins <b>soon</b>.</p>" +
			"<ul><li>one<ul><li>two</ul><li>three</ul><blockquote><p>No.<p>Yes.</blockquote>",
			"# The dam\n\nIt *will* be built, the [council](http://x.yz/c) said.\\\nWork begins **soon**.\n\n- one\n  - two\n- three\n\n> No.\n>\n> Yes.\n"},
		{"link around blocks", "<a href=/x><h2>a</h2><p>b <b>c</b></p></a>", "## [a](/x)\n\n[b **c**](/x)\n"},
		{"emphasis across blocks", "<b>a<p>b</b>c", "**a**\n\n**b**c\n"},
		{"link without text", "<p>a <a href=/x><img src=y></a><a href=/z> &zwj; </a>b", "a \u200d b\n"},
		{"definitions", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\n\nb\n\nc\n\nd\n"},
		{"keys and deletions", "<p>Press <kbd>Ctrl</kbd> <del>a</del> <samp>b</samp> <code>c<kbd>d</kbd></code>, x<sup>2</sup>",
			"Press `Ctrl` ~~a~~ `b` `cd`, x2\n"},
		{"deletion of blocks", "<del><p>a</p><p>b</p></del>c", "~~a~~\n\n~~b~~\n\nc\n"},
		{"key that is left open", "<p>a <kbd>b</p>c", "a `b`\n\nc\n"},
		{"wrong nesting", "<p><b>a <kbd>b</b> c</kbd> d", "**a `b`** c d\n"},
	} {
		if got := convert(t, test.page); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// TestSaysNothing looks at emphasis that a person would not have written.
func TestSaysNothing(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"strong heading", "<h2><b>a</b></h2><h3><strong>b</strong> <b>c</b></h3>", "## a\n\n### b c\n"},
		{"strong heading with a link", "<h2><b>1. <a href=/x>a</a> – b</b></h2><h3><a href=/x><b>c</b></a></h3>", "## 1. [a](/x) – b\n\n### [c](/x)\n"},
		{"heading that is strong in part", "<h2>a <b>b</b></h2>", "## a **b**\n"},
		{"emphasis in a heading", "<h2><i>a</i></h2>", "## *a*\n"},
		{"strong words", "<p><b>a</b> <b>b</b><b> c</b> d <i>e</i>\n<em>f</em>", "**a b c** d *e f*\n"},
		{"struck words", "<p><s>a</s> <s>b</s> <code>c</code> <code>d</code>", "~~a~~ ~~b~~ `c` `d`\n"},
		{"strong and a strong link", "<p><b>a</b> <b><a href=/x>b</a></b>", "**a [b](/x)**\n"},
		{"strong that is not seen", "<p>a.<b>&zwj;</b> b<i>\u200b</i>", "a.\u200d b\n"},
		{"strong at the start of a line", "<p><b>1.</b> a</p><p><b>- b</b></p><p><i># c</i></p><p><b>==</b>", "**1.** a\n\n**- b**\n\n*# c*\n\n**==**\n"},
	} {
		if got := convert(t, test.page); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

func TestTables(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"header cells", "<table><tr><th>a<th>b<tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |\n"},
		{"header of the page's own", "<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |\n"},
		{"strong header", "<table><tr><td><b>a</b><td><p><b>b</b> <b>c</b></p><tr><td><b>d</b><td>e</table>", "| a | b c |\n| --- | --- |\n| **d** | e |\n"},
		{"header cells that are strong", "<table><tr><th><b>a</b><th>b <b>c</b><tr><td>d<td>e</table>", "| a | b **c** |\n| --- | --- |\n| d | e |\n"},
		{"named rows", "<table><tr><th>a<td>b<tr><th>c<td>d</table>", "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n"},
		{"a row that names others", "<table><tr><td>a<td>b<tr><td colspan=2><b>c</b><tr><td>d<td>e</table>",
			"|  |  |\n| --- | --- |\n| a | b |\n| **c** |\n| d | e |\n"},
		{"several such rows", "<table><tr><th>a<th>b<tr><td><p>c<td><tr><td><td>d<tr><td>e<td>f</table>",
			"| a | b |\n| --- | --- |\n| c |\n| d |\n| e | f |\n"},
		{"cells alone around a table", "<table><tr><td>a<tr><td>b<td>c<tr><td>d<td>e<tr><td>f</table>",
			"a\n\n|  |  |\n| --- | --- |\n| b | c |\n| d | e |\n\nf\n"},
		{"a cell of lines between rows", "<table><tr><th>a<th>b<tr><td colspan=2>c<br>d<tr><td>e<td>f</table>",
			"| a | b |\n| --- | --- |\n\nc\\\nd\n\ne f\n"},
		{"layout of one row", "<table><tr><td><a href=/a>a</a><td><td>b</table><p>c", "[a](/a) b\n\nc\n"},
		{"layout of blocks", "<table><tr><td><h2>a</h2><p>b</p><td><ul><li>c</ul></table>", "## a\n\nb\n\n- c\n"},
		{"table in a cell", "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table><tr><td>f<td>g</table>",
			"a\n\n|  |  |\n| --- | --- |\n| b | c |\n| d | e |\n\nf g\n"},
		{"lines in a cell", "<table><tr><th>a<th>b<tr><td>c<br>d<td>e</table>", "| a | b |\n| --- | --- |\n| c d | e |\n"},
	} {
		if got := convert(t, test.page); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for page, want := range map[string]string{
		"<pre class=language-go>":                          "go",
		"<pre class=lang-py>":                              "py",
		"<pre><code class='hljs language-c++'>":            "c++",
		"<pre><code class='language-rust edition2024'>":    "rust",
		"<pre><code class=lang-auto>":                      "",
		"<pre><code class='lang-none language-none'>":      "",
		"<pre class='brush: js notranslate'>":              "js",
		"<pre class=brush:python;>":                        "python",
		"<pre class=brush:>":                               "",
		"<div class=highlight-source-shell><pre>":          "shell",
		"<div class='highlight-c notranslate'><div><pre>":  "c",
		"<div class='highlight-default notranslate'><pre>": "",
		"<div class=highlight-box><pre>":                   "",
		"<div class=lang-en><pre>":                         "",
		"<pre class=language-`x>":                          "",
	} {
		if got := convert(t, page+"x"); got != "```"+want+"\nx\n```\n" {
			t.Errorf("%s: got %s, want %s", page, got, want)
		}
	}
}

// TestTargets holds that targets are resolved as far as the page says where it is.
func TestTargets(t *testing.T) {
	canonical := "<link rel=canonical href=https://x.yz/a/b?c>"
	for _, test := range []struct{ head, target, want string }{
		{"", "/c", "/c"},
		{"", "//v.w/c", "//v.w/c"},
		{canonical, "/c (d)?e=/#f", `https://x.yz/c%20\(d\)?e=/#f`},
		{canonical, "//v.w/c", "https://v.w/c"},
		{canonical, "http://v.w/", "http://v.w/"},
		{canonical, "mailto:/c@x.yz", "mailto:/c@x.yz"},
		{canonical, "c", "c"},
		{canonical, "../c", "../c"},
		{canonical, "?c", "?c"},
		{"<base href=http://v.w/d/e>" + canonical, "c", "http://v.w/d/c"},
		{"<base href=http://v.w/d/e>" + canonical, "../c", "http://v.w/c"},
		{"<base href=http://v.w/d/e>" + canonical, "?c=d e", "http://v.w/d/e?c=d%20e"},
		{"<base href=http://v.w/d/e>" + canonical, "/c", "http://v.w/c"},
		{"<base href=http://v.w/d/e>" + canonical, "%zz", "%zz"},
		{"<base href=http://v.w>", "c", "http://v.w/c"},
		{"<base href=//v.w/>", "c", "https://v.w/c"},
		{"<base href=/>" + canonical, "c", "https://x.yz/c"},
		{"<base href=/d/>", "c", "c"},
		{"<base href=javascript:x>" + canonical, "/c", "https://x.yz/c"},
	} {
		if got, want := convert(t, test.head+`<p><a href="`+test.target+`">a</a>`), "[a]("+test.want+")\n"; got != want {
			t.Errorf("%s with %s: got %s, want %s", test.target, test.head, got, want)
		}
	}
}

// TestTargetsOfSeveral holds that a page without an address is not given that of the page before.
func TestTargetsOfSeveral(t *testing.T) {
	var out strings.Builder
	w := New(&out)
	for _, head := range []string{"<base href=http://x.yz/>", "", "<link rel=canonical href=http://v.w/>"} {
		reader := htmlreader.New(strings.NewReader(head + "<p><a href=/b>a</a>"))
		reader.Spans = true
		if _, err := cleaner.New().Run(w, reader); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if want := "[a](http://x.yz/b)\n\n[a](/b)\n\n[a](http://v.w/b)\n"; out.String() != want {
		t.Errorf("got %s, want %s", out.String(), want)
	}
}
