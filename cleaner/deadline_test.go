package cleaner_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"winnow/cleaner"
	"winnow/cleaner/textreader"
)

// slow is a stage that takes longer than the shortest timeout, and counts its calls.
type slow struct{ calls int }

func (*slow) Rules() []*cleaner.Rule { return nil }

func (s *slow) Mark(*cleaner.Document) {
	s.calls++
	time.Sleep(time.Millisecond)
}

// TestTimeout holds that a document that takes too long is given up between two stages, and that it fails by a *TimeoutError.
func TestTimeout(t *testing.T) {
	first, second := &slow{}, &slow{}
	c := cleaner.New(first, second)
	c.Timeout = time.Hour
	var out strings.Builder
	if _, err := c.Clean(&out, strings.NewReader("a\n")); err != nil || second.calls != 1 || out.String() != "a\n" {
		t.Fatalf("in time: got %q, %v, %d calls of the second stage", out.String(), err, second.calls)
	}
	c = cleaner.New(first, second)
	c.Timeout = time.Microsecond
	out.Reset()
	_, err := c.Run(cleaner.NewTextWriter(&out), textreader.New(strings.NewReader("a\n")))
	var late *cleaner.TimeoutError
	if !errors.As(err, &late) || late.Limit != time.Microsecond || second.calls != 1 || out.Len() > 0 {
		t.Errorf("too late: got %q, %v, %d calls of the second stage", out.String(), err, second.calls)
	}
}

// TestTimeoutOfReads holds that a source which gives a byte now and then, without end, is given up.
func TestTimeoutOfReads(t *testing.T) {
	for _, head := range []string{"A line of text.\n", "<!doctype html><p>A page.<!--"} {
		c := cleaner.New()
		c.Timeout = time.Microsecond
		endless := iotest.OneByteReader(io.MultiReader(strings.NewReader(head+strings.Repeat("a", 4096)), letters{}))
		_, err := c.Clean(io.Discard, endless)
		var late *cleaner.TimeoutError
		if !errors.As(err, &late) {
			t.Errorf("%q: got %v, want a *TimeoutError", head, err)
		}
	}
}

// letters is a source without end.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
