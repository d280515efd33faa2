package rules_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"golang.org/x/net/html"

	"winnow/cleaner"
	"winnow/rules"
)

// benchPages reads every tenth page.
func benchPages(b *testing.B) (pages [][]byte, size int64) {
	d := openShared(b, "wcxb-dev")
	for i := 0; i < len(d.Items); i += 10 {
		source, err := d.Items[i].Raw()
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, source)
		size += int64(len(source))
	}
	return pages, size
}

// BenchmarkPages cleans real pages, from the bytes of the page to the text, and beside it runs html.Parse
// alone, page by page in turn, so that whatever else the machine does is the same for both. The metric
// "parses" is the time of the clean in times of html.Parse; ns/op and MB/s are those of both together.
func BenchmarkPages(b *testing.B) {
	pages, size := benchPages(b)
	engine := cleaner.New(rules.Default()...)
	b.SetBytes(size)
	var clean, parse time.Duration
	for b.Loop() {
		for _, page := range pages {
			start := time.Now()
			if _, err := engine.Clean(io.Discard, bytes.NewReader(page)); err != nil {
				b.Fatal(err)
			}
			middle := time.Now()
			if _, err := html.Parse(bytes.NewReader(page)); err != nil {
				b.Fatal(err)
			}
			clean += middle.Sub(start)
			parse += time.Since(middle)
		}
	}
	b.ReportMetric(float64(clean)/float64(parse), "parses")
}

// BenchmarkPagesClean is the clean of BenchmarkPages alone, with what it allocates.
func BenchmarkPagesClean(b *testing.B) {
	pages, size := benchPages(b)
	engine := cleaner.New(rules.Default()...)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, page := range pages {
			if _, err := engine.Clean(io.Discard, bytes.NewReader(page)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
