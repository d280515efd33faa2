package eval

import (
	"encoding/json"
	"io"
	"path/filepath"
)

// truthRecord is a line of a truth file. Fields that are not named here are ignored.
type truthRecord struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"`
	Language  string   `json:"language"`
	Country   string   `json:"country"`
	Publisher string   `json:"publisher"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Content   *string  `json:"content"` // nil where it is missing; it may well be empty
	With      []string `json:"with"`
	Without   []string `json:"without"`
}

// openTruth reads a truth file, and finds the documents that it is about.
func (d *Dataset) openTruth(file string) error {
	d.Kind = Truth
	r, closer, err := openFile(file)
	if err != nil {
		return plain(file, err)
	}
	defer closer.Close()
	d.readTruth(file, r)
	return d.findRaw(file)
}

// readTruth reads the lines of a truth file called file from r.
func (d *Dataset) readTruth(file string, r io.Reader) {
	seen := map[string]int{}
	line, err := eachLine(r, func(number int, line []byte) {
		var record truthRecord
		err := checkUTF8(line)
		if err == nil {
			err = json.Unmarshal(line, &record)
		}
		switch {
		case err != nil:
			d.problem(file, number, record.ID, "no truth: %v: the line must be a JSON object with id and content", err)
		case record.ID == "":
			d.problem(file, number, "", "no truth: it has no id")
		case record.Content == nil:
			d.problem(file, number, record.ID, "no truth: it has no content")
		case seen[record.ID] > 0:
			d.problem(file, number, record.ID, "the id is that of line %d: this one is left out", seen[record.ID])
		default:
			seen[record.ID] = number
			d.Items = append(d.Items, record.item(number))
		}
	})
	if err != nil {
		d.problem(file, line, "", "%v: what follows is left out", err)
	}
}

// item returns the document that the record is about.
func (t *truthRecord) item(line int) Item {
	if t.Type == "" {
		t.Type = "article"
	}
	return Item{
		ID: t.ID, Type: t.Type, Language: t.Language, Country: t.Country, Publisher: t.Publisher, URL: t.URL, Title: t.Title,
		Content: *t.Content, With: t.With, Without: t.Without, kind: Truth, line: line,
	}
}

// findRaw finds the raw documents of the truth file.
func (d *Dataset) findRaw(file string) error {
	if d.Raw == "" {
		return d.findPages(file, filepath.Join(filepath.Dir(file), "html"))
	}
	raw, isDir, err := locate(d.Raw, filepath.Dir(file))
	switch {
	case err != nil:
		return err
	case isDir:
		return d.findPages(file, raw)
	}
	return d.readTexts(file, raw)
}
