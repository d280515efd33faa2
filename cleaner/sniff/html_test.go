package sniff

import (
	"strings"
	"testing"
)

// paragraph is prose without a tag.
const paragraph = "The committee met on Tuesday to hear what the farmers of the valley had to say about the new dam.\n"

var htmlTests = []struct{ name, head string }{
	{"doctype", "<!DOCTYPE html><title>x"},
	{"doctype alone", "<!doctype html>"},
	{"doctype that is cut", "<!doctype html"},
	{"doctype and text", "<!doctype html>\nHello, this is a page.\n"},
	{"old doctype", `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><HTML>`},
	{"legacy doctype", `<!DOCTYPE html SYSTEM "about:legacy-compat"><p>x`},
	{"byte order mark", "\ufeff\r\n <!DOCTYPE html>\n<html>"},
	{"xhtml", `<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<html xmlns="http://www.w3.org/1999/xhtml"><head>`},
	{"xhtml with a doctype", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html>`},
	{"odd namespace", `<!DOCTYPE html><html xmlns="http://www.w3.org/1999/html5">`},
	{"html", "<html>\n<head><title>x</title></head>"},
	{"html in capitals", "<HTML><BODY BGCOLOR=white>Hello"},
	{"html with a language", `<html lang="en">Hello`},
	{"comment", "<!-- a\n comment --><!-- > --><html><body>"},
	{"conditional comment", `<!--[if IE 8]> <html class="ie8"> <![endif]--><![if !IE]><html><head>`},
	{"saved page", "<!-- saved from url=(0022)https://example.com/a -->\n<div>Hello"},
	{"template", "<?php include 'head.php'; ?>\n<!DOCTYPE html>\n<html>"},

	{"warning before", "Warning: Undefined variable $a in /srv/a.php on line 3\n<!DOCTYPE html>\n<html><body>"},
	{"warning in html before", "<br />\n<b>Warning</b>:  Undefined variable in <b>/srv/a.php</b> on line <b>3</b><br />\n<!DOCTYPE html>\n<html>"},
	{"letter before", "1<!DOCTYPE html>\n<html><body><p>x"},
	{"headers before", "Content-Type: text/html\r\nServer: x\r\n\r\n<html><head><title>x</title></head></html>\n"},
	{"response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<div class=\"a\"><p>Hello</p></div>"},
	{"response with long headers", "HTTP/2 200\r\nset-cookie: " + strings.Repeat("x", 3000) + "\r\n\r\n<!DOCTYPE html><html>"},
	{"responses", "HTTP/1.1 301 Moved\r\nLocation: /a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<!DOCTYPE html><html>"},

	{"head", `<head><meta charset="utf-8"><title>x</title>`},
	{"title", "<title>My page</title>\n<p>Hello"},
	{"meta", `<meta charset="utf-8"><title>x</title><p>Hello, this is a page.`},
	{"script", `<script type="text/javascript" src="a.js"></script><div id="b"></div>`},
	{"style", "<style>p { color: red }</style>\n<p>Hello"},
	{"article", "<article>\n<h1>Title</h1>\n<p>" + paragraph + "</p>\n</article>\n"},
	{"div", `<div class="post"><p>Text</p></div>`},
	{"custom elements", `<div><my-box><p>Text</p></my-box></div>`},
	{"image inside", `<div><svg viewBox="0 0 1 1"><path d="M0"/><g><circle r="1"/></g></svg><p>Text</p></div>`},
	{"headings", "<h1>Title</h1>\n" + "<p>" + paragraph + "</p>\n<h2>More</h2>\n<p>" + paragraph + "</p>"},
	{"paragraphs that are not closed", "<p>" + paragraph + "\n<p>" + paragraph + "\n<p>" + paragraph},
	{"wrapped paragraphs", strings.Repeat("<p>"+strings.Repeat(paragraph, 6)+"</p>\n", 4)},
	{"line breaks", "<b>Title</b><br>\nOne line<br>\nAnother <i>line</i> here<br><br>\n" + paragraph},
	{"program", "<pre>\n" + strings.Repeat("a line\n", 100) + "</pre>\n"},
	{"table", "<table><tr><td>1<td>2</table>"},
	{"list", "<ul>\n<li>One\n<li>Two\n<li>Three\n</ul>"},
	{"capitals", "<P ALIGN=CENTER><FONT SIZE=2>Text</FONT></P>"},
	{"word", `<p class=MsoNormal><span lang=EN-US>Text<o:p></o:p></span></p>`},
}

var textTests = []struct{ name, head string }{
	{"empty", ""},
	{"white space", " \r\n"},
	{"mark alone", "\ufeff"},
	{"prose", paragraph},
	{"heart", "<3 this song\n"},
	{"paragraph that is none", "<p> values were low, the authors say"},
	{"p values", "<p> values were <i>not</i> low, the authors say"},
	{"chat", "<Alice> hi Bob\n<Bob> hi Alice\n"},
	{"chat of elements", "<Mark> hi Bob\n<Bob> hi\n<Mark> use <b>bold</b> for that\n<Art> or <Mark> does\n"},
	{"element", "<div> is the HTML element for blocks. " + paragraph},
	{"elements", "<div> is the HTML element for blocks, <span> for text, <table> for tables.\n"},
	{"element that is closed", "<div> is closed by </div>, <p> by </p>. " + paragraph},
	{"reference", "<table>: the table element\n" + strings.Repeat(paragraph, 9) + "<table>\n<tr><td>1</td></tr>\n</table>\n" + paragraph},
	{"root element", "<html> and <body> are the first tags of a page"},
	{"doctype in prose", "<!DOCTYPE html> is what every page begins with. " + paragraph},
	{"doctype in the middle", "Every page begins with <!DOCTYPE html> and then <html>.\n"},
	{"tags in prose", paragraph + "<b>Bold</b> is <i>not</i> good.\n"},
	{"bold first", "<b>Bold</b> claims were made on Tuesday. " + paragraph},
	{"list of words", "<source> <target> [options]\n"},
	{"address", "<jane@example.com> wrote:\n> Hello\n"},
	{"link", "<https://example.com/>\n"},
	{"arrows", "<- back\n<== more\n<<EOF\n"},
	{"placeholder", "<title>, by <author>\n"},
	{"script that is none", "<script> tags are bad for you, says a study; " + paragraph},

	{"markdown with html", "<p align=\"center\">\n  <img src=\"logo.png\">\n</p>\n\n# Title\n\n" + paragraph},
	{"markdown in html", "<div align=\"center\">\n\n# Title\n\n[![build](https://x/y.svg)](https://x)\n\n</div>\n"},
	{"markdown with a comment", "<!-- markdownlint-disable -->\n# Title\n"},
	{"heading in markdown", "<h1 align=\"center\">Name</h1>\n\n" + paragraph + "\n" + paragraph},
	{"fence", "# How to\n\n```html\n<!DOCTYPE html>\n<html>\n<head></head>\n</html>\n```\n"},
	{"indented code", "How to\n\n    <!DOCTYPE html>\n    <html>\n"},
	{"tutorial", "A page looks like this:\n\n<!DOCTYPE html>\n<html>\n</html>\n"},
	{"tutorial that goes on", "A page\n\n<!DOCTYPE html>\n<html>\n</html>\n\nSave it and open it.\n"},
	{"go", "package main\n\nconst page = `\n<!DOCTYPE html>\n<html>\n`\n"},
	{"python", "page = \"\"\"\\\n<!DOCTYPE html>\n<html>\n\"\"\"\n"},
	{"shell", "cat >a.html <<EOF\n<!DOCTYPE html>\n<html>\nEOF\n"},
	{"archive of texts", "-- index.html --\n<!DOCTYPE html>\n<html>\n"},
	{"c++", "#include <vector>\ntemplate <class T> void f(std::vector<T> a);\n"},
	{"generics", "<S> List<S> of(S s);\n<T> void f(T t);\n"},
	{"java", "/**\n * <p>Text</p>\n */\nclass A<T> {}\n"},
	{"php", "<?php\necho '<html><body>';\n"},

	{"xml", "<?xml version=\"1.0\"?>\n<article><title>x</title><section><p>Text</p></section></article>"},
	{"svg", `<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><path d="M0"/></svg>`},
	{"svg with a doctype", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg><p>x</p></svg>`},
	{"rss", `<rss version="2.0"><channel><title>x</title><item><title>y</title></item></channel></rss>`},
	{"atom", `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>`},
	{"docbook", `<article xmlns="http://docbook.org/ns/docbook"><title>x</title><section><title>y</title></section></article>`},
	{"foreign children", `<menu id="a"><item>x</item><item>y</item></menu>`},
	{"corpus", "<doc id=\"12\" title=\"x\">\n" + paragraph + "</doc>\n"},
	{"property list", `<!DOCTYPE plist PUBLIC "x" "y"><plist><dict></dict></plist>`},
	{"dtd", "<!ELEMENT p (#PCDATA)>\n"},
	{"web archive", "WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<!DOCTYPE html>\n<html>"},
	{"response with text", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + paragraph},
	{"response without end", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"},
	{"json", `{"html": "<!DOCTYPE html><html><body><p>x</p>"}`},
}

func TestIsHTML(t *testing.T) {
	for _, test := range htmlTests {
		if !IsHTML([]byte(test.head), true) {
			t.Errorf("%s is text: %.100q", test.name, test.head)
		}
	}
	for _, test := range textTests {
		if IsHTML([]byte(test.head), true) {
			t.Errorf("%s is html: %.100q", test.name, test.head)
		}
	}
}

// A head that is cut says as much as one that is not, as far as it goes.
func TestIncompleteHead(t *testing.T) {
	long := strings.Repeat(paragraph, HeadBytes/len(paragraph)+1)
	for _, test := range []struct {
		name, head string
		want       bool
	}{
		{"elements still open", `<div><div><section><p>Text</p><p>` + paragraph, true},
		{"long attribute", `<div data-state='{"a":` + strings.Repeat("1,", 100), true},
		{"long script", `<script>var a = {` + strings.Repeat("b: 1,", 100), true},
		{"tag without attributes", "<div", false},
		{"element in prose", "<div> is the HTML element for blocks, <p> for paragraphs. " + paragraph, false},
		{"long prose", "<p> values were low. " + long, false},
		{"long fragment", "<p>" + strings.ReplaceAll(long, "\n", "</p>\n<p>"), true},
		{"long page", "<!DOCTYPE html><html><body>" + long, true},
	} {
		if got := IsHTML([]byte(test.head), len(test.head) > HeadBytes); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
