package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
)

// TestFormat holds what a ledger looks like.
func TestFormat(t *testing.T) {
	b := newBook(t, cleaner.New(dropper{}), input.Options{}, compress.None)
	for _, d := range []struct{ name, text string }{
		{"a <b>\n", "a\nx <1>\n\nb\n"},
		{"\xff", "a\nx\xff\n"},
		{"", "\xff\xfea\x00\n\x00x\x00\n\x00"},
		{"page", "<!doctype html><p>a<p>x<p>b"},
		{"empty", ""},
	} {
		if _, err := b.clean(d.name, strings.NewReader(d.text)); err != nil {
			t.Fatal(err)
		}
	}
	b.source(t)
	got := strings.Split(b.String(), "\n")
	want := strings.Split(`{"ledger":"winnow","version":1}
{"doc":1,"name":"a <b>\n","status":"clean","input":"text","charset":"utf-8","size":11,"sha256":"SUM","text":11,"kept":5,"kept_sha256":"SUM","cuts":1}
{"doc":1,"offset":2,"length":6,"rule":"test/shredded","category":"test","text":"x <1>\n"}
{"doc":2,"name_base64":"/w==","status":"clean","input":"text","charset":"utf-8","size":5,"sha256":"SUM","text":5,"kept":2,"kept_sha256":"SUM","cuts":1}
{"doc":2,"offset":2,"length":3,"rule":"test/shredded","category":"test","base64":"eP8K"}
{"doc":3,"status":"clean","input":"text","charset":"utf-16le","size":10,"sha256":"SUM","text":4,"kept":2,"kept_sha256":"SUM","cuts":1,"patches":1}
{"doc":3,"offset":2,"length":2,"rule":"test/shredded","category":"test","text":"x\n"}
{"doc":3,"offset":0,"length":1,"raw":"//5hAA=="}
{"doc":4,"name":"page","status":"clean","input":"html","charset":"utf-8","size":27,"sha256":"SUM","text":8,"kept":5,"kept_sha256":"SUM","cuts":1,"blocks":2}
{"doc":4,"offset":0,"length":1,"source":[18,19]}
{"doc":4,"offset":3,"length":3,"source":[22,23],"rule":"test/shredded","category":"test","text":"x\n\n"}
{"doc":4,"offset":6,"length":1,"source":[26,27]}
{"doc":5,"name":"empty","status":"empty","input":"text","charset":"utf-8","size":0,"sha256":"SUM","text":0,"kept":0,"kept_sha256":"SUM","cuts":0}
`, "\n")
	for i := range max(len(got), len(want)) {
		line := ""
		if i < len(got) {
			line = got[i]
			for _, key := range []string{`"sha256":"`, `"kept_sha256":"`} {
				if at := strings.Index(line, key); at >= 0 {
					line = line[:at+len(key)] + "SUM" + line[at+len(key)+64:]
				}
			}
		}
		if i >= len(want) || line != want[i] {
			t.Errorf("line %d is\n%s\nwant\n%s", i+1, line, want[min(i, len(want)-1)])
		}
	}
}

// texts returns the documents that the tests below use.
func texts() []string {
	var list []string
	for i := range 25 {
		list = append(list, strings.Repeat(fmt.Sprintf("line %d\n\nx%d\nanother\n", i, i*i), i*i))
	}
	return list
}

