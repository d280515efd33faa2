// Package record holds the writer that gives a document as one JSON object: its text, what its page says of
// itself, and what became of it.
package record

import (
	"bytes"
	"encoding/json"
	"io"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/build"
	"winnow/cleaner/document"
	"winnow/cleaner/input"
)

// Record is what is written of a document. README names the fields.
type Record struct {
	File        string           `json:"file"`
	ID          string           `json:"id,omitempty"`
	Date        string           `json:"date,omitempty"` // when it was fetched
	Status      string           `json:"status"`         // an account.Status
	Evidence    []string         `json:"evidence,omitempty"`
	Dropped     map[string]int64 `json:"dropped,omitempty"` // bytes that went, by category
	Input       string           `json:"input"`             // text or html
	Charset     string           `json:"charset"`
	Title       string           `json:"title,omitempty"`
	URL         string           `json:"url,omitempty"`
	Site        string           `json:"site,omitempty"`
	Language    string           `json:"language,omitempty"`
	Author      string           `json:"author,omitempty"`
	Published   string           `json:"published,omitempty"`
	Modified    string           `json:"modified,omitempty"`
	Description string           `json:"description,omitempty"`
	Type        string           `json:"type,omitempty"`
	Paywalled   bool             `json:"paywalled,omitempty"`
	Program     *build.Info      `json:"winnow,omitempty"` // what made it
	Text        string           `json:"text"`
}

// Writer collects the text of one document. Memory grows with it.
type Writer struct {
	record Record
	text   bytes.Buffer
	writer *cleaner.TextWriter
	url    string
}

// New returns a writer of the document that in reads, from the file called name.
func New(name string, in *input.Input) *Writer {
	w := &Writer{record: Record{File: name, Input: in.Kind.String(), Charset: in.Charset}}
	w.writer = cleaner.NewTextWriter(&w.text)
	return w
}

// Fetched notes what is known of a document that was fetched: its identifier, the address, which counts more than what the page
// says, and the time as the crawler wrote it.
func (w *Writer) Fetched(id, url, date string) { w.record.ID, w.url, w.record.Date = id, url, date }

// By notes which program makes the object.
func (w *Writer) By(program build.Info) { w.record.Program = &program }

// Write implements cleaner.Writer.
func (w *Writer) Write(window *cleaner.Window) error {
	if page := window.Doc.Page; page != nil {
		w.record.describe(&page.Meta)
	}
	return w.writer.Write(window)
}

// describe takes over what a page says of itself.
func (r *Record) describe(meta *document.Metadata) {
	r.Title, r.URL, r.Site, r.Language, r.Author = meta.Title, meta.URL, meta.Site, meta.Language, meta.Author
	r.Published, r.Modified, r.Description, r.Type = meta.Published, meta.Modified, meta.Description, meta.Type
	r.Paywalled = meta.Paywalled
}

// Close writes the object, on a line of its own, to out. a is the document's account. Bytes of the text that are no
// UTF-8 become U+FFFD, since JSON has no others.
func (w *Writer) Close(out io.Writer, a *account.Account) error {
	w.record.Text = w.text.String()
	if w.url != "" {
		w.record.URL = w.url
	}
	w.record.Status, w.record.Evidence = string(a.Status), a.Evidence
	if len(a.Dropped) > 0 {
		w.record.Dropped = map[string]int64{}
	}
	for _, d := range a.Dropped {
		w.record.Dropped[d.Category] = d.Bytes
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(&w.record)
}
