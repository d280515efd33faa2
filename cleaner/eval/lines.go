package eval

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Keep is the label of lines that belong to the article. Every other label that counts names the category of
// residue that the line is of.
const Keep = "keep"

// uncounted reports labels that do not count either way.
func uncounted(label string) bool {
	switch label {
	case "", "blank", "byline-meta", "caption-credit", "mixed":
		return true
	}
	return false
}

// Lines counts the lines of a labelled document, or of several.
type Lines struct {
	Keep    int `json:"keep"`    // lines of the article; those that say an earlier one again are not counted
	Kept    int `json:"kept"`    // of these, how many came out whole
	Residue int `json:"residue"` // lines of residue
	Removed int `json:"removed"` // of these, how many left nothing

	Categories []Category `json:"categories,omitempty"` // of residue, in alphabetical order

	Lost []Line `json:"lost,omitempty"` // lines of the article that did not come out whole
	Left []Line `json:"left,omitempty"` // lines of residue of which something came out
}

// Category counts the lines of one category of residue.
type Category struct {
	Name    string `json:"name"`
	Lines   int    `json:"lines"`
	Removed int    `json:"removed"`
}

// Line is a line of a document.
type Line struct {
	Number int    `json:"number"` // from 1
	Label  string `json:"label"`
	Text   string `json:"text"` // its first 160 characters, white space folded
}

// Exact reports that every line of the article came out and none of residue did.
func (l *Lines) Exact() bool { return l.Kept == l.Keep && l.Removed == l.Residue }

// Precision is the share of the article among the lines that came out. Like the others it is between 0 and 1, and
// NaN where there is nothing to be a share of.
func (l *Lines) Precision() float64 {
	return ratio(l.Kept, l.Kept+l.Residue-l.Removed)
}

// Recall is the share of the article's lines that came out.
func (l *Lines) Recall() float64 { return ratio(l.Kept, l.Keep) }

// RemovedShare is the share of the residue that went.
func (l *Lines) RemovedShare() float64 { return ratio(l.Removed, l.Residue) }

// F1 is the harmonic mean of Precision and Recall. Where the document has no article, it is 1 if nothing came out
// and 0 otherwise.
func (l *Lines) F1() float64 {
	if l.Keep == 0 && l.Removed == l.Residue {
		return 1
	}
	if l.Kept == 0 {
		return 0
	}
	return harmonic(l.Precision(), l.Recall())
}

// Add adds the counts of o, without its lists of lines.
func (l *Lines) Add(o *Lines) {
	l.Keep += o.Keep
	l.Kept += o.Kept
	l.Residue += o.Residue
	l.Removed += o.Removed
	for _, c := range o.Categories {
		l.count(c.Name, c.Lines, c.Removed)
	}
}

// count adds lines of a category.
func (l *Lines) count(name string, lines, removed int) {
	i, found := slices.BinarySearchFunc(l.Categories, name, func(c Category, name string) int { return cmp.Compare(c.Name, name) })
	if !found {
		l.Categories = slices.Insert(l.Categories, i, Category{Name: name})
	}
	l.Categories[i].Lines += lines
	l.Categories[i].Removed += removed
}

// ScoreLines counts what became of labelled lines, when out is what a cleaner made of them. A line came out when it
// stands in out, in order, white space folded. labels has one for each line, which may be empty. It fails when there
// are too many lines to tell.
func ScoreLines(lines, labels []string, out string) (*Lines, error) {
	if len(labels) != len(lines) {
		return nil, fmt.Errorf("%d labels for %d lines: each line needs one, which may be empty", len(labels), len(lines))
	}
	whole, touched, err := align(foldLines(lines), foldLines(strings.Split(out, "\n")))
	if err != nil {
		return nil, err
	}
	l := &Lines{}
	said := map[string]bool{}
	for i, label := range labels {
		text := foldSpace(lines[i])
		line := Line{i + 1, label, fmt.Sprintf("%.160s", text)}
		switch {
		case uncounted(label), label == Keep && said[text]: // dropping a repeat is fine
		case label == Keep:
			said[text] = true
			l.Keep++
			if !whole[i] {
				l.Lost = append(l.Lost, line)
				continue
			}
			l.Kept++
		case touched[i]:
			l.Residue++
			l.count(label, 1, 0)
			l.Left = append(l.Left, line)
		default:
			l.Residue++
			l.Removed++
			l.count(label, 1, 1)
		}
	}
	return l, nil
}

func foldLines(lines []string) []string {
	folded := make([]string, len(lines))
	for i, l := range lines {
		folded[i] = foldSpace(l)
	}
	return folded
}
