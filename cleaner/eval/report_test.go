package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

const valley = "../../testdata/eval/valley"

// openValley opens the truth file in testdata, with texts in place of its pages.
func openValley(t *testing.T) *Dataset {
	t.Helper()
	d, err := Open(valley, "flat.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Problems) > 0 {
		t.Fatalf("problems: %v", d.Problems)
	}
	return d
}

// TestSummarize holds the figures of the raw texts against those that the reference program, in Python, gives for
// them. It has 0 for the mean of nothing.
func TestSummarize(t *testing.T) {
	d := openValley(t)
	scores, problems := Run(cleaner.New(), d, nil)
	r := Summarize(d, scores, problems)
	nothing := math.NaN()
	want := []struct {
		name      string
		documents int
		figures   []float64 // in the order of FigureNames, without exact
	}{
		{"", 7, []float64{0.737141, 0.650430, 0.857143, 0.748340, 0.613680, 0.958709, 1, 1}},
		{"article", 5, []float64{0.682931, 0.600097, 0.8, 0.744025, 0.592389, 1, 1, 1}},
		{"forum", 1, []float64{0.912, 0.838235, 1, 0.756303, 0.692308, 0.833333, 1, 1}},
		{"product", 1, []float64{0.833333, 0.714286, 1, 0.755556, 0.641509, 0.918919, nothing, 1}},
	}
	groups := append([]Group{r.Overall}, r.Types...)
	if len(groups) != len(want) {
		t.Fatalf("%d groups, want %d", len(groups), len(want))
	}
	for i, w := range want {
		g := groups[i]
		if g.Name != w.name || g.Documents != w.documents || g.Exact != 0 {
			t.Errorf("group %q has %d documents, %d exact; want %q with %d, 0 exact", g.Name, g.Documents, g.Exact, w.name, w.documents)
		}
		for k, name := range FigureNames(Truth)[:len(w.figures)] {
			f := g.Figures[name]
			if !near(float64(f.Value), w.figures[k]) {
				t.Errorf("group %q: %s is %.6f, want %.6f", w.name, name, f.Value, w.figures[k])
			}
			if f.Value < f.Low || f.Value > f.High {
				t.Errorf("group %q: %s is %v, outside its interval from %v to %v", w.name, name, f.Value, f.Low, f.High)
			}
		}
	}
	if got, want := fmt.Sprint(names(r.Languages), names(r.Countries), names(r.Publishers)), "[en de hi tr] [] [none Valley Post Boğaz Talbote]"; got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(r.Worst), "[gone dam boots vapur regen wells varsha]"; got != want {
		t.Errorf("worst %s, want %s", got, want)
	}
}

func names(groups []Group) []string {
	var list []string
	for _, g := range groups {
		list = append(list, g.Name)
	}
	return list
}

// TestRunIsDeterministic holds that neither the order in which documents are done nor chance shows.
func TestRunIsDeterministic(t *testing.T) {
	d := openValley(t)
	var first []byte
	for _, workers := range []int{1, 7} {
		old := runtime.GOMAXPROCS(workers)
		scores, problems := Run(cleaner.New(share()), d, nil)
		runtime.GOMAXPROCS(old)
		got, err := json.Marshal(Summarize(d, scores, problems))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if string(got) != string(first) {
			t.Errorf("with %d workers the report is\n%s\nand with one\n%s", workers, got, first)
		}
	}
}

// stub is a stage that cuts the blocks that open with one of its words, and of others what follows a bar.
type stub struct{ rules []*cleaner.Rule }

func share() *stub {
	return &stub{[]*cleaner.Rule{
		{ID: "share", Category: "share", Stage: "stub"},
		{ID: "related", Category: "related", Stage: "stub"},
	}}
}

func (s *stub) Rules() []*cleaner.Rule { return s.rules }

func (s *stub) Mark(doc *document.Document) {
	for i := range doc.Blocks {
		text := string(doc.BlockText(i))
		if bar := strings.Index(text, " |"); bar >= 0 {
			b := doc.Blocks[i]
			doc.AddRange(i, b.Start+int32(bar), b.End, s.rules[0], 9, 0)
		}
		for k, rule := range s.rules {
			if strings.HasPrefix(strings.ToLower(text), rule.ID) {
				doc.Add(i, s.rules[k], 9, 0)
			}
		}
	}
}

