// Package job cleans whole files: it opens what a file holds, takes each document in it through the cleaner, and writes it
// in the format that was asked for. Commands say which files, and where what comes out goes.
package job

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/markdown"
	"winnow/cleaner/record"
	"winnow/cleaner/records"
)

// Format is what is written of a document.
type Format string

// The formats.
const (
	Text     Format = "text"
	Markdown Format = "markdown"
	JSON     Format = "json" // an object a document, with what a page says of itself
)

// Formats lists them.
func Formats() []Format { return []Format{Text, Markdown, JSON} }

// ParseFormat returns the format called name.
func ParseFormat(name string) (Format, error) {
	for _, f := range Formats() {
		if string(f) == name {
			return f, nil
		}
	}
	return "", fmt.Errorf("%q is no format: use text, markdown or json", name)
}

// Job says how files are cleaned. Set its fields before its first use; from then on it is safe for use by several
// goroutines.
type Job struct {
	Cleaner *cleaner.Cleaner
	Input   input.Options
	Format  Format
	Title   bool // put a page's title over its text

	// Records says how files of many documents are read. They are told by name, and by content, while Input leaves the kind open.
	Records records.Options
	// Workers is how many documents of one file are cleaned at a time. 0 stands for 1.
	Workers int
	// Bad is told of the records that are bad, in their order, and ends the file by an error. Nil passes them over in silence.
	Bad func(*BadRecord) error
}

// headBytes is the buffer in which a file's first bytes are looked at. What reads on reads more at a time, past it.
const headBytes = 512

// Outcome is what became of a file.
type Outcome struct {
	account.Account
	Documents int
	Bad       int // records that were bad, and have no output
	// Why says why nothing is left of a page that was read without an error, or is empty.
	Why string
}

// File cleans what r gives, of the file called name, to w. It may be compressed, and hold many documents. It returns an
// *input.FormatError or a *textreader.BinaryError for what is neither text nor page, a *compress.Error or a *compress.LimitError for
// what cannot be decompressed, and otherwise only what r and w return, and what is wrong with a file of records as a whole. A
// record that is bad is no error: Outcome counts it.
func (j *Job) File(w io.Writer, r io.Reader, name string) (Outcome, error) {
	file, err := compress.Open(r)
	if err != nil {
		return Outcome{}, err
	}
	defer file.Close()
	return j.plain(w, file, name)
}

// plain cleans a file that was opened.
func (j *Job) plain(w io.Writer, file *compress.Reader, name string) (Outcome, error) {
	head := bufio.NewReaderSize(file, headBytes)
	kind, err := j.kind(head, name)
	if err != nil {
		return Outcome{}, err
	}
	if kind != records.None {
		return j.records(w, head, name, kind)
	}
	file.Limit = j.Records.Limit()
	options := j.options(j.Input)
	source, err := input.Open(head, options)
	if err != nil {
		return Outcome{}, err
	}
	a, err := j.document(w, source, name)
	out := Outcome{Account: a, Documents: 1}
	if err == nil && source.Kind == input.HTML && a.Out == 0 {
		out.Why = whyEmpty(source, a)
	}
	return out, err
}

// kind tells which kind of records a file holds.
func (j *Job) kind(r *bufio.Reader, name string) (records.Kind, error) {
	switch {
	case j.Records.Kind != records.Auto:
		return j.Records.Kind, nil
	case j.Input.Kind != input.Auto:
		return records.None, nil
	}
	head, err := r.Peek(records.HeadBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return records.None, err
	}
	return records.KindOf(name, head), nil
}

// options returns what the format asks of an input besides.
func (j *Job) options(o input.Options) input.Options {
	o.Spans = o.Spans || j.Format == Markdown
	return o
}

// document cleans one document to w.
func (j *Job) document(w io.Writer, source *input.Input, name string) (account.Account, error) {
	if j.Format == JSON {
		return j.object(w, record.New(name, source), source)
	}
	return j.text(w, source)
}

// object cleans one document to w as a JSON object, which has its title in a field of its own.
func (j *Job) object(w io.Writer, object *record.Writer, source cleaner.Reader) (account.Account, error) {
	var book account.Book
	book.Open(object)
	result, err := j.Cleaner.Run(&book, source)
	if err == nil {
		err = object.Close(w, result)
	}
	return book.Close(result), err
}

// text cleans one document to w as a text, or as Markdown.
func (j *Job) text(w io.Writer, source cleaner.Reader) (account.Account, error) {
	if j.Format != Markdown {
		return j.run(j.titled(cleaner.NewTextWriter(w)), source)
	}
	text := markdown.New(w)
	a, err := j.run(j.titled(text), source)
	if flushErr := text.Flush(); err == nil {
		err = flushErr
	}
	return a, err
}

// run cleans one document to w, and keeps its account.
func (j *Job) run(w cleaner.Writer, source cleaner.Reader) (account.Account, error) {
	var book account.Book
	book.Open(w)
	result, err := j.Cleaner.Run(&book, source)
	return book.Close(result), err
}

// titled returns w, or a writer that puts titles before what goes to w.
func (j *Job) titled(w cleaner.Writer) cleaner.Writer {
	if j.Title {
		return &cleaner.Titled{Writer: w}
	}
	return w
}

// whyEmpty says why nothing is left of a page.
func whyEmpty(source *input.Input, a account.Account) string {
	if a.Blocks > 0 {
		return "all that it shows is boilerplate, as 'winnow explain' tells"
	}
	return source.WhyEmpty()
}
