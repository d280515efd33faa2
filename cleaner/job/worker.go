package job

import (
	"bytes"
	"io"
	"strconv"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
	"winnow/cleaner/records"
	"winnow/cleaner/textreader"
)

// worker cleans one record after the other.
type worker struct {
	job    *Job
	name   string
	reader records.Reader
	text   textreader.Reader
	cuts   cuts
	page   bytes.Buffer
}

// clean makes the output of a record.
func (w *worker) clean(t *task) {
	rec := &t.record
	t.out, t.booked, t.change, t.pieces = Outcome{}, nil, nil, t.pieces[:0]
	err := w.record(t)
	switch {
	case rec.Bad != nil, rec.Skip, rec.Plain:
		return
	case err != nil:
		rec.Bad = &records.Error{Line: rec.Line, Offset: rec.Offset, Reason: err.Error()}
		t.pieces = t.pieces[:0]
		return
	}
	t.out.Changed = 0
	if t.out.Filtered == 0 && t.changed() {
		t.out.Changed = 1
	}
}

// record makes the output of a record, or says what is wrong with it.
func (w *worker) record(t *task) (err error) {
	defer recovered(&err)
	rec := &t.record
	if rec.Bad == nil && !rec.Plain && !rec.Skip {
		w.reader.Locate(rec)
	}
	switch {
	case rec.Bad != nil, rec.Skip:
		return nil
	case rec.Plain:
		t.pieces = append(t.pieces, rec.Raw)
		return nil
	case rec.Fetched:
		return w.fetched(t)
	case rec.Null:
		w.null(t)
		return nil
	case rec.Page:
		return w.ofPage(t)
	}
	return w.ofText(t)
}

// ofText cleans the text in a record.
func (w *worker) ofText(t *task) error {
	meter, text := w.open(t)
	w.text.Reset(text)
	w.text.Text = true // characters are characters here
	defer w.text.Reset(nil)
	w.cuts.list = w.cuts.list[:0]
	d := document{source: utf8Text, reader: cleaner.FromSite(&w.text, w.site(&t.record)), meter: meter, open: w.toCuts}
	if err := w.run(t, io.Discard, d); err != nil {
		return err
	}
	w.put(t)
	return nil
}

// utf8Text is what the text in a record is.
var utf8Text = &input.Input{Kind: input.Text, Charset: "utf-8"}

// site returns what the user, or else the record, says of where the record comes from.
func (w *worker) site(rec *records.Record) string {
	if w.job.Input.Site != "" {
		return w.job.Input.Site
	}
	return rec.URL
}

// open returns a reader of a record's document, and what takes its measure for the ledger.
func (w *worker) open(t *task) (*ledger.Meter, io.Reader) {
	text := t.record.Text()
	if meter := w.job.meter(text); meter != nil {
		return meter, meter
	}
	return nil, text
}

// run cleans the document of a record to out, and notes what became of it.
func (w *worker) run(t *task, out io.Writer, d document) error {
	d.name, d.line = w.title(&t.record), t.record.Line
	done, err := w.job.document(out, d)
	if err != nil {
		if done.section != nil {
			done.section.Release()
		}
		return err
	}
	t.out, t.booked, t.change = done.outcome(), done.section, done.change
	if done.whole {
		w.cuts.list = w.cuts.list[:0]
	}
	return nil
}

// title names a record in the ledger: by its file, and its identifier or its place.
func (w *worker) title(rec *records.Record) string {
	switch {
	case rec.ID != "":
		return w.name + "#" + rec.ID
	case rec.Line > 0:
		return w.name + ":" + strconv.FormatInt(rec.Line, 10)
	}
	return w.name + "@" + strconv.FormatInt(rec.Offset, 10)
}

