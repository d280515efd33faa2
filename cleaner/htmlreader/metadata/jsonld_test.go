package metadata

import (
	"reflect"
	"strings"
	"testing"

	"winnow/cleaner/document"
)

func TestPrune(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"valid", `{"@type":"Article","name":"a","image":{"name":["b"]},"author":[{"name":"c"}]}`,
			`[{"@type":"Article","name":"a","author":[{"name":"c"}]},`},
		{"scalars", `{"name":12.5,"text":true,"url":null,"headline":false}`, `[{"name":"12.5","text":"true","headline":"false"},`},
		{"nothing to keep", `{"image":"x","author":{"image":"y"}}`, `[`},
		{"comment wrapper", "<!--\n{\"name\":\"a\"}\n-->", `[{"name":"a"},`},
		{"cdata", "//<![CDATA[\n{\"name\":\"a\"}\n//]]>", `[{"name":"a"},`},
		{"semicolon", `{"name":"a"};`, `[{"name":"a"},`},
		{"several values", `{"name":"a"},{"name":"b"} [{"name":"c"}]`, `[{"name":"a"},{"name":"b"},[{"name":"c"}],`},
		{"trailing commas", `[{"name":"a",},]`, `[[{"name":"a"}],`},
		{"missing comma", "{\"name\":\"a\"\n\"url\":\"b\"}", `[{"name":"a","url":"b"},`},
		{"missing brackets", `[{"name":"a","author":{"name":"b"`, `[[{"name":"a","author":{"name":"b"}}],`},
		{"object closed by its array", `[{"name":"a"],{"name":"b"}`, `[[{"name":"a"}],{"name":"b"},`},
		{"comments", "{ // it's \"quoted\"\n\"name\":\"a\" /* x */, // y\n \"url\":\"b\" // z\n}", `[{"name":"a","url":"b"},`},
		{"an address is no comment", `{"url":"https://a.example/"}`, `[{"url":"https://a.example/"},`},
		{"raw line breaks", "{\"name\":\"a\nb\tc\x01\"}", `[{"name":"a\nb c "},`},
		{"quoted words", `{"text":"the "big" wolf","name":"a"}`, `[{"text":"the \"big\" wolf","name":"a"},`},
		{"quotes in a tag", `{"text":"<a href="x" rel="y">said</a>","name":"a"}`, `[{"text":"<a href=\"x\" rel=\"y\">said</a>","name":"a"},`},
		{"odd escapes", `{"name":"it\'s \x \u00e9 \u12 \"q\" \\"}`, `[{"name":"it's x \u00e9 u12 \"q\" \\"},`},
		{"string without end", `{"name":"a","text":"b`, `[{"name":"a"},`},
		{"no value", `{"name":,"url":}`, `[`},
		{"curly quotes", `{“name”: “a”, "url":"b"}`, `[{"url":"b"},`},
		{"vocabulary", `{"schema:name":"a","https://schema.org/url":"b"}`, `[{"name":"a","url":"b"},`},
		{"escaped as text", `{&quot;name&quot;:&quot;a&quot;}`, `[{"name":"a"},`},
		{"a member that is skipped", `{"offers":[{"name":"x","y":["z",1,null,{}]}],"name":"a"}`, `[{"name":"a"},`},
		{"too deep", strings.Repeat("[", 100) + `{"name":"a"}` + strings.Repeat("]", 100), `[`},
		{"no JSON", `var x = 1`, ``},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var p pruner
			p.add([]byte(test.in))
			if got := string(p.out); strings.TrimPrefix(got, "[") != strings.TrimPrefix(test.want, "[") {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
			if len(p.out) > 1 && p.decode() == nil {
				t.Errorf("no JSON: %s", p.out)
			}
		})
	}
}

