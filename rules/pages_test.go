package rules_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"
	"testing"
	"unicode"

	"winnow/cleaner"
	"winnow/rules"
)

// pagesDir holds real pages with the main content that people or parsers made for their sites took from
// them. It is not part of the repository.
const pagesDir = "../../shared/"

// truePage is a page and what is to come out.
type truePage struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Content string `json:"content"`

	file string
}

// truePages lists the pages of a set.
func truePages(t testing.TB, set string) []truePage {
	f, err := os.Open(filepath.Join(pagesDir, set, "truth.jsonl.gz"))
	if err != nil {
		t.Skipf("%s is missing: it holds the pages that this scores", pagesDir+set)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var pages []truePage
	for lines := json.NewDecoder(bufio.NewReader(z)); ; {
		p := truePage{Type: "article"}
		if err := lines.Decode(&p); err == io.EOF {
			return pages
		} else if err != nil {
			t.Fatal(err)
		}
		p.file = filepath.Join(pagesDir, set, "html", p.ID+".html.gz")
		pages = append(pages, p)
	}
}

// read returns the page's source.
func (p *truePage) read() ([]byte, error) {
	f, err := os.Open(p.file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// wordF1 is the F1 of bags of words, as the Web Content Extraction Benchmark (2026) defines it.
func wordF1(got, want string) (precision, recall, f1 float64) {
	g, w := wordList(got), wordList(want)
	if len(w) == 0 || len(g) == 0 {
		if len(w) == len(g) {
			return 1, 1, 1
		}
		return 0, 0, 0
	}
	bag := map[string]int{}
	for _, word := range w {
		bag[word]++
	}
	both := 0
	for _, word := range g {
		if bag[word] > 0 {
			bag[word]--
			both++
		}
	}
	precision, recall = float64(both)/float64(len(g)), float64(both)/float64(len(w))
	if both > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return
}

func wordList(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
}

// pageScore is the mean over pages of a type.
type pageScore struct {
	n                     int
	precision, recall, f1 float64
}

func (s *pageScore) add(p, r, f float64) {
	s.n++
	s.precision += p
	s.recall += r
	s.f1 += f
}

// scorePages cleans the pages of a set and returns the mean scores by page type, and over "all".
func scorePages(t testing.TB, engine *cleaner.Cleaner, set string) map[string]*pageScore {
	pages := truePages(t, set)
	scores := map[string]*pageScore{"all": {}}
	work := make(chan *truePage)
	var lock sync.Mutex
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for page := range work {
				text, err := page.clean(engine)
				if err != nil {
					t.Errorf("%s: %v", page.ID, err)
				}
				p, r, f := wordF1(text, page.Content)
				lock.Lock()
				if scores[page.Type] == nil {
					scores[page.Type] = &pageScore{}
				}
				scores[page.Type].add(p, r, f)
				scores["all"].add(p, r, f)
				lock.Unlock()
			}
		})
	}
	for i := range pages {
		work <- &pages[i]
	}
	close(work)
	group.Wait()
	for _, s := range scores {
		n := float64(s.n)
		s.precision, s.recall, s.f1 = s.precision/n, s.recall/n, s.f1/n
	}
	return scores
}

// clean returns what engine leaves of the page.
func (p *truePage) clean(engine *cleaner.Cleaner) (string, error) {
	source, err := p.read()
	if err != nil {
		return "", err
	}
	var out strings.Builder
	_, err = engine.Clean(&out, bytes.NewReader(source))
	return out.String(), err
}

func describe(scores map[string]*pageScore) string {
	var kinds []string
	for kind := range scores {
		kinds = append(kinds, kind)
	}
	sort.Strings(kinds)
	var b strings.Builder
	for _, kind := range kinds {
		s := scores[kind]
		fmt.Fprintf(&b, "  %-14s %5d  F1 %.4f  P %.4f  R %.4f\n", kind, s.n, s.f1, s.precision, s.recall)
	}
	return b.String()
}

// TestPages holds the figures that the default rules reach on real pages.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("cleans 1,637 pages")
	}
	engine := cleaner.New(rules.Default()...)
	for set, least := range map[string]map[string]float64{
		"wcxb-dev":   {"article": 0.945, "all": 0.84},
		"fundus-dev": {"article": 0.955},
	} {
		t.Run(set, func(t *testing.T) {
			scores := scorePages(t, engine, set)
			t.Logf("\n%s", describe(scores))
			for kind, want := range least {
				if got := scores[kind].f1; got < want {
					t.Errorf("%s: F1 is %.4f, want %.4f", kind, got, want)
				}
			}
		})
	}
}
