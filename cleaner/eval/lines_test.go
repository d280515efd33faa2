package eval

import (
	"fmt"
	"strings"
	"testing"
)

func TestScoreLines(t *testing.T) {
	const raw = "Dam is built\n\nShare\nThe dam  is built.\nBy Ann\nDam is built\nRead on. More"
	labels := strings.Fields("keep blank share keep byline-meta keep promo")
	for _, c := range []struct {
		name, out               string
		kept, removed           int
		lost, left              string
		precision, recall, want float64
	}{
		{"as it is", raw, 2, 0, "", "[3 7]", 0.5, 1, 2. / 3},
		{"clean, and without the repeat", "Dam is built\n\nThe dam is built.", 2, 2, "", "", 1, 1, 1},
		{"a part of a line is left", "Dam is built\nThe dam is built.\nRead on.", 2, 1, "", "[7]", 2. / 3, 1, 0.8},
		{"a part of the article is lost", "Dam is built\nThe dam", 1, 2, "[4]", "", 1, 0.5, 2. / 3},
		{"out of order", "The dam is built.\nShare\nDam is built", 1, 2, "[1]", "", 1, 0.5, 2. / 3},
		{"nothing", "", 0, 2, "[1 4]", "", ratio(0, 0), 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := ScoreLines(strings.Split(raw, "\n"), labels, c.out)
			if err != nil {
				t.Fatal(err)
			}
			if l.Keep != 2 || l.Residue != 2 || l.Kept != c.kept || l.Removed != c.removed {
				t.Errorf("kept %d of %d and removed %d of %d, want %d of 2 and %d of 2", l.Kept, l.Keep, l.Removed, l.Residue, c.kept, c.removed)
			}
			if lost, left := numbers(l.Lost), numbers(l.Left); lost != c.lost || left != c.left {
				t.Errorf("lost %s and left %s, want %s and %s", lost, left, c.lost, c.left)
			}
			if !near(l.Precision(), c.precision) || !near(l.Recall(), c.recall) || !near(l.F1(), c.want) {
				t.Errorf("precision %v, recall %v, F1 %v, want %v, %v, %v", l.Precision(), l.Recall(), l.F1(), c.precision, c.recall, c.want)
			}
			if got, want := l.Exact(), c.want == 1; got != want {
				t.Errorf("exact is %v, want %v", got, want)
			}
		})
	}
}

// numbers returns the numbers of lines, or "" for none.
func numbers(lines []Line) string {
	if len(lines) == 0 {
		return ""
	}
	var list []int
	for _, l := range lines {
		list = append(list, l.Number)
	}
	return fmt.Sprint(list)
}

func TestScoreLinesWithoutArticle(t *testing.T) {
	for out, want := range map[string]float64{"": 1, "Share": 0} {
		l, err := ScoreLines([]string{"Share"}, []string{"share"}, out)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.F1(); got != want {
			t.Errorf("%q: F1 is %v, want %v", out, got, want)
		}
	}
}

func TestScoreLinesRefuses(t *testing.T) {
	if _, err := ScoreLines([]string{"a", "b"}, []string{"keep"}, "a"); err == nil {
		t.Error("one label for two lines is no error")
	}
	lines := strings.Split(strings.Repeat("a\n", 10_000), "\n")
	if _, err := ScoreLines(lines, make([]string, len(lines)), strings.Repeat("b\n", 10_000)); err == nil {
		t.Error("a table of a hundred million cells is no error")
	}
	if _, err := ScoreLines(lines, make([]string, len(lines)), strings.Join(lines, "\n")); err != nil {
		t.Errorf("a text that is as it was needs no table: %v", err)
	}
}
