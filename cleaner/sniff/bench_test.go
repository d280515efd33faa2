package sniff

import (
	"strings"
	"testing"
)

func BenchmarkIsHTML(b *testing.B) {
	for _, test := range []struct{ name, head string }{
		{"page", "<!DOCTYPE html>\n<html><head><title>x</title>" + strings.Repeat("<p>"+paragraph, 200)},
		{"fragment", strings.Repeat(`<div class="a"><p>`+paragraph+"</p></div>\n", 200)},
		{"text", strings.Repeat(paragraph, 200)},
		{"chat", strings.Repeat("<Mark> hi\n", 2000)},
		{"open tags", strings.Repeat(`<a b="`, 4000)},
	} {
		b.Run(test.name, func(b *testing.B) {
			head := []byte(test.head)[:min(len(test.head), HeadBytes)]
			b.SetBytes(int64(len(head)))
			b.ReportAllocs()
			for b.Loop() {
				IsHTML(head, false)
			}
		})
	}
}

func BenchmarkBinary(b *testing.B) {
	head := []byte(strings.Repeat(paragraph, 40))
	b.ReportAllocs()
	for b.Loop() {
		if name := Binary(head); name != "" {
			b.Fatal(name)
		}
	}
}
