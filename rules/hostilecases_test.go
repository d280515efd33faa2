package rules_test

import (
	"fmt"
	"strings"
)

// hostileCase makes an input of about size bytes that tries to make cleaning slow, or large.
type hostileCase struct {
	name string
	file string // its name, which tells records
	make func(size int) string
	// fails is what the error of the file says, where it must fail as a whole.
	fails string
}

// again returns unit as often as it takes to make size bytes.
func again(unit string) func(size int) string {
	return func(size int) string { return strings.Repeat(unit, size/len(unit)+1) }
}

// counted returns unit as often as it takes to make size bytes, each time with the next number in place of %d.
func counted(unit string) func(size int) string {
	return func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, unit, i)
		}
		return b.String()
	}
}

// between returns what makes an input, with head before it and tail behind.
func between(head string, body func(size int) string, tail string) func(size int) string {
	return func(size int) string { return head + body(size) + tail }
}

// nested returns open as often as it takes to make half of size bytes, and then shut as often.
func nested(open, shut string) func(size int) string {
	return func(size int) string {
		n := size / (len(open) + len(shut))
		return strings.Repeat(open, n) + "x" + strings.Repeat(shut, n)
	}
}

// sentence is one that no rule speaks of.
const sentence = "The council of the valley will build the dam above the village after all, its chairman said on Monday. "

// article is prose enough for a body.
var article = strings.Repeat(strings.Repeat(sentence, 3)+"\n\n", 5)

// hostileTexts are texts.
func hostileTexts() []hostileCase {
	pair := "Read more: wonderful storms\n" + "Wonderful storms came over the valley, said the farmers of the village on Monday, and it rained.\n"
	return []hostileCase{
		{name: "empty lines", make: again("\n")},
		{name: "lines of a letter", make: again("a\n")},
		{name: "carriage returns", make: again("a\r")},
		{name: "numbers", make: counted("%d\n")},
		{name: "words", make: counted("word%d\n")},
		{name: "labels that differ", make: counted("Menu %d\n")},
		{name: "labels", make: again("Related stories\n")},
		{name: "labels with a text each", make: again(pair)},
		{name: "labels behind an article", make: between(article, again("Related stories\nStorm\n"), "")},
		{name: "labels with a text behind an article", make: between(article, again(pair), "")},
		{name: "dates", make: between(article, counted("The council of the valley will build the dam %d\nMay 5, 2020\n"), "")},
		{name: "prices", make: again("$4 a month\nMonthly\n")},
		{name: "plans", make: again("Choose your plan\nBasic\n$4.99\nCancel anytime\n")},
		{name: "paywall and short lines", make: between("Subscribe to continue reading\n", counted("Line %d\n"), "")},
		{name: "prompts", make: again("Subscribe to continue reading\n")},
		{name: "prompts on one line", make: again("Subscribe to continue reading. ")},
		{name: "prompts without a stop", make: again("subscribe to continue reading ")},
		{name: "disclaimers on one line", make: again("Disclaimer: this story is auto-generated from a syndicated feed. ")},
		{name: "newsletters", make: again("Sign up for our newsletter\nEnter your email\n")},
		{name: "comments", make: between(article, again("5 comments\nReply\n"), "")},
		{name: "questions", make: again("Who did it?\n")},
		{name: "speech", make: again("\"It rained,\" said Smith.\n")},
		{name: "ellipses", make: again("The council of the valley will build the dam above the village after all...\n")},
		{name: "sentences on one line", make: again(sentence)},
		{name: "letters on one line", make: again("a")},
		{name: "stops on one line", make: again(". ")},
		{name: "abbreviations on one line", make: again("Mr. ")},
		{name: "quotes on one line", make: again("\"")},
		{name: "brackets", make: again("(")},
		{name: "braces", make: again("{")},
		{name: "spaces", make: again(" ")},
		{name: "spaces that end lines", make: again(" \n")},
		{name: "spaces of Unicode", make: again("\u00a0\u3000\u200b\ufeff")},
		{name: "accents", make: again("e\u0301")},
		{name: "accents without end", make: between("e", again("\u0301"), "")},
		{name: "long foldings", make: again("\ufdfa")},
		{name: "long foldings in lines", make: again("\ufdfa\n")},
		{name: "no UTF-8", make: again("\xff")},
		{name: "no UTF-8 in lines", make: again("\xff\xe2\x80\n")},
		{name: "Chinese", make: again("雨下了一整夜。")},
		{name: "Chinese without stops", make: again("雨下了一整夜")},
		{name: "Thai", make: again("ฝนตกทั้งคืน")},
		{name: "addresses", make: again("http://a.b/c ")},
		{name: "mail addresses", make: again("a@b.c ")},
		{name: "dots", make: again("a.b.c.d.e.f.")},
		{name: "digits", make: again("1,234.")},
		{name: "months", make: again("january ")},
		{name: "headings", make: again("# a\n")},
		{name: "list items", make: again("- a\n")},
		{name: "table rows", make: again("a\tb\n")},
		{name: "one table row", make: again("a\t")},
		{name: "bars", make: again("|")},
		{name: "quoted", make: again(">")},
		{name: "rulers", make: again("---\n")},
		{name: "wrapped lines", make: again("The council of the valley will build the dam above the village after all, the\n")},
		{name: "the same paragraph", make: again(strings.TrimSpace(sentence) + "\n\n")},
		{name: "the same words in another order", make: counted("The council %d of the valley will build the dam above the village, and it rained.\n")},
		{name: "JSON", make: again(`{"a":[`)},
		{name: "markup characters", make: again("*_`[]<>&\\!#~|")},
		{name: "backquotes", make: again("`a")},
		{name: "copyright", make: again("© 2020 All rights reserved. ")},
		{name: "copyright lines", make: counted("© %d All rights reserved\n")},
		{name: "share", make: again("Share on Facebook\nTwitter\n")},
	}
}

