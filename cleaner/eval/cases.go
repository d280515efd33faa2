package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
)

// openFixtures reads the fixtures in dir: in a folder each raw.txt or raw.html, and clean.txt.
func (d *Dataset) openFixtures(dir string) error {
	d.Kind = Fixtures
	for _, name := range folders(dir) {
		clean, ok := d.read(dir, name, "clean.txt")
		if !ok {
			continue
		}
		item := Item{ID: name, Type: "page", Content: string(clean), kind: Fixtures, file: filepath.Join(dir, name, "raw.html")}
		if text := filepath.Join(dir, name, "raw.txt"); exists(text) {
			if exists(item.file) {
				d.problem(item.file, 0, name, "raw.txt stands beside it: it is left out, and needs a folder of its own")
			}
			item.Type, item.file = "text", text
		} else if !exists(item.file) {
			d.problem(filepath.Join(dir, name), 0, name, "neither raw.txt nor raw.html is there: the fixture is left out")
			continue
		}
		d.Items = append(d.Items, item)
	}
	return nil
}

// read reads the file called file of the document called name, or adds a problem.
func (d *Dataset) read(dir, name, file string) ([]byte, bool) {
	path := filepath.Join(dir, name, file)
	data, err := os.ReadFile(path)
	if err == nil {
		return data, true
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	d.problem(path, 0, name, "%v: the document is left out", err)
	return nil, false
}

// source is what source.json says of a labelled document.
type source struct {
	URL       string `json:"url"`
	Title     string `json:"title"`
	Language  string `json:"language"`
	Country   string `json:"country"`
	Publisher string `json:"publisher"`
	Category  string `json:"category"` // "residue" or "trap"
}

// openLabelled reads the labelled documents in dir: in a folder each raw.txt, labels.tsv and source.json.
func (d *Dataset) openLabelled(dir string) error {
	d.Kind = Labelled
	for _, name := range folders(dir) {
		raw, ok := d.read(dir, name, "raw.txt")
		if !ok {
			continue
		}
		rows, ok := d.read(dir, name, "labels.tsv")
		if !ok {
			continue
		}
		item := Item{ID: name, kind: Labelled, raw: raw}
		item.Labels = d.readLabels(filepath.Join(dir, name, "labels.tsv"), name, bytes.NewReader(rows), rawLines(raw))
		d.describe(&item, filepath.Join(dir, name, "source.json"))
		d.Items = append(d.Items, item)
	}
	return nil
}

// describe fills in what the file called file says of the document.
func (d *Dataset) describe(item *Item, file string) {
	var s source
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		d.problem(file, 0, item.ID, "%v: the document goes without type, language and publisher", err)
	}
	if s.Category == "" {
		s.Category = "article"
	}
	item.Type, item.Language, item.Country = s.Category, s.Language, s.Country
	item.Publisher, item.URL, item.Title = s.Publisher, s.URL, s.Title
}

// rawLines returns the lines of a labelled document, in which a line feed ends a line and nothing else does.
func rawLines(raw []byte) []string { return strings.Split(string(raw), "\n") }

// readLabels reads the labels of lines from r: rows of a line number, a tab and a label. Rows that are not, and
// lines that are not blank and have no label, are named.
func (d *Dataset) readLabels(file, id string, r io.Reader, lines []string) []string {
	labels := make([]string, len(lines))
	line, err := eachLine(r, func(number int, row []byte) {
		text := strings.TrimRight(string(row), "\r\n")
		first, label, _ := strings.Cut(text, "\t")
		n, err := strconv.Atoi(first)
		switch {
		case err != nil || label == "" || strings.ContainsFunc(label, unicode.IsSpace):
			d.problem(file, number, id, "%.80q is no label: it must be a line number, a tab and a word", text)
		case n < 1 || n > len(lines):
			d.problem(file, number, id, "%q is about line %d: there are lines 1 to %d", text, n, len(lines))
		case labels[n-1] != "":
			d.problem(file, number, id, "%q: line %d is %q already", text, n, labels[n-1])
		default:
			labels[n-1] = label
		}
	})
	if err != nil {
		d.problem(file, line, id, "%v: what follows is left out", err)
	}
	missing, first := 0, 0
	for i, label := range labels {
		if label == "" && foldSpace(lines[i]) != "" {
			if missing++; missing == 1 {
				first = i + 1
			}
		}
	}
	if missing > 0 {
		d.problem(file, 0, id, "%d lines of raw.txt have no label, of which line %d is the first: they do not count", missing, first)
	}
	return labels
}
