package job

import (
	"bytes"

	"winnow/cleaner"
	"winnow/cleaner/records"
)

// Change is what cleaning takes out of a document.
type Change struct {
	Name string        // the file's, or that of the record, as the ledger has it
	Own  bool          // Text is what the file holds, byte for byte, once it is decompressed: neither a page's text nor that of a record or of another encoding
	Text []byte        // all of the document, as UTF-8; of a page, the text it shows
	Cuts []cleaner.Cut // the ranges of Text that go, in order
}

// changes is a writer that remembers a document on its way to another one.
type changes struct {
	next   cleaner.Writer
	change Change
}

// Write implements cleaner.Writer.
func (c *changes) Write(w *cleaner.Window) error {
	c.change.Text = append(c.change.Text, w.Doc.Text[w.Start-w.Doc.Offset:w.End-w.Doc.Offset]...)
	c.change.Cuts = append(c.change.Cuts, w.Cuts...)
	return c.next.Write(w)
}

// noted returns next, or where somebody asks what changes a writer that notes it on the way there.
func (p *passage) noted(d *document, next cleaner.Writer) cleaner.Writer {
	if p.job.Changed == nil {
		return next
	}
	p.changes = &changes{next: next, change: Change{Name: d.name, Own: d.own}}
	return p.changes
}

// change returns what is to be said of the document, or nil.
func (p *passage) change(d *done) *Change {
	if p.changes == nil || d.whole || d.filtered || len(p.changes.change.Cuts) == 0 {
		return nil
	}
	return &p.changes.change
}

// tell says what changes in a document.
func (j *Job) tell(c *Change) error {
	if c == nil {
		return nil
	}
	return j.Changed(c)
}

// changed reports that a document that was cleaned is not written as it came in.
func (d *done) changed() bool { return !d.filtered && !d.whole && d.account.In != d.account.Out }

// changed reports that the record is not written as it came in. One from the web is written as another thing anyway: there it is
// its text that counts.
func (t *task) changed() bool {
	if t.record.Fetched {
		return t.out.In != t.out.Out
	}
	rest := t.record.Raw
	for _, piece := range t.pieces {
		if !bytes.HasPrefix(rest, piece) {
			return true
		}
		rest = rest[len(piece):]
	}
	return len(rest) > 0
}

// Replaceable reports that what is written of the file is of the same kind as the file, so that it can take its place: a text in
// UTF-8, or records in the form they came in. why says otherwise what it is.
func (o *Outcome) Replaceable() (why string, ok bool) {
	switch {
	case o.Pages > 0:
		return "is a page, of which only the text would be left", false
	case o.Kind == records.WARC:
		return "is a web archive, of which only JSONL would be left", false
	case o.Kind == records.None && o.Charset != "utf-8":
		return "is in " + o.Charset + ", and would be in UTF-8", false
	case o.Bad > 0:
		return "holds records that are bad, which would be lost", false
	}
	return "", true
}
