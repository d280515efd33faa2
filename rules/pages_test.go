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

// TestPages holds the figures that are reached on real pages: by named rules, and with what was learnt. The latter was
// learnt from these very pages, so its figures show that nothing broke, not how well it does on others: for that run
// "go run ./rules/content/train -validate".
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("cleans 1,637 pages twice")
	}
	for _, test := range []struct {
		level rules.Level
		set   string
		least map[string]float64
	}{
		{rules.Careful, "wcxb-dev", map[string]float64{"article": 0.945, "all": 0.84}},
		{rules.Careful, "fundus-dev", map[string]float64{"article": 0.955}},
		{rules.Balanced, "wcxb-dev", map[string]float64{"article": 0.968, "all": 0.89}},
		{rules.Balanced, "fundus-dev", map[string]float64{"article": 0.974}},
	} {
		t.Run(test.set+"/"+test.level.String(), func(t *testing.T) {
			engine := cleaner.New(test.level.Of(rules.Default())...)
			report := measure(t, engine, openShared(t, test.set))
			f1 := map[string]float64{"all": report.Overall.F1()}
			for _, g := range report.Types {
				f1[g.Name] = g.F1()
			}
			for kind, want := range test.least {
				if got := f1[kind]; got < want {
					t.Errorf("%s: F1 is %.4f, want %.4f", kind, got, want)
				}
			}
		})
	}
}
