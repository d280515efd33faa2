// Package measure lists what is measured of winnow's speed: whole cleaning, its parts, and beside them work that anyone
// knows, as yardsticks. Its benchmarks and the program in cmd/yardstick run the same list.
package measure

import (
	"bytes"
	"fmt"
	"io"

	"golang.org/x/net/html"

	"winnow/cleaner"
	"winnow/cleaner/corpus"
	"winnow/cleaner/htmlreader"
	"winnow/cleaner/job"
	"winnow/cleaner/records"
	"winnow/cleaner/textreader"
	"winnow/rules"
	"winnow/rules/match"
)

// Subject is work that is measured. Every run does the same.
type Subject struct {
	Name      string
	Documents int
	Bytes     int64 // of the documents together
	// Before, where not nil, makes ready for a run. It is not measured.
	Before func()
	Run    func() error
}

// The names of the subjects that the others are compared with.
const (
	Parse   = "html.Parse"     // on pages
	Careful = "winnow careful" // on texts
)

// Levels are those of whole cleaning that are measured.
func Levels() []rules.Level { return []rules.Level{rules.Careful, rules.Balanced} }

// each returns a subject that runs one document after the other.
func each(name string, documents [][]byte, run func(document []byte) error) Subject {
	return Subject{
		Name: name, Documents: len(documents), Bytes: corpus.Size(documents),
		Run: func() error {
			for i, d := range documents {
				if err := run(d); err != nil {
					return fmt.Errorf("%s: document %d: %w", name, i, err)
				}
			}
			return nil
		},
	}
}

// copying copies the documents.
func copying(documents [][]byte) Subject {
	largest := 0
	for _, d := range documents {
		largest = max(largest, len(d))
	}
	memory := make([]byte, largest)
	return each("copying", documents, func(d []byte) error {
		copy(memory, d)
		return nil
	})
}

// cleaning cleans the documents at each level.
func cleaning(documents [][]byte) (list []Subject) {
	for _, level := range Levels() {
		engine := cleaner.New(level.Of(rules.Default())...)
		list = append(list, each("winnow "+level.String(), documents, func(d []byte) error {
			_, err := engine.Clean(io.Discard, bytes.NewReader(d))
			return err
		}))
	}
	return list
}

// reading makes blocks of the documents, window by window.
func reading(documents [][]byte, open func(io.Reader) cleaner.Reader) Subject {
	doc := &cleaner.Document{}
	return each("reading alone", documents, func(d []byte) error {
		doc.Reset()
		r := open(bytes.NewReader(d))
		for {
			switch err := r.Next(doc); err {
			case nil:
			case io.EOF:
				return nil
			default:
				return err
			}
		}
	})
}

// Pages returns what is measured on pages.
func Pages(pages [][]byte) []Subject {
	return append([]Subject{
		copying(pages),
		each("html.Tokenizer", pages, func(page []byte) error {
			z := html.NewTokenizer(bytes.NewReader(page))
			for {
				switch z.Next() {
				case html.ErrorToken:
					if z.Err() == io.EOF {
						return nil
					}
					return z.Err()
				case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
					z.TagName()
				}
			}
		}),
		each(Parse, pages, func(page []byte) error {
			_, err := html.Parse(bytes.NewReader(page))
			return err
		}),
		reading(pages, func(r io.Reader) cleaner.Reader { return htmlreader.New(r) }),
	}, cleaning(pages)...)
}

// Texts returns what is measured on texts, and on files of records.
func Texts(texts [][]byte) ([]Subject, error) {
	list := append([]Subject{
		copying(texts),
		matching(texts),
		reading(texts, func(r io.Reader) cleaner.Reader { return textreader.New(r) }),
	}, cleaning(texts)...)
	file, err := corpus.JSONL(texts)
	if err != nil {
		return nil, err
	}
	for _, level := range Levels() {
		work := job.Job{
			Cleaner: cleaner.New(level.Of(rules.Default())...),
			Format:  job.Text, Records: records.Options{Kind: records.JSONL},
		}
		list = append(list, Subject{
			Name: "winnow " + level.String() + ", JSONL", Documents: len(texts), Bytes: int64(len(file)),
			Run: func() error {
				_, err := work.File(io.Discard, bytes.NewReader(file), "texts.jsonl")
				return err
			},
		})
	}
	return list, nil
}

// matching looks for the literals of all packs, and does nothing else.
func matching(texts [][]byte) Subject {
	set := match.New(Literals())
	var found []match.Match
	return each("matcher alone", texts, func(text []byte) error {
		found = set.Append(found[:0], text)
		return nil
	})
}

// Literals returns those of all packs, each once, folded as text is where it is compared.
func Literals() []string {
	var literals []string
	seen := map[string]bool{}
	for _, pack := range rules.Builtin() {
		for _, literal := range pack.Literals() {
			if !seen[literal] {
				seen[literal] = true
				literals = append(literals, literal)
			}
		}
	}
	return literals
}
