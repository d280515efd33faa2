// Package unified writes what cuts take out of a text as a unified diff, which patch and git apply understand
// (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/diff.html#tag_20_34_10_07).
//
// Nothing is searched for: where each line that is left comes from is known, so that a diff takes time in proportion to the
// text, and is the same every time. Behind the place of each hunk stand the rules that spoke there, where other programs name a function.
package unified

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"

	"winnow/cleaner"
)

// context is how many lines that stay are shown around those that do not.
const context = 3

// maxRules is how many rules are named of a hunk.
const maxRules = 3

// Style says how a diff is written. The zero Style is for programs.
type Style struct {
	// Line returns a line, without its end, as it is to be shown. Nil shows it as it is.
	Line func(line []byte) string
	// Color uses colours.
	Color bool
}

// Write writes the diff between text, which is called old, and what is left of it without the cuts, which is called new. Cuts
// are ranges of text, in order, and do not overlap. Nothing is written where no line differs.
func Write(w io.Writer, old, new string, text []byte, cuts []cleaner.Cut, style Style) error {
	p := &printer{w: bufio.NewWriter(w), style: style}
	changes := compare(text, cuts)
	for i := 0; i < len(changes); {
		end := i + 1
		for end < len(changes) && changes[end].from-changes[end-1].to <= 2*context {
			end++
		}
		if i == 0 {
			p.title("--- " + named(old))
			p.title("+++ " + named(new))
		}
		p.hunk(&changes[i], changes[i:end], text)
		i = end
	}
	return p.w.Flush()
}

// named returns a name as a diff's head has it: a tab ends one that holds spaces, and one that could end the line, and so pass for
// another head, stands in quotes, as git and patch read it.
func named(name string) string {
	if bytes.ContainsFunc([]byte(name), func(r rune) bool { return r < ' ' || r == 0x7f || r == '"' || r == '\\' }) {
		return quoted(name)
	}
	if bytes.ContainsAny([]byte(name), " ") {
		return name + "\t"
	}
	return name
}

