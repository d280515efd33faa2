package rules_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/rules"
)

// residueDir holds real scraped articles, labelled line by line. It is not part of the repository.
const residueDir = "../../shared/residue/cases"

// unscored are labels that do not count either way.
var unscored = map[string]bool{"blank": true, "byline-meta": true, "caption-credit": true, "mixed": true}

// strong are the categories that hardly any line may get through of.
var strong = []string{"disclaimer", "paywall", "pricing", "newsletter", "cookie", "copyright", "share"}

// residueScore counts lines.
type residueScore struct {
	keep, kept         int // lines of articles, and those that came out whole
	traps, trapsKept   int // likewise, in cases full of what tempts a rule
	residue, removed   int // lines of residue, and those of which nothing came out
	strong, strongGone int // likewise, of the strong categories
	cases, exact       int
	total, gone        map[string]int // likewise, by category
	lost, left         []string       // lines that went wrong
}

func (s *residueScore) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "keep %.4f (%d of %d)  traps %.4f (%d of %d)  removed %.4f (%d of %d)  strong %.4f (%d of %d)  exact %d of %d\n",
		share(s.kept, s.keep), s.kept, s.keep, share(s.trapsKept, s.traps), s.trapsKept, s.traps,
		share(s.removed, s.residue), s.removed, s.residue, share(s.strongGone, s.strong), s.strongGone, s.strong, s.exact, s.cases)
	var names []string
	for name := range s.total {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(&b, "  %-12s %.4f (%d of %d)\n", name, share(s.gone[name], s.total[name]), s.gone[name], s.total[name])
	}
	return b.String()
}

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// scoreResidue cleans all cases and counts. A line counts as out when it stands in the output, in order,
// white space folded.
func scoreResidue(t testing.TB, engine *cleaner.Cleaner) *residueScore {
	dirs, _ := filepath.Glob(residueDir + "/*")
	if len(dirs) == 0 {
		t.Skipf("%s is missing: it holds the labelled articles that this scores", residueDir)
	}
	s := &residueScore{total: map[string]int{}, gone: map[string]int{}}
	for _, dir := range dirs {
		raw, err := os.ReadFile(filepath.Join(dir, "raw.txt"))
		if err != nil {
			t.Fatal(err)
		}
		labels, err := os.ReadFile(filepath.Join(dir, "labels.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		source, err := os.ReadFile(filepath.Join(dir, "source.json"))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err := engine.Clean(&out, bytes.NewReader(raw)); err != nil {
			t.Fatal(err)
		}
		s.add(filepath.Base(dir), string(raw), string(labels), out.String(), bytes.Contains(source, []byte(`"category": "trap"`)))
	}
	return s
}

// add counts one case.
func (s *residueScore) add(name, raw, labels, out string, trap bool) {
	lines := strings.Split(raw, "\n")
	label := make([]string, len(lines))
	for _, row := range strings.Split(labels, "\n") {
		var n int
		var l string
		if _, err := fmt.Sscanf(row, "%d\t%s", &n, &l); err == nil && n <= len(label) {
			label[n-1] = l
		}
	}
	whole, touched := align(lines, strings.Split(out, "\n"))
	said := map[string]bool{}
	exact := true
	for i, l := range label {
		text := foldSpace(lines[i])
		switch {
		case l == "" || unscored[l]:
		case l == "keep":
			if said[text] {
				continue // dropping a repeat is fine
			}
			said[text] = true
			s.keep++
			if trap {
				s.traps++
			}
			if !whole[i] {
				exact = false
				s.lost = append(s.lost, fmt.Sprintf("%s:%d: %.160s", name, i+1, text))
				continue
			}
			s.kept++
			if trap {
				s.trapsKept++
			}
		default:
			s.count(name, l, i, text, touched[i])
			exact = exact && !touched[i]
		}
	}
	s.cases++
	if exact {
		s.exact++
	}
}

// count counts a line of residue.
func (s *residueScore) count(name, label string, i int, text string, touched bool) {
	hard := false
	for _, c := range strong {
		hard = hard || c == label
	}
	s.residue++
	s.total[label]++
	if hard {
		s.strong++
	}
	if touched {
		s.left = append(s.left, fmt.Sprintf("%s:%d: %s: %.160s", name, i+1, label, text))
		return
	}
	s.removed++
	s.gone[label]++
	if hard {
		s.strongGone++
	}
}

// align tells which of the lines came out whole, and of which at least a part did, by the longest common
// subsequence of lines.
func align(lines, out []string) (whole, touched []bool) {
	a, b := foldLines(lines), foldLines(out)
	best := make([][]int, len(a)+1)
	for i := range best {
		best[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if a[i] == b[j] {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	whole, touched = make([]bool, len(a)), make([]bool, len(a))
	partner := make([]int, len(b)) // line of a behind the last one that came out before line j of b
	i := 0
	for j := range b {
		for k := i; k < len(a); k++ {
			if a[k] == b[j] && best[k+1][j+1]+1 == best[i][j] {
				whole[k], touched[k] = true, true
				i = k + 1
				break
			}
		}
		partner[j] = i
	}
	for j, text := range b {
		if text == "" || partner[j] > 0 && a[partner[j]-1] == text {
			continue
		}
		for k := partner[j]; k < len(a) && !whole[k]; k++ {
			if strings.Contains(a[k], text) {
				touched[k] = true // a part of it came out
				break
			}
		}
	}
	return whole, touched
}

func foldLines(lines []string) []string {
	folded := make([]string, len(lines))
	for i, l := range lines {
		folded[i] = foldSpace(l)
	}
	return folded
}

func foldSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestResidue holds the figures that the default rules reach on the labelled articles.
func TestResidue(t *testing.T) {
	s := scoreResidue(t, cleaner.New(rules.Default()...))
	t.Logf("\n%s", s)
	for _, l := range s.lost {
		t.Logf("lost: %s", l)
	}
	for _, l := range s.left {
		t.Logf("left: %s", l)
	}
	if share(s.kept, s.keep) < 0.998 || s.trapsKept < s.traps || share(s.removed, s.residue) < 0.98 ||
		share(s.strongGone, s.strong) < 0.99 || s.exact < 84 {
		t.Errorf("want keep 0.998, traps 1, removed 0.98, strong 0.99, exact 84; got %s", s)
	}
}

// BenchmarkResidue reports the same figures as a benchmark.
func BenchmarkResidue(b *testing.B) {
	engine := cleaner.New(rules.Default()...)
	var s *residueScore
	for b.Loop() {
		s = scoreResidue(b, engine)
	}
	b.ReportMetric(share(s.kept, s.keep), "keep")
	b.ReportMetric(share(s.trapsKept, s.traps), "traps")
	b.ReportMetric(share(s.removed, s.residue), "removed")
	b.ReportMetric(share(s.strongGone, s.strong), "strong")
	b.ReportMetric(float64(s.exact), "exact")
}
