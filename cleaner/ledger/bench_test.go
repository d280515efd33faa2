package ledger_test

import (
	"bytes"
	"io"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/corpus"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
	"winnow/rules"
)

// BenchmarkLedger measures what a ledger adds to cleaning texts.
func BenchmarkLedger(b *testing.B) {
	texts := benchTexts(b)
	engine := cleaner.New(rules.Default()...)
	compressions := map[string]compress.Format{"plain": compress.None, "gzip": compress.Gzip, "zstd": compress.Zstd}
	for _, kind := range []string{"without", "plain", "gzip", "zstd"} {
		b.Run(kind, func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = 0
				work := job.Job{Cleaner: engine, Input: input.Options{Kind: input.Text}, Format: job.Text}
				if kind != "without" {
					writer, err := ledger.NewWriter(io.Discard, compressions[kind], build.Info{})
					if err != nil {
						b.Fatal(err)
					}
					work.Ledger = writer
				}
				for _, text := range texts {
					size += len(text)
					if _, err := work.File(io.Discard, bytes.NewReader(text), "n"); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.SetBytes(int64(size))
		})
	}
}

// benchTexts returns some of the texts that speed is measured on.
func benchTexts(b *testing.B) [][]byte {
	c, err := corpus.Open("../..")
	if err != nil {
		b.Fatal(err)
	}
	return c.Texts[:min(len(c.Texts), 300)]
}
