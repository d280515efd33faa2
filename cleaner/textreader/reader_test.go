package textreader

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/cleaner/document"
)

// blocks reads text and returns the text of its blocks, all windows of it.
func blocks(t *testing.T, src io.Reader) []string {
	t.Helper()
	var list []string
	each(t, src, func(doc *document.Document, i int) { list = append(list, string(doc.BlockText(i))) })
	return list
}

// each calls use for every block of src once, as the engine decides them.
func each(t *testing.T, src io.Reader, use func(doc *document.Document, i int)) {
	t.Helper()
	r, doc := New(src), &document.Document{}
	end := int64(0)
	for {
		err := r.Next(doc)
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := doc.From; i < doc.To; i++ {
			b := &doc.Blocks[i]
			if start := doc.Offset + int64(b.Start); start < end {
				t.Fatalf("block %q at %d overlaps the one before, which ends at %d", doc.BlockText(i), start, end)
			}
			end = doc.Offset + int64(b.End)
			use(doc, i)
		}
	}
}

func TestBlocks(t *testing.T) {
	wrapped := "The committee met on Tuesday to hear what the farmers of the valley had to\n" +
		"say about the new dam, and it heard a good deal more than it had bargained\n" +
		"for, as those who were there told this reporter on the following morning.\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"empty", "", nil},
		{"white space only", " \n\t\n \n", nil},
		{"lines", "one\ntwo\n\nthree", []string{"one", "two", "three"}},
		{"crlf", "one\r\ntwo\r\n", []string{"one", "two"}},
		{"lone cr", "one\rtwo\r", []string{"one", "two"}},
		{"cr at the end", "one\r", []string{"one"}},
		{"form feed", "one\ftwo", []string{"one", "two"}},
		{"vertical tab", "one\vtwo", []string{"one", "two"}},
		{"unicode separators", "one\u2028two\u2029three\u0085four", []string{"one", "two", "three", "four"}},
		{"other punctuation of the same bytes", "one\u2014two", []string{"one\u2014two"}},
		{"byte order mark", "\ufeffone\n", []string{"one"}},
		{"indentation", "  one \n\ttwo\u00a0\n", []string{"one", "two"}},
		{"broken utf-8", "one\xff\xfe\ntwo\xe2\x80", []string{"one\xff\xfe", "two\xe2\x80"}},
		{"wrapped", wrapped + "\n" + wrapped, []string{strings.TrimSpace(wrapped), strings.TrimSpace(wrapped)}},
		{"wrapped, quoted", wrapped + "> " + "one\n" + wrapped, []string{strings.TrimSpace(wrapped), "> one", strings.TrimSpace(wrapped)}},
		{"wrapped, then a list", wrapped + "\n" + wrapped + "- one\n- two\n",
			[]string{strings.TrimSpace(wrapped), strings.TrimSpace(wrapped), "- one", "- two"}},
		{"too little to tell", wrapped, strings.Split(strings.TrimSpace(wrapped), "\n")},
		{"one line, which is a document", "Mr. Smith spoke." + strings.Repeat(" It rained (a lot).", 30) + "\n",
			slices.Concat([]string{"Mr. Smith spoke."}, slices.Repeat([]string{"It rained (a lot)."}, 30))},
		{"one paragraph", "It rained." + strings.Repeat(" It rained.", 30), []string{"It rained." + strings.Repeat(" It rained.", 30)}},
		{"one line beside another", "a\n" + strings.TrimSpace(strings.Repeat(" It rained.", 90)), []string{"a", strings.TrimSpace(strings.Repeat(" It rained.", 90))}},
		{"verse", "Tyger Tyger, burning bright,\nIn the forests of the night;\n", []string{"Tyger Tyger, burning bright,", "In the forests of the night;"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := blocks(t, strings.NewReader(test.text))
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if again := blocks(t, iotest.OneByteReader(strings.NewReader(test.text))); fmt.Sprint(again) != fmt.Sprint(got) {
				t.Errorf("a byte a read gives %q", again)
			}
		})
	}
}

