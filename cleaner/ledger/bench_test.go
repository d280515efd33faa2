package ledger_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
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

// benchTexts returns some of the texts that pages were made of.
func benchTexts(b *testing.B) [][]byte {
	const path = "../../../shared/wcxb-dev/flat-block.jsonl.gz"
	f, err := os.Open(path)
	if err != nil {
		b.Skipf("needs texts that are no part of the repository: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var texts [][]byte
	for lines := bufio.NewReader(z); len(texts) < 300; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			b.Fatal(err)
		}
		var record struct{ Text string }
		if err := json.Unmarshal(line, &record); err != nil {
			b.Fatal(err)
		}
		texts = append(texts, []byte(record.Text))
	}
	return texts
}
