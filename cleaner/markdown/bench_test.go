package markdown

import (
	"io"
	"strings"
	"testing"

	"winnow/cleaner"
)

func BenchmarkWrite(b *testing.B) {
	doc := page(strings.Repeat("<div><p>The <b>dam</b> will be built, the <a href=\"http://x.yz/c\">council</a> said on Monday, and work "+
		"begins in June. It was a long day for everyone who was there, and they talked.</p><p>No markup in this one, which is "+
		"how most of them are, and as long as they mostly are.</p><ul><li>one<li>two</ul></div>", 2000))
	w := New(io.Discard)
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(&cleaner.Window{Doc: doc, End: int64(len(doc.Text))}); err != nil {
			b.Fatal(err)
		}
	}
}
