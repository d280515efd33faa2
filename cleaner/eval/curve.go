package eval

import (
	"fmt"
	"io"
)

// Curve is how a cleaner does on a dataset at several levels.
type Curve struct {
	Name      string    `json:"name"`
	Path      string    `json:"path"`
	Raw       string    `json:"raw,omitempty"`
	Kind      Kind      `json:"kind"`
	Documents int       `json:"documents"`
	Points    []Point   `json:"curve"`
	Problems  []Problem `json:"problems,omitempty"` // of the dataset, and of the first run
}

// Point is one level of a curve.
type Point struct {
	Level   string            `json:"level"`
	Exact   int               `json:"exact"`
	Figures map[string]Figure `json:"figures"` // as a Group's
}

// Add adds the report of a run at the report's level.
func (c *Curve) Add(r *Report) {
	if len(c.Points) == 0 {
		c.Name, c.Path, c.Raw, c.Kind, c.Documents, c.Problems = r.Name, r.Path, r.Raw, r.Kind, r.Overall.Documents, r.Problems
	}
	c.Points = append(c.Points, Point{r.Level, r.Overall.Exact, r.Overall.Figures})
}

// WriteText prints the curve as a table.
func (c *Curve) WriteText(w io.Writer) error {
	var t table
	head := Report{Name: c.Name, Problems: c.Problems, Overall: Group{Documents: c.Documents}}
	t.add(head.headline())
	t.add("")
	names := []string{FigurePrecision, FigureRecall, FigureF1}
	if c.Kind == Labelled {
		names = []string{FigureKeep, FigureTraps, FigureRemoved, FigurePrecision, FigureF1}
	}
	row := []string{"level"}
	for _, name := range names {
		row = append(row, title(name))
	}
	t.add(append(row, "95 %", FigureExact)...)
	for _, p := range c.Points {
		t.add(p.row(names)...)
	}
	return t.write(w)
}

// row prints the figures of the point, with the interval of the last one.
func (p *Point) row(names []string) []string {
	row := []string{"  " + p.Level}
	var last Figure
	for _, name := range names {
		last = p.Figures[name]
		row = append(row, last.Value.cell())
	}
	return append(row, last.Low.cell()+"-"+last.High.cell(), fmt.Sprint(p.Exact))
}
