package compare

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"winnow/cleaner/account"
)

// Result is what changes from one ledger to another.
type Result struct {
	Documents int64 `json:"documents"` // that were compared
	Changed   int64 `json:"changed"`   // of these, documents of which other lines go
	ByText    int64 `json:"by_text"`   // of these, documents that show another text than before, of which lines were compared by what they say
	// Documents that were not compared.
	OnlyOld int64 `json:"only_old"` // the new ledger has none of that name
	OnlyNew int64 `json:"only_new"` // the old one has none
	Edited  int64 `json:"edited"`   // the input is not the same
	Failed  int64 `json:"failed"`   // one of the runs could not read it to the end

	Removed  Sum              `json:"removed"` // what stayed and goes now
	Added    Sum              `json:"added"`   // what went and stays now
	Moved    Sum              `json:"moved"`   // what goes by another rule than before
	Rules    []Lines          `json:"rules"`   // removed lines first, then added, then moved; those of most bytes first
	Statuses []StatusesChange `json:"statuses"`
}

// Sum is how much it is.
type Sum struct {
	Lines int64 `json:"lines"` // lines of text, empty ones aside, of which at least a part is concerned
	Bytes int64 `json:"bytes"`
}

// Lines are those that go by the rule New and went by the rule Old. An empty rule says that they stay, or stayed.
type Lines struct {
	Old string `json:"old"`
	New string `json:"new"`
	Sum
	Documents int64     `json:"documents"`
	Examples  []Example `json:"examples"` // that differ

	last *document
}

// Example is the beginning of a line.
type Example struct {
	Document string `json:"document"` // its name; bytes that are no UTF-8 become U+FFFD
	Offset   int64  `json:"offset"`   // in the document's text
	Text     string `json:"text"`
}

// StatusesChange is how many documents have another status than before.
type StatusesChange struct {
	Old       string `json:"old"`
	New       string `json:"new"`
	Documents int64  `json:"documents"`
}

// namePair is what something is called on either side.
type namePair [sides]string

// Differs reports that the documents that were compared do not come out as before.
func (r *Result) Differs() bool { return r.Changed > 0 }

// only counts documents that only one side has.
func (r *Result) only(s side, n int64) {
	if s == before {
		r.OnlyOld += n
	} else {
		r.OnlyNew += n
	}
}

// pair compares a document before and after the change.
func (c *Collector) pair(old, new *document) {
	r := &c.result
	switch {
	case old.Error != "" || new.Error != "":
		r.Failed++
		return
	case old.SHA256 != new.SHA256:
		r.Edited++
		return
	}
	r.Documents++
	if old.Status != new.Status {
		c.statuses[namePair{old.Status, new.Status}]++
	}
	count := r.Removed.Lines + r.Added.Lines
	if old.Text == new.Text {
		subtract(new.cuts, old.cuts, func(cut *cut, start, end int64) { c.note(namePair{"", cut.rule}, new, cut, start, end) })
		subtract(old.cuts, new.cuts, func(cut *cut, start, end int64) { c.note(namePair{cut.rule, ""}, new, cut, start, end) })
		intersect(old.cuts, new.cuts, func(a, b *cut, start, end int64) {
			if a.rule != b.rule {
				c.note(namePair{a.rule, b.rule}, new, b, start, end)
			}
		})
	} else {
		r.ByText++
		subtractLines(new.cuts, old.cuts, func(cut *cut, start, end int64) { c.note(namePair{"", cut.rule}, new, cut, start, end) })
		subtractLines(old.cuts, new.cuts, func(cut *cut, start, end int64) { c.note(namePair{cut.rule, ""}, new, cut, start, end) })
	}
	if r.Removed.Lines+r.Added.Lines > count {
		r.Changed++
	}
}

// note takes up a range of a cut in a document, unless it is white space.
func (c *Collector) note(rules namePair, d *document, cut *cut, start, end int64) {
	text := cut.text[start-cut.start : end-cut.start]
	sum := Sum{countLines(text), int64(len(text))}
	if sum.Lines == 0 {
		return
	}
	lines := c.lines[rules]
	if lines == nil {
		lines = &Lines{Old: rules[before], New: rules[after], Examples: []Example{}}
		c.lines[rules] = lines
	}
	lines.add(sum)
	c.result.sum(rules).add(sum)
	if lines.last != d {
		lines.last = d
		lines.Documents++
	}
	if len(lines.Examples) < c.examples {
		offset := start + int64(len(text)-len(bytes.TrimLeft(text, " \t\r\n")))
		lines.example(c.examples, Example{strings.ToValidUTF8(d.FullName(), "\ufffd"), offset, account.Quote(text)})
	}
}

// sum returns the sum that a change of these rules counts for.
func (r *Result) sum(rules namePair) *Sum {
	switch {
	case rules[before] == "":
		return &r.Removed
	case rules[after] == "":
		return &r.Added
	}
	return &r.Moved
}

// example adds an example, unless there are so many, or it shows nothing new.
func (l *Lines) example(most int, e Example) {
	same := func(other Example) bool { return other.Text == e.Text }
	if len(l.Examples) < most && e.Text != "" && !slices.ContainsFunc(l.Examples, same) {
		l.Examples = append(l.Examples, e)
	}
}

func (s *Sum) add(other Sum) {
	s.Lines += other.Lines
	s.Bytes += other.Bytes
}

// Merge adds what another collector found in other documents, which come behind those of this one.
func (c *Collector) Merge(other *Collector) {
	r, o := &c.result, &other.result
	r.Documents, r.Changed, r.ByText = r.Documents+o.Documents, r.Changed+o.Changed, r.ByText+o.ByText
	r.OnlyOld, r.OnlyNew, r.Edited, r.Failed = r.OnlyOld+o.OnlyOld, r.OnlyNew+o.OnlyNew, r.Edited+o.Edited, r.Failed+o.Failed
	r.Removed.add(o.Removed)
	r.Added.add(o.Added)
	r.Moved.add(o.Moved)
	for rules, lines := range other.lines {
		mine := c.lines[rules]
		if mine == nil {
			c.lines[rules] = lines
			continue
		}
		mine.add(lines.Sum)
		mine.Documents += lines.Documents
		for _, e := range lines.Examples {
			mine.example(c.examples, e)
		}
	}
	for statuses, n := range other.statuses {
		c.statuses[statuses] += n
	}
}

// Result returns what was found so far.
func (c *Collector) Result() *Result {
	r := c.result
	r.Rules, r.Statuses = []Lines{}, []StatusesChange{}
	for _, lines := range c.lines {
		r.Rules = append(r.Rules, *lines)
	}
	slices.SortFunc(r.Rules, func(a, b Lines) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Old, b.Old), cmp.Compare(a.New, b.New))
	})
	for statuses, n := range c.statuses {
		r.Statuses = append(r.Statuses, StatusesChange{statuses[before], statuses[after], n})
	}
	slices.SortFunc(r.Statuses, func(a, b StatusesChange) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Old, b.Old), cmp.Compare(a.New, b.New))
	})
	return &r
}

// rank brings removed lines before added ones, and those before moved ones.
func (l *Lines) rank() int {
	switch {
	case l.Old == "":
		return 0
	case l.New == "":
		return 1
	}
	return 2
}

// countLines counts the lines of text that are not empty.
func countLines(text []byte) (n int64) {
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		if len(bytes.TrimSpace(line)) > 0 {
			n++
		}
	}
	return n
}
