package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// titles are the heads of the columns of figures.
func title(name string) string {
	switch name {
	case FigureF1:
		return "F1"
	case FigureShingleF1:
		return "4-gram F1"
	case FigurePrecision, FigureShinglePrecision:
		return "P"
	case FigureRecall, FigureShingleRecall:
		return "R"
	}
	return name
}

// WriteText prints the report as tables.
func (r *Report) WriteText(w io.Writer) error {
	var t table
	t.add(r.headline())
	t.add("")
	r.figures(&t)
	t.add("")
	if err := t.write(w); err != nil {
		return err
	}
	if r.Kind == Labelled {
		if err := r.writeResidue(w); err != nil {
			return err
		}
	}
	if err := r.writeCuts(w); err != nil {
		return err
	}
	return r.writeWorst(w)
}

// headline says what was measured.
func (r *Report) headline() string {
	s := fmt.Sprintf("%s: %s", r.Name, plural(r.Overall.Documents, "document"))
	if r.Level != "" {
		s += ", level " + r.Level
	}
	if n := len(r.Problems); n > 0 {
		s += ", " + plural(n, "problem")
	}
	return s
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// figures adds the figures of all groups. The list of figures leaves out those that no document has.
func (r *Report) figures(t *table) {
	names := slices.DeleteFunc(FigureNames(r.Kind), func(name string) bool {
		return name == FigureExact || !r.Overall.Figures[name].Value.Defined()
	})
	head := []string{"", "documents"}
	for _, name := range names {
		if head = append(head, title(name)); name == FigureF1 {
			head = append(head, "95 %")
		}
	}
	t.add(append(head, FigureExact)...)
	r.Overall.row(t, names, "all")
	for _, list := range []struct {
		title  string
		groups []Group
		most   int
	}{
		{"type", r.Types, len(r.Types)}, {"language", r.Languages, len(r.Languages)},
		{"country", r.Countries, worstMost}, {"publisher", r.Publishers, worstMost},
	} {
		groups := list.groups
		if len(groups) > list.most {
			groups = slices.Clone(groups)
			slices.SortStableFunc(groups, func(a, b Group) int { return cmp.Compare(a.F1(), b.F1()) })
			groups = groups[:list.most]
			t.add(fmt.Sprintf("%s, the %d of %d with the least F1", list.title, list.most, len(list.groups)))
		} else if len(groups) > 0 {
			t.add(list.title)
		}
		for i := range groups {
			groups[i].row(t, names, "  "+clip(groups[i].Name))
		}
	}
}

// row adds the figures of the group.
func (g *Group) row(t *table, names []string, name string) {
	row := []string{name, fmt.Sprint(g.Documents)}
	for _, n := range names {
		f := g.Figures[n]
		if row = append(row, f.Value.cell()); n == FigureF1 {
			row = append(row, f.Low.cell()+"-"+f.High.cell())
		}
	}
	t.add(append(row, fmt.Sprint(g.Exact))...)
}

// writeResidue prints the lines of each category of residue.
func (r *Report) writeResidue(w io.Writer) error {
	var t table
	t.add("residue", "lines", "removed", "share")
	for _, c := range r.Lines.Categories {
		t.add("  "+clip(c.Name), fmt.Sprint(c.Lines), fmt.Sprint(c.Removed), Ratio(ratio(c.Removed, c.Lines)).cell())
	}
	t.add("  all", fmt.Sprint(r.Lines.Residue), fmt.Sprint(r.Lines.Removed), Ratio(r.Lines.RemovedShare()).cell())
	t.add(fmt.Sprintf("article: %d of %s kept", r.Lines.Kept, plural(r.Lines.Keep, "line")))
	t.add("")
	return t.write(w)
}

// writeCuts prints what rules of each category cut.
func (r *Report) writeCuts(w io.Writer) error {
	var t table
	t.add("cut by rules of", "blocks", "parts")
	parts := 0
	for _, c := range r.Cuts.Categories {
		t.add("  "+c.Name, fmt.Sprint(c.Blocks), fmt.Sprint(c.Parts))
		parts += c.Parts
	}
	t.add("  all", fmt.Sprint(r.Cuts.Blocks-r.Cuts.Kept), fmt.Sprint(parts))
	t.add(fmt.Sprintf("kept: %d of %s", r.Cuts.Kept, plural(r.Cuts.Blocks, "block")))
	return t.write(w)
}

// writeWorst prints the documents of least F1.
func (r *Report) writeWorst(w io.Writer) error {
	scores := worstScores(r.Documents)
	if len(scores) == 0 {
		return nil
	}
	var t table
	t.add("")
	if r.Kind == Labelled {
		t.add("worst documents", "F1", "kept", "removed", "type")
	} else {
		t.add("worst documents", "F1", "P", "R", "type")
	}
	for _, s := range scores {
		t.add(append([]string{"  " + clip(s.ID), s.F1.cell()}, append(s.cells(), clip(s.Type))...)...)
	}
	return t.write(w)
}

// cells prints what stands beside the F1 of a document.
func (s *Score) cells() []string {
	if l := s.Lines; l != nil {
		return []string{fmt.Sprintf("%d of %d", l.Kept, l.Keep), fmt.Sprintf("%d of %d", l.Removed, l.Residue)}
	}
	return []string{s.Words.Precision.cell(), s.Words.Recall.cell()}
}

// clip shortens what is too long for a table.
func clip(name string) string {
	const most = 48
	runes := []rune(name)
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-1]) + "…"
}
