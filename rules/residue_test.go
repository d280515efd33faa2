package rules_test

import (
	"slices"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/eval"
	"winnow/rules"
)

// strong are the categories that hardly any line may get through of.
var strong = []string{"disclaimer", "paywall", "pricing", "newsletter", "cookie", "copyright", "share"}

// strongShare returns the share of residue of the strong categories that went.
func strongShare(lines *eval.Lines) float64 {
	var total, removed int
	for _, c := range lines.Categories {
		if slices.Contains(strong, c.Name) {
			total += c.Lines
			removed += c.Removed
		}
	}
	return float64(removed) / float64(total)
}

// TestResidue holds the figures that the rules reach on articles that are labelled line by line: named rules alone, and
// with what was learnt, which has not seen these articles.
func TestResidue(t *testing.T) {
	d := openShared(t, "residue")
	for _, test := range []struct {
		level                        rules.Level
		keep, traps, removed, strong float64
		exact                        int
	}{
		{rules.Careful, 0.998, 1, 0.98, 0.99, 84},
		{rules.Balanced, 0.998, 1, 0.985, 0.99, 82},
	} {
		t.Run(test.level.String(), func(t *testing.T) {
			r := measure(t, cleaner.New(test.level.Of(rules.Default())...), d)
			logLines(t, r)
			keep, traps := r.Lines.Recall(), float64(r.Overall.Figures[eval.FigureTraps].Value)
			removed, strong := r.Lines.RemovedShare(), strongShare(r.Lines)
			t.Logf("strong %.4f", strong)
			if !(keep >= test.keep && traps >= test.traps && removed >= test.removed && strong >= test.strong) || r.Overall.Exact < test.exact {
				t.Errorf("want %+v; got keep %.4f, traps %.4f, removed %.4f, strong %.4f, exact %d",
					test, keep, traps, removed, strong, r.Overall.Exact)
			}
		})
	}
}

// logLines tells which lines of articles were lost, and which of residue were left.
func logLines(t *testing.T, r *eval.Report) {
	for _, d := range r.Documents {
		for _, l := range d.Lines.Lost {
			t.Logf("lost: %s:%d: %s", d.ID, l.Number, l.Text)
		}
		for _, l := range d.Lines.Left {
			t.Logf("left: %s:%d: %s: %s", d.ID, l.Number, l.Label, l.Text)
		}
	}
}

// BenchmarkResidue reports the same figures as a benchmark.
func BenchmarkResidue(b *testing.B) {
	engine, d := cleaner.New(rules.Default()...), openShared(b, "residue")
	var r *eval.Report
	for b.Loop() {
		scores, problems := eval.Run(engine, d, nil)
		r = eval.Summarize(d, scores, problems)
	}
	b.ReportMetric(r.Lines.Recall(), "keep")
	b.ReportMetric(float64(r.Overall.Figures[eval.FigureTraps].Value), "traps")
	b.ReportMetric(r.Lines.RemovedShare(), "removed")
	b.ReportMetric(strongShare(r.Lines), "strong")
	b.ReportMetric(float64(r.Overall.Exact), "exact")
}
