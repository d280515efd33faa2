package eval

import (
	"fmt"
	"io"
	"strings"
)

// listMost is how many documents a text lists, at most. JSON has them all.
const listMost = 20

// WriteText prints what changed since the report in the file called old.
func (c *Comparison) WriteText(w io.Writer, old string) error {
	var t table
	same := c.Common - c.Better - c.Worse
	t.add(fmt.Sprintf("compared with %s: %s better, %d worse, %d the same", old, plural(c.Better, "document"), c.Worse, same))
	c.differences(&t, old)
	if c.Common == 0 {
		return t.write(w)
	}
	t.add("")
	t.add("figure", "before", "now", "change", "")
	for _, f := range c.Figures {
		if f.Old.Defined() || f.New.Defined() {
			t.add("  "+strings.ReplaceAll(f.Name, "_", " "), f.Old.cell(), f.New.cell(), change(f.Old, f.New), f.verdict(lessIsBetter(f.Name)))
		}
	}
	if len(c.Changes) > 0 {
		t.add("document", "", "", "", "")
	}
	for _, d := range c.Changes[:min(len(c.Changes), listMost)] {
		t.add("  "+clip(d.Name), d.Old.cell(), d.New.cell(), change(d.Old, d.New), d.verdict(false))
	}
	if more := len(c.Changes) - listMost; more > 0 {
		t.add(fmt.Sprintf("  and %d more, which --json lists", more))
	}
	return t.write(w)
}

// differences says which documents only one of the reports has.
func (c *Comparison) differences(t *table, old string) {
	for _, only := range []struct {
		ids   []string
		where string
	}{{c.OnlyOld, "only in " + old}, {c.OnlyNew, "not in " + old}} {
		if n := len(only.ids); n > 0 {
			verb := "are"
			if n == 1 {
				verb = "is"
			}
			t.add(fmt.Sprintf("%s %s %s: %s", plural(n, "document"), verb, only.where, some(only.ids)))
		}
	}
	if len(c.OnlyOld)+len(c.OnlyNew) > 0 {
		t.add(fmt.Sprintf("what follows is of the %s that both have", plural(c.Common, "document")))
	}
}

// some lists the first ids.
func some(ids []string) string {
	const most = 5
	var list []string
	for _, id := range ids[:min(len(ids), most)] {
		list = append(list, clip(id))
	}
	if len(ids) > most {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}

// verdict says whether a change is for the better.
func (c *Change) verdict(lessIsBetter bool) string {
	switch up := c.New > c.Old; {
	case c.size() < Epsilon:
		return "same"
	case !c.Old.Defined() || !c.New.Defined():
		return ""
	case up != lessIsBetter:
		return "better"
	}
	return "worse"
}
