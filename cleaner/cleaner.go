// Package cleaner is winnow's engine: it reads an input as a Document of blocks, lets stages add findings,
// judges them, and writes what is left. It knows no rule; those come as stages from package rules:
//
//	c := cleaner.New(rules.Default()...)
//	result, err := c.Clean(os.Stdout, os.Stdin)
//
// Data flows one way, reader → stages → judge → writer, a window of the input at a time.
package cleaner

import (
	"errors"
	"io"
	"sync"
	"time"

	"winnow/cleaner/input"
)

// Stage looks at a document and adds findings. It must not change the text, the order or the number of the
// blocks, and must be safe for use by several goroutines on different documents.
type Stage interface {
	// Rules returns every rule that the stage may cite, always the same ones in the same order.
	Rules() []*Rule
	// Mark adds the stage's findings to doc.
	Mark(doc *Document)
}

// Reader gives an input as a sequence of windows, in one and the same document. Next returns io.EOF when
// the input is used up.
type Reader interface {
	Next(doc *Document) error
}

// Writer takes what was decided, a window at a time. The window and all in it are good until Write returns.
type Writer interface {
	Write(w *Window) error
}

// Cleaner cleans texts with a fixed list of stages. Set its fields before its first use; from then on it is
// safe for use by several goroutines.
type Cleaner struct {
	// Stages run in this order. Later ones see the findings of earlier ones.
	Stages []Stage
	// Threshold is the least sum of weights, in log-odds, at which something is cut.
	Threshold float32
	// Enabled tells which rules may drop. Nil stands for all of them but those of OffByDefault's categories.
	Enabled func(*Rule) bool
	// Spare tells of rules that are not enabled that what they would drop is wanted, so that no stage that finds residue
	// of all kinds drops it in their place. Nil stands for none.
	Spare func(*Rule) bool
	// Input says what is known of the inputs that Clean is given.
	Input input.Options
	// Timeout is the longest that one document may take, from its first window on; then it fails with a *TimeoutError. That is
	// looked at between windows and stages, and when an *input.Input reads on. 0 stands for no bound.
	Timeout time.Duration

	runs sync.Pool
}

// run is the memory that cleaning one input takes.
type run struct {
	input input.Input
	doc   Document
	judge judge
	text  TextWriter
}

// DefaultThreshold is the threshold that rule weights are written for.
const DefaultThreshold = 4

// New returns a cleaner that runs the stages in order.
func New(stages ...Stage) *Cleaner {
	return &Cleaner{Stages: stages, Threshold: DefaultThreshold}
}

// OffByDefault reports that rules of category speak only when they are asked for: they drop what belongs to
// an article without being part of its text, such as bylines.
func OffByDefault(category string) bool { return category == "credit" }

// Result sums up one input.
type Result struct {
	In, Out int64 // bytes of text read and kept; of a page those of the text it shows
	Blocks  int   // blocks read
	Cuts    int   // ranges of the input that were cut
}

// Clean reads a text or a page from r and writes what is left of it to w as text. Of a text in UTF-8 kept bytes
// are unchanged. It returns an *input.FormatError or a *textreader.BinaryError for what is neither, and
// otherwise only what r and w return.
func (c *Cleaner) Clean(w io.Writer, r io.Reader) (Result, error) {
	memory := c.memory()
	defer c.runs.Put(memory)
	defer memory.input.Close()
	if err := memory.input.Reset(r, c.Input); err != nil {
		return Result{}, err
	}
	memory.text.w = w
	defer func() { memory.text.w = nil }()
	return c.run(memory, &memory.text, &memory.input)
}

// Run takes the input that r gives through the stages and the judge to w.
func (c *Cleaner) Run(w Writer, r Reader) (Result, error) {
	memory := c.memory()
	defer c.runs.Put(memory)
	return c.run(memory, w, r)
}

// memory returns memory for a run, which goes back into the pool.
func (c *Cleaner) memory() *run {
	if memory, ok := c.runs.Get().(*run); ok {
		return memory
	}
	return &run{}
}

// run is Run in memory.
func (c *Cleaner) run(memory *run, w Writer, r Reader) (Result, error) {
	doc, judge := &memory.doc, &memory.judge
	doc.Reset()
	doc.Enabled, doc.Spare = c.enabled(), c.Spare
	judge.begin(c.Threshold)
	clock := start(c.Timeout, r)
	var result Result
	for {
		switch err := r.Next(doc); {
		case errors.Is(err, io.EOF):
			return result, nil
		case err != nil:
			return result, err
		}
		doc.Forget()
		for _, s := range c.Stages {
			if err := clock.check(); err != nil {
				return result, err
			}
			s.Mark(doc)
		}
		window := judge.window(doc)
		result.add(window)
		if err := w.Write(window); err != nil {
			return result, err
		}
	}
}

func (c *Cleaner) enabled() func(*Rule) bool {
	if c.Enabled != nil {
		return c.Enabled
	}
	return func(r *Rule) bool { return !OffByDefault(r.Category) }
}

func (r *Result) add(w *Window) {
	r.In += w.End - w.Start
	r.Out += w.End - w.Start
	r.Blocks += w.Doc.To - w.Doc.From
	r.Cuts += len(w.Cuts)
	for i := range w.Cuts {
		r.Out -= w.Cuts[i].End - w.Cuts[i].Start
	}
}
