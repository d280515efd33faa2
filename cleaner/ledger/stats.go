package ledger

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"

	"winnow/cleaner/account"
)

// Stats sum up ledgers.
type Stats struct {
	Documents int64         `json:"documents"`
	Statuses  []StatusCount `json:"statuses"` // in the order of account.Statuses, without those that no document has
	Filtered  int64         `json:"filtered"` // documents that were not written
	Failed    int64         `json:"failed"`   // documents that could not be read to their end
	Text      int64         `json:"text"`     // bytes of text that were read
	Kept      int64         `json:"kept"`     // bytes of it that stayed
	Sum
	Categories []CategoryStats  `json:"categories"` // those that cut most first
	Top        []DocumentLosses `json:"top"`        // the documents that lost most, in bytes
}

// Sum is what was cut by some rules.
type Sum struct {
	Cuts  int64 `json:"cuts"`
	Lines int64 `json:"lines"` // lines of text, empty ones aside, of which at least a part went
	Bytes int64 `json:"bytes"`
}

// StatusCount is how many documents have a status.
type StatusCount struct {
	Status    string `json:"status"`
	Documents int64  `json:"documents"`
}

// CategoryStats is what the rules of a category cut.
type CategoryStats struct {
	Category string `json:"category"`
	Sum
	Documents int64       `json:"documents"` // of which they cut something
	Rules     []RuleStats `json:"rules"`     // those that cut most first
	last      *Document   // of which they cut something
}

// RuleStats is what a rule cut.
type RuleStats struct {
	Rule string `json:"rule"` // its full name
	Sum
	Documents int64    `json:"documents"`
	Examples  []string `json:"examples"` // the beginnings of the first lines that differ
	last      *Document
}

// DocumentLosses is what a document lost.
type DocumentLosses struct {
	Name   string `json:"name"` // bytes that are no UTF-8 become U+FFFD
	Status string `json:"status"`
	Text   int64  `json:"text"`  // bytes of text that were read
	Bytes  int64  `json:"bytes"` // bytes of it that went
}

// Collector sums up ledgers. Memory grows with the number of rules alone.
type Collector struct {
	examples, top int
	stats         Stats
	statuses      map[string]int64
	categories    map[string]*CategoryStats
	rules         map[string]*RuleStats
	document      *Document
}

// NewCollector returns a collector of so many examples of each rule, and of the documents that lost most.
func NewCollector(examples, top int) *Collector {
	return &Collector{
		examples: examples, top: top, stats: Stats{Statuses: []StatusCount{}, Categories: []CategoryStats{}, Top: []DocumentLosses{}},
		statuses: map[string]int64{}, categories: map[string]*CategoryStats{}, rules: map[string]*RuleStats{},
	}
}

// Add adds the ledger that r reads. After an error, what stood before it counts.
func (c *Collector) Add(r *Reader) error {
	for {
		d, e, err := r.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case d != nil:
			c.addDocument(d)
		case e.Kind() == Cut:
			c.addCut(e)
		}
	}
}

func (c *Collector) addDocument(d *Document) {
	document := *d
	c.document = &document
	s := &c.stats
	s.Documents++
	s.Text, s.Kept = s.Text+d.Text, s.Kept+d.Kept
	c.statuses[d.Status]++
	if d.Filtered {
		s.Filtered++
	}
	if d.Error != "" {
		s.Failed++
	}
	lost := d.Text - d.Kept
	at := len(s.Top)
	for at > 0 && s.Top[at-1].Bytes < lost {
		at--
	}
	if at < c.top && lost > 0 {
		name := strings.ToValidUTF8(d.FullName(), "\ufffd")
		s.Top = slices.Insert(s.Top, at, DocumentLosses{name, d.Status, d.Text, lost})
		s.Top = s.Top[:min(len(s.Top), c.top)]
	}
}

func (c *Collector) addCut(e *Entry) {
	category, rule := c.categories[e.Category], c.rules[e.Rule]
	if category == nil {
		category = &CategoryStats{Category: e.Category}
		c.categories[e.Category] = category
	}
	if rule == nil {
		rule = &RuleStats{Rule: e.Rule, Examples: []string{}}
		c.rules[e.Rule] = rule
	}
	text := e.Bytes()
	sum := Sum{1, lines(text), int64(len(text))}
	c.stats.add(sum)
	category.add(sum)
	rule.add(sum)
	if category.last != c.document {
		category.last = c.document
		category.Documents++
	}
	if rule.last != c.document {
		rule.last = c.document
		rule.Documents++
	}
	if len(rule.Examples) < c.examples {
		if example := account.Quote(text); example != "" && !slices.Contains(rule.Examples, example) {
			rule.Examples = append(rule.Examples, example)
		}
	}
}

func (s *Sum) add(other Sum) {
	s.Cuts += other.Cuts
	s.Lines += other.Lines
	s.Bytes += other.Bytes
}

// lines counts the lines of text that are not empty.
func lines(text []byte) int64 {
	n := int64(0)
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		if len(bytes.TrimSpace(line)) > 0 {
			n++
		}
	}
	return n
}

// Stats returns the sums so far.
func (c *Collector) Stats() *Stats {
	s := c.stats
	for _, status := range account.Statuses() {
		if n := c.statuses[string(status)]; n > 0 {
			s.Statuses = append(s.Statuses, StatusCount{string(status), n})
		}
	}
	for _, category := range c.categories {
		copied := *category
		for _, rule := range c.rules {
			if strings.HasPrefix(rule.Rule, category.Category+"/") {
				copied.Rules = append(copied.Rules, *rule)
			}
		}
		slices.SortFunc(copied.Rules, func(a, b RuleStats) int {
			return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Rule, b.Rule))
		})
		s.Categories = append(s.Categories, copied)
	}
	slices.SortFunc(s.Categories, func(a, b CategoryStats) int {
		return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Category, b.Category))
	})
	return &s
}
