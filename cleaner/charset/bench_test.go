package charset

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// page returns about a quarter of a megabyte of markup and text in an encoding.
func page(b *testing.B, label string) []byte {
	paragraph := `<p class="text"><a href="/politics/2025/article.html">Link</a> ` + samples[label] + "</p>\n"
	return []byte(encode(b, label, "<meta charset="+label+">"+strings.Repeat(paragraph, (256<<10)/len(paragraph))))
}

func BenchmarkDetect(b *testing.B) {
	for _, label := range []string{"utf-8", "windows-1251", "shift_jis", "utf-16le"} {
		b.Run(label, func(b *testing.B) {
			head := page(b, label)
			b.SetBytes(int64(len(head)))
			b.ReportAllocs()
			for b.Loop() {
				if choice, err := Detect(head, true, Options{Markup: true}); err != nil || choice.Name() != label {
					b.Fatal(choice.Name(), err)
				}
			}
		})
	}
}

func BenchmarkReader(b *testing.B) {
	for _, label := range []string{"utf-8", "windows-1251", "shift_jis", "gb18030", "utf-16le"} {
		b.Run(label, func(b *testing.B) {
			input := page(b, label)
			b.SetBytes(int64(len(input)))
			b.ReportAllocs()
			for b.Loop() {
				r, _, err := NewReader(bytes.NewReader(input), Options{Markup: true})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