func TestKinds(t *testing.T) {
	text := "# Title\n- item\n2. item\n• item\na\tb\n| a | b |\n-----\ntext\n"
	want := "heading list-item list-item list-item table-row table-row ruler paragraph "
	got := ""
	each(t, strings.NewReader(text), func(doc *document.Document, i int) { got += doc.Blocks[i].Kind.String() + " " })
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLineNumbers(t *testing.T) {
	var got []int64
	each(t, strings.NewReader("one\n\n\ntwo\r\nthree"), func(doc *document.Document, i int) { got = append(got, doc.Blocks[i].Line) })
	if fmt.Sprint(got) != "[1 4 5]" {
		t.Errorf("got lines %v", got)
	}
}

// TestWindows reads texts that do not fit into a window.
func TestWindows(t *testing.T) {
	line := strings.Repeat("The quick brown fox. ", 12)
	tests := []struct {
		name, text string
		lossy      bool // blocks are cut inside a line, so that they are not the lines
	}{
		{"many lines", strings.Repeat(line+"\n", 20000), false},
		{"many short lines", strings.Repeat("a\n", 100000), false},
		{"empty lines", strings.Repeat("\n", 3<<20) + "end", false},
		{"spaces", strings.Repeat(" ", 3<<20) + "end", false},
		{"one long line", strings.Repeat(line, 20000), true},
		{"one long word", strings.Repeat("ä", 2<<20), true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got bytes.Buffer
			each(t, strings.NewReader(test.text), func(doc *document.Document, i int) {
				got.Write(doc.BlockText(i))
				if cap(doc.Text) > 4<<20 {
					t.Fatalf("holds %d bytes", cap(doc.Text))
				}
			})
			want := strings.NewReplacer("\n", "", " ", "").Replace(test.text)
			if have := strings.ReplaceAll(got.String(), " ", ""); have != want {
				t.Errorf("got %d bytes, want %d", len(have), len(want))
			}
		})
	}
}

func TestBinary(t *testing.T) {
	for text, what := range map[string]string{"abc\x00def": "nul byte"} {
		err := New(strings.NewReader(text)).Next(&document.Document{})
		var binary *BinaryError
		if !errors.As(err, &binary) || binary.What != what {
			t.Errorf("%q: got %v, want a %s", text, err, what)
		}
		r := New(strings.NewReader(text))
		r.Text = true
		if err := r.Next(&document.Document{}); err != nil {
			t.Errorf("%q as text: %v", text, err)
		}
	}
}

func TestReadError(t *testing.T) {
	r, doc := New(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("one\ntwo\n")))), &document.Document{}
	if err := r.Next(doc); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("got %v, want the source's error", err)
	}
}

// FuzzReader holds that blocks follow each other, that nothing but white space lies between them, and that
// the size of reads makes no difference.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{"", "one\ntwo", "a\r\nb\rc\fd\u2028e", "\ufeff x\u00a0", "> a\n> b\n", "\xff\xe2\x80\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.IndexByte(text, 0) >= 0 {
			return
		}
		var whole, bytewise []string
		at := int64(0)
		each(t, strings.NewReader(text), func(doc *document.Document, i int) {
			b := &doc.Blocks[i]
			start := doc.Offset + int64(b.Start)
			if s, e := trim([]byte(text), int(at), int(start)); s != e {
				t.Fatalf("%q lies between two blocks", text[s:e])
			}
			at = doc.Offset + int64(b.End)
			whole = append(whole, string(doc.BlockText(i)))
		})
		if s, e := trim([]byte(text), int(at), len(text)); s != e {
			t.Fatalf("%q lies behind the last block", text[s:e])
		}
		each(t, iotest.OneByteReader(strings.NewReader(text)), func(doc *document.Document, i int) {
			bytewise = append(bytewise, string(doc.BlockText(i)))
		})
		if fmt.Sprint(whole) != fmt.Sprint(bytewise) {
			t.Fatalf("got %q a byte a read, %q at once", bytewise, whole)
		}
	})
}

func BenchmarkReader(b *testing.B) {
	text := []byte(strings.Repeat("The quick brown fox jumps over the lazy dog, they say.\n", 40000))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	doc := &document.Document{}
	for b.Loop() {
		r := New(bytes.NewReader(text))
		for r.Next(doc) == nil {
		}
	}
}

// TestWhiteSpaceOnly holds that of a text of nothing but white space, however long, all is in some window, and that windows
// follow each other without a gap, so that the space behind the last block decided is at hand when the next one is.
func TestWhiteSpaceOnly(t *testing.T) {
	for _, unit := range []string{"\n", " ", " \n", "\u00a0", "\r\n"} {
		for _, size := range []int{1, windowBlocks, windowBlocks + 1, gapBytes * 3, 2 << 20} {
			text := strings.Repeat(unit, size/len(unit))
			r, doc, decided, held := New(strings.NewReader(text)), &document.Document{}, int64(0), 0
			for {
				err := r.Next(doc)
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				if doc.Offset > decided {
					t.Fatalf("%q, %d bytes: the text from byte %d to %d is in no window that decides it", unit, size, decided, doc.Offset)
				}
				for i := doc.From; i < doc.To; i++ {
					decided = doc.Offset + int64(doc.Blocks[i].End)
				}
				held = max(held, cap(doc.Text))
			}
			if end := doc.Offset + int64(len(doc.Text)); end != int64(len(text)) || held > 2<<20 {
				t.Errorf("%q: read %d bytes of %d, held %d", unit, end, len(text), held)
			}
		}
	}
}