func TestRunCounts(t *testing.T) {
	dir := write(t, `
-- a/raw.txt --
Rain ends a dry summer, they said. | Share

Share on a network

Related stories

The river rose.
-- a/labels.tsv --
1	mixed
3	share
5	related
7	keep
-- a/source.json --
{"category": "trap"}
-- b/raw.txt --
The dam is built.
More news
Related to the dam
-- b/labels.tsv --
1	keep
2	nav
3	keep
-- b/source.json --
{"category": "residue"}
`)
	d, err := Open(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	scores, problems := Run(cleaner.New(share()), d, nil)
	r := Summarize(d, scores, problems)
	if len(r.Problems) > 0 {
		t.Errorf("problems: %v", r.Problems)
	}
	wantCuts := Cuts{Blocks: 7, Kept: 4, Categories: []CutCategory{{"related", 2, 0}, {"share", 1, 1}}}
	if !reflect.DeepEqual(r.Cuts, wantCuts) {
		t.Errorf("cuts %+v, want %+v", r.Cuts, wantCuts)
	}
	wantLines := Lines{Keep: 3, Kept: 2, Residue: 3, Removed: 2, Categories: []Category{{"nav", 1, 0}, {"related", 1, 1}, {"share", 1, 1}}}
	if !reflect.DeepEqual(*r.Lines, wantLines) {
		t.Errorf("lines %+v, want %+v", *r.Lines, wantLines)
	}
	for name, want := range map[string]float64{
		FigureF1: 2. / 3, FigurePrecision: 2. / 3, FigureKeep: 2. / 3, FigureTraps: 1, FigureRemoved: 2. / 3, FigureExact: 0.5,
	} {
		if got := float64(r.Overall.Figures[name].Value); !near(got, want) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

// TestRunFails holds that a document that cannot be read or cleaned is named and scores as empty.
func TestRunFails(t *testing.T) {
	t.Chdir(write(t, `
-- truth.jsonl --
{"id": "picture", "content": "The dam."}
{"id": "fine", "content": "The dam."}
-- flat.jsonl --
{"id": "picture", "text": "\u0000"}
{"id": "fine", "text": "The dam."}
`))
	d, err := Open("truth.jsonl", "flat.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan bool, 2)
	scores, problems := Run(cleaner.New(), d, func() { done <- true })
	compareProblems(t, problems, []string{`truth.jsonl: id "picture": nul byte at byte 0: not a text: it counts as empty`})
	if scores[0].F1 != 0 || scores[1].F1 != 1 || !scores[1].Exact {
		t.Errorf("F1 is %v and %v, want 0 and 1", scores[0].F1, scores[1].F1)
	}
	if len(done) != 2 {
		t.Errorf("%d documents are reported done, want 2", len(done))
	}
}

func TestPercentile(t *testing.T) {
	var thousand []float64
	for i := range 1000 {
		thousand = append(thousand, float64(i+1))
	}
	for _, c := range []struct {
		values  []float64
		p, want float64
	}{
		{thousand, 0.025, 25}, {thousand, 0.975, 975}, {thousand, 0, 1}, {thousand, 1, 1000},
		{[]float64{7}, 0.025, 7}, {[]float64{7}, 0.975, 7}, {nil, 0.5, math.NaN()},
	} {
		if got := percentile(c.values, c.p); !near(got, c.want) {
			t.Errorf("of %d values, %v lies at %v, want %v", len(c.values), c.p, got, c.want)
		}
	}
}

// TestBootstrap holds intervals against what the normal approximation gives for a share of many documents:
// 0.5 ± 1.96 √(0.25/n).
func TestBootstrap(t *testing.T) {
	documents := make([]fractions, 400)
	for i := range documents {
		documents[i][0] = fraction{float64(i % 2), 1}
	}
	got := bootstrap(documents, Truth)
	if half := 1.96 * math.Sqrt(0.25/400); math.Abs(got[0].low-(0.5-half)) > 0.01 || math.Abs(got[0].high-(0.5+half)) > 0.01 {
		t.Errorf("the interval is %v, want 0.5 ± %.3f", got[0], half)
	}
	if !math.IsNaN(got[1].low) || !math.IsNaN(got[1].high) {
		t.Errorf("what no document has lies in %v, want NaN", got[1])
	}
	if again := bootstrap(slices.Clone(documents), Truth); again[0] != got[0] {
		t.Errorf("the same documents give %v and then %v", got[0], again[0])
	}
}
