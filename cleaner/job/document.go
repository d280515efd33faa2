package job

import (
	"io"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
)

// document is one document on its way in.
type document struct {
	name   string
	line   int64                     // of the record in its file, or 0
	source *input.Input              // what it is
	reader cleaner.Reader            // what reads it
	meter  *ledger.Meter             // what reader reads from; nil without a ledger
	own    bool                      // its text is what the file holds, byte for byte
	open   func(w io.Writer) printer // opens what prints it to w
}

// done is what became of a document.
type done struct {
	account  account.Account
	whole    bool            // all of it was written, for its status
	filtered bool            // nothing of it was written, for its status
	section  *ledger.Section // nil without a ledger
	change   *Change         // nil where nothing changes, or nobody asks
}

// outcome is that of a file which holds nothing else.
func (d *done) outcome() Outcome {
	out := Outcome{Account: d.account, Documents: 1}
	if d.filtered {
		out.Filtered = 1
	}
	if d.changed() {
		out.Changed = 1
	}
	return out
}

// document cleans one document to w.
func (j *Job) document(w io.Writer, d document) (done, error) {
	p := j.passage(w, &d)
	result, err := j.Cleaner.Run(&p.book, d.reader)
	return p.finish(d.name, result, err)
}

// passage is the way of a document from the cleaner to what is written.
type passage struct {
	job     *Job
	w       io.Writer
	book    account.Book
	cleaned track
	whole   *track   // of all of the text, or nil
	changes *changes // or nil
}

// track writes and records a document, with its cuts or without.
type track struct {
	printer  printer
	recorder *ledger.Recorder // nil without a ledger
	held     *hold            // nil where the text goes straight to the output
}

// writer is where the windows of the track go.
func (t *track) writer() cleaner.Writer {
	if t.recorder != nil {
		return t.recorder
	}
	return t.printer
}

// passage opens the way of a document.
func (j *Job) passage(w io.Writer, d *document) *passage {
	p := &passage{job: j, w: w}
	if j.Whole || j.SuspectWhole || !j.Statuses.All() {
		p.cleaned.held = &hold{}
		w = p.cleaned.held
	}
	p.cleaned.printer = d.open(w)
	if d.meter != nil {
		p.cleaned.recorder = ledger.NewRecorder(p.cleaned.printer, d.source, d.meter)
	}
	if !j.SuspectWhole {
		p.book.Open(j.watched(p.noted(d, p.cleaned.writer()), d))
		return p
	}
	p.whole = &track{held: &hold{}}
	p.whole.printer = d.open(p.whole.held)
	if d.meter != nil {
		p.whole.recorder = p.cleaned.recorder.Twin(p.whole.printer)
	}
	p.book.Open(j.watched(p.noted(d, &both{p.cleaned.writer(), p.whole.writer()}), d))
	return p
}

// watched returns w, or a writer that shows the windows to who watches before they go to w.
func (j *Job) watched(w cleaner.Writer, d *document) cleaner.Writer {
	if j.Watch == nil {
		return w
	}
	return &watched{j.Watch(Watched{Name: d.name, Line: d.line, Kind: d.source.Kind}), w}
}

// watched shows windows to one writer before they go on to the next.
type watched struct{ watch, next cleaner.Writer }

// Write implements cleaner.Writer.
func (t *watched) Write(w *cleaner.Window) error {
	if err := t.watch.Write(w); err != nil {
		return err
	}
	return t.next.Write(w)
}

// both passes windows on to one writer, and without their cuts to another one.
type both struct{ cleaned, whole cleaner.Writer }

// Write implements cleaner.Writer.
func (b *both) Write(w *cleaner.Window) error {
	if err := b.cleaned.Write(w); err != nil {
		return err
	}
	all := *w
	all.Cuts = nil
	return b.whole.Write(&all)
}

// release lets go of what was held.
func (p *passage) release() {
	for _, t := range []*track{&p.cleaned, p.whole} {
		if t != nil && t.held != nil {
			t.held.release()
		}
	}
}

// finish ends the document, of which the cleaner says result and failure.
func (p *passage) finish(name string, result cleaner.Result, failure error) (done, error) {
	defer p.release()
	d := done{account: p.book.Close(result)}
	t, other := &p.cleaned, p.whole
	if failure == nil && p.whole != nil && d.account.Status == account.Suspect {
		t, other = p.whole, &p.cleaned
		d.whole = true
		d.account.Keep()
	}
	if other != nil && other.recorder != nil {
		other.recorder.Release()
	}
	d.filtered = failure == nil && !p.job.Statuses.Takes(d.account.Status)
	err := t.printer.Close(&d.account, failure != nil)
	if err == nil && t.held != nil && failure == nil && !d.filtered {
		err = t.held.copyTo(p.w)
	}
	if failure != nil {
		err = failure
	}
	d.change = p.change(&d)
	if t.recorder == nil {
		return d, err
	}
	section, ledgerErr := t.recorder.Close(name, &d.account, d.filtered, err)
	if ledgerErr != nil {
		return d, &LedgerError{ledgerErr}
	}
	d.section = section
	return d, err
}
