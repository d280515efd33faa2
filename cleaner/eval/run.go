package eval

import (
	"bytes"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"winnow/cleaner"
	"winnow/cleaner/input"
)

// Run cleans every document of the dataset with engine, as many at a time as there are processors, and returns
// the scores in the dataset's order. A document that cannot be read or cleaned is a problem, and scores as if
// nothing of it had come out. done, where not nil, is called after each document, by several goroutines.
func Run(engine *cleaner.Cleaner, d *Dataset, done func()) ([]Score, []Problem) {
	scores := make([]Score, len(d.Items))
	errs := make([]error, len(d.Items))
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				scores[i], errs[i] = d.Items[i].clean(engine)
				if done != nil {
					done()
				}
			}
		})
	}
	for i := range d.Items {
		next <- i
	}
	close(next)
	group.Wait()
	var problems []Problem
	for i, err := range errs {
		if err != nil {
			it := &d.Items[i]
			problems = append(problems, Problem{d.place(it), 0, it.ID, fmt.Sprintf("%v: it counts as empty", err)})
		}
	}
	return scores, problems
}

// place returns the file that the document is from.
func (d *Dataset) place(it *Item) string {
	switch {
	case it.file != "":
		return it.file
	case it.kind == Labelled:
		return filepath.Join(d.Path, it.ID, "raw.txt")
	}
	return d.Path
}

// clean cleans the document and scores what comes out.
func (it *Item) clean(engine *cleaner.Cleaner) (Score, error) {
	var w tally
	err := it.run(engine, &w)
	if err != nil {
		w.reset()
	}
	score, scoreErr := it.Score(w.text.String())
	if scoreErr != nil && err == nil {
		err = scoreErr
	}
	score.Cuts = w.cuts
	return score, err
}

func (it *Item) run(engine *cleaner.Cleaner, w *tally) error {
	raw, err := it.Raw()
	if err != nil {
		return err
	}
	source, err := input.Open(bytes.NewReader(raw), engine.Input)
	if err != nil {
		return err
	}
	_, err = engine.Run(w, source)
	return err
}
