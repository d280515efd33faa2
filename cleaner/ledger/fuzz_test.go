package ledger_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/transform"

	"winnow/cleaner"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
	"winnow/cleaner/textreader"
	"winnow/rules"
)

// FuzzRestore holds that any bytes, cleaned with a ledger, come back as they were.
func FuzzRestore(f *testing.F) {
	files, err := filepath.Glob("../../testdata/cases/*/raw.*")
	if err != nil || len(files) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, uint8(len(data)))
	}
	f.Add([]byte("\xff\xfea\x00\n\x00\x00\xd8\n\x00"), uint8(1))
	f.Add([]byte("a\r\rb\x00\r\n\xffc"), uint8(2))
	encodings := []string{"", "", "", "utf-16le", "windows-1251", "shift_jis", "iso-2022-jp", "gb18030", "utf-32be", "euc-kr", "big5"}
	engines := []*cleaner.Cleaner{cleaner.New(shredder{}), cleaner.New(rules.Default()...)}
	compressions := []compress.Format{compress.None, compress.Gzip, compress.Zstd}
	f.Fuzz(func(t *testing.T, data []byte, choice uint8) {
		options := input.Options{Kind: input.Text, Binary: choice&1 > 0, Charset: encodings[int(choice/2)%len(encodings)]}
		b := newBook(t, engines[choice/2%2], options, compressions[choice%3])
		clean, err := b.clean("n", bytes.NewReader(data))
		var binary *textreader.BinaryError
		var format *input.FormatError
		if errors.As(err, &binary) || errors.As(err, &format) || errors.Is(err, transform.ErrShortSrc) {
			t.Skip("no text that is cleaned")
		}
		if err != nil {
			t.Fatal(err)
		}
		if got, err := restored(b.source(t), clean, ""); err != nil || !bytes.Equal(got, data) {
			t.Fatalf("%v: got %q, want %q (%v)", options, got, data, err)
		}
	})
}

// FuzzReader holds that no file that is taken for a ledger makes the reader panic or hang, and that all of its entries
// belong to documents.
func FuzzReader(f *testing.F) {
	for _, c := range []compress.Format{compress.None, compress.Gzip, compress.Zstd} {
		b := newBook(f, cleaner.New(shredder{}), input.Options{}, c)
		for _, text := range []string{"a\nb\nc\nd\ne\nf\n", "\xff\xfea\x00\n\x00\x00\xd8\n\x00", "<!doctype html><p>a<p>x"} {
			if _, err := b.clean("n", bytes.NewReader([]byte(text))); err != nil {
				f.Fatal(err)
			}
		}
		b.source(f)
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ledger.NewReader(bytes.NewReader(data))
		if err != nil {
			return
		}
		defer r.Close()
		for documents := int64(0); ; {
			d, e, err := r.Next()
			switch {
			case err == io.EOF:
				return
			case err != nil:
				return
			case d != nil:
				documents++
				if d.Doc != documents {
					t.Fatalf("document %d is number %d", documents, d.Doc)
				}
			case e.Doc != documents:
				t.Fatalf("an entry of document %d behind document %d", e.Doc, documents)
			}
		}
	})
}
