// Package eval measures a cleaner on documents whose clean text is known. Open reads a dataset, an Item scores
// what a cleaner made of it, and Summarize puts the scores of many together.
//
// A dataset is one of three things: fixtures, a raw text or page beside the clean one; a truth file, which
// gives the main content of pages; or articles that are labelled line by line. README describes the files.
package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Kind says what a dataset knows of its documents.
type Kind string

// The kinds of dataset.
const (
	Fixtures Kind = "fixtures" // the clean text
	Truth    Kind = "truth"    // the main content
	Labelled Kind = "labelled" // a label for each line
)

// Dataset is a list of documents with what is to come out of them.
type Dataset struct {
	Path     string // as it was given to Open
	Raw      string // likewise; empty where the documents are those beside the truth
	Kind     Kind
	Items    []Item    // in the order of the file, or of the names of folders
	Problems []Problem // what is wrong with the files; what they concern is left out, unless they say otherwise
}

// Name is the last element of the dataset's path, with that of the raw documents behind it: "news",
// "news/flat.jsonl". It stays the same wherever the dataset is opened from.
func (d *Dataset) Name() string {
	name := lastElement(d.Path)
	if d.Raw != "" {
		name += "/" + lastElement(d.Raw)
	}
	return name
}

// lastElement returns the name of a file or folder, also where path is ".".
func lastElement(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	return filepath.Base(path)
}

// problem adds a problem of a file. line and id may be empty.
func (d *Dataset) problem(file string, line int, id, format string, args ...any) {
	d.Problems = append(d.Problems, Problem{file, line, id, fmt.Sprintf(format, args...)})
}

// Problem is something that is wrong with a dataset, or a document that could not be cleaned.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"` // from 1, or 0
	ID      string `json:"id,omitempty"`
	Message string `json:"message"`
}

// Error names the place and says what is wrong there.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.ID != "" {
		fmt.Fprintf(&b, "id %q: ", p.ID)
	}
	b.WriteString(p.Message)
	return b.String()
}

// Item is one document of a dataset: where its raw bytes are, and what is to be left of them.
type Item struct {
	ID        string
	Type      string // of a truth file "article" unless it says otherwise; of fixtures "text" or "page"
	Language  string
	Country   string
	Publisher string
	URL       string
	Title     string

	Content string   // what is to come out; empty for labelled documents
	With    []string // snippets that must come out
	Without []string // snippets that must not

	// Labels are those of the raw lines, "" for a line without one; nil unless the dataset is labelled.
	Labels []string

	kind Kind
	line int    // of the truth file
	file string // that holds the raw document, or "" where raw is the document
	raw  []byte
}

// Kind is that of the dataset.
func (it *Item) Kind() Kind { return it.kind }

// Trap reports a labelled document that is full of what tempts a rule to cut it.
func (it *Item) Trap() bool { return it.kind == Labelled && it.Type == trapType }

// Raw returns the document as it is before it is cleaned. Where the dataset has none, which is a Problem of
// it, Raw returns no bytes and no error. The bytes must not be changed.
func (it *Item) Raw() ([]byte, error) {
	if it.file == "" {
		return it.raw, nil
	}
	return readFile(it.file)
}

// Open opens the dataset at path: a folder of fixtures, a truth file or a folder that holds truth.jsonl or
// truth.jsonl.gz, or a folder of labelled documents. raw, where not empty, names what the documents of a truth
// file are made from in place of the pages beside it: a file of {"id", "text"} objects, one a line, or a folder
// of pages; it may be relative to the truth's folder. Files may be compressed by gzip.
//
// What is wrong with a part of the dataset becomes one of its Problems, and the rest goes on. Open returns an
// error when nothing is left.
func Open(path, raw string) (*Dataset, error) {
	d := &Dataset{Path: path, Raw: raw}
	if err := d.open(); err != nil {
		return nil, err
	}
	if len(d.Items) == 0 {
		return nil, d.nothing()
	}
	return d, nil
}

// nothing is the error for a dataset of which no document is left, with the first of its problems.
func (d *Dataset) nothing() error {
	const most = 5
	errs := []error{fmt.Errorf("%s: no document is left", d.Path)}
	for _, p := range d.Problems[:min(len(d.Problems), most)] {
		errs = append(errs, p)
	}
	if more := len(d.Problems) - most; more > 0 {
		errs = append(errs, fmt.Errorf("%s: and %d more problems", d.Path, more))
	}
	return errors.Join(errs...)
}

// open finds out what is at the path, and reads it.
func (d *Dataset) open() error {
	info, err := os.Stat(d.Path)
	if err != nil {
		return plain(d.Path, err)
	}
	if !info.IsDir() {
		return d.openTruth(d.Path)
	}
	for _, name := range []string{"truth.jsonl", "truth.jsonl.gz"} {
		if file := filepath.Join(d.Path, name); exists(file) {
			return d.openTruth(file)
		}
	}
	for _, dir := range []string{d.Path, filepath.Join(d.Path, "cases")} {
		labelled, fixtures := look(dir)
		switch {
		case (labelled || fixtures) && d.Raw != "":
			return fmt.Errorf("%s: %q cannot stand in for its documents: only those of a truth file can be given elsewhere", d.Path, d.Raw)
		case labelled:
			return d.openLabelled(dir)
		case fixtures:
			return d.openFixtures(dir)
		}
	}
	return fmt.Errorf("%s: is no dataset: it needs truth.jsonl, or folders that hold raw.txt or raw.html with clean.txt or labels.tsv", d.Path)
}

// look tells whether the folders in dir hold labelled documents or fixtures.
func look(dir string) (labelled, fixtures bool) {
	for _, name := range folders(dir) {
		labelled = labelled || exists(filepath.Join(dir, name, "labels.tsv"))
		fixtures = fixtures || exists(filepath.Join(dir, name, "clean.txt"))
	}
	return labelled, fixtures
}

// folders returns the names of the folders in dir, in order, without hidden ones.
func folders(dir string) []string {
	entries, _ := os.ReadDir(dir)
	var names []string
	for _, entry := range entries {
		if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			names = append(names, entry.Name())
		}
	}
	return names
}

func exists(file string) bool {
	info, err := os.Stat(file)
	return err == nil && !info.IsDir()
}

// plain names the file of err once.
func plain(file string, err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return fmt.Errorf("%s: %w", file, err)
}
