package rules_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
	"winnow/rules"
)

// hostileSize is how large hostile inputs are: where time grows with the square of that, one of them takes as long as all together.
func hostileSize() int {
	if testing.Short() {
		return 20 << 10
	}
	return 128 << 10
}

// booked cleans a document and returns what came out, what became of it and its ledger.
func booked(t *testing.T, work job.Job, in, file string) (out bytes.Buffer, outcome job.Outcome, book ledger.Source) {
	t.Helper()
	var lines bytes.Buffer
	writer, err := ledger.NewWriter(&lines, compress.None, build.Info{})
	if err != nil {
		t.Fatal(err)
	}
	work.Ledger = writer
	outcome, err = work.File(&out, strings.NewReader(in), file)
	if err == nil {
		err = writer.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out, outcome, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(lines.Bytes())), nil }
}

// balanced checks the account of a document: what came in was kept or dropped.
func balanced(t *testing.T, outcome *job.Outcome) {
	t.Helper()
	sum := outcome.Out
	for _, d := range outcome.Dropped {
		sum += d.Bytes
	}
	if sum != outcome.In || outcome.Out < 0 {
		t.Errorf("%d bytes came in, %d were kept, and %+v dropped", outcome.In, outcome.Out, outcome.Dropped)
	}
}

// TestHostileTexts holds that no text makes cleaning hang or fail, and that all of it is there afterwards: kept, or in the ledger.
func TestHostileTexts(t *testing.T) {
	engine := cleaner.New(rules.Default()...)
	for _, c := range hostileTexts() {
		t.Run(c.name, func(t *testing.T) {
			in := c.make(hostileSize())
			out, outcome, book := booked(t, job.Job{Cleaner: engine, Format: job.Text, Input: input.Options{Kind: input.Text}}, in, "f")
			balanced(t, &outcome)
			document, err := book.Find(strings.NewReader(""), "f")
			if err != nil {
				t.Fatal(err)
			}
			var whole bytes.Buffer
			if err := book.Restore(&whole, bytes.NewReader(out.Bytes()), document); err != nil || whole.String() != in {
				t.Errorf("restored %d bytes of %d: %v", whole.Len(), len(in), err)
			}
		})
	}
}

// TestHostilePages holds that no page makes cleaning hang or fail, be it to text or to Markdown.
func TestHostilePages(t *testing.T) {
	engine := cleaner.New(rules.Default()...)
	for _, c := range hostilePages() {
		for _, format := range []job.Format{job.Text, job.Markdown} {
			t.Run(c.name+" as "+string(format), func(t *testing.T) {
				out, outcome, _ := booked(t, job.Job{Cleaner: engine, Format: format, Title: true, Input: input.Options{Kind: input.HTML, Charset: "utf-8"}}, c.make(hostileSize()), "f")
				balanced(t, &outcome)
				if outcome.Pages != 1 || outcome.Out > 0 && out.Len() == 0 {
					t.Errorf("got %+v, and %d bytes", outcome, out.Len())
				}
			})
		}
	}
}

// TestHostileRecords holds that no file of records makes cleaning hang, and that each record is cleaned or bad.
func TestHostileRecords(t *testing.T) {
	engine := cleaner.New(rules.Default()...)
	for _, c := range hostileRecords() {
		t.Run(c.name, func(t *testing.T) {
			in, bad := c.make(hostileSize()/4), 0
			work := job.Job{Cleaner: engine, Workers: 2, Bad: func(*job.BadRecord) error { bad++; return nil }}
			outcome, err := work.File(io.Discard, strings.NewReader(in), c.file)
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("got %.200v, want an error that says %q", err, c.fails)
				}
				return
			}
			if err != nil || outcome.Bad != bad || outcome.Documents+outcome.Bad == 0 {
				t.Errorf("got %+v, %d bad ones, %.200v", outcome, bad, err)
			}
			balanced(t, &outcome)
		})
	}
}

// TestSettledRuns holds that blocks which their markup gives away are not looked past again and again, for which a page needs
// tens of thousands.
func TestSettledRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("cleans a page of several megabytes")
	}
	engine := cleaner.New(rules.Default()...)
	for _, c := range hostilePages() {
		if strings.HasSuffix(c.name, "in an element") {
			_, outcome, _ := booked(t, job.Job{Cleaner: engine}, c.make(16<<20), "f")
			balanced(t, &outcome)
		}
	}
}
