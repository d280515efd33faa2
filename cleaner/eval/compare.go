package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"winnow/cleaner/build"
)

// Results are the reports of several datasets, as they are stored and compared.
type Results struct {
	Program  *build.Info `json:"winnow,omitempty"` // what cleaned them
	Datasets []*Report   `json:"datasets"`
}

// ReadResults reads what Results was written as JSON.
func ReadResults(r io.Reader) (*Results, error) {
	var results Results
	if err := json.NewDecoder(r).Decode(&results); err != nil {
		return nil, fmt.Errorf("no results: %w: it must be what 'winnow eval --json' prints", err)
	}
	for _, d := range results.Datasets {
		if err := d.check(); err != nil {
			return nil, err
		}
	}
	if len(results.Datasets) == 0 {
		return nil, fmt.Errorf("no results: it holds no datasets: it must be what 'winnow eval --json' prints")
	}
	return &results, nil
}

// check reports what keeps a report from being compared.
func (r *Report) check() error {
	if r == nil || len(r.Documents) == 0 {
		return fmt.Errorf("no results: a dataset has no documents")
	}
	if r.Kind != Fixtures && r.Kind != Truth && r.Kind != Labelled {
		return fmt.Errorf("no results: %q is of kind %q: there are fixtures, truth and labelled", r.Name, r.Kind)
	}
	for i := range r.Documents {
		if s := &r.Documents[i]; (s.Lines == nil) != (r.Kind != Labelled) || (s.Words == nil) != (r.Kind == Labelled) {
			return fmt.Errorf("no results: document %q of %q has not the scores of kind %q", s.ID, r.Name, r.Kind)
		}
	}
	return nil
}

// Find returns the report of the nth dataset, from 0, that has the name and kind of d.
func (r *Results) Find(d *Report, nth int) (*Report, error) {
	var names []string
	for _, old := range r.Datasets {
		names = append(names, fmt.Sprintf("%q", old.Name))
		if old.Name != d.Name || old.Kind != d.Kind {
			continue
		}
		if nth == 0 {
			return old, nil
		}
		nth--
	}
	return nil, fmt.Errorf("holds no results of %s dataset %q: it has %s", d.Kind, d.Name, strings.Join(names, ", "))
}

// Epsilon is the least difference in a document's F1 that counts as a change.
const Epsilon = 0.0001

// Comparison says what changed between two reports of a dataset.
type Comparison struct {
	Common  int      `json:"common"`             // documents that both have: all that follows is of them
	OnlyOld []string `json:"only_old,omitempty"` // documents that only the old report has
	OnlyNew []string `json:"only_new,omitempty"`

	Figures []Change `json:"figures"` // overall, those that changed most first
	Better  int      `json:"better"`  // documents whose F1 rose by at least Epsilon
	Worse   int      `json:"worse"`
	Changes []Change `json:"documents"` // these documents, those that changed most first
}

// Change is a figure, or a document's F1, before and after.
type Change struct {
	Name string `json:"name"`
	Old  Ratio  `json:"old"`
	New  Ratio  `json:"new"`
}

// size returns by how much a figure changed; when it came or went that is more than any other.
func (c *Change) size() float64 {
	switch {
	case c.Old.Defined() && c.New.Defined():
		return math.Abs(float64(c.New - c.Old))
	case c.Old.Defined() || c.New.Defined():
		return math.Inf(1)
	}
	return 0
}

// Compare tells what changed from old to now, which must be of one kind.
func Compare(old, now *Report) *Comparison {
	c := &Comparison{}
	before := map[string]*Score{}
	for i := range old.Documents {
		before[old.Documents[i].ID] = &old.Documents[i]
	}
	var olds, news []Score // of the common documents
	for _, s := range now.Documents {
		o := before[s.ID]
		if o == nil {
			c.OnlyNew = append(c.OnlyNew, s.ID)
			continue
		}
		delete(before, s.ID)
		olds, news = append(olds, *o), append(news, s)
		c.document(Change{s.ID, o.F1, s.F1})
	}
	for _, s := range old.Documents {
		if before[s.ID] != nil {
			c.OnlyOld = append(c.OnlyOld, s.ID)
		}
	}
	c.Common = len(news)
	values, valuesNow := valuesOf(old.Kind, olds), valuesOf(now.Kind, news)
	for i, name := range FigureNames(now.Kind) {
		c.Figures = append(c.Figures, Change{name, Ratio(values[i]), Ratio(valuesNow[i])})
	}
	mostFirst := func(a, b Change) int { return cmp.Compare(b.size(), a.size()) }
	slices.SortStableFunc(c.Figures, mostFirst)
	slices.SortStableFunc(c.Changes, mostFirst)
	return c
}

// document adds what became of one document.
func (c *Comparison) document(change Change) {
	switch {
	case change.size() < Epsilon:
		return
	case change.New > change.Old:
		c.Better++
	default:
		c.Worse++
	}
	c.Changes = append(c.Changes, change)
}

func valuesOf(kind Kind, scores []Score) [maxFigures]float64 {
	var sum fractions
	for i := range scores {
		f := fractionsOf(&scores[i])
		sum.add(&f)
	}
	return sum.values(kind)
}
