package main

import (
	"fmt"
	"io"
	"log"
	"math"
	"slices"

	"winnow/cleaner"
	"winnow/rules/content"
	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// validate trains on all but one part of the sites, countries or types in turn, measures on that part, and prints the
// mean word F1 by dataset, form and type, before and after the rules and with the weights, and how far the parts differ.
func (c *corpus) validate(w io.Writer, set settings, by string, folds int) error {
	part, err := c.parts(by, folds)
	if err != nil {
		return err
	}
	sum := summary{}
	for k := range folds {
		var learn, test []*sample
		for _, s := range c.samples {
			if part(s) == k {
				test = append(test, s)
			} else {
				learn = append(learn, s)
			}
		}
		if len(learn) == 0 || len(test) == 0 {
			continue
		}
		c.measure(c.fit(learn, set), test, k, sum)
		log.Printf("part %d of %d: learnt from %d documents, measured on %d", k+1, folds, len(learn), len(test))
	}
	sum.print(w)
	return nil
}

// parts tells which part a sample is held out with.
func (c *corpus) parts(by string, folds int) (func(*sample) int, error) {
	if folds < 2 {
		return nil, fmt.Errorf("-folds: %d is too few to hold one out: use 2 or more", folds)
	}
	switch by {
	case "site":
		return func(s *sample) int { return foldOf(s.site, folds) }, nil
	case "country":
		return func(s *sample) int { return foldOf(s.Country+s.siteIfAny(), folds) }, nil
	case "type":
		return func(s *sample) int { return foldOf(s.Type, folds) }, nil
	}
	return nil, fmt.Errorf("-by: %q is nothing to hold out: use site, country or type", by)
}

// siteIfAny is the site of a document whose country is not known.
func (s *sample) siteIfAny() string {
	if s.Country != "" {
		return ""
	}
	return s.site
}

// measure scores samples that were not learnt from.
func (c *corpus) measure(w *model.Weights, test []*sample, part int, sum summary) {
	c.words.set(test, func(s *sample) [][]uint32 { return s.tokens }, w.Words, (*feature.Table).SetWords)
	if pages := pick(test, (*sample).isPage); len(pages) > 0 {
		c.names.set(pages, func(s *sample) [][]uint32 { return s.names }, w.Names, (*feature.Table).SetNames)
		c.names.setTypes(pages, w.Types)
	}
	for _, s := range test {
		s.table.Around()
		raw, byRules := make([]bool, len(s.words)), make([]bool, len(s.words))
		for i := range raw {
			raw[i] = true
			byRules[i] = s.table.Rules(i) > -cleaner.DefaultThreshold*feature.Unit
		}
		sum.add(s, part, [...]float64{s.f1(raw), s.f1(byRules), s.f1(content.Verdicts(w, &s.table, s.isPage()))})
	}
}

// summary holds the figures by dataset, form and type.
type summary map[string]*figures

// figures are sums of word F1: of the raw document, after the rules, and with the weights.
type figures struct {
	n     int
	sums  [3]float64
	parts map[int][2]float64 // of the last of them: the sum and the number of each part
}

func (s summary) add(d *sample, part int, f [3]float64) {
	for _, kind := range []string{d.Type, "all"} {
		key := fmt.Sprintf("%-11s %-25s %-14s", d.set, d.form, kind)
		if s[key] == nil {
			s[key] = &figures{parts: map[int][2]float64{}}
		}
		g := s[key]
		g.n++
		for i, v := range f {
			g.sums[i] += v
		}
		p := g.parts[part]
		g.parts[part] = [2]float64{p[0] + f[2], p[1] + 1}
	}
}

func (s summary) print(w io.Writer) {
	var keys []string
	for key := range s {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	fmt.Fprintf(w, "%-11s %-25s %-14s %6s %8s %8s %8s   %s\n", "dataset", "form", "type", "", "raw", "rules", "weights", "parts from, to")
	for _, key := range keys {
		g := s[key]
		n := float64(g.n)
		low, high := math.Inf(1), math.Inf(-1)
		for _, p := range g.parts {
			low, high = min(low, p[0]/p[1]), max(high, p[0]/p[1])
		}
		fmt.Fprintf(w, "%s %6d %8.4f %8.4f %8.4f   %.4f, %.4f\n", key, g.n, g.sums[0]/n, g.sums[1]/n, g.sums[2]/n, low, high)
	}
	fmt.Fprintln(w, "word F1, mean over documents; what whole blocks decide, cuts inside of blocks aside")
}