// TestConcatenated holds that ledgers that stand one behind the other are one.
func TestConcatenated(t *testing.T) {
	for _, c := range []compress.Format{compress.None, compress.Gzip, compress.Zstd} {
		whole := newBook(t, cleaner.New(shredder{}), input.Options{}, c)
		parts := newBook(t, cleaner.New(shredder{}), input.Options{}, c)
		if err := parts.writer.Flush(); err != nil {
			t.Fatal(err)
		}
		parts.Reset()
		var clean [][]byte
		for i, text := range texts() {
			text, err := whole.clean(fmt.Sprint(i), strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			clean = append(clean, text)
			if err := parts.writer.Reset(parts); err != nil {
				t.Fatal(err)
			}
			if _, err := parts.clean(fmt.Sprint(i), strings.NewReader(texts()[i])); err != nil {
				t.Fatal(err)
			}
			if err := parts.writer.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		whole.source(t)
		if plain(t, parts.Bytes()) != plain(t, whole.Bytes()) {
			t.Errorf("%s: many ledgers say other things than one", c)
		}
		source, list := parts.source(t), texts()
		for _, i := range []int{0, 1, len(list) / 2, len(list) - 1} { // each reads the whole ledger
			if got, err := restored(source, clean[i], fmt.Sprint(i)); err != nil || string(got) != list[i] {
				t.Errorf("%s: document %d is not restored: %v", c, i, err)
			}
		}
	}
}

// TestSections holds that sections made side by side make the same ledger, also those too long for memory.
func TestSections(t *testing.T) {
	list := append(texts(), string(sample(3<<20)))
	serial := newBook(t, cleaner.New(shredder{}), input.Options{Kind: input.Text}, compress.Gzip)
	for i, text := range list {
		if _, err := serial.clean(fmt.Sprint(i), strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	serial.source(t)
	sections := make([]ledger.Section, len(list))
	var group sync.WaitGroup
	for i, text := range list {
		group.Go(func() {
			work := serial.work
			work.Ledger = &sections[i]
			if _, err := work.File(io.Discard, strings.NewReader(text), fmt.Sprint(i)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	var out bytes.Buffer
	writer, err := ledger.NewWriter(&out, compress.Gzip, build.Info{})
	if err != nil {
		t.Fatal(err)
	}
	var pair ledger.Section // every other two are put together first
	for i := range sections {
		if sections[i].Documents() != 1 {
			t.Errorf("section %d is of %d documents", i, sections[i].Documents())
		}
		if err := pair.Append(&sections[i]); err != nil {
			t.Fatal(err)
		}
		if i%2 == 1 || i == len(sections)-1 {
			if err := writer.Append(&pair); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := writer.Flush(); err != nil {
		t.Fatal(err)
	}
	if plain(t, out.Bytes()) != plain(t, serial.Bytes()) {
		t.Error("the ledgers differ")
	}
}

// plain returns what a ledger's documents and entries are.
func plain(t *testing.T, data []byte) string {
	t.Helper()
	r, err := ledger.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var b strings.Builder
	for {
		d, e, err := r.Next()
		switch {
		case err == io.EOF:
			return b.String()
		case err != nil:
			t.Fatal(err)
		case d != nil:
			fmt.Fprintf(&b, "%+v\n", *d)
		default:
			fmt.Fprintf(&b, "%+v\n", *e)
		}
	}
}

// TestWriterErrors holds that a ledger that cannot be written is told from an input that cannot be read.
func TestWriterErrors(t *testing.T) {
	full := errors.New("disk full")
	if _, err := ledger.NewWriter(failing{full}, compress.None, build.Info{}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	if _, err := ledger.NewWriter(io.Discard, compress.XZ, build.Info{}); err == nil || !strings.Contains(err.Error(), "xz") {
		t.Errorf("got %v", err)
	}
	work := job.Job{Cleaner: cleaner.New(dropper{}), Format: job.Text, Ledger: failing{full}}
	_, err := work.File(io.Discard, strings.NewReader("a\n"), "n")
	var ledgerError *job.LedgerError
	if !errors.As(err, &ledgerError) || !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

// failing fails to write.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error)    { return 0, f.err }
func (f failing) Append(*ledger.Section) error { return f.err }

func TestReaderErrors(t *testing.T) {
	tests := []struct{ data, want string }{
		{"", "the file is empty"},
		{"hello\n", `not a ledger: line 1 is "hello"`},
		{`{"ledger":"winnow","version":2}` + "\n", "a ledger of version 2"},
		{`{"ledger":"winnow","version":1}`, "the file ends within the line"},
		{`{"ledger":"winnow","version":1}` + "\n{}\n", "line 2 of the ledger: document 0 follows document 0"},
		{`{"ledger":"winnow","version":1}` + "\n{\"doc\":1,\"offset\":0}\n", "is no entry of document 0"},
		{`{"ledger":"winnow","version":1}` + "\n{\"doc\":1}\n{\"doc\":1,\"offset\":\"x\"}\n", "line 3 of the ledger"},
		{"\x1f\x8bxx", "line 1 of the ledger"},
		{"\x28\xb5\x2f\xfdxxxx", "line 1 of the ledger"},
	}
	for _, test := range tests {
		r, err := ledger.NewReader(strings.NewReader(test.data))
		for err == nil {
			_, _, err = r.Next()
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %q, want %q", test.data, err, test.want)
		}
	}
}
