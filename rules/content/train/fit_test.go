package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// inForms are the forms of the made-up documents: a page, its text, and its article alone.
var inForms = []string{pageForm, "flat-block", cleanForm}

// dataset writes twelve made-up documents of six sites, and returns where they are.
func dataset(t *testing.T) string {
	t.Helper()
	type truth struct{ ID, Type, URL, Content string }
	type text struct{ ID, Text string }
	var truths, texts []any
	dir := t.TempDir()
	people := []string{"the farmer", "a teacher", "the mayor", "her lawyer", "one driver", "the miller"}
	things := []string{"bridge", "market", "school", "river", "library", "station"}
	for n := range 12 {
		site := fmt.Sprintf("site-%c.test", 'a'+n%6)
		person, thing := people[n%6], things[(n*5+n/6)%6]
		article := strings.Join([]string{
			fmt.Sprintf("The %s will be closed for %d weeks, %s said on Monday after a long meeting at the town hall.", thing, n+2, person),
			fmt.Sprintf("According to %s, the work on the %s costs more than it was expected to, and will take until autumn.", person, thing),
			fmt.Sprintf("Whoever wants to cross to the other side has to go by the old %s, which is open from %d in the morning.", thing, 5+n%4),
		}[:2+n%2], "\n")
		menu := []string{"Home", "News", "Sport", "Weather", "Log in"}[:3+n%3]
		foot := []string{"Imprint", "Privacy policy", "Contact us", "All rights reserved"}[:2+n%3]
		kind := "article"
		if n%4 == 3 {
			kind = "listing"
		}
		id := fmt.Sprint(n)
		truths = append(truths, truth{id, kind, "https://" + site + "/" + id, article})
		page := fmt.Sprintf("<body><nav class=menu><ul><li><a href=/>%s</a></ul></nav><main class=story><p>%s</p></main><footer class=foot><p>%s</p></footer>",
			strings.Join(menu, "</a><li><a href=/>"), strings.ReplaceAll(article, "\n", "</p><p>"), strings.Join(foot, "</p><p>"))
		flat := strings.Join(menu, "\n\n") + "\n\n" + strings.ReplaceAll(article, "\n", "\n\n") + "\n\n" + strings.Join(foot, "\n\n")
		texts = append(texts, text{id, flat})
		pack(t, filepath.Join(dir, "html", id+".html.gz"), []byte(page))
	}
	pack(t, filepath.Join(dir, "truth.jsonl.gz"), objects(t, truths))
	pack(t, filepath.Join(dir, "flat-block.jsonl.gz"), objects(t, texts))
	return dir
}

// objects are the lines of a file of objects, whose fields have lower-case names.
func objects(t *testing.T, list []any) (lines []byte) {
	t.Helper()
	for _, object := range list {
		line, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"ID", "Type", "URL", "Content", "Text"} {
			line = bytes.Replace(line, []byte(`"`+name+`":`), []byte(`"`+strings.ToLower(name)+`":`), 1)
		}
		lines = append(append(lines, line...), '\n')
	}
	return lines
}

// pack writes a compressed file.
func pack(t *testing.T, path string, data []byte) {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(data)
	if err := errors.Join(err, z.Close(), os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, b.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func corpusOf(t *testing.T, dir string) *corpus {
	t.Helper()
	c, err := load([]string{dir}, inForms)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFitIsDeterministic(t *testing.T) {
	dir := dataset(t)
	first, second := corpusOf(t, dir), corpusOf(t, dir)
	want := first.fit(first.samples, quick(1, 12)).Encode()
	if got := second.fit(second.samples, quick(1, 12)).Encode(); !bytes.Equal(got, want) {
		t.Error("the same documents give other weights")
	}
	if got := second.fit(second.samples, quick(2, 12)).Encode(); bytes.Equal(got, want) {
		t.Error("another seed gives the same weights")
	}
}

// TestFitAgain holds that what was trained with a corpus before does not show in the weights.
func TestFitAgain(t *testing.T) {
	dir := dataset(t)
	fresh, used := corpusOf(t, dir), corpusOf(t, dir)
	want := fresh.fit(fresh.samples, quick(1, 12)).Encode()
	used.fit(pick(used.samples, func(s *sample) bool { return s.site != "site-a.test" }), quick(1, 12))
	if got := used.fit(used.samples, quick(1, 12)).Encode(); !bytes.Equal(got, want) {
		t.Error("a corpus that was trained with before gives other weights")
	}
}

// TestFitLearns holds that weights tell articles from what is around them, on the pages they are from.
func TestFitLearns(t *testing.T) {
	c := corpusOf(t, dataset(t))
	data := c.fit(c.samples, quick(1, 60)).Encode()
	w, err := model.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	texts := pick(c.samples, (*sample).isText)
	c.words.set(texts, func(s *sample) [][]uint32 { return s.tokens }, w.Words, (*feature.Table).SetWords)
	right, all := 0, 0
	for _, s := range texts {
		s.table.Around()
		for i, score := range w.Score(&s.table, false, nil) {
			if all++; (score > 0) == (s.right[i] > 0.5) {
				right++
			}
		}
	}
	if all < 100 || right*10 < all*9 {
		t.Errorf("%d of %d blocks are taken rightly, want nine in ten of a hundred or more", right, all)
	}
}

func TestRead(t *testing.T) {
	c := corpusOf(t, dataset(t))
	if len(c.samples) != 36 {
		t.Fatalf("%d samples, want 36", len(c.samples))
	}
	for _, s := range c.samples {
		n := len(s.right)
		if n == 0 || len(s.words) != n || len(s.tokens) != n || s.table.Blocks() != n || s.siteNumber < 1 || s.siteNumber > 6 {
			t.Errorf("%s %s: %d shares, %d counts of words, %d lists of tokens, %d rows, site %d",
				s.ID, s.form, n, len(s.words), len(s.tokens), s.table.Blocks(), s.siteNumber)
		}
		if page := s.form == pageForm; page != (len(s.names) == n) || page != (len(s.all) > 0) {
			t.Errorf("%s %s: %d lists of names, %d names in all", s.ID, s.form, len(s.names), len(s.all))
		}
		taken := float32(0)
		for i, share := range s.right {
			taken += share * float32(s.words[i])
		}
		if want := len(tokens(s.Content)); int(taken+0.5) != want {
			t.Errorf("%s %s: %v words of %d are found", s.ID, s.form, taken, want)
		}
	}
}

func TestParts(t *testing.T) {
	c := corpusOf(t, dataset(t))
	times := map[*sample]int{}
	parts(c.samples, func(in, out []*sample) {
		if len(in)+len(out) != len(c.samples) {
			t.Errorf("a part of %d and %d samples, want %d in all", len(in), len(out), len(c.samples))
		}
		for _, a := range in {
			times[a]++
			for _, b := range out {
				if a.site == b.site {
					t.Errorf("%s is on both sides", a.site)
				}
			}
		}
	})
	for _, s := range c.samples {
		if times[s] != 1 {
			t.Errorf("%s %s is in %d parts, want one", s.ID, s.form, times[s])
		}
	}
}
