package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/eval"
	"winnow/rules"
)

// sharedDir holds datasets of real documents. It is not part of the repository.
const sharedDir = "../../shared/"

// openShared opens a dataset, in which nothing may be wrong, or skips where it is missing.
func openShared(t testing.TB, name string) *eval.Dataset {
	t.Helper()
	path := filepath.Join(sharedDir, name)
	if _, err := os.Stat(path); os.IsNotExist(err) {
		t.Skipf("%s is missing: it holds the documents that this scores", path)
	}
	d, err := eval.Open(path, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range d.Problems {
		t.Error(p)
	}
	return d
}

// measure cleans a dataset, of which every document must be clean, and logs the report.
func measure(t testing.TB, engine *cleaner.Cleaner, d *eval.Dataset) *eval.Report {
	t.Helper()
	scores, problems := eval.Run(engine, d, nil)
	for _, p := range problems {
		t.Error(p)
	}
	report := eval.Summarize(d, scores, problems)
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", &text)
	return report
}

// TestPages holds the figures that the default rules reach on real pages.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("cleans 1,637 pages")
	}
	engine := cleaner.New(rules.Default()...)
	for set, least := range map[string]map[string]float64{
		"wcxb-dev":   {"article": 0.945, "all": 0.84},
		"fundus-dev": {"article": 0.955},
	} {
		t.Run(set, func(t *testing.T) {
			report := measure(t, engine, openShared(t, set))
			f1 := map[string]float64{"all": report.Overall.F1()}
			for _, g := range report.Types {
				f1[g.Name] = g.F1()
			}
			for kind, want := range least {
				if got := f1[kind]; got < want {
					t.Errorf("%s: F1 is %.4f, want %.4f", kind, got, want)
				}
			}
		})
	}
}
