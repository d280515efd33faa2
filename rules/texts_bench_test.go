package rules_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/textreader"
	"winnow/rules"
)

// textFiles hold the texts of whole web pages, an object a line. They are not part of the repository.
var textFiles = []string{"../../shared/wcxb-dev/flat-block.jsonl.gz", "../../shared/fundus-dev/flat-block.jsonl.gz"}

// readTexts returns the texts of all pages, or skips.
func readTexts(b *testing.B) (pages [][]byte, size int64) {
	b.Helper()
	for _, name := range textFiles {
		file, err := os.Open(name)
		if err != nil {
			b.Skipf("%s is missing: it holds the pages that this measures", name)
		}
		defer file.Close()
		text, err := gzip.NewReader(file)
		if err != nil {
			b.Fatal(err)
		}
		for decoder := json.NewDecoder(text); ; {
			var page struct{ Text string }
			if err := decoder.Decode(&page); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				b.Fatal(err)
			}
			pages = append(pages, []byte(page.Text))
			size += int64(len(page.Text))
		}
	}
	return pages, size
}

// BenchmarkTexts cleans the texts of whole web pages, each as a document of its own: all of it, its reading alone, and
// its stages alone. An operation is all pages.
func BenchmarkTexts(b *testing.B) {
	pages, size := readTexts(b)
	c := cleaner.New(rules.Default()...)
	clean := func(b *testing.B) {
		for _, page := range pages {
			if _, err := c.Clean(io.Discard, bytes.NewReader(page)); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("Clean", func(b *testing.B) {
		clean(b) // regexps are compiled when they are first needed
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			clean(b)
		}
	})
	b.Run("Read", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		doc := &cleaner.Document{}
		for b.Loop() {
			for _, page := range pages {
				doc.Reset()
				if err := textreader.New(bytes.NewReader(page)).Next(doc); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("Stages", func(b *testing.B) { benchmarkStages(b, c.Stages, pages, size) })
}

// benchmarkStages runs the stages on the first window of each page.
func benchmarkStages(b *testing.B, stages []cleaner.Stage, pages [][]byte, size int64) {
	docs := make([]cleaner.Document, len(pages))
	for i, page := range pages {
		if err := textreader.New(bytes.NewReader(page)).Next(&docs[i]); err != nil {
			b.Fatal(err)
		}
		docs[i].Enabled = func(r *cleaner.Rule) bool { return !cleaner.OffByDefault(r.Category) }
	}
	run := func() {
		for i := range docs {
			docs[i].Forget()
			for _, s := range stages {
				s.Mark(&docs[i])
			}
		}
	}
	run() // regexps are compiled when they are first needed
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
}
