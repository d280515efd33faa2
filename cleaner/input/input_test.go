package input

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/cleaner/document"
)

func TestOpen(t *testing.T) {
	const page = "<!doctype html><p>caf"
	tests := []struct {
		name, input string
		options     Options
		kind        Kind
		charset     string
		want        string
	}{
		{"text", "A café.\n", Options{}, Text, "utf-8", "A café.\n"},
		{"text with tags", "The <p> element is\nfor paragraphs.\n", Options{}, Text, "utf-8", "The <p> element is\nfor paragraphs.\n"},
		{"text in no encoding", "A caf\xe9.\n", Options{}, Text, "utf-8", "A caf\xe9.\n"},
		{"text in utf-16", "\xff\xfeA\x00.\x00", Options{}, Text, "utf-16le", "A."},
		{"text by hint", "caf\xe9", Options{Charset: "latin1"}, Text, "windows-1252", "café"},
		{"page", page + "é", Options{}, HTML, "utf-8", "café\n"},
		{"page that says nothing", page + "\xe9", Options{}, HTML, "windows-1252", "café\n"},
		{"page that is wrong about itself", "<!doctype html><meta charset=latin1><p>é", Options{}, HTML, "utf-8", "é\n"},
		{"page that is right about itself", "<!doctype html><meta charset=koi8-r><p>\xc1", Options{}, HTML, "koi8-r", "а\n"},
		{"page by hint", page + "\xe9", Options{Charset: "text/html; charset=windows-1251"}, HTML, "windows-1251", "cafй\n"},
		{"page in utf-16", "\xfe\xff\x00<\x00p\x00>\x00a\x00<\x00/\x00p\x00>", Options{}, HTML, "utf-16be", "a\n"},
		{"chinese page in utf-16", "<\x00p\x00>\x00\x00\x4e\x00\x30a\x00b\x00c\x00<\x00/\x00p\x00>\x00", Options{}, HTML, "utf-16le", "一\u3000abc\n"},
		{"page as text", page, Options{Kind: Text}, Text, "utf-8", page},
		{"text as page", "a < b & c", Options{Kind: HTML}, HTML, "utf-8", "a < b & c\n"},
		{"binary as text", "\x89PNG\r\n\x1a\n\x00", Options{Binary: true, Kind: Text}, Text, "utf-8", "\x89PNG\r\n\x1a\n\x00"},
		{"empty", "", Options{}, Text, "utf-8", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in, err := Open(iotest.OneByteReader(strings.NewReader(test.input)), test.options)
			if err != nil {
				t.Fatal(err)
			}
			if in.Kind != test.kind || in.Charset != test.charset {
				t.Errorf("got %s in %s, want %s in %s", in.Kind, in.Charset, test.kind, test.charset)
			}
			doc := &document.Document{}
			if err := in.Next(doc); err != nil && !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
			if got := string(doc.Text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestReset opens inputs one after the other in one and the same memory: nothing of one may show in the next.
func TestReset(t *testing.T) {
	inputs := []string{
		"A line.\n\nAnother one.", "<!doctype html><p>A page.", "", "<!doctype html><meta charset=koi8-r><ul><li>\xc1<b>", "<p>Another page</p>",
		"<!doctype html>" + strings.Repeat("<p>A long page.", 1000), "%PDF-1.7\n%", "One\rtwo", "\xff\xfeA\x00.\x00", "\x00", "Three\nlines\nof text",
	}
	read := func(in *Input, err error) string {
		doc := &document.Document{}
		if err == nil {
			err = in.Next(doc)
		}
		return fmt.Sprintf("%s %s %q %v %v", in.Kind, in.Charset, doc.Text, doc.Blocks, err)
	}
	again := &Input{}
	again.Close()
	for _, text := range inputs {
		fresh := &Input{}
		want := read(fresh, fresh.Reset(strings.NewReader(text), Options{}))
		again.Kind, again.Charset = Auto, ""
		if got := read(again, again.Reset(strings.NewReader(text), Options{})); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", text, got, want)
		}
		again.Close()
	}
}

func TestOpenErrors(t *testing.T) {
	var format *FormatError
	if _, err := Open(strings.NewReader("%PDF-1.7\n%"), Options{}); !errors.As(err, &format) || format.Format != "a PDF document" {
		t.Errorf("a PDF document: got %v", err)
	}
	if _, err := Open(iotest.ErrReader(io.ErrUnexpectedEOF), Options{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a broken reader: got %v", err)
	}
	if _, err := Open(strings.NewReader("a"), Options{Charset: "utf-7000"}); err == nil || !strings.Contains(err.Error(), `"utf-7000"`) {
		t.Errorf("an unknown encoding: got %v", err)
	}
	if _, err := ParseKind("pdf"); err == nil {
		t.Error("an unknown kind: no error")
	}
}
