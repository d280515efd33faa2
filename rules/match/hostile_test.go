package match

import (
	"strings"
	"testing"
	"time"
)

// TestLongRuns checks that many starts before a run of a megabyte do not each
// read the run. A mistake here takes minutes, so the limit may be generous.
func TestLongRuns(t *testing.T) {
	const size = 1 << 20
	prefix := strings.Repeat("a ", 500)
	set := New([]string{prefix + "b", strings.TrimSpace(prefix) + "b"})
	for _, run := range []string{" ", "\n", "\u200B", " \u200B", "\u00A0", "\u3000\u00AD"} {
		text := prefix + strings.Repeat(run, size/len(run)) + "b"
		began := time.Now()
		found := set.Append(nil, []byte(text))
		if len(found) != 1 || found[0].Start != 0 {
			t.Errorf("run of %q: found %v, want one match at 0", run, found)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("run of %q: took %v", run, took)
		}
	}
}

func TestAppendDoesNotAllocate(t *testing.T) {
	set := New(phrases(1000))
	text := prose("English", 10_000)
	dst := set.Append(nil, text)
	if n := testing.AllocsPerRun(10, func() { set.Append(dst[:0], text) }); n != 0 {
		t.Errorf("Append allocates %v times", n)
	}
}