// quoted returns a name as a string of C.
func quoted(name string) string {
	var b bytes.Buffer
	b.WriteByte('"')
	for _, c := range []byte(name) {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// change is a run of lines that go, and what takes their place.
type change struct {
	from, to   int      // lines of the text, from 0
	start, end int      // the same, in bytes
	shift      int      // by how many lines less there are in front of it
	lines      [][]byte // that take their place
	rules      []string
}

// compare returns what differs.
func compare(text []byte, cuts []cleaner.Cut) []change {
	c := &comparison{text: text}
	at := 0
	for i := range cuts {
		c.keep(at, int(cuts[i].Start))
		at = int(cuts[i].End)
	}
	c.keep(at, len(text))
	if len(c.line) > 0 {
		c.finish()
	}
	c.drop(len(text))
	for i := range c.list {
		cuts = c.list[i].cite(text, cuts)
	}
	return c.list
}

// comparison is one on its way through a text.
type comparison struct {
	text   []byte
	list   []change
	number int    // of the first line that is not settled
	at     int    // where it begins
	shift  int    // by how many lines less there are of what is left, so far
	line   []byte // what there is of a line that is left
	origin int    // where its first byte comes from
}

// keep takes up a range of the text that stays.
func (c *comparison) keep(start, end int) {
	for start < end {
		to := end
		if i := bytes.IndexByte(c.text[start:end], '\n'); i >= 0 {
			to = start + i + 1
		}
		if len(c.line) == 0 {
			c.origin, c.line = start, c.text[start:to:to]
		} else {
			c.line = append(c.line, c.text[start:to]...)
		}
		if c.text[to-1] == '\n' {
			c.finish()
		}
		start = to
	}
}

// finish settles a line that is left: it is the line of the text that its first byte comes from, or takes its place.
func (c *comparison) finish() {
	begin := bytes.LastIndexByte(c.text[:c.origin], '\n') + 1
	c.drop(begin)
	end := len(c.text)
	if i := bytes.IndexByte(c.text[begin:], '\n'); i >= 0 {
		end = begin + i + 1
	}
	if bytes.Equal(c.line, c.text[begin:end]) {
		c.number, c.at = c.number+1, end
	} else {
		c.drop(end)
		last := c.open()
		last.lines = append(last.lines, c.line)
		c.shift--
	}
	c.line = nil
}

// drop takes the lines up to an offset out.
func (c *comparison) drop(end int) {
	for c.at < end {
		next := end
		if i := bytes.IndexByte(c.text[c.at:end], '\n'); i >= 0 {
			next = c.at + i + 1
		}
		last := c.open()
		c.number, c.at = c.number+1, next
		c.shift++
		last.to, last.end = c.number, next
	}
}

// open returns the change at the line that is not settled yet.
func (c *comparison) open() *change {
	if n := len(c.list); n == 0 || c.list[n-1].to != c.number {
		c.list = append(c.list, change{from: c.number, to: c.number, start: c.at, end: c.at, shift: c.shift})
	}
	return &c.list[len(c.list)-1]
}

// cite names the rules of those of cuts that took lines of the change, and not only white space with them. It returns the cuts that
// are left for the next change.
func (c *change) cite(text []byte, cuts []cleaner.Cut) []cleaner.Cut {
	for ; len(cuts) > 0 && int(cuts[0].Start) < c.end; cuts = cuts[1:] {
		start, end := max(int(cuts[0].Start), c.start), min(int(cuts[0].End), c.end)
		if start < end && len(bytes.TrimSpace(text[start:end])) > 0 {
			c.rules = include(c.rules, cuts[0].Rule.Name())
		}
	}
	return cuts
}

// include returns names with another one, unless it is there.
func include(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// printer writes hunks.
type printer struct {
	w     *bufio.Writer
	style Style
}

const (
	colorTitle = "\x1b[1m"
	colorPlace = "\x1b[36m"
	colorGone  = "\x1b[31m"
	colorNew   = "\x1b[32m"
	colorReset = "\x1b[0m"
)

func (p *printer) title(line string) { p.colored(colorTitle, line) }

func (p *printer) colored(color, line string) {
	if p.style.Color {
		line = color + line + colorReset
	}
	p.w.WriteString(line)
	p.w.WriteByte('\n')
}

// hunk writes changes that are near to each other, of which first is the first.
func (p *printer) hunk(first *change, changes []change, text []byte) {
	last := &changes[len(changes)-1]
	start, before := back(text, first.start, min(context, first.from))
	end, after := forward(text, last.end)
	old := last.to + after - (first.from - before)
	left := old
	var rules []string
	for i := range changes {
		left += len(changes[i].lines) - (changes[i].to - changes[i].from)
		for _, name := range changes[i].rules {
			rules = include(rules, name)
		}
	}
	place := fmt.Sprintf("@@ -%s +%s @@", span(first.from-before, old), span(first.from-before-first.shift, left))
	p.colored(colorPlace, place+list(rules))
	at := start
	for i := range changes {
		p.lines(' ', "", text[at:changes[i].start])
		p.lines('-', colorGone, text[changes[i].start:changes[i].end])
		for _, line := range changes[i].lines {
			p.lines('+', colorNew, line)
		}
		at = changes[i].end
	}
	p.lines(' ', "", text[at:end])
}

// span returns so many lines from line first on, which is counted from 0, as a hunk's head has them.
func span(first, lines int) string {
	if lines > 0 {
		first++
	}
	return fmt.Sprintf("%d,%d", first, lines)
}

// list returns the names of rules, of which the last ones are counted where there are many.
func list(rules []string) string {
	text := ""
	for i, name := range rules {
		if i == maxRules {
			return fmt.Sprintf("%s and %d more", text, len(rules)-i)
		}
		text += " " + name
	}
	return text
}

// back returns where so many lines before an offset begin.
func back(text []byte, at, lines int) (start, n int) {
	for ; n < lines && at > 0; n++ {
		at = bytes.LastIndexByte(text[:at-1], '\n') + 1
	}
	return at, n
}

// forward returns where the lines of context behind an offset end, and how many they are.
func forward(text []byte, at int) (end, n int) {
	for ; n < context && at < len(text); n++ {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text), n + 1
		}
		at += i + 1
	}
	return at, n
}

// lines writes lines behind a mark.
func (p *printer) lines(mark byte, color string, text []byte) {
	for len(text) > 0 {
		line, rest, ended := bytes.Cut(text, []byte{'\n'})
		shown := string(line)
		if p.style.Line != nil {
			shown = p.style.Line(bytes.TrimSuffix(line, []byte{'\r'}))
		}
		if color != "" {
			p.colored(color, string(mark)+shown)
		} else {
			p.w.WriteByte(mark)
			p.w.WriteString(shown)
			p.w.WriteByte('\n')
		}
		if !ended {
			p.w.WriteString("\\ No newline at end of file\n")
		}
		text = rest
	}
}
