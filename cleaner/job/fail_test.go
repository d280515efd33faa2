package job

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"winnow/cleaner"
	"winnow/cleaner/records"
)

// breaker is a stage with a defect: it panics at texts that have BREAK, and takes its time over those that have SLOW.
type breaker struct{}

func (breaker) Rules() []*cleaner.Rule { return nil }

func (breaker) Mark(doc *cleaner.Document) {
	switch text := string(doc.Text); {
	case strings.Contains(text, "BREAK"):
		panic("broken")
	case strings.Contains(text, "SLOW"):
		time.Sleep(20 * time.Millisecond)
	}
}

// TestDefects holds that a panic at one document is an error of that document alone.
func TestDefects(t *testing.T) {
	work := &Job{Cleaner: cleaner.New(breaker{}), Workers: 4, Records: records.Options{IDField: "id"}}
	var defect *DefectError
	if _, err := work.File(io.Discard, strings.NewReader("BREAK\n"), "f"); !errors.As(err, &defect) || defect.Value != "broken" {
		t.Errorf("got %v, want a defect", err)
	}
	var bad []string
	work.Bad = func(b *BadRecord) error {
		bad = append(bad, b.ID+" "+b.Reason)
		return nil
	}
	in := "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"BREAK\"}\n{\"id\":3,\"text\":\"b\"}\n"
	var out strings.Builder
	outcome, err := work.File(&out, strings.NewReader(in), "f.jsonl")
	if err != nil || outcome.Documents != 2 || outcome.Bad != 1 || strings.Contains(out.String(), "BREAK") {
		t.Errorf("got %s%+v, %v", out.String(), outcome, err)
	}
	if len(bad) != 1 || !strings.HasPrefix(bad[0], "2 a defect of winnow: broken\n") {
		t.Errorf("bad records: %q", bad)
	}
}

// TestTimeouts holds that a record which takes too long is bad, and that the others are cleaned.
func TestTimeouts(t *testing.T) {
	engine := cleaner.New(breaker{}, breaker{})
	engine.Timeout = 10 * time.Millisecond
	work := &Job{Cleaner: engine}
	var reason string
	work.Bad = func(b *BadRecord) error { reason = b.Error.Error(); return nil }
	outcome, err := work.File(io.Discard, strings.NewReader("{\"text\":\"SLOW\"}\n"), "f.jsonl")
	if err != nil || outcome.Bad != 1 || reason != "line 1: not cleaned within 10ms" {
		t.Errorf("got %+v, %v, %q", outcome, err, reason)
	}
}

// TestWhole holds that nothing is written of a document that fails in its middle, and all of one that does not, be they short or
// too long to be held in memory.
func TestWhole(t *testing.T) {
	for _, size := range []int{10, holdBytes + holdBytes/2} {
		text := strings.Repeat("A line.\n", size/len("A line."))
		work := &Job{Cleaner: cleaner.New(), Whole: true}
		var out strings.Builder
		if _, err := work.File(&out, strings.NewReader(text), "f"); err != nil || out.String() != text {
			t.Errorf("%d bytes: got %d, %v", len(text), out.Len(), err)
		}
		out.Reset()
		if _, err := work.File(&out, strings.NewReader(text+"\x00"), "f"); err == nil || out.Len() > 0 {
			t.Errorf("%d bytes, and one that is no text: got %d, %v", len(text), out.Len(), err)
		}
	}
	work := &Job{Cleaner: cleaner.New()}
	var out strings.Builder
	text := strings.Repeat("A line.\n", 1<<18)
	if _, err := work.File(&out, strings.NewReader(text+"\x00"), "f"); err == nil || out.Len() == 0 {
		t.Errorf("without Whole: got %d bytes, %v, so that this test shows nothing", out.Len(), err)
	}
}

// TestHold holds that a hold gives back what it was given, in pieces of any size.
func TestHold(t *testing.T) {
	for _, piece := range []int{1 << 10, holdBytes, holdBytes + 1, 2*holdBytes + 1} {
		var h hold
		var want strings.Builder
		for i := 0; i < 3 || want.Len() <= holdBytes; i++ {
			p := strings.Repeat(string(rune('a'+i%26)), piece)
			if n, err := h.Write([]byte(p)); n != piece || err != nil {
				t.Fatal(n, err)
			}
			want.WriteString(p)
		}
		var got strings.Builder
		if err := h.copyTo(&got); err != nil || got.String() != want.String() || h.file == nil || h.memory.Len() > holdBytes {
			t.Errorf("pieces of %d: got %d bytes of %d, %v, %d in memory", piece, got.Len(), want.Len(), err, h.memory.Len())
		}
		h.release()
	}
}
