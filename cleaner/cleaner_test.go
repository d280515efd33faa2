package cleaner_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/cleaner"
	"winnow/cleaner/textreader"
	"winnow/rules"
)

// marker is a stage that reads its findings off the text: a line that begins with CUT is cut, text in
// braces is cut from a line, KEEP pins its line, REST cuts the line and all that follows.
type marker struct{}

var (
	dropRule = &cleaner.Rule{ID: "drop", Category: "test", Doc: "Drops."}
	pinRule  = &cleaner.Rule{ID: "pin", Category: "test", Doc: "Keeps.", Keep: true}
	restRule = &cleaner.Rule{ID: "rest", Category: "test", Doc: "Drops the rest.", Rest: true}
)

func (marker) Rules() []*cleaner.Rule { return []*cleaner.Rule{dropRule, pinRule, restRule} }

func (marker) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		text := doc.BlockText(i)
		if bytes.Contains(text, []byte("CUT")) {
			doc.Add(i, dropRule, 6, 0)
		}
		if bytes.Contains(text, []byte("ARTICLE")) {
			doc.Add(i, dropRule, -3, 0)
		}
		if bytes.Contains(text, []byte("KEEP")) {
			doc.Add(i, pinRule, 6, 0)
		}
		if bytes.Contains(text, []byte("REST")) {
			doc.Add(i, restRule, 6, 0)
		}
		at := int32(0)
		for {
			open := bytes.IndexByte(text[at:], '{')
			end := bytes.IndexByte(text[at:], '}')
			if open < 0 || end < open {
				break
			}
			doc.AddRange(i, b.Start+at+int32(open), b.Start+at+int32(end)+1, dropRule, 6, 0)
			at += int32(end) + 1
		}
	}
}

func clean(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	// The text reader by its name: Clean would look whether the input is a page, or in another encoding.
	result, err := cleaner.New(marker{}).Run(cleaner.NewTextWriter(&out), textreader.New(strings.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	if result.In != int64(len(text)) || result.Out != int64(out.Len()) {
		t.Errorf("result says %d in, %d out; it was %d, %d", result.In, result.Out, len(text), out.Len())
	}
	return out.String()
}

func TestClean(t *testing.T) {
	long := strings.Repeat("It rained on Monday. ", 30)
	tests := []struct{ name, in, want string }{
		{"nothing to cut", "\n\n a\r\n\n\n\nb", "\n\n a\r\n\n\n\nb"},
		{"everything", "\nCUT\n\nCUT\n", ""},
		{"first line", "CUT\n\n  a\nb\n", "  a\nb\n"},
		{"byte order mark goes with the first line", "\ufeffCUT\na\n", "a\n"},
		{"byte order mark stays", "\ufeffa\nCUT\n", "\ufeffa\n"},
		{"last line", "a\n\nCUT\n\n\n", "a\n"},
		{"last line without end", "a\nCUT", "a\n"},
		{"no empty lines", "a\nCUT\nb\n", "a\nb\n"},
		{"empty lines around", "a\n\n\nCUT\n\n\nb\n", "a\n\nb\n"},
		{"empty line before", "a\n\nCUT\nb\n", "a\n\nb\n"},
		{"empty line behind", "a\nCUT\n\nb\n", "a\n\nb\n"},
		{"empty line inside a run", "a\nCUT\n\nCUT\nb\n", "a\n\nb\n"},
		{"run", "a\n\nCUT\n\nCUT\n\n\nCUT\n\n  b\n", "a\n\n  b\n"},
		{"crlf", "a\r\n\r\nCUT\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"},
		{"white space in an empty line", "a  \n \t\nCUT\n\nb\n", "a  \n \t\nb\n"},
		{"part in the middle", "a {x} b\n", "a b\n"},
		{"part at the start", "{x} b\n", "b\n"},
		{"part at the end", "a b. {x}\n", "a b.\n"},
		{"two parts at the start", "{x} {y} b\n", "b\n"},
		{"two parts on end", "a {x} {y} b\n", "a b\n"},
		{"two parts", "{x} a {y} b {z}\n", "a b\n"},
		{"parts are all there is", "a\n{x} - {y}\nb\n", "a\nb\n"},
		{"keep wins over cut", "CUT KEEP\n", "CUT KEEP\n"},
		{"keep wins over a part", "KEEP {x}\n", "KEEP {x}\n"},
		{"outvoted", "CUT ARTICLE\n", "CUT ARTICLE\n"},
		{"sentences of the only line", long + "CUT this. Done.\n", long + "Done.\n"},
		{"the first one of it", " CUT this. " + long + "Done.\n", long + "Done.\n"},
		{"the last one of it", long + "CUT this.\n", strings.TrimSpace(long) + "\n"},
		{"the last one of it, without end", long + "CUT this. ", strings.TrimSpace(long)},
		{"rest", "a\n\nREST\nb\nKEEP\nc\n", "a\n\nKEEP\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := clean(t, test.in); got != test.want {
				t.Errorf("%q: got %q, want %q", test.in, got, test.want)
			}
		})
	}
}

// TestCleanWindows cleans texts of many windows: what is decided must not depend on where a window ends.
func TestCleanWindows(t *testing.T) {
	line := strings.Repeat("x y ", 40) + "\n"
	for _, unit := range []string{line + "CUT\n" + line, "CUT\n" + line + "\nCUT\n\n", "a {b} c\n", "\nCUT\n"} {
		in := strings.Repeat(unit, 60000)
		want := strings.Repeat(clean(t, unit), 60000)
		if strings.HasPrefix(unit, "CUT\n"+line) {
			want = line + strings.Repeat("\n"+line, 59999)
		}
		if got := clean(t, in); got != want {
			t.Errorf("%.20q...: got %d bytes, want %d", unit, len(got), len(want))
		}
	}
}

func TestCleanErrors(t *testing.T) {
	c := cleaner.New(marker{})
	if _, err := c.Clean(io.Discard, iotest.ErrReader(io.ErrUnexpectedEOF)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("reading: got %v", err)
	}
	if _, err := c.Clean(failing{}, strings.NewReader("a\nCUT\n")); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("writing: got %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// FuzzClean holds that the output is the input without the cuts, and that cleaning twice changes nothing.
func FuzzClean(f *testing.F) {
	f.Add("a\n\nCUT\n{x} b")
	f.Add("\xff\xfe")
	f.Add("C{x}UT")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.IndexByte(text, 0) >= 0 || strings.Contains(text, "REST") {
			return
		}
		once := clean(t, text)
		left := text
		for _, r := range once {
			i := strings.IndexRune(left, r)
			if i < 0 {
				return // broken UTF-8: bytes are compared by the next check
			}
			left = left[i+1:]
		}
		// A part that is cut out of a word may leave one of the marker's words behind.
		inside := regexp.MustCompile(`\S\{|\}\S`).MatchString(text)
		if twice := clean(t, once); !inside && strings.Count(text, "{") < 2 && twice != once {
			t.Errorf("%q: once %q, twice %q", text, once, twice)
		}
	})
}

func Example() {
	c := cleaner.New(rules.Default()...)
	page := "The dam will be built, the council said on Monday.\n\nAdvertisement\n\nWork begins in June.\n"
	if _, err := c.Clean(os.Stdout, strings.NewReader(page)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// The dam will be built, the council said on Monday.
	//
	// Work begins in June.
}
