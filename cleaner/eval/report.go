package eval

import (
	"cmp"
	"slices"
)

// Report is how a cleaner did on a dataset.
type Report struct {
	Name       string    `json:"name"`
	Path       string    `json:"path"`
	Raw        string    `json:"raw,omitempty"`
	Kind       Kind      `json:"kind"`
	Level      string    `json:"level,omitempty"` // at which it was cleaned; the caller's to set
	Overall    Group     `json:"overall"`
	Types      []Group   `json:"types,omitempty"` // largest first, as all lists of groups
	Languages  []Group   `json:"languages,omitempty"`
	Countries  []Group   `json:"countries,omitempty"`
	Publishers []Group   `json:"publishers,omitempty"`
	Cuts       Cuts      `json:"cuts"`
	Lines      *Lines    `json:"lines,omitempty"` // of labelled documents, all together
	Worst      []string  `json:"worst,omitempty"` // ids of the documents of least F1, the worst first
	Documents  []Score   `json:"documents"`       // in the order of the dataset
	Problems   []Problem `json:"problems,omitempty"`

	Comparison *Comparison `json:"comparison,omitempty"` // with an earlier report; the caller's to set
}

// Group sums up documents that have something in common. The intervals of its figures tell how much they owe to
// the choice of documents: see the bootstrap of Efron, 1979.
type Group struct {
	Name      string            `json:"name,omitempty"`
	Documents int               `json:"documents"`
	Exact     int               `json:"exact"`
	Figures   map[string]Figure `json:"figures"` // by the names that FigureNames returns
}

// F1 returns the value of FigureF1.
func (g *Group) F1() float64 { return float64(g.Figures[FigureF1].Value) }

// worstMost is how many documents a report calls the worst, at most.
const worstMost = 10

// Summarize puts the scores of a dataset's documents together. problems are those of the run.
func Summarize(d *Dataset, scores []Score, problems []Problem) *Report {
	r := &Report{
		Name: d.Name(), Path: d.Path, Raw: d.Raw, Kind: d.Kind, Documents: scores, Worst: worst(scores),
		Problems: slices.Concat(d.Problems, problems), Overall: summarize("", d.Kind, scores),
		Types:      groups(d.Kind, scores, func(s *Score) string { return s.Type }),
		Languages:  groups(d.Kind, scores, func(s *Score) string { return s.Language }),
		Countries:  groups(d.Kind, scores, func(s *Score) string { return s.Country }),
		Publishers: groups(d.Kind, scores, func(s *Score) string { return s.Publisher }),
	}
	if d.Kind == Labelled {
		r.Lines = &Lines{}
	}
	for i := range scores {
		r.Cuts.Add(&scores[i].Cuts)
		if r.Lines != nil {
			r.Lines.Add(scores[i].Lines)
		}
	}
	return r
}

// summarize returns the figures of documents.
func summarize(name string, kind Kind, scores []Score) Group {
	g := Group{Name: name, Documents: len(scores), Figures: map[string]Figure{}}
	documents := make([]fractions, len(scores))
	var sum fractions
	for i := range scores {
		documents[i] = fractionsOf(&scores[i])
		sum.add(&documents[i])
		if scores[i].Exact {
			g.Exact++
		}
	}
	values, intervals := sum.values(kind), bootstrap(documents, kind)
	for i, name := range FigureNames(kind) {
		g.Figures[name] = Figure{Ratio(values[i]), Ratio(intervals[i].low), Ratio(intervals[i].high)}
	}
	return g
}

// groups sums up the documents of each name that by returns, the largest group first. Where no document has one,
// there are none; a document without one is of the group "none".
func groups(kind Kind, scores []Score, by func(*Score) string) []Group {
	members := map[string][]Score{}
	var names []string
	for _, s := range scores {
		name := by(&s)
		if members[name] == nil {
			names = append(names, name)
		}
		members[name] = append(members[name], s)
	}
	if len(names) == 1 && names[0] == "" {
		return nil
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(members[b]), len(members[a])), cmp.Compare(a, b))
	})
	var list []Group
	for _, name := range names {
		list = append(list, summarize(cmp.Or(name, "none"), kind, members[name]))
	}
	return list
}

// worst returns the ids of the documents of least F1 that are not perfect.
func worst(scores []Score) []string {
	var ids []string
	for _, s := range worstScores(scores) {
		ids = append(ids, s.ID)
	}
	return ids
}

func worstScores(scores []Score) []Score {
	list := slices.DeleteFunc(slices.Clone(scores), func(s Score) bool { return s.F1 >= 1 })
	slices.SortStableFunc(list, func(a, b Score) int { return cmp.Compare(a.F1, b.F1) })
	return list[:min(len(list), worstMost)]
}
