package ledger_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
)

// long is a size beyond a window of text: of several windows, or with -short of little more than one.
func long() int {
	if testing.Short() {
		return 600 << 10
	}
	return 3 << 20
}

// sample returns so many bytes of text of all kinds: short and long lines, every line end, white space, bytes that are
// no UTF-8. With a stage that cuts half of it, that is more than a window of each.
func sample(size int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"It rained all night. ", "wort ", "\n", "\r\n", "\r", "\n\n", "\n\n\n", "\t", "日本語の文", "\xff\xfe", "\u2028", "\u0085", " ", "- ", "a"}
	var b bytes.Buffer
	for b.Len() < size {
		p := pieces[random.IntN(len(pieces))]
		n := 1
		switch random.IntN(2000) {
		case 0:
			n = 10000 // a line, or a run of white space, that is longer than a window's margin
		case 1, 2, 3:
			n = 100
		}
		b.WriteString(strings.Repeat(p, n))
	}
	return b.Bytes()
}

func TestRestore(t *testing.T) {
	text := "One line.\nanother\n\nthird, of some more words\n  fourth\nfifth\nsixth\nseventh\n"
	utf16 := func(s string) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			b.WriteByte(c)
			b.WriteByte(0)
		}
		return b.String()
	}
	tests := []struct {
		name, input string
		options     input.Options
	}{
		{"text", text, input.Options{}},
		{"no end of line", "One line.\nanother", input.Options{}},
		{"crlf", strings.ReplaceAll(text, "\n", "\r\n"), input.Options{}},
		{"lone cr", strings.ReplaceAll(text, "\n", "\r"), input.Options{}},
		{"mark", "\xef\xbb\xbf" + text, input.Options{}},
		{"no utf-8", strings.ReplaceAll(text, "o", "\xff\xc3"), input.Options{}},
		{"nul", strings.ReplaceAll(text, "o", "\x00"), input.Options{Binary: true}},
		{"empty", "", input.Options{}},
		{"white space", "\n \n\t\r\n\n", input.Options{}},
		{"utf-16 with a mark", "\xff\xfe" + utf16(text), input.Options{}},
		{"utf-16 without", utf16(text), input.Options{}},
		{"utf-16 and half a unit", "\xff\xfe" + utf16(text) + "x", input.Options{}},
		{"utf-16 with half a pair", "\xff\xfe" + utf16("a\n") + "\x3d\xd8" + utf16(text), input.Options{}},
		{"windows-1251", strings.ReplaceAll(text, "o", "\xee"), input.Options{Charset: "windows-1251"}},
		{"shift_jis", strings.ReplaceAll(text, "o", "\x93\xfa"), input.Options{Charset: "shift_jis"}},
		{"broken shift_jis", strings.ReplaceAll(text, "o", "\x93\xff"), input.Options{Charset: "shift_jis"}},
		{"iso-2022-jp", strings.ReplaceAll(text, "o", "\x1b$BF|K\\\x1b(B"), input.Options{Charset: "iso-2022-jp"}},
		{"long", string(sample(long())), input.Options{Kind: input.Text}},
		{"long windows-1251", string(sample(long())), input.Options{Kind: input.Text, Charset: "windows-1251"}},
		{"long gb18030", string(sample(long() / 3)), input.Options{Kind: input.Text, Charset: "gb18030"}},
	}
	engine := cleaner.New(shredder{})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, c := range []compress.Format{compress.None, compress.Gzip, compress.Zstd} {
				b := newBook(t, engine, test.options, c)
				clean, err := b.clean(test.name, strings.NewReader(test.input))
				if err != nil {
					t.Fatal(err)
				}
				if got, err := restored(b.source(t), clean, ""); err != nil || string(got) != test.input {
					t.Errorf("%q: got %.200q, want %.200q (%v)", c, got, test.input, err)
				}
			}
		})
	}
}

