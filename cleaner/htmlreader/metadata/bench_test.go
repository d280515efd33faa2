package metadata

import (
	"fmt"
	"strings"
	"testing"
)

// head of a page as large publishers have them: hundreds of elements that mean nothing here, and a graph whose
// larger part is not read.
func pageHead() (names, contents [][]byte, script []byte) {
	add := func(name, content string) {
		names, contents = append(names, []byte(name)), append(contents, []byte(content))
	}
	for i := range 300 {
		add(fmt.Sprintf("fb:pages%d", i), "123456789")
	}
	add("og:title", "Rain falls on farms | Post")
	add("og:site_name", "Post")
	add("og:url", "https://post.example/rain")
	add("article:published_time", "2024-05-01T08:00:00Z")
	add("author", "Ann Lee")
	add("og:description", "It rained all night, the farmers said.")
	var b strings.Builder
	b.WriteString(`{"@graph":[{"@type":"NewsArticle","headline":"Rain falls on farms","author":{"@id":"#ann"},"articleBody":"`)
	b.WriteString(strings.Repeat(`It rained all night, the \"farmers\" said.\n\n`, 100))
	b.WriteString(`"},{"@id":"#ann","@type":"Person","name":"Ann Lee"},{"@type":"BreadcrumbList","itemListElement":[`)
	for i := range 100 {
		fmt.Fprintf(&b, `{"@type":"ListItem","position":%d,"item":{"@id":"https://post.example/%d","name":"Number %d"}},`, i, i, i)
	}
	b.WriteString(`]}]}`)
	return names, contents, []byte(b.String())
}

func BenchmarkCollector(b *testing.B) {
	names, contents, script := pageHead()
	var c Collector
	run := func(b *testing.B, script []byte) {
		b.ReportAllocs()
		for b.Loop() {
			c.Reset()
			for i, name := range names {
				c.Meta(nil, name, nil, nil, contents[i])
			}
			c.Title([]byte("Rain falls on farms | Post"))
			c.Heading([]byte("Rain falls on farms"))
			if script != nil {
				c.JSONLD(script)
			}
			if c.Metadata().Title == "" {
				b.Fatal("no title")
			}
		}
	}
	b.Run("meta", func(b *testing.B) { run(b, nil) })
	b.Run("jsonld", func(b *testing.B) { b.SetBytes(int64(len(script))); run(b, script) })
}
