package measure

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"winnow/cleaner"
	"winnow/cleaner/input"
	"winnow/rules"
)

// Stages returns each stage alone, in the order they run, on the first window of each document, where it meets what the
// stages before it found. The bytes of a page are here those of the text that is made of it.
func Stages(documents [][]byte, kind input.Kind) ([]Subject, error) {
	stages := rules.Default()
	var windows []*staged
	size := int64(0)
	for i, d := range documents {
		s := &staged{}
		if err := s.read(d, kind, stages); errors.Is(err, io.EOF) {
			continue // there is nothing in it
		} else if err != nil {
			return nil, fmt.Errorf("document %d: %w", i, err)
		}
		windows = append(windows, s)
		size += int64(len(s.doc.Text))
	}
	list := make([]Subject, len(stages))
	for k, s := range stages {
		list[k] = Subject{
			Name: s.Rules()[0].Stage, Documents: len(windows), Bytes: size,
			Before: func() {
				for _, w := range windows {
					w.before(k)
				}
			},
			Run: func() error {
				for _, w := range windows {
					s.Mark(&w.doc)
				}
				return nil
			},
		}
	}
	return list, nil
}

// staged is a window with what the stages find in it.
type staged struct {
	doc   cleaner.Document
	found []cleaner.Finding // by all stages, in their order
	upTo  []int             // how many of them were there before each stage
}

// read reads the first window of a document, and runs the stages on it.
func (s *staged) read(document []byte, kind input.Kind, stages []cleaner.Stage) error {
	in, err := input.Open(bytes.NewReader(document), input.Options{Kind: kind})
	if err != nil {
		return err
	}
	if err := in.Next(&s.doc); err != nil {
		return err
	}
	s.doc.Enabled = func(r *cleaner.Rule) bool { return !cleaner.OffByDefault(r.Category) }
	s.doc.Forget()
	for _, stage := range stages {
		s.upTo = append(s.upTo, len(s.doc.Findings))
		stage.Mark(&s.doc)
	}
	s.found = append(s.found, s.doc.Findings...)
	return nil
}

// before brings the document into the state that stage k meets.
func (s *staged) before(k int) {
	s.doc.Forget()
	for _, f := range s.found[:s.upTo[k]] {
		s.doc.AddRange(int(f.Block), f.Start, f.End, f.Rule, f.Weight, int(f.Count))
	}
}
