package main

import (
	"errors"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"winnow/cleaner/corpus"
)

// BenchmarkPage measures in a headless Chromium how long it takes from the start of a page's navigation until it answers to
// the user ("shown-ms"), until the largest of the text in view is painted ("painted-ms"), and until all of the text is there
// for the browser's own search ("drawn-ms"); medians, with the slowest of the second as "worst-ms". The inputs are the seed, a
// flattened page, and 2 MB of such, as a text and as a page.
func BenchmarkPage(b *testing.B) {
	flat := flatPages(b, 2<<20)
	large := strings.Join(flat, "\n\n")
	inputs := []struct{ name, text string }{
		{"flat", flat[0]}, {"text-2MB", large},
		{"page-2MB", "<!doctype html><body><p>" + strings.ReplaceAll(html.EscapeString(large), "\n", "\n<p>")},
	}
	pages := []struct{ name, path string }{{"seed", makePage(b, "../../testdata/cases/seed/raw.txt")}}
	for _, in := range inputs {
		path := filepath.Join(b.TempDir(), in.name)
		if err := os.WriteFile(path, []byte(in.text), 0o644); err != nil {
			b.Fatal(err)
		}
		pages = append(pages, struct{ name, path string }{in.name, makePage(b, path)})
	}
	ctx := browser(b)
	do(b, ctx, chromedp.EmulateViewport(1280, 800))
	for _, page := range pages {
		b.Run(page.name, func(b *testing.B) {
			var shown, painted, drawn []float64
			for b.Loop() {
				visit(b, ctx, address(b, page.path))
				times := ask[[]float64](b, ctx, pageTimes)
				shown, painted, drawn = append(shown, times[0]), append(painted, times[1]), append(drawn, times[2])
			}
			b.ReportMetric(median(shown), "shown-ms")
			b.ReportMetric(median(painted), "painted-ms")
			b.ReportMetric(slices.Max(painted), "worst-ms")
			b.ReportMetric(median(drawn), "drawn-ms")
		})
	}
}

// pageTimes are when the page was shown, painted and drawn, in milliseconds.
const pageTimes = `(() => {
	const watch = new PerformanceObserver(() => {});
	watch.observe({type: 'largest-contentful-paint', buffered: true});
	const mark = (name) => performance.getEntriesByName(name)[0].startTime;
	return [mark('shown'), Math.max(mark('shown'), ...watch.takeRecords().map((e) => e.startTime)), mark('drawn')];
})()`

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// flatPages returns so many bytes of flattened pages.
func flatPages(b *testing.B, size int) []string {
	b.Helper()
	c, err := corpus.Real("../..")
	if errors.Is(err, fs.ErrNotExist) {
		b.Skipf("no pages to flatten here: %v", err)
	}
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for _, text := range c.Texts {
		if size <= 0 {
			break
		}
		texts = append(texts, string(text))
		size -= len(text)
	}
	return texts
}
