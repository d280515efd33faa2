package ledger_test

import (
	"bytes"
	"hash/fnv"
	"io"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
)

// shredder cuts blocks and parts of blocks, about every other one, as the hash of their text says.
type shredder struct{}

var (
	shredded = &cleaner.Rule{ID: "shredded", Category: "test"}
	clipped  = &cleaner.Rule{ID: "clipped", Category: "test"}
)

func (shredder) Rules() []*cleaner.Rule { return []*cleaner.Rule{shredded, clipped} }

func (shredder) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		h := fnv.New32a()
		h.Write(doc.BlockText(i))
		switch sum := h.Sum32(); sum % 4 {
		case 0:
			doc.Add(i, shredded, 6, 0)
		case 1:
			if size := b.End - b.Start; size > 2 {
				start := b.Start + int32(sum>>8)%(size-1)
				doc.AddRange(i, start, min(b.End, start+1+int32(sum>>16)%size), clipped, 6, 0)
			}
		}
	}
}

// book cleans documents with a ledger in memory, and returns their clean texts.
type book struct {
	bytes.Buffer
	work   job.Job
	writer *ledger.Writer
}

func newBook(t testing.TB, engine *cleaner.Cleaner, options input.Options, c compress.Format) *book {
	t.Helper()
	b := &book{work: job.Job{Cleaner: engine, Input: options, Format: job.Text}}
	writer, err := ledger.NewWriter(b, c, build.Info{})
	if err != nil {
		t.Fatal(err)
	}
	b.writer, b.work.Ledger = writer, writer
	return b
}

// clean cleans a document.
func (b *book) clean(name string, r io.Reader) ([]byte, error) {
	var out bytes.Buffer
	_, err := b.work.File(&out, r, name)
	return out.Bytes(), err
}

// source returns the ledger, to read it.
func (b *book) source(t testing.TB) ledger.Source {
	t.Helper()
	if err := b.writer.Flush(); err != nil {
		t.Fatal(err)
	}
	data := bytes.Clone(b.Bytes())
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

// restored returns what the ledger makes of a clean text.
func restored(source ledger.Source, clean []byte, name string) ([]byte, error) {
	d, err := source.Find(bytes.NewReader(clean), name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = source.Restore(&out, bytes.NewReader(clean), d)
	return out.Bytes(), err
}
