// Package job cleans whole files: it opens what a file holds, takes each document in it through the cleaner, and writes it
// in the format that was asked for. Commands say which files, and where what comes out goes.
package job

import (
	"fmt"
	"io"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
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

	// Ledger takes what was cut of each document, in their order, or is nil. Workers that clean files side by side give
	// each file a copy of the job with a ledger.Section of its own.
	Ledger ledger.Sink
	// Statuses says of which documents something is written. Where that depends on the status, and where SuspectWhole
	// is set, a document's text is held in memory up to its end, since only then the status is known.
	Statuses Filter
	// SuspectWhole writes all of the text of documents that are suspect.
	SuspectWhole bool
}

// Outcome is what became of a file.
type Outcome struct {
	account.Account
	Documents int
	Filtered  int // documents of which nothing was written, for their status
	// Why says why nothing is left of a page that was read without an error, or is empty.
	Why string
}

// File cleans what r gives, of the file called name, to w. It returns an *input.FormatError or a *textreader.BinaryError
// for what is neither text nor page, a *LedgerError where the ledger cannot be written, and otherwise only what r and w
// return.
func (j *Job) File(w io.Writer, r io.Reader, name string) (Outcome, error) {
	options := j.Input
	options.Spans = options.Spans || j.Format == Markdown
	var meter *ledger.Meter
	if j.Ledger != nil {
		options.Invert = true
		meter = ledger.NewMeter(r)
		r = meter
	}
	source, err := input.Open(r, options)
	if err != nil {
		return Outcome{}, err
	}
	d, err := j.document(w, source, name, meter)
	out := Outcome{Account: d.account, Documents: 1}
	if d.filtered {
		out.Filtered = 1
	}
	if err == nil && source.Kind == input.HTML && d.account.Out == 0 {
		out.Why = whyEmpty(source, d.account)
	}
	if d.section != nil {
		if ledgerErr := j.Ledger.Append(d.section); ledgerErr != nil {
			return out, &LedgerError{ledgerErr}
		}
	}
	return out, err
}

// whyEmpty says why nothing is left of a page.
func whyEmpty(source *input.Input, a account.Account) string {
	if a.Blocks > 0 {
		return "all that it shows is boilerplate, as 'winnow explain' tells"
	}
	return source.WhyEmpty()
}
