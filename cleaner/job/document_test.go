package job

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
)

// dropper drops blocks that begin with an x, by weak evidence.
type dropper struct{}

var rule = &cleaner.Rule{ID: "x", Category: "test"}

func (dropper) Rules() []*cleaner.Rule { return []*cleaner.Rule{rule} }

func (dropper) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		if doc.BlockText(i)[0] == 'x' {
			doc.Add(i, rule, 4.5, 0)
		}
	}
}

const (
	clean   = "A line of the article that stays.\n\nx label\n"
	suspect = "A line of the article that stays.\n\nx" // and words
)

// suspectText is a text of which much goes.
var suspectText = suspect + strings.Repeat(" this sentence is long enough to be prose", 12) + ".\n"

func TestStatuses(t *testing.T) {
	texts := map[account.Status]string{
		account.Clean: clean, account.Unchanged: "A line.\n", account.Empty: "x\n", account.Suspect: suspectText,
	}
	for status, text := range texts {
		for _, format := range Formats() {
			filters := []struct {
				filter Filter
				want   bool
			}{
				{Filter{}, true},
				{Filter{Only: []account.Status{status}}, true},
				{Filter{Only: []account.Status{account.Teaser}}, false},
				{Filter{Skip: []account.Status{account.Teaser}}, true},
				{Filter{Skip: []account.Status{account.Teaser, status}}, false},
				{Filter{Only: []account.Status{status}, Skip: []account.Status{status}}, false},
			}
			var all string
			for _, f := range filters {
				var out bytes.Buffer
				work := Job{Cleaner: cleaner.New(dropper{}), Format: format, Statuses: f.filter}
				outcome, err := work.File(&out, strings.NewReader(text), "n")
				if err != nil || outcome.Status != status || outcome.Documents != 1 {
					t.Fatalf("%s: got %+v, %v", status, outcome, err)
				}
				if f.filter.All() {
					all = out.String()
				}
				want := all
				if !f.want {
					want = ""
				}
				if out.String() != want || outcome.Filtered == 1 == f.want {
					t.Errorf("%s, %s, %+v: got %q, want %q; %d filtered", status, format, f.filter, out.String(), want, outcome.Filtered)
				}
			}
		}
	}
}

// TestSuspectWhole holds that suspect documents come out whole, with a ledger that says so, and no others do.
func TestSuspectWhole(t *testing.T) {
	page := "<!doctype html><p>Stays.<p>" + suspectText[strings.IndexByte(suspectText, 'x'):]
	tests := []struct {
		format     Format
		text, want string
		status     account.Status
		dropped    int
		cuts       string
	}{
		{Text, suspectText, suspectText, account.Suspect, 0, `"cuts":0`},
		{Text, "\r\n" + suspectText + "\xff\r", "\r\n" + suspectText + "\xff\r", account.Suspect, 0, `"cuts":0`},
		{Text, clean, "A line of the article that stays.\n", account.Clean, 1, `"cuts":1`},
		{Text, page, "Stays.\n\n" + suspectText[strings.IndexByte(suspectText, 'x'):], account.Suspect, 0, `"cuts":0,"blocks":2`},
		{Markdown, page, "Stays.\n\n" + suspectText[strings.IndexByte(suspectText, 'x'):], account.Suspect, 0, `"cuts":0,"blocks":2`},
	}
	for _, test := range tests {
		var out, book bytes.Buffer
		writer, err := ledger.NewWriter(&book, compress.None, build.Info{})
		if err != nil {
			t.Fatal(err)
		}
		work := Job{Cleaner: cleaner.New(dropper{}), Format: test.format, SuspectWhole: true, Ledger: writer}
		outcome, err := work.File(&out, strings.NewReader(test.text), "n")
		if err != nil || outcome.Status != test.status || len(outcome.Dropped) != test.dropped || out.String() != test.want {
			t.Errorf("%q as %s: got %q, %+v, %v; want %q", test.text, test.format, out.String(), outcome, err, test.want)
		}
		if err := writer.Flush(); err != nil || !strings.Contains(book.String(), test.cuts) {
			t.Errorf("the ledger lacks %s: %s (%v)", test.cuts, book.String(), err)
		}
	}
	var out bytes.Buffer
	work := Job{Cleaner: cleaner.New(dropper{}), Format: JSON, SuspectWhole: true}
	if _, err := work.File(&out, strings.NewReader(suspectText), "n"); err != nil ||
		!strings.Contains(out.String(), `"status":"suspect","evidence":["97 of 97 words`) || !strings.Contains(out.String(), "x this") {
		t.Errorf("got %s, %v", out.String(), err)
	}
}

// TestSuspectWholeEncoding holds that patches of the encoding reach the ledger whichever way a document goes.
func TestSuspectWholeEncoding(t *testing.T) {
	for _, text := range []string{suspectText, clean} {
		var wide bytes.Buffer
		wide.WriteString("\xff\xfe")
		for _, c := range []byte(text) {
			wide.Write([]byte{c, 0})
		}
		var out, book bytes.Buffer
		writer, err := ledger.NewWriter(&book, compress.None, build.Info{})
		if err != nil {
			t.Fatal(err)
		}
		work := Job{Cleaner: cleaner.New(dropper{}), Format: Text, SuspectWhole: true, Ledger: writer}
		if _, err := work.File(&out, bytes.NewReader(wide.Bytes()), "n"); err != nil {
			t.Fatal(err)
		}
		if err := writer.Flush(); err != nil {
			t.Fatal(err)
		}
		source := ledger.Source(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(book.Bytes())), nil })
		d, err := source.Find(bytes.NewReader(out.Bytes()), "")
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := source.Restore(&got, bytes.NewReader(out.Bytes()), d); err != nil || !bytes.Equal(got.Bytes(), wide.Bytes()) {
			t.Errorf("got %q, want %q (%v)", got.String(), wide.String(), err)
		}
	}
}

// TestHeldFailure holds that nothing is written of a document that is held and cannot be read to its end.
func TestHeldFailure(t *testing.T) {
	gone := errors.New("gone")
	var out bytes.Buffer
	work := Job{Cleaner: cleaner.New(dropper{}), Format: Text, Input: input.Options{Kind: input.Text},
		Statuses: Filter{Skip: []account.Status{account.Empty}}}
	long := io.MultiReader(strings.NewReader(strings.Repeat(clean, 100_000)), iotest.ErrReader(gone))
	if outcome, err := work.File(&out, long, "n"); !errors.Is(err, gone) || out.Len() > 0 || outcome.Filtered != 0 {
		t.Errorf("got %d bytes, %+v, %v", out.Len(), outcome, err)
	}
}
