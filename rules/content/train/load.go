package main

import (
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"winnow/cleaner"
	"winnow/cleaner/document"
	"winnow/cleaner/eval"
	"winnow/cleaner/input"
	"winnow/rules"
	"winnow/rules/content/feature"
)

// The forms of a sample: a page, its main content, what an extractor printed for it, or the page's text.
const (
	pageForm      = "html"
	cleanForm     = "truth"
	extractedForm = "extracted/"

	textsExt = ".jsonl.gz" // of the files that hold the texts of a form
)

// sample is one document to learn from.
type sample struct {
	*eval.Item
	set        string // the name of its dataset
	form       string
	site       string // registered domain, or the publisher where the dataset names one
	siteNumber int32  // from 1

	table   feature.Table
	tokens  [][]uint32 // of each block, by number
	names   [][]uint32 // those of the elements around each block
	all     []uint32   // those of all elements
	right   []float32  // share of each block that belongs to the article
	words   []int32    // of each block, as the score counts them
	weights []float32  // how much each block counts
	first   []int32    // what the first pass says of each block

	bags [][]int32       // the words of each block, by number
	bag  map[int32]int32 // how often the truth has each word
	want int32           // words of the truth
}

// corpus is what there is to learn from.
type corpus struct {
	samples      []*sample
	words, names *vocabulary
}

// load reads the forms of the documents of datasets. Problems of a dataset are an error: what is trained must not hang on
// what could not be read.
func load(sets, forms []string) (*corpus, error) {
	c := &corpus{words: newVocabulary(), names: newVocabulary()}
	for _, dir := range sets {
		for _, form := range forms {
			if _, err := os.Stat(filepath.Join(dir, form+textsExt)); err != nil && strings.HasPrefix(form, extractedForm) {
				continue // not every set has what every extractor printed
			}
			list, err := read(dir, form)
			if err != nil {
				return nil, err
			}
			c.samples = append(c.samples, list...)
		}
	}
	if err := c.describe(); err != nil {
		return nil, err
	}
	c.number()
	return c, nil
}

// read lists the documents of a dataset in a form.
func read(dir, form string) ([]*sample, error) {
	file := ""
	if form != pageForm && form != cleanForm {
		file = form + textsExt
	}
	d, err := eval.Open(dir, file)
	if err != nil {
		return nil, err
	}
	if len(d.Problems) > 0 {
		return nil, d.Problems[0]
	}
	list := make([]*sample, len(d.Items))
	for i := range d.Items {
		item := &d.Items[i]
		list[i] = &sample{Item: item, set: filepath.Base(dir), form: form, site: siteOf(item)}
	}
	return list, nil
}

// siteOf returns what tells an item's site from others.
func siteOf(item *eval.Item) string {
	if u, err := url.Parse(item.URL); err == nil && u.Hostname() != "" {
		if site, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
			return site
		}
		return u.Hostname()
	}
	return item.Publisher + item.ID
}

// foldOf puts a name into one of so many folds.
func foldOf(name string, folds int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	x := h.Sum32()
	x = (x ^ x>>16) * 0x85ebca6b
	return int((x ^ x>>13) % uint32(folds))
}

// describe fills the samples with what the features and the rules say of their blocks.
func (c *corpus) describe() error {
	stages := rules.Careful.Of(rules.Default())
	errs := make([]error, len(c.samples))
	parallel(len(c.samples), func(_, from, to int) {
		for i := from; i < to; i++ {
			if err := c.samples[i].describe(stages); err != nil {
				errs[i] = fmt.Errorf("%s, %s %s: %w", c.samples[i].set, c.samples[i].form, c.samples[i].ID, err)
			}
		}
	})
	return errors.Join(errs...)
}

func (s *sample) describe(stages []cleaner.Stage) error {
	raw, kind := []byte(s.Content), input.Text
	if s.form != cleanForm {
		var err error
		if raw, err = s.Raw(); err != nil {
			return err
		}
	}
	if s.isPage() {
		kind = input.HTML
	}
	in, err := input.Open(bytes.NewReader(raw), input.Options{Kind: kind})
	if err != nil {
		return err
	}
	doc := &document.Document{Enabled: func(r *cleaner.Rule) bool { return !cleaner.OffByDefault(r.Category) }}
	if err := in.Next(doc); err != nil && len(bytes.TrimSpace(raw)) > 0 {
		return err
	}
	doc.Forget()
	for _, stage := range stages {
		stage.Mark(doc)
	}
	s.all = s.table.Learn(doc, func(words, names []uint32) {
		s.tokens = append(s.tokens, slices.Clone(words))
		if doc.Page != nil {
			s.names = append(s.names, names)
		}
	})
	s.right, s.words = label(doc, s.Content)
	s.count(doc)
	return nil
}

// number numbers the sites and the tokens.
func (c *corpus) number() {
	sites := map[string]int32{}
	for _, s := range c.samples {
		if sites[s.site] == 0 {
			sites[s.site] = int32(len(sites) + 1)
		}
		s.siteNumber = sites[s.site]
		for _, list := range s.tokens {
			c.words.numbers(list)
		}
		for _, list := range s.names {
			c.names.numbers(list)
		}
		c.names.numbers(s.all)
	}
}

// count keeps the words of each block by number, for the score.
func (s *sample) count(doc *document.Document) {
	number := map[string]int32{}
	s.bag = map[int32]int32{}
	add := func(text string) (list []int32) {
		for _, w := range tokens(text) {
			n, ok := number[w]
			if !ok {
				n = int32(len(number))
				number[w] = n
			}
			list = append(list, n)
		}
		return list
	}
	for _, n := range add(s.Content) {
		s.bag[n]++
		s.want++
	}
	for i := range doc.Blocks {
		s.bags = append(s.bags, add(string(doc.BlockText(i))))
	}
}

// f1 returns the word F1 of the blocks that are kept.
func (s *sample) f1(keep []bool) float64 {
	have := map[int32]int32{}
	got, both := 0, 0
	for i, bag := range s.bags {
		if !keep[i] {
			continue
		}
		for _, n := range bag {
			got++
			if have[n] < s.bag[n] {
				both++
			}
			have[n]++
		}
	}
	if s.want == 0 || got == 0 {
		if int(s.want) == got {
			return 1
		}
		return 0
	}
	return 2 * float64(both) / float64(got+int(s.want))
}
