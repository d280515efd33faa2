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

// TestResidue holds the figures that the default rules reach on articles that are labelled line by line.
func TestResidue(t *testing.T) {
	r := measure(t, cleaner.New(rules.Default()...), openShared(t, "residue"))
	for _, d := range r.Documents {
		for _, l := range d.Lines.Lost {
			t.Logf("lost: %s:%d: %s", d.ID, l.Number, l.Text)
		}
		for _, l := range d.Lines.Left {
			t.Logf("left: %s:%d: %s: %s", d.ID, l.Number, l.Label, l.Text)
		}
	}
	keep, traps := r.Lines.Recall(), float64(r.Overall.Figures[eval.FigureTraps].Value)
	removed, strong := r.Lines.RemovedShare(), strongShare(r.Lines)
	t.Logf("strong %.4f", strong)
	if !(keep >= 0.998 && traps >= 1 && removed >= 0.98 && strong >= 0.99) || r.Overall.Exact < 84 {
		t.Errorf("want keep 0.998, traps 1, removed 0.98, strong 0.99, exact 84; got %.4f, %.4f, %.4f, %.4f, %d",
			keep, traps, removed, strong, r.Overall.Exact)
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
