package metadata

import (
	"reflect"
	"strings"
	"testing"

	markup "golang.org/x/net/html"

	"winnow/cleaner/document"
)

// feed gives a collector the elements of a page as a reader does.
func feed(c *Collector, source string) {
	tokens := markup.NewTokenizer(strings.NewReader(source))
	for {
		switch tokens.Next() {
		case markup.ErrorToken:
			return
		case markup.StartTagToken, markup.SelfClosingTagToken:
			t := tokens.Token()
			text := func() []byte {
				tokens.Next()
				return tokens.Text()
			}
			switch t.Data {
			case "html":
				c.HTML(attribute(t, "lang"))
			case "base":
				c.Base(attribute(t, "href"))
			case "link":
				c.Link(attribute(t, "rel"), attribute(t, "href"))
			case "meta":
				c.Meta(attribute(t, "name"), attribute(t, "property"), attribute(t, "http-equiv"),
					attribute(t, "itemprop"), attribute(t, "content"))
			case "time":
				c.Time(attribute(t, "datetime"), attribute(t, "itemprop"), attribute(t, "class"), attribute(t, "pubdate") != nil)
			case "title":
				c.Title(text())
			case "h1":
				c.Heading(text())
			case "script":
				c.JSONLD(text())
			}
		}
	}
}

func attribute(t markup.Token, name string) []byte {
	for _, a := range t.Attr {
		if a.Key == name {
			return []byte(a.Val)
		}
	}
	return nil
}

func read(source string) document.Metadata {
	var c Collector
	feed(&c, source)
	return c.Metadata()
}

