package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"unicode/utf8"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
)

// Meter passes an input on and takes its measure: its size and its hash.
type Meter struct {
	r    io.Reader
	hash hash.Hash
	size int64
}

// NewMeter returns a reader of r.
func NewMeter(r io.Reader) *Meter { return &Meter{r: r, hash: sha256.New()} }

// Read implements io.Reader.
func (m *Meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.hash.Write(p[:n])
	m.size += int64(n)
	return n, err
}

// Recorder is a writer that records a document on its way to another one.
type Recorder struct {
	next     cleaner.Writer
	source   *input.Input
	meter    *Meter
	document Document
	kept     hash.Hash
	entries  *spool // cuts and blocks
	patches  *patches
	line     []byte // memory for an entry
}

// patches are those of a document so far.
type patches struct {
	spool
	count int64
}

// NewRecorder returns a recorder of the document that source reads from meter. It passes what it gets on to next.
// The source must have been opened with input.Options.Invert for its text to be restored. Call Close at the end.
func NewRecorder(next cleaner.Writer, source *input.Input, meter *Meter) *Recorder {
	r := &Recorder{next: next, source: source, meter: meter, kept: sha256.New(), entries: &spool{}, patches: &patches{}}
	r.document.Input, r.document.Charset = source.Kind.String(), source.Charset
	return r
}

// Twin returns another recorder of the same document, for a writer that gets other cuts. One of the two is to be
// closed, the other one released.
func (r *Recorder) Twin(next cleaner.Writer) *Recorder {
	twin := NewRecorder(next, r.source, r.meter)
	twin.patches = r.patches
	return twin
}

// Write implements cleaner.Writer.
func (r *Recorder) Write(w *cleaner.Window) error {
	r.keep(w)
	if err := r.patch(); err != nil {
		return err
	}
	var err error
	if w.Doc.Page != nil {
		err = r.page(w)
	} else {
		err = r.cuts(w)
	}
	if err != nil {
		return err
	}
	return r.next.Write(w)
}

// keep takes the measure of what the window keeps.
func (r *Recorder) keep(w *cleaner.Window) {
	text := func(start, end int64) {
		r.kept.Write(w.Doc.Text[start-w.Doc.Offset : end-w.Doc.Offset])
		r.document.Kept += end - start
	}
	at := w.Start
	for i := range w.Cuts {
		text(at, w.Cuts[i].Start)
		at = w.Cuts[i].End
	}
	text(at, w.End)
	r.document.Text += w.End - w.Start
}

// patch records what the input's encoding makes necessary.
func (r *Recorder) patch() error {
	for _, p := range r.source.Patches() {
		r.patches.count++
		r.line = append(appendRange(r.line[:0], p.Offset, p.Length), `,"raw":`...)
		r.line = append(appendBase64(r.line, p.Raw), "}\n"...)
		if _, err := r.patches.Write(r.line); err != nil {
			return err
		}
	}
	return nil
}

// cuts records the cuts of a window of text.
func (r *Recorder) cuts(w *cleaner.Window) error {
	for i := range w.Cuts {
		if err := r.cut(w, &w.Cuts[i]); err != nil {
			return err
		}
	}
	return nil
}

// page records the cuts and the kept blocks of a window of a page, in the order of the text.
func (r *Recorder) page(w *cleaner.Window) error {
	cuts := w.Cuts
	for i := w.Doc.From; i < w.Doc.To; i++ {
		b := &w.Doc.Blocks[i]
		start, end := w.Doc.Offset+int64(b.Start), w.Doc.Offset+int64(b.End)
		for ; len(cuts) > 0 && cuts[0].End <= start; cuts = cuts[1:] {
			if err := r.cut(w, &cuts[0]); err != nil {
				return err
			}
		}
		if len(cuts) > 0 && cuts[0].Start <= start && cuts[0].End >= end {
			continue
		}
		spot := &w.Doc.Page.Spots[i]
		r.document.Blocks++
		r.line = append(appendSource(appendRange(r.line[:0], start, end-start), spot.Start, spot.End), "}\n"...)
		if _, err := r.entries.Write(r.line); err != nil {
			return err
		}
	}
	for i := range cuts {
		if err := r.cut(w, &cuts[i]); err != nil {
			return err
		}
	}
	return nil
}

// cut records a cut.
func (r *Recorder) cut(w *cleaner.Window, c *cleaner.Cut) error {
	r.document.Cuts++
	line := appendRange(r.line[:0], c.Start, c.End-c.Start)
	if page := w.Doc.Page; page != nil {
		// A cut that is only the white space before a kept block is no part of it.
		if b := &w.Doc.Blocks[c.Block]; c.End > w.Doc.Offset+int64(b.Start) && c.Start < w.Doc.Offset+int64(b.End) {
			line = appendSource(line, page.Spots[c.Block].Start, page.Spots[c.Block].End)
		}
	}
	line = appendRule(line, c.Rule)
	line = appendText(line, w.Doc.Text[c.Start-w.Doc.Offset:c.End-w.Doc.Offset])
	r.line = append(line, "}\n"...)
	_, err := r.entries.Write(r.line)
	return err
}

// Release lets go of a recorder that is not closed.
func (r *Recorder) Release() { r.entries.release() }

// Close returns what the ledger has of the document called name, of which a is the account. failure is what reading
// it ended with, or nil.
func (r *Recorder) Close(name string, a *account.Account, filtered bool, failure error) (*Section, error) {
	s := &Section{parts: []*spool{{}, r.entries, &r.patches.spool}, documents: 1}
	if err := r.patch(); err != nil {
		s.Release()
		return nil, err
	}
	d := &r.document
	d.Name = name
	if !utf8.ValidString(name) {
		d.Name, d.NameBase64 = "", []byte(name)
	}
	d.Status, d.Evidence, d.Filtered = string(a.Status), a.Evidence, filtered
	d.Size, d.SHA256 = r.meter.size, hex.EncodeToString(r.meter.hash.Sum(nil))
	d.KeptSHA256, d.Patches = hex.EncodeToString(r.kept.Sum(nil)), r.patches.count
	if failure != nil {
		d.Error = failure.Error()
	}
	encoder := json.NewEncoder(s.parts[0])
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(d); err != nil {
		s.Release()
		return nil, err
	}
	return s, nil
}
