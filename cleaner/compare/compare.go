// Package compare says what a change of rules does to documents, by the ledgers of two runs over them: which lines go that stayed
// before, which stay that went, and which rules are behind it.
package compare

import (
	"bytes"
	"fmt"
	"io"

	"winnow/cleaner/ledger"
)

// side is one of the two ledgers: before the change, or after it.
type side int

const (
	before side = iota
	after
	sides
)

// document is what a ledger has of a document.
type document struct {
	ledger.Document
	cuts []cut
}

// cut is a range of a document that went, and the rule that it went by.
type cut struct {
	start, end int64
	rule       string
	text       []byte
}

// Collector compares ledgers. Documents are told by their names; those that only one of the two ledgers has are held until the end,
// so that memory grows with what one is ahead of the other.
type Collector struct {
	result   Result
	examples int
	lines    map[namePair]*Lines
	statuses map[namePair]int64
}

// New returns a collector of so many examples of what changes by each rule.
func New(examples int) *Collector {
	return &Collector{examples: examples, lines: map[namePair]*Lines{}, statuses: map[namePair]int64{}}
}

// Add compares two ledgers, one of which is by the old rules, the other one by the new ones. The errors are those of reading them;
// what stood before one counts.
func (c *Collector) Add(oldLedger, newLedger *ledger.Reader) (oldErr, newErr error) {
	var waiting waiting
	readers := [sides]*documents{{reader: oldLedger}, {reader: newLedger}}
	for open := true; open; {
		open = false
		for s, reader := range readers {
			d := reader.next()
			if d == nil {
				continue
			}
			open = true
			if pair, found := waiting.match(side(s), d); found {
				c.pair(pair[before], pair[after])
			}
		}
	}
	for s, names := range waiting {
		for _, queue := range names {
			c.result.only(side(s), int64(len(queue)))
		}
	}
	return readers[before].err, readers[after].err
}

// waiting are documents that the other ledger has not had yet, by their names.
type waiting [sides]map[string][]*document

// match returns the pair that a document makes with one that waits, or lets it wait.
func (w *waiting) match(s side, d *document) (pair [sides]*document, found bool) {
	name, other := d.FullName(), sides-1-s
	queue := w[other][name]
	if len(queue) == 0 {
		if w[s] == nil {
			w[s] = map[string][]*document{}
		}
		w[s][name] = append(w[s][name], d)
		return pair, false
	}
	if len(queue) == 1 {
		delete(w[other], name)
	} else {
		w[other][name] = queue[1:]
	}
	pair[s], pair[other] = d, queue[0]
	return pair, true
}

// documents reads the documents of a ledger.
type documents struct {
	reader    *ledger.Reader
	following *ledger.Document // whose line was read already
	ended     bool
	err       error
}

// next returns the next document with its cuts, or nil at the end and where reading failed.
func (r *documents) next() *document {
	if r.ended {
		return nil
	}
	if r.following == nil {
		if r.following = r.line(nil); r.following == nil {
			return nil
		}
	}
	d := &document{Document: *r.following}
	r.following = r.line(d)
	if r.err != nil {
		return nil // as its cuts may not be complete
	}
	return d
}

// line reads up to the next line of a document, which it returns, or nil at the end. d takes the cuts in front of it.
func (r *documents) line(d *document) *ledger.Document {
	for {
		next, entry, err := r.reader.Next()
		switch {
		case err != nil:
			r.ended = true
			if err != io.EOF {
				r.err = err
			}
			return nil
		case next != nil:
			copied := *next
			return &copied
		case d != nil && entry.Kind() == ledger.Cut:
			text := entry.Bytes()
			if int64(len(text)) != entry.Length {
				r.ended = true
				r.err = fmt.Errorf("document %d: the cut at offset %d has %d bytes of text, and is %d bytes long", d.Doc, entry.Offset, len(text), entry.Length)
				return nil
			}
			d.cuts = append(d.cuts, cut{entry.Offset, entry.Offset + entry.Length, entry.Rule, bytes.Clone(text)})
		}
	}
}
