package compare

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"winnow/cleaner/explain"
)

// exampleColumns is how much of an example is shown.
const exampleColumns = 80

// WriteText writes what changes, to be read. Text from documents cannot steer the terminal.
func (r *Result) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s, %d of them changed", count(r.Documents, "document"), r.Changed)
	for _, part := range []struct {
		sum  Sum
		what string
	}{{r.Removed, "removed"}, {r.Added, "added"}, {r.Moved, "by another rule"}} {
		if part.sum.Lines > 0 {
			fmt.Fprintf(b, "; %s %s", count(part.sum.Lines, "line"), part.what)
		}
	}
	b.WriteByte('\n')
	r.apart(b)
	for _, s := range r.Statuses {
		fmt.Fprintf(b, "%s: %s -> %s\n", count(s.Documents, "document"), explain.Visible([]byte(s.Old)), explain.Visible([]byte(s.New)))
	}
	r.table(b)
	return b.Flush()
}

// apart says which documents are a case of their own.
func (r *Result) apart(b *bufio.Writer) {
	for _, part := range []struct {
		n    int64
		what string
	}{
		{r.OnlyOld, "only in the old ledger, and not compared"},
		{r.OnlyNew, "only in the new ledger, and not compared"},
		{r.Edited, "edited in between, and not compared"},
		{r.Failed, "not read to the end, and not compared"},
		{r.ByText, "read as another text than before: lines are compared by what they say"},
	} {
		if part.n > 0 {
			fmt.Fprintf(b, "%s: %s\n", count(part.n, "document"), part.what)
		}
	}
}

// table writes what changes by each rule: "-" stands for what goes now, "+" for what stays now, "=" for what goes by another rule.
func (r *Result) table(b *bufio.Writer) {
	if len(r.Rules) == 0 {
		return
	}
	width := len("rule")
	for i := range r.Rules {
		width = max(width, utf8.RuneCountInString(r.Rules[i].name()))
	}
	fmt.Fprintf(b, "\n  %-*s  %8s  %10s  %9s\n", width, "rule", "lines", "bytes", "documents")
	for i := range r.Rules {
		l := &r.Rules[i]
		mark := [...]string{"-", "+", "="}[l.rank()]
		fmt.Fprintf(b, "%s %-*s  %8d  %10d  %9d\n", mark, width, l.name(), l.Lines, l.Bytes, l.Documents)
		for _, e := range l.Examples {
			fmt.Fprintf(b, "    %s: %s\n", explain.Visible([]byte(e.Document)), shorten(e.Text))
		}
	}
}

// name names the rule, or both of them.
func (l *Lines) name() string {
	name := l.Old + l.New
	if l.rank() == 2 {
		name = l.Old + " -> " + l.New
	}
	return explain.Visible([]byte(name))
}

// shorten returns the beginning of an example, in so many characters.
func shorten(example string) string {
	text := explain.Visible([]byte(example))
	if utf8.RuneCountInString(text) <= exampleColumns {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:exampleColumns-1]), "… ") + "…"
}

// count returns so many of a thing, in words.
func count(n int64, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
