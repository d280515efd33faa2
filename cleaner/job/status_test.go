package job

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"winnow/cleaner/account"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/ledger"
)

// jsonl returns a line of JSONL with a text.
func jsonl(t *testing.T, id, text string) string {
	t.Helper()
	line, err := json.Marshal(map[string]string{"id": id, "text": text})
	if err != nil {
		t.Fatal(err)
	}
	return string(line) + "\n"
}

// TestRecordStatuses holds that records are chosen, and written whole, by what became of them, as files are.
func TestRecordStatuses(t *testing.T) {
	in := jsonl(t, "a", clean) + jsonl(t, "b", "A line.\n") + jsonl(t, "c", suspectText)
	cleanA, keptC := jsonl(t, "a", "A line of the article that stays.\n"), jsonl(t, "c", suspectText)
	cleanC := jsonl(t, "c", "A line of the article that stays.\n")
	for _, test := range []struct {
		name     string
		set      func(*Job)
		want     string
		filtered int
	}{
		{"all", func(*Job) {}, cleanA + jsonl(t, "b", "A line.\n") + cleanC, 0},
		{"only", func(j *Job) { j.Statuses.Only = []account.Status{account.Clean} }, cleanA, 2},
		{"skip", func(j *Job) { j.Statuses.Skip = []account.Status{account.Suspect} }, cleanA + jsonl(t, "b", "A line.\n"), 1},
		{"suspect ones whole", func(j *Job) { j.SuspectWhole = true }, cleanA + jsonl(t, "b", "A line.\n") + keptC, 0},
	} {
		var out bytes.Buffer
		work := newJob()
		test.set(work)
		outcome, err := work.File(&out, strings.NewReader(in), "f.jsonl")
		if err != nil || outcome.Documents != 3 || outcome.Filtered != test.filtered || out.String() != test.want {
			t.Errorf("%s: got %s%+v, %v; want %s", test.name, out.String(), outcome, err, test.want)
		}
	}
}

// TestRecordLedger holds that the text of each record is restored by the ledger, whatever the number of workers, and also
// where it was filtered out or written whole.
func TestRecordLedger(t *testing.T) {
	texts := map[string]string{"a": clean, "b": "\ufeffx\r\n\r\nA line.\x00\n", "c": suspectText}
	in := jsonl(t, "a", texts["a"]) + "{}\n" + jsonl(t, "b", texts["b"]) + jsonl(t, "c", texts["c"])
	var first []byte
	for _, workers := range []int{1, 4} {
		var out, book bytes.Buffer
		writer, err := ledger.NewWriter(&book, compress.None, build.Info{})
		if err != nil {
			t.Fatal(err)
		}
		work := newJob()
		work.Records.IDField = "id"
		work.Ledger, work.Workers, work.SuspectWhole = writer, workers, true
		if outcome, err := work.File(&out, strings.NewReader(in), "f.jsonl"); err != nil || outcome.Bad != 1 {
			t.Fatalf("%+v, %v", outcome, err)
		}
		if err := writer.Flush(); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = book.Bytes()
		}
		if !bytes.Equal(book.Bytes(), first) {
			t.Errorf("%d workers make another ledger", workers)
		}
		source := ledger.Source(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(book.Bytes())), nil })
		for line := range strings.Lines(out.String()) {
			var record struct{ ID, Text string }
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatal(err)
			}
			d, err := source.Find(strings.NewReader(record.Text), "f.jsonl#"+record.ID)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := source.Restore(&got, strings.NewReader(record.Text), d); err != nil || got.String() != texts[record.ID] {
				t.Errorf("%s: got %q, %v, want %q", record.ID, got.String(), err, texts[record.ID])
			}
		}
	}
}