// hostilePages are pages.
func hostilePages() []hostileCase {
	const head = "<!doctype html><title>x</title><body>"
	page := func(name string, body func(size int) string) hostileCase {
		return hostileCase{name: name, make: between(head, body, "")}
	}
	return []hostileCase{
		page("div in div", nested("<div>", "</div>")),
		page("div in div, never closed", again("<div>")),
		page("div in div with text", again("<div>a")),
		page("div around text", again("<div>a</div>")),
		page("p in p", again("<p>a")),
		page("ends without beginnings", again("</div></p></b></li>")),
		page("ends of p", again("</p>")),
		page("ends in depth", between(strings.Repeat("<div>", 511), again("</li></td></b></a>"), "")),
		page("beginnings in depth", between(strings.Repeat("<div>", 505), again("<li><p><td><b><option><dd>"), "")),
		page("unknown ends in depth", between(strings.Repeat("<x-y>", 511), again("</y-x>"), "")),
		page("unknown elements", counted("<x-%d>a")),
		page("b in b", again("<b>")),
		page("b in b with text", again("<b>a")),
		page("b and p", again("<b><p>a")),
		page("a and p", again("<a href=x><p>a")),
		page("a and div", again("<a href=x><div>a</div>")),
		page("links", again("<a href=x>a</a> ")),
		page("links in lines", again("<p><a href=x>a</a>")),
		page("links in a list", again("<li><a href=http://example.com/a>The story</a>")),
		page("font in font", again("<font color=red><i><b>")),
		page("nobr", again("<nobr>a")),
		page("formats and ends", again("<b><i><a href=x></b></i></a>a")),
		page("span", again("<span>a</span>")),
		page("entities", again("&amp;")),
		page("entities without end", again("&amp")),
		page("letters behind an ampersand", between("&", again("a"), "")),
		page("ampersands", again("&")),
		page("numbers of characters", again("&#x10ffff;")),
		page("long numbers of characters", between("&#", again("1"), ";")),
		page("comments", again("<!-- a -->")),
		page("a comment", between("<!--", again("-"), "-->")),
		page("a comment without end", between("<!--", again("<!--"), "")),
		page("beginnings of comments", again("<!--")),
		page("sections", again("<![CDATA[a]]>")),
		page("doctypes", again("<!doctype a>")),
		page("instructions", again("<?a>")),
		page("attributes", between("<div ", counted("a%d=b "), ">a")),
		page("the same attribute", between("<div ", again("class=a "), ">a")),
		page("attributes of many elements", again("<div class=a id=b role=c>a")),
		page("a long class", between("<div class='", again("comment "), "'>a")),
		page("long classes", again("<div class='"+strings.Repeat("related ", 100)+"'>a</div>")),
		page("a tag without end", between("<div a=\"", again("a"), "")),
		page("less than", again("<")),
		page("less than and slash", again("</")),
		page("script", again("<script>a</script>")),
		page("a script", between("<script>", again("<!--<script>"), "</script>")),
		page("beginnings of script", again("<script>")),
		page("JSON-LD", again(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"a","articleBody":"b c d"}</script>`)),
		page("nested JSON-LD", between(`<script type="application/ld+json">`, nested(`{"@graph":[`, `]}`), "</script>")),
		page("an array of JSON-LD", between(`<script type="application/ld+json">[`, again(`{"@type":"Article","author":{"name":"a"}},`), `{}]</script>`)),
		page("data", between(`<script type="application/json">["`, again(sentence), `"]</script>`)),
		page("data of strings", between(`<script type="application/json">["`, counted(sentence+`%d","`), `"]</script>`)),
		page("data of pages", between(`<script type="application/json">["`, counted(`<p>`+sentence+sentence+`%d</p>","`), `"]</script>`)),
		page("nested data", between(`<script type="application/json">`, nested("[", "]"), "</script>")),
		page("data in attributes", again(`<div data-x='{"a":"`+sentence+sentence+`"}'>`)),
		page("h1", counted("<h1>a %d</h1>")),
		page("title", again("<title>a</title>")),
		page("meta", counted("<meta property=og:title content=a%d>")),
		page("author", counted("<meta name=author content=a%d>")),
		page("link", again("<link rel=canonical href=http://example.com/a>")),
		page("time", again("<time datetime=2020-01-01>a</time>")),
		page("svg in svg", nested("<svg>", "</svg>")),
		page("svg and p", again("<svg><p>a")),
		page("g in svg", between("<svg>", nested("<g>", "</g>"), "")),
		page("math", again("<math><mi><mtext><p>")),
		page("ends in svg", between("<svg>"+strings.Repeat("<g>", 500), again("</a>"), "")),
		page("options", between("<select>", again("<option>a"), "")),
		page("select in select", again("<select><option>")),
		page("templates", again("<template>a")),
		page("noscript", again("<noscript>a")),
		page("noscript, closed", again("<noscript><p>a</noscript>")),
		page("table in table", again("<table><tr><td>a")),
		page("tables", again("<table><tr><td>a</table>")),
		page("rows", between("<table>", again("<tr><td>a<td>b"), "")),
		page("cells of one row", between("<table><tr>", again("<td>a"), "")),
		page("paragraphs of one cell", between("<table><tr><td>", again("<p>a"), "")),
		page("tr without a table", again("<tr><td>a")),
		page("captions", again("<table><caption>a")),
		page("list in list", again("<ul><li>a")),
		page("ordered list in list", again("<ol><li>a")),
		page("list items", between("<ol>", again("<li>a"), "")),
		page("dl in dl", again("<dl><dt>a<dd>")),
		page("pre", between("<pre>", again("a\n"), "</pre>")),
		page("pre in pre", again("<pre>\na")),
		page("br", again("<br>")),
		page("br and text", again("a<br>")),
		page("hr", again("<hr>")),
		page("img", again("<img src=a alt=b>")),
		page("quote in quote", again("<blockquote>a")),
		page("details", again("<details><summary>a")),
		page("hidden in hidden", again("<div hidden>a")),
		page("hidden style", again("<div style='display:none'>a</div>")),
		page("forms", again("<form><input><button>a</button>")),
		page("button in button", again("<button>a")),
		page("ruby", again("<ruby>a<rt>b<rp>c")),
		page("text areas", again("<textarea>a</textarea>")),
		page("a text area", between("<textarea>", again("</textare"), "")),
		page("frames", again("<iframe>a</iframe>")),
		page("objects", again("<object>a")),
		page("body in body", again("<body class=a>")),
		page("html in html", again("<html lang=en>")),
		page("head in head", again("<head>")),
		page("framesets", again("<frameset><frame>")),
		page("plain text", between("<plaintext>", again("a "), "")),
		page("one word", again("a")),
		page("one text", again("a b. ")),
		page("NUL", again("a\x00")),
		page("no UTF-8", again("\xff<p>")),
		page("articles", again("<article><p>"+sentence+"</article>")),
		page("main in main", again("<main><p>"+sentence)),
		page("comments sections", again("<div class=comments><p>"+sentence+"</div>")),
		page("labels with a text each", again("<p>Read more: wonderful storms<p>Wonderful storms came over the valley, said the farmers of the village on Monday, and it rained.")),
		page("speech in an element", func(size int) string {
			return "<article>" + strings.Repeat("<p>"+strings.Repeat(sentence, 30), size*7/8/(len(sentence)*30)) + "<p>Label<div class=related>" +
				strings.Repeat("<p>A b c d e f g, he said.", size/8/26) + "</div>"
		}),
		page("long paragraphs in an element", func(size int) string {
			long := "<p>" + strings.Repeat("a ", 90) + "a."
			return "<article>" + strings.Repeat("<p>"+strings.Repeat(sentence, 30), size*7/8/(len(sentence)*30)) + "<p>Label<div class=related>" +
				strings.Repeat(long, size/8/len(long)) + "</div>"
		}),
		page("paragraphs that differ", counted("<p>The council %d of the valley will build the dam above the village, and it rained.")),
		page("ends of code", again("<code>`</code>")),
		page("emphasis", again("<em>a</em><strong>b</strong>")),
		page("emphasis in emphasis", again("<em>*<strong>_")),
		page("markup characters", again("*_`[]\\!#~|")),
		page("brackets", again("[")),
		page("an address", between("<a href='", again("a"), "'>a</a>")),
	}
}

// hostileRecords are files of records.
func hostileRecords() []hostileCase {
	const warc = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
	return []hostileCase{
		{name: "records", file: "x.jsonl", make: again("{\"text\":\"a\"}\n")},
		{name: "a record", file: "x.jsonl", make: between(`{"text":"`, again(sentence), "\"}\n")},
		{name: "escapes", file: "x.jsonl", make: between(`{"text":"`, again(`\u0041\n`), "\"}\n")},
		{name: "surrogates", file: "x.jsonl", make: between(`{"text":"`, again(`\ud83d`), "\"}\n")},
		{name: "fields", file: "x.jsonl", make: between(`{"text":"a"`, counted(`,"k%d":1`), "}\n")},
		{name: "the same field", file: "x.jsonl", make: between(`{"text":"a"`, again(`,"text":"b"`), "}\n")},
		{name: "values in values", file: "x.jsonl", make: between(`{"text":"a","x":`, nested("[", "]"), "}\n")},
		{name: "bad records", file: "x.jsonl", make: again("{\"text\":\n")},
		{name: "prompts in a record", file: "x.jsonl", make: between(`{"text":"`, again(`Subscribe to continue reading\n`+sentence+`\n`), "\"}\n")},
		{name: "a quote without end", file: "x.csv", make: between("text\n\"", again("a\n"), "")},
		{name: "quotes", file: "x.csv", make: between("text\n\"", again("\"\""), "\"\n")},
		{name: "columns", file: "x.csv", make: between("text", again(",a"), "\nb\n")},
		{name: "columns without a name", file: "x.csv", make: counted("c%d,"), fails: "it has no column \"text\""},
		{name: "rows", file: "x.csv", make: between("text\n", again("a\n"), "")},
		{name: "archive lines", file: "x.warc", make: again("WARC/1.0\r\n")},
		{name: "archive fields", file: "x.warc", make: again(warc + strings.Repeat("a: b\r\n", 8000) + "Content-Length: 0\r\n\r\n\r\n\r\n")},
		{name: "archive fields that go on", file: "x.warc", make: again(warc + "a: b\r\n" + strings.Repeat(" c\r\n", 14000) + "Content-Length: 0\r\n\r\n\r\n\r\n")},
		{name: "archive lengths", file: "x.warc", make: counted(warc + "Content-Length: 9%d\r\n\r\na\r\n\r\n")},
		{name: "archive records", file: "x.warc", make: again(warc + "Content-Length: 1\r\n\r\na\r\n\r\n")},
	}
}