// put makes the output of a record whose own text was cleaned, or that has none.
func (w *worker) put(t *task) {
	if t.out.Filtered > 0 {
		return
	}
	if w.job.Records.Annotate {
		t.made = w.cuts.annotation(t.made[:0], &t.out.Account)
		t.pieces = t.record.Annotate(t.pieces, t.made)
		return
	}
	w.cuts.ranges = w.cuts.ranges[:0]
	for i := range w.cuts.list {
		w.cuts.ranges = append(w.cuts.ranges, records.Cut{Start: w.cuts.list[i].Start, End: w.cuts.list[i].End})
	}
	t.pieces = t.record.Without(t.pieces, w.cuts.ranges)
}

// null makes the output of a record without a document.
func (w *worker) null(t *task) {
	w.cuts.list = w.cuts.list[:0]
	t.out = Outcome{Account: account.Account{Status: account.Empty}, Documents: 1}
	if !w.job.Statuses.Takes(account.Empty) {
		t.out.Filtered = 1
	}
	w.put(t)
}

// ofPage cleans the page in a record.
func (w *worker) ofPage(t *task) error {
	meter, text := w.open(t)
	// Its characters are known, whatever encoding it names.
	source, err := input.Open(text, w.job.options(input.Options{Kind: input.HTML, Charset: "utf-8", Site: w.site(&t.record)}))
	if err != nil {
		return err
	}
	d := document{source: source, reader: source, meter: meter, open: w.job.textPrinter}
	if w.job.Records.Annotate {
		w.cuts.list = w.cuts.list[:0]
		d.open = w.toCuts
	}
	w.page.Reset()
	if err := w.run(t, &w.page, d); err != nil {
		return err
	}
	switch {
	case w.job.Records.Annotate:
		w.put(t)
	case t.out.Filtered == 0:
		t.pieces = t.record.Replace(t.pieces, w.page.Bytes())
	}
	return nil
}

// fetched cleans a document that was fetched from the web.
func (w *worker) fetched(t *task) error {
	rec := &t.record
	options := w.job.options(rec.Input)
	options.Site = w.site(rec)
	if w.job.Input.Charset != "" {
		options.Charset = w.job.Input.Charset
	}
	var body io.Reader = bytes.NewReader(rec.Body)
	meter := w.job.meter(body)
	if meter != nil {
		body = meter
	}
	source, err := input.Open(body, options)
	if err != nil {
		return err
	}
	buffer := bytes.NewBuffer(t.made[:0])
	err = w.run(t, buffer, document{source: source, reader: source, meter: meter, open: func(out io.Writer) printer {
		object := w.job.object(source, w.name)
		object.Fetched(rec.ID, rec.URL, rec.Date)
		return &jsonPrinter{object, out}
	}})
	t.made = buffer.Bytes()
	t.pieces = append(t.pieces, t.made)
	return err
}

// toCuts returns a printer that keeps what is cut, where nothing is printed. Of the two for one document the first counts.
func (w *worker) toCuts(io.Writer) printer { return &w.cuts }

// cuts is a writer that keeps what is cut.
type cuts struct {
	list   []cleaner.Cut
	ranges []records.Cut
}

// Write implements cleaner.Writer.
func (c *cuts) Write(w *cleaner.Window) error {
	c.list = append(c.list, w.Cuts...)
	return nil
}

// Close implements printer.
func (c *cuts) Close(*account.Account, bool) error { return nil }

// annotation appends what is to be said of a document as a JSON object. README names the fields.
func (c *cuts) annotation(dst []byte, a *account.Account) []byte {
	dst = append(dst, `{"status":"`...)
	dst = append(append(dst, a.Status...), `","kept":`...)
	dst = strconv.AppendInt(dst, a.Out, 10)
	dst = strconv.AppendInt(append(dst, `,"dropped":`...), a.In-a.Out, 10)
	dst = append(dst, `,"cuts":[`...)
	for i := range c.list {
		cut := &c.list[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, `{"offset":`...), cut.Start, 10)
		dst = strconv.AppendInt(append(dst, `,"length":`...), cut.End-cut.Start, 10)
		dst = records.AppendString(append(dst, `,"rule":`...), []byte(cut.Rule.Name()))
		dst = records.AppendString(append(dst, `,"category":`...), []byte(cut.Rule.Category))
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}
