package metadata

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner/document"
)

// check reports values that break the package's promises.
func check(t *testing.T, m document.Metadata) {
	t.Helper()
	lines := append([]string{m.Title, m.Heading, m.URL, m.Site, m.Language, m.Author, m.Published, m.Modified, m.Description, m.Type},
		m.PaywallSelectors...)
	for _, v := range lines {
		if len(v) > MaxValue || strings.Contains(v, "  ") {
			t.Errorf("a value is too long or has loose spaces: %q", v)
		}
		checkText(t, v)
	}
	if len(m.ArticleBody) > MaxBody || strings.Contains(m.ArticleBody, "\n\n\n") {
		t.Errorf("the body is too long or has loose lines: %q", m.ArticleBody)
	}
	checkText(t, strings.ReplaceAll(m.ArticleBody, "\n", " "))
}

func checkText(t *testing.T, v string) {
	t.Helper()
	if !utf8.ValidString(v) || strings.TrimSpace(v) != v || strings.ContainsFunc(v, unicode.IsControl) {
		t.Errorf("not clean: %q", v)
	}
}

func FuzzJSONLD(f *testing.F) {
	for _, seed := range []string{
		`{"@graph":[{"@type":"Article","@id":"#a","headline":"A - B","author":{"@id":"#b"},"articleBody":"<p>x\u001b</p>"},{"@id":"#b","name":"By C"}]}`,
		`{"@type":"QAPage","mainEntity":{"@type":"Question","text":"a","acceptedAnswer":[{"text":"&lt;br&gt;"}]},}`,
		"<!-- {\"@type\":\"WebPage\",\"hasPart\":{\"isAccessibleForFree\":false,\"cssSelector\":\"a\"}} /* \" */ // -->",
		`{&quot;@type&quot;:[&quot;Product&quot;],&quot;name&quot;:&quot;a&quot;}`,
		`[{"url":"//a","@type":"http://schema.org/News","name":"a "b", "c"` + "\n" + `"x":'y'}]};`,
		"{\"name\":\"\\u12\\x\\\n\xff\"}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, script []byte) {
		var c Collector
		c.Title([]byte("A - B"))
		c.Link([]byte("canonical"), []byte("https://a.example/b"))
		c.JSONLD(script)
		if len(c.graph.out) > 1 && c.graph.decode() == nil {
			t.Errorf("no JSON: %q", c.graph.out)
		}
		check(t, c.Metadata())
	})
}

func FuzzMeta(f *testing.F) {
	f.Add([]byte("og:title"), []byte("A | B &amp;lt;b&amp;gt;"), []byte("B: A"))
	f.Add([]byte("author"), []byte("by \n By x, \x9b"), []byte(""))
	f.Fuzz(func(t *testing.T, name, content, heading []byte) {
		var c Collector
		c.HTML(content)
		c.Base(content)
		c.Meta(name, nil, name, name, content)
		c.Meta([]byte("og:site_name"), nil, nil, nil, heading)
		c.Link([]byte("canonical"), content)
		c.Title(content)
		c.Heading(heading)
		c.Time(content, name, name, true)
		check(t, c.Metadata())
	})
}

// Scripts that are meant to be slow. Each takes some milliseconds for its megabyte where time is linear, and
// minutes where it is not.
func TestHostile(t *testing.T) {
	const size = 1 << 20
	for name, unit := range map[string]string{
		"open arrays": "[", "open objects": `{"name":`, "quotes": `"`, "spaced quotes": `"    `, "commas": `",`,
		"comments": "/*", "lines": "//", "slashes": "/", "escapes": `\`, "nodes": `{"@type":"Article","headline":"a b c d e f g h i"},`,
		"references": `{"@id":"a","author":{"@id":"a"}},`, "tags": "<p><!--", "entities": "&amp;", "graphs": `{"@graph":[`,
	} {
		for _, before := range []string{"", `{"a":`, `{"name":`, `{"@type":"Article","articleBody":"`} {
			t.Run(name, func(t *testing.T) {
				start := time.Now()
				var c Collector
				c.Title([]byte(strings.Repeat("a - ", 2000)))
				c.JSONLD([]byte(before + strings.Repeat(unit, size/len(unit)) + `"}`))
				check(t, c.Metadata())
				if spent := time.Since(start); spent > 5*time.Second {
					t.Errorf("%v after %q", spent, before)
				}
			})
		}
	}
}
