// Package trace keeps of each block of a file what was decided, and what every rule said of it, for those who ask why. A
// Recorder watches a job.Job; when the file is done, Blocks has all blocks in order.
package trace

import (
	"strings"
	"sync"

	"winnow/cleaner"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
)

// Block is one block of a document, with what became of it.
type Block struct {
	Document string // as a ledger names it
	Page     bool   // the document is a page
	Record   int64  // line of the record that holds the document, from 1; 0 where it is no record of a line
	Line     int64  // of its first character: in the file, or, of a record, in the record's document; from 1
	LastLine int64  // likewise, of its last one
	Column   int64  // of its first character, in characters from 1; 0 until Locate finds it out
	Text     string
	Element  string // of a page: the innermost elements that it stands in
	Parts    []Part // what was kept and what was cut, in order, without white space alone
	Votes    []Vote // what rules said, in the order in which they did
	Score    float32
	Pinned   bool // a keep rule holds the whole block
	Spared   bool // a rule that may not speak would drop it, and that is wanted
	Parted   bool // it begins on a line on which another block stands

	start, end int64 // bytes of the document as UTF-8 that it was made from; of a page with white space at the start
}

// Part is a range of a block that was kept or cut as one.
type Part struct {
	Start, End int // bytes of Block.Text
	Cut        bool
	Rule       *cleaner.Rule // that decided the cut
	Reason     string        // why, in words
}

// Vote is one rule's word on a range of a block.
type Vote struct {
	Start, End int // bytes of Block.Text
	Whole      bool
	Rule       *cleaner.Rule
	Weight     float32 // log-odds: positive says boilerplate, negative says article
	Reason     string
}

// Recorder keeps the blocks of a file. Its zero value is ready; it is for one file.
type Recorder struct {
	mutex     sync.Mutex
	documents []*document
}

// document is a writer that keeps the blocks of one document.
type document struct {
	watched job.Watched
	blocks  []Block
}

// Watch is for job.Job. With more than one worker the order of the documents is not that of the file.
func (r *Recorder) Watch(w job.Watched) cleaner.Writer {
	d := &document{watched: w}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.documents = append(r.documents, d)
	return d
}

// Blocks returns all blocks that were recorded.
func (r *Recorder) Blocks() []Block {
	var all []Block
	for _, d := range r.documents {
		all = append(all, d.blocks...)
	}
	return all
}

// pathSteps is how many elements are named of those around a block.
const pathSteps = 4

// Write implements cleaner.Writer.
func (d *document) Write(w *cleaner.Window) error {
	doc := w.Doc
	cuts, next := w.Cuts, 0
	for i := doc.From; i < doc.To; i++ {
		b := &doc.Blocks[i]
		block := Block{
			Document: d.watched.Name, Page: d.watched.Kind == input.HTML, Record: d.watched.Line, Line: b.Line,
			Text: string(doc.BlockText(i)), Score: doc.Score(i), Spared: doc.Spared(i),
			start: doc.Offset + int64(b.Start), end: doc.Offset + int64(b.End),
		}
		block.LastLine = b.Line
		if doc.Page != nil {
			spot := &doc.Page.Spots[i]
			block.Element, block.start, block.end = doc.Page.Path(spot.Element, pathSteps), spot.Start, spot.End
		} else {
			block.LastLine += int64(strings.Count(block.Text, "\n"))
		}
		for next < len(doc.Findings) && int(doc.Findings[next].Block) < i { // the judge has sorted them
			next++
		}
		for ; next < len(doc.Findings) && int(doc.Findings[next].Block) == i; next++ {
			block.vote(&doc.Findings[next], b)
		}
		start := doc.Offset + int64(b.Start)
		for len(cuts) > 0 && cuts[0].End <= start {
			cuts = cuts[1:]
		}
		block.part(cuts, start)
		if n := len(d.blocks); n > 0 && d.blocks[n-1].Line == b.Line {
			d.blocks[n-1].Parted, block.Parted = true, true
		}
		d.blocks = append(d.blocks, block)
	}
	return nil
}

// vote adds a finding on the block b of the document.
func (k *Block) vote(f *cleaner.Finding, b *cleaner.Block) {
	k.Votes = append(k.Votes, Vote{
		Start: int(f.Start - b.Start), End: int(f.End - b.Start), Whole: f.Start == b.Start && f.End == b.End,
		Rule: f.Rule, Weight: f.Weight, Reason: f.Reason(),
	})
	k.Pinned = k.Pinned || f.Rule.Keep && f.Start == b.Start && f.End == b.End
}

// part divides the block, which begins at offset start, by the cuts that reach into it.
func (k *Block) part(cuts []cleaner.Cut, start int64) {
	at := 0
	for _, c := range cuts {
		if c.Start >= start+int64(len(k.Text)) {
			break
		}
		from, to := int(max(c.Start-start, 0)), int(min(c.End-start, int64(len(k.Text))))
		k.add(Part{Start: at, End: from})
		k.add(Part{Start: from, End: to, Cut: true, Rule: c.Rule, Reason: k.reason(c.Rule)})
		at = to
	}
	k.add(Part{Start: at, End: len(k.Text)})
}

// add adds a part, unless it is nothing but white space.
func (k *Block) add(p Part) {
	if !blank(k.Text[p.Start:p.End]) {
		k.Parts = append(k.Parts, p)
	}
}

// reason returns why a rule cut, in words.
func (k *Block) reason(rule *cleaner.Rule) string {
	for i := range k.Votes {
		if v := &k.Votes[i]; v.Rule == rule {
			return v.Reason
		}
	}
	return rule.Doc // the cut goes on from an earlier block
}