func TestGraph(t *testing.T) {
	type metadata = document.Metadata
	tests := []struct {
		name, page string
		want       metadata
	}{
		{"article", graphOf(`{"@context":"https://schema.org","@type":"NewsArticle","headline":"Rain","url":"https://a.example/r",
			"author":{"@type":"Person","name":"Ann Lee"},"publisher":{"name":"Post"},"datePublished":"2024-05-01","dateModified":"2024-05-02",
			"description":"It <b>rained</b>.","inLanguage":"en-US"}`),
			metadata{Title: "Rain", URL: "https://a.example/r", Author: "Ann Lee", Site: "Post", Published: "2024-05-01", Modified: "2024-05-02",
				Description: "It rained.", Language: "en-us", Type: "NewsArticle"}},
		{"references", graphOf(`{"@graph":[{"@type":"WebPage","@id":"#page","isPartOf":{"@id":"#site"}},{"@type":"WebSite","@id":"#site","name":"Post"},
			{"@type":["Article","NewsArticle"],"headline":"Rain","author":[{"@id":"#ann"},"Bo Li"],"publisher":{"@id":"#org"}},
			{"@type":"Person","@id":"#ann","name":"Ann Lee"},{"@type":"Organization","@id":"#org","name":"Post Inc."}]}`),
			metadata{Title: "Rain", Author: "Ann Lee, Bo Li", Site: "Post", Type: "Article"}},
		{"names of authors", graphOf(`{"@type":"http://schema.org/BlogPosting","creator":[{"givenName":"Ann","familyName":"Lee"},{"name":["Bo Li","Cy Ray"]},{"name":"https://x.example/d"}]}`),
			metadata{Author: "Ann Lee, Bo Li, Cy Ray", Type: "BlogPosting"}},
		{"breadcrumbs and lists", graphOf(`[{"@type":"BreadcrumbList","name":"Home"},{"@type":"ItemList","itemListElement":[{"@type":"Article","headline":"Other"}]}]`),
			metadata{}},
		{"the article with the page's address", `<link rel=canonical href="https://www.a.example/r/">` + graphOf(`[{"@type":"Article","headline":"Snow","url":"https://a.example/s"},
			{"@type":"Article","headline":"Rain","mainEntityOfPage":{"@id":"http://a.example/r#x"}}]`),
			metadata{Title: "Rain", URL: "https://www.a.example/r/", Type: "Article"}},
		{"the article with the page's title", `<title>Rain falls on farms | Post</title>` + graphOf(`[{"@type":"Article","headline":"Snow"},{"@type":"Article","headline":"Rain falls on farms"}]`),
			metadata{Title: "Rain falls on farms", Type: "Article"}},
		{"teasers", `<link rel=canonical href="https://a.example/"><title>Post</title>` + graphOf(`[{"@type":"Article","headline":"Snow","url":"https://a.example/s"},
			{"@type":"Article","headline":"Rain","url":"https://a.example/r"}]`), metadata{Title: "Post", URL: "https://a.example/"}},
		{"a film in a page", `<title>Rain</title>` + graphOf(`{"@type":"VideoObject","name":"A day at the zoo","uploadDate":"2020-01-01"}`), metadata{Title: "Rain"}},
		{"a product", `<title>Blue umbrella</title>` + graphOf(`{"@type":"Product","name":"Blue umbrella","description":"Keeps &quot;dry&quot;.","review":{"@type":"Review","author":"Ann"}}`),
			metadata{Title: "Blue umbrella", Type: "Product", Description: `Keeps "dry".`}},
		{"questions of an FAQ", graphOf(`{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Why?","acceptedAnswer":{"text":"So."}}]}`),
			metadata{Type: "FAQPage"}},
		{"main entity", graphOf(`{"@type":"WebPage","datePublished":"2024-05-01","mainEntity":{"@type":"Article","headline":"Rain"}}`),
			metadata{Title: "Rain", Published: "2024-05-01", Type: "Article"}},
		{"several scripts", graphOf(`{"@type":"Organization","name":"X"}`) + graphOf(`{"@type":`) + graphOf(`{"@type":"Article","headline":"Rain"}`),
			metadata{Title: "Rain", Type: "Article"}},
		{"controls", graphOf(`{"@type":"Article","headline":"\u001b[31mRain\u0000\u009b&#27;x\ud800"}`), metadata{Title: "[31mRain x\ufffd", Type: "Article"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := read(test.page); !reflect.DeepEqual(got, test.want) {
				t.Errorf("\n got %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestPaywall(t *testing.T) {
	tests := []struct {
		name, graph string
		paywalled   bool
		selectors   []string
	}{
		{"says nothing", `{"@type":"Article"}`, false, nil},
		{"not free", `{"@type":"Article","isAccessibleForFree":false}`, true, nil},
		{"as an address", `{"@type":"Article","isAccessibleForFree":"http://schema.org/False"}`, true, nil},
		{"free", `{"@type":"Article","isAccessibleForFree":"True"}`, false, nil},
		{"parts", `{"@type":"Article","isAccessibleForFree":"False","hasPart":[{"@type":"WebPageElement","isAccessibleForFree":"False",
			"cssSelector":[".a",".b"]},{"isAccessibleForFree":true,"cssSelector":".c"}]}`, true, []string{".a", ".b"}},
		{"only parts", `{"@type":"Article","hasPart":{"isAccessibleForFree":false,"cssSelector":".a"}}`, true, []string{".a"}},
		{"the article's word before its parts'", `{"@type":"Article","isAccessibleForFree":true,"hasPart":{"isAccessibleForFree":false,"cssSelector":".a"}}`, false, nil},
		{"the page's", `[{"@type":"WebPage","isAccessibleForFree":false,"hasPart":{"isAccessibleForFree":false,"cssSelector":".a"}},{"@type":"Article"}]`, true, []string{".a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := read(graphOf(test.graph))
			if m.Paywalled != test.paywalled || !reflect.DeepEqual(m.PaywallSelectors, test.selectors) {
				t.Errorf("got %v %q", m.Paywalled, m.PaywallSelectors)
			}
		})
	}
}

func TestArticleBody(t *testing.T) {
	tests := []struct{ name, graph, want string }{
		{"plain", `{"@type":"Article","articleBody":" One.\n\n\n Two  words.\r\nThree. "}`, "One.\n\nTwo words.\nThree."},
		{"markup", `{"@type":"Article","articleBody":"<p>One &amp; <b>only</b>.</p>\n<p>Two<br/>three.</p><style>p{}</style><ul><li>a<li>b</ul>"}`,
			"One & only.\n\nTwo\nthree.\n\na\nb"},
		{"escaped markup", `{"@type":"Article","articleBody":"&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"}`, "One.\n\nTwo."},
		{"inline markup keeps line breaks", `{"@type":"Article","articleBody":"One <i>word</i>.\nTwo."}`, "One word.\nTwo."},
		{"no markup", `{"@type":"Article","articleBody":"1 < 2 &amp; 3 > 2&nbsp;<3"}`, "1 < 2 & 3 > 2 <3"},
		{"review", `{"@type":"Review","reviewBody":"Good."}`, "Good."},
		{"thread", `{"@type":"DiscussionForumPosting","text":"Why?","comment":[{"text":"So."},{"text":"Or so.","comment":{"text":"No."}}]}`, "Why?\n\nSo.\n\nOr so.\n\nNo."},
		{"question", `{"@type":"QAPage","mainEntity":{"@type":"Question","name":"Rain","text":"Why?","suggestedAnswer":[{"text":"Or."}],"acceptedAnswer":{"text":"So."}}}`, "Why?\n\nSo.\n\nOr."},
		{"live blog", `{"@type":"LiveBlogPosting","liveBlogUpdate":[{"articleBody":"One."},{"articleBody":"Two."}]}`, "One.\n\nTwo."},
		{"control characters", `{"@type":"Article","articleBody":"a\u001b[2Jb&#x1b;c\td"}`, "a [2Jb c d"},
		{"a second node about the page", `[{"@type":"Article","headline":"Rain falls on farms","name":"x"},{"@type":"NewsArticle","headline":"Rain falls on farms","articleBody":"One."}]`, "One."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := read(`<title>Rain falls on farms</title>` + graphOf(test.graph)).ArticleBody; got != test.want {
				t.Errorf("\n got %q\nwant %q", got, test.want)
			}
		})
	}
}
