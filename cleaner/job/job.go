// Package job cleans whole files: it opens what a file holds, takes each document in it through the cleaner, and writes it
// in the format that was asked for. Commands say which files, and where what comes out goes.
package job

import (
	"fmt"
	"io"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
	"winnow/cleaner/markdown"
	"winnow/cleaner/record"
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
}

// Outcome is what became of a file.
type Outcome struct {
	account.Account
	Documents int
	Pages     int // of these, pages
	// Why says why nothing is left of a page that was read without an error, or is empty.
	Why string
}

// File cleans what r gives, of the file called name, to w. It returns an *input.FormatError or a *textreader.BinaryError
// for what is neither text nor page, and otherwise only what r and w return.
func (j *Job) File(w io.Writer, r io.Reader, name string) (Outcome, error) {
	options := j.Input
	options.Spans = options.Spans || j.Format == Markdown
	source, err := input.Open(r, options)
	if err != nil {
		return Outcome{}, err
	}
	a, err := j.document(w, source, name)
	out := Outcome{Account: a, Documents: 1}
	if source.Kind == input.HTML {
		out.Pages = 1
	}
	if err == nil && source.Kind == input.HTML && a.Out == 0 {
		out.Why = whyEmpty(source, a)
	}
	return out, err
}

// document cleans one document to w.
func (j *Job) document(w io.Writer, source *input.Input, name string) (account.Account, error) {
	var book account.Book
	switch j.Format {
	case JSON:
		object := record.New(name, source) // which has the title in a field of its own
		book.Open(object)
		result, err := j.Cleaner.Run(&book, source)
		if err == nil {
			err = object.Close(w, result)
		}
		return book.Close(result), err
	case Markdown:
		text := markdown.New(w)
		book.Open(j.titled(text))
		result, err := j.Cleaner.Run(&book, source)
		if flushErr := text.Flush(); err == nil {
			err = flushErr
		}
		return book.Close(result), err
	}
	book.Open(j.titled(cleaner.NewTextWriter(w)))
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
