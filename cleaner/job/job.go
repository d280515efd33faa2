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
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
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
	// Ledger takes what was cut of each document, in their order, or is nil. Workers that clean files side by side give
	// each file a copy of the job with a sink of its own: a ledger.Section, or a ledger that is put behind the others.
	Ledger ledger.Sink
	// Statuses says of which documents something is written. Where that depends on the status, and where SuspectWhole
	// is set, a document's text is held up to its end, since only then the status is known: 8 MiB in memory, more in a temporary file.
	Statuses Filter
	// Whole writes nothing of a document that fails, for which its text is held likewise.
	Whole bool
	// Program says what program this is, for outputs that name it. Nil stands for one that is not known.
	Program func() build.Info
	// SuspectWhole writes all of the text of documents that are suspect.
	SuspectWhole bool
	// Changed is told of each document of which something goes, in their order, and ends the file by an error. Nil stands for
	// nobody; otherwise each document is held in memory.
	Changed func(*Change) error
	// Watch, where it is not nil, is asked of each document for a writer that is shown the windows as they are decided, with all
	// findings. Of records it is called by each of the workers. Bad records that were watched have no output.
	Watch func(Watched) cleaner.Writer
}

// Watched says which document is watched.
type Watched struct {
	Name string // of the file, with the id or place of the record in it, as in a ledger
	Line int64  // of the record's first line, from 1; 0 where the document is the file, and in WARC
	Kind input.Kind
}

// headBytes is the buffer in which a file's first bytes are looked at. What reads on reads more at a time, past it.
const headBytes = 512

// Outcome is what became of a file.
type Outcome struct {
	account.Account
	Documents int
	Pages     int // of these, pages
	Bad       int // records that were bad, and have no output
	Filtered  int // documents of which nothing was written, for their status
	Changed   int `json:"-"` // documents and records that are not written as they came in; of pages, those of whose text something went
	// Kind is that of the records in the file, and Charset the encoding of one that is a single document.
	Kind    records.Kind `json:"-"`
	Charset string       `json:"-"`
	// Why says why nothing is left of a page that was read without an error, or is empty.
	Why string
}

// File cleans what r gives, of the file called name, to w. It may be compressed, and hold many documents. It returns an
// *input.FormatError or a *textreader.BinaryError for what is neither text nor page, a *compress.Error or a *compress.LimitError for
// what cannot be decompressed, a *LedgerError where the ledger cannot be written, and otherwise only what r and w return, and
// what is wrong with a file of records as a whole. A record that is bad is no error: Outcome counts it.
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
	return j.single(w, head, name)
}

// single cleans a file that is one document.
func (j *Job) single(w io.Writer, r io.Reader, name string) (out Outcome, err error) {
	defer recovered(&err)
	meter := j.meter(r)
	if meter != nil {
		r = meter
	}
	source, err := input.Open(r, j.options(j.Input))
	if err != nil {
		return Outcome{}, err
	}
	d, err := j.document(w, document{
		name: name, source: source, reader: source, meter: meter,
		own:  source.Kind == input.Text && source.Charset == "utf-8",
		open: func(w io.Writer) printer { return j.printer(w, source, name) },
	})
	out = d.outcome()
	out.Kind, out.Charset = records.None, source.Charset
	if source.Kind == input.HTML {
		out.Pages = 1
	}
	if err == nil && source.Kind == input.HTML && d.account.Out == 0 {
		out.Why = whyEmpty(source, d.account)
	}
	if bookErr := j.book(d.section); bookErr != nil {
		return out, bookErr
	}
	if err == nil {
		err = j.tell(d.change)
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

// options returns what the format and the ledger ask of an input besides.
func (j *Job) options(o input.Options) input.Options {
	o.Spans = o.Spans || j.Format == Markdown
	o.Invert = j.Ledger != nil
	return o
}

// meter returns what takes the measure of r for the ledger, or nil without one.
func (j *Job) meter(r io.Reader) *ledger.Meter {
	if j.Ledger == nil {
		return nil
	}
	return ledger.NewMeter(r)
}

// book appends what the ledger has of a document.
func (j *Job) book(s *ledger.Section) error {
	if s == nil {
		return nil
	}
	if err := j.Ledger.Append(s); err != nil {
		return &LedgerError{err}
	}
	return nil
}

// whyEmpty says why nothing is left of a page.
func whyEmpty(source *input.Input, a account.Account) string {
	if a.Blocks > 0 {
		return "all that it shows is boilerplate, as 'winnow explain' tells"
	}
	return source.WhyEmpty()
}