// TestRestoreSeveral holds that a document is found among others.
func TestRestoreSeveral(t *testing.T) {
	b := newBook(t, cleaner.New(shredder{}), input.Options{}, compress.None)
	names := []string{"a", "b\n\x1b[1m", "\xff", "twice", "twice", "7", "same", "same too", "differs"}
	inputs := []string{"One.\nb\nc\nd\n", "Two.\ne\nf\ng\n", "Three.\nh\ni\nj\n", "Four.\nk\nl\n", "Five.\nm\nn\n", "Six.\no\np\n",
		"Seven.\n", "Seven.\n", "Seven.\nfb\n"}
	var cleans [][]byte
	for i := range names {
		clean, err := b.clean(names[i], strings.NewReader(inputs[i]))
		if err != nil {
			t.Fatal(err)
		}
		cleans = append(cleans, clean)
	}
	source := b.source(t)
	for i, clean := range cleans[:6] {
		for _, name := range []string{"", names[i]} {
			if got, err := restored(source, clean, name); err != nil || string(got) != inputs[i] {
				t.Errorf("%q by %q: got %q, want %q (%v)", names[i], name, got, inputs[i], err)
			}
		}
	}
	errors := []struct{ clean, name, want string }{
		{"other\n", "", "none of the documents in the ledger"},
		{"other\n", "twice", `several documents are called "twice"`},
		{"other\n", "nobody", `the ledger has no document "nobody"`},
		{"other\n", "a", "it was changed"},
		{string(cleans[0]) + "x", "1", "it was changed"},
		{strings.Replace(string(cleans[0]), "O", "o", 1), "a", `not document 1 "a" as it was`},
		{"", "a", "the text has 0 bytes"},
	}
	for _, e := range errors {
		if got, err := restored(source, []byte(e.clean), e.name); err == nil || !strings.Contains(err.Error(), e.want) {
			t.Errorf("%q by %q: got %q and %v, want an error with %q", e.clean, e.name, got, err, e.want)
		}
	}
}

// TestRestoreSame holds that a text is restored where it was kept of several inputs only if these are the same.
func TestRestoreSame(t *testing.T) {
	engine := cleaner.New(dropper{})
	b := newBook(t, engine, input.Options{}, compress.None)
	for _, text := range []string{"a\n", "b\nx1\n", "b\nx2\n", "a\n"} {
		if _, err := b.clean("n", strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	source := b.source(t)
	if got, err := restored(source, []byte("a\n"), ""); err != nil || string(got) != "a\n" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := restored(source, []byte("b\n"), ""); err == nil || !strings.Contains(err.Error(), `2 "n", 3 "n"`) {
		t.Errorf("got %v", err)
	}
	if got, err := restored(source, []byte("b\n"), "3"); err != nil || string(got) != "b\nx2\n" {
		t.Errorf("got %q, %v", got, err)
	}
}

// dropper drops blocks that begin with an x.
type dropper struct{ shredder }

func (dropper) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		if doc.BlockText(i)[0] == 'x' {
			doc.Add(i, shredded, 6, 0)
		}
	}
}

// TestNotRestorable holds that documents which cannot be restored say why.
func TestNotRestorable(t *testing.T) {
	b := newBook(t, cleaner.New(dropper{}), input.Options{}, compress.None)
	page, err := b.clean("page", strings.NewReader("<!doctype html><p>a<p>x<p>b"))
	if err != nil {
		t.Fatal(err)
	}
	broken := io.MultiReader(strings.NewReader(strings.Repeat("a\nx\n", 100_000)), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := b.clean("broken", broken); err != io.ErrUnexpectedEOF {
		t.Errorf("got %v", err)
	}
	b.work.Statuses.Only = []account.Status{account.Unchanged}
	if clean, err := b.clean("filtered", strings.NewReader("a\nx\n")); err != nil || len(clean) > 0 {
		t.Errorf("got %q, %v", clean, err)
	}
	source := b.source(t)
	for _, e := range []struct{ clean, name, want string }{
		{string(page), "page", "is a page"},
		{"a\n", "broken", "could not be read to its end: unexpected EOF"},
		{"a\n", "filtered", `was not written, for its status "clean"`},
	} {
		if got, err := restored(source, []byte(e.clean), e.name); err == nil || !strings.Contains(err.Error(), e.want) {
			t.Errorf("%s: got %q and %v, want an error with %q", e.name, got, err, e.want)
		}
	}
}

// TestDamaged holds that a ledger that is not whole never gives a wrong text.
func TestDamaged(t *testing.T) {
	b := newBook(t, cleaner.New(shredder{}), input.Options{Charset: "utf-16le"}, compress.None)
	text := strings.Repeat("a\x00\n\x00\x00\xd8\n\x00q\x00w\x00\n\x00", 3)
	clean, err := b.clean("n", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	b.source(t)
	whole := b.Bytes()
	open := func(data []byte) ledger.Source {
		return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	}
	if got, err := restored(open(whole), clean, ""); err != nil || string(got) != text {
		t.Fatalf("got %q, %v", got, err)
	}
	for n := range whole {
		if got, err := restored(open(whole[:n]), clean, ""); err == nil && string(got) != text {
			t.Errorf("the first %d bytes give %q", n, got)
		}
		for _, c := range []byte{0, '0', '9', '"', '}', '\n', whole[n] ^ 1} {
			changed := bytes.Clone(whole)
			changed[n] = c
			if got, err := restored(open(changed), clean, ""); err == nil && string(got) != text {
				t.Errorf("with %q at %d: got %q", c, n, got)
			}
		}
	}
}