// graphOf wraps JSON-LD in a script element.
func graphOf(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func TestFields(t *testing.T) {
	type metadata = document.Metadata
	tests := []struct {
		name, page string
		want       metadata
	}{
		{"nothing", ``, metadata{}},
		{"open graph", `<html lang="en_GB"><meta property="og:title" content="It rained"><meta property="OG:Site_Name" content="Post">
			<meta property="og:url" content="https://post.example/rain"><meta property="og:type" content="article">
			<meta property="og:description" content="All  night.">`,
			metadata{Title: "It rained", Site: "Post", URL: "https://post.example/rain", Type: "article", Description: "All night.", Language: "en-gb"}},
		{"name for property", `<meta name="og:title" content="It rained">`, metadata{Title: "It rained"}},
		{"the first wins", `<meta property="og:title" content="It rained"><meta property="og:title" content="It poured">`,
			metadata{Title: "It rained"}},
		{"canonical before og:url", `<link rel="foo CANONICAL" href="https://a.example/x"><meta property="og:url" content="https://a.example/y">`,
			metadata{URL: "https://a.example/x"}},
		{"relative canonical", `<base href="https://a.example/b/"><link rel="canonical" href="../x y">`,
			metadata{URL: "https://a.example/x%20y", Base: "https://a.example/b/"}},
		{"relative base", `<base href="/b/"><link rel="canonical" href="https://a.example/x">`,
			metadata{URL: "https://a.example/x", Base: "https://a.example/b/"}},
		{"base of nothing", `<base href="/b/"><link rel="canonical" href="x">`, metadata{}},
		{"relative canonical without base", `<link rel="canonical" href="/x"><meta property="og:url" content="//a.example/x">`,
			metadata{URL: "https://a.example/x"}},
		{"canonical of the site", `<link rel="canonical" href="https://a.example/"><meta property="og:url" content="https://a.example/x">`,
			metadata{URL: "https://a.example/x"}},
		{"unfilled template", `<link rel="canonical" href="https://a.example/{{slug}}">`, metadata{}},
		{"no address of the web", `<link rel="canonical" href="javascript:x">`, metadata{}},
		{"language of a header", `<meta http-equiv="Content-Language" content="de-AT, en">`, metadata{Language: "de-at"}},
		{"no language", `<html lang="english"><meta property="og:locale" content="pt_BR">`, metadata{Language: "pt-br"}},
		{"authors", `<meta name="author" content="By Ann Lee"><meta name="author" content="Bo Li"><meta name="author" content="ann lee">`,
			metadata{Author: "Ann Lee, Bo Li"}},
		{"author's profile", `<meta property="article:author" content="https://social.example/ann"><meta name="byl" content="By Ann Lee">`,
			metadata{Author: "Ann Lee"}},
		{"no author", `<meta name="author" content="null"><meta name="dc.creator" content="{{author}}"><meta name="twitter:creator" content="@ann">`,
			metadata{}},
		{"dates", `<meta property="article:published_time" content="2024-05-01T08:00Z"><meta name="date" content="2024-05-02">
			<meta itemprop="dateModified" content="2024-05-03">`, metadata{Published: "2024-05-01T08:00Z", Modified: "2024-05-03"}},
		{"no date", `<meta name="date" content="0001-01-01T00:00:00"><time class="entry-date published updated" datetime="2024-05-01">`,
			metadata{Published: "2024-05-01"}},
		{"seconds and quotes", `<meta name="date" content="1766222982"><meta name="lastmod" content='"2025-12-17"'>`,
			metadata{Published: "2025-12-20T09:29:42Z", Modified: "2025-12-17"}},
		{"time elements", `<time datetime="2020-01-01"><time pubdate datetime="2024-05-01"><time class=updated datetime="2024-05-02">`,
			metadata{Published: "2024-05-01", Modified: "2024-05-02"}},
		{"entities twice", `<meta property="og:title" content="Bill &amp;amp; Ben&amp;#8217;s &lt;b&gt;day&lt;/b&gt;">`,
			metadata{Title: "Bill & Ben’s day"}},
		{"a title about tags", `<meta property="og:title" content="How to use &lt;div&gt;">`, metadata{Title: "How to use <div>"}},
		{"control characters", "<meta property=og:title content='a\x1b[31m b&amp;#27;]0;c\u202e\x00\xff d'>", metadata{Title: "a [31m b ]0;c\ufffd\ufffd d"}},
		{"a tier", `<meta property="article:content_tier" content="locked">`, metadata{Paywalled: true}},
		{"microdata that is not free", `<meta itemprop="isAccessibleForFree" content="False">`, metadata{Paywalled: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := read(test.page); !reflect.DeepEqual(got, test.want) {
				t.Errorf("\n got %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	const site = `<meta property="og:site_name" content="The Daily Post">`
	tests := []struct{ name, page, want string }{
		{"site behind", site + `<title>Rain falls - Daily Post</title>`, "Rain falls"},
		{"site before", site + `<title>The Daily Post: Rain falls</title>`, "Rain falls"},
		{"site and section", site + `<title>Rain falls | Weather | The Daily Post</title><h1>Rain falls</h1>`, "Rain falls"},
		{"section that nobody knows", site + `<title>Rain falls | Weather | The Daily Post</title>`, "Rain falls | Weather"},
		{"initials", site + `<title>Rain falls — TDP</title>`, "Rain falls"},
		{"edition", site + `<title>Rain falls | The Daily Post Asia</title>`, "Rain falls"},
		{"host", `<link rel=canonical href="https://www.daily-post.example/a"><title>Rain falls – The Daily Post</title>`, "Rain falls"},
		{"host as it is", `<link rel=canonical href="https://www.daily-post.example/a"><title>Rain falls - Daily-Post.example</title>`, "Rain falls"},
		{"two of the host's labels", `<link rel=canonical href="https://blog.post.example/a"><title>Rain falls - Post Blog</title>`, "Rain falls"},
		{"a dash in a headline", site + `<title>Rain falls - and falls</title>`, "Rain falls - and falls"},
		{"a colon in a headline", site + `<title>Weather: rain falls</title>`, "Weather: rain falls"},
		{"nothing is left", site + `<title>The Daily Post</title>`, "The Daily Post"},
		{"heading settles it", `<title>Rain falls » Weather » Somewhere</title><h1>Rain falls</h1>`, "Rain falls"},
		{"site's logo as heading", site + `<title>Rain falls - Daily Post</title><h1>Daily Post</h1><h1>Rain falls.</h1>`, "Rain falls."},
		{"as the heading words it", `<meta property=og:title content="Rain Falls on Farms: 5 Facts"><h1>Rain falls on farms: what to know</h1>`,
			"Rain falls on farms: what to know"},
		{"another heading", `<meta property=og:title content="Rain falls"><h1>Subscribe now</h1>`, "Rain falls"},
		{"a kicker in the heading", `<meta property=og:title content="Rain falls on farms"><h1>Weather Rain falls on farms</h1>`, "Rain falls on farms"},
		{"headline first", graphOf(`{"@type":"NewsArticle","headline":"Rain &amp; hail"}`) + `<meta property=og:title content="Rain">`, "Rain & hail"},
		{"headline cut off", graphOf(`{"@type":"Article","headline":"Rain falls on most of the…"}`) + `<h1>Rain falls on most of the farms</h1>`,
			"Rain falls on most of the farms"},
		{"only a heading", `<h1> Rain
			falls </h1>`, "Rain falls"},
		{"full width", `<meta property="og:site_name" content="日报"><title>下雨了｜日报</title>`, "下雨了"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := read(test.page).Title; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestHeading(t *testing.T) {
	got := read(`<meta property="og:site_name" content="Post"><title>Rain falls - Post</title><h1>Post</h1><h1></h1><h1>Read more</h1><h1>Rain falls¶</h1>`)
	if got.Heading != "Rain falls" {
		t.Errorf("got %q", got.Heading)
	}
}

func TestReset(t *testing.T) {
	var c Collector
	feed(&c, `<title>A</title><h1>A</h1><meta name=author content="Ann Lee">`+graphOf(`{"@type":"Article","articleBody":"x"}`))
	c.Reset()
	if got := c.Metadata(); !reflect.DeepEqual(got, document.Metadata{}) {
		t.Errorf("left behind: %+v", got)
	}
}

func TestBounds(t *testing.T) {
	long := strings.Repeat("é ", MaxValue)
	m := read(`<title>` + long + `</title><h1>` + long + `</h1><meta name=author content="` + long + `">` +
		graphOf(`{"@type":"Article","description":"`+long+`","articleBody":"`+strings.Repeat(long, 100)+`"}`))
	for _, v := range []string{m.Title, m.Heading, m.Author, m.Description} {
		if len(v) > MaxValue || strings.ContainsRune(v, '\ufffd') {
			t.Errorf("a value of %d bytes", len(v))
		}
	}
	if len(m.ArticleBody) < 1<<20 || len(m.ArticleBody) > MaxBody {
		t.Errorf("a body of %d bytes", len(m.ArticleBody))
	}
}
