package ledger

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"winnow/cleaner/explain"
)

// exampleColumns is how much of an example a table shows.
const exampleColumns = 60

// WriteText writes the sums as tables to read. Text from documents cannot steer the terminal.
func (s *Stats) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	s.summary(b)
	if len(s.Categories) > 0 {
		s.rules(b)
	}
	if len(s.Top) > 0 {
		s.losses(b)
	}
	return b.Flush()
}

// summary writes what all documents have in common.
func (s *Stats) summary(b *bufio.Writer) {
	fmt.Fprintf(b, "%d %s", s.Documents, plural(s.Documents, "document"))
	for i, status := range s.Statuses {
		separator := ", "
		if i == 0 {
			separator = ": "
		}
		fmt.Fprintf(b, "%s%d %s", separator, status.Documents, status.Status)
	}
	if s.Filtered > 0 {
		fmt.Fprintf(b, "; %d not written", s.Filtered)
	}
	if s.Failed > 0 {
		fmt.Fprintf(b, "; %d not read to the end", s.Failed)
	}
	fmt.Fprintf(b, "\n%d bytes of text, %d kept, %d cut (%s), in %d %s of %d %s\n", s.Text, s.Kept, s.Bytes, percent(s.Bytes, s.Text),
		s.Cuts, plural(s.Cuts, "cut"), s.Lines, plural(s.Lines, "line"))
}

// rules writes what each rule cut.
func (s *Stats) rules(b *bufio.Writer) {
	width := len("rule")
	for _, c := range s.Categories {
		width = max(width, len(explain.Visible([]byte(c.Category))))
		for _, r := range c.Rules {
			width = max(width, 2+len(shortName(c, r)))
		}
	}
	row := func(name string, sum Sum, documents int64, examples []string) {
		line := fmt.Sprintf("%-*s  %8d  %10d  %7s  %9d", width, name, sum.Lines, sum.Bytes, percent(sum.Bytes, s.Bytes), documents)
		if len(examples) == 0 {
			fmt.Fprintln(b, line)
		}
		for _, e := range examples {
			fmt.Fprintf(b, "%s  %s\n", line, shorten(e))
			line = strings.Repeat(" ", len(line))
		}
	}
	fmt.Fprintf(b, "\n%-*s  %8s  %10s  %7s  %9s\n", width, "rule", "lines", "bytes", "share", "documents")
	for _, c := range s.Categories {
		row(explain.Visible([]byte(c.Category)), c.Sum, c.Documents, nil)
		for _, r := range c.Rules {
			row("  "+shortName(c, r), r.Sum, r.Documents, r.Examples)
		}
	}
}

// shortName is the rule's name without its category.
func shortName(c CategoryStats, r RuleStats) string {
	return explain.Visible([]byte(strings.TrimPrefix(r.Rule, c.Category+"/")))
}

// losses writes which documents lost most.
func (s *Stats) losses(b *bufio.Writer) {
	fmt.Fprintf(b, "\n%10s  %7s  %-9s  %s\n", "lost", "share", "status", "document")
	for _, d := range s.Top {
		fmt.Fprintf(b, "%10d  %7s  %-9s  %s\n", d.Bytes, percent(d.Bytes, d.Text), explain.Visible([]byte(d.Status)), explain.Visible([]byte(d.Name)))
	}
}

// shorten returns the beginning of an example, in so many characters.
func shorten(example string) string {
	text := explain.Visible([]byte(example))
	if utf8.RuneCountInString(text) <= exampleColumns {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:exampleColumns-1]), "… ") + "…"
}

// percent is a share of all, or nothing of nothing.
func percent(part, all int64) string {
	if all == 0 {
		return "0.0 %"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(all))
}

func plural(n int64, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
