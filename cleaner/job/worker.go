package job

import (
	"bytes"
	"strconv"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
	"winnow/cleaner/record"
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
	t.out, t.pieces = Outcome{}, t.pieces[:0]
	if rec.Bad == nil && !rec.Plain && !rec.Skip {
		w.reader.Locate(rec)
	}
	var err error
	switch {
	case rec.Bad != nil, rec.Skip:
		return
	case rec.Plain:
		t.pieces = append(t.pieces, rec.Raw)
		return
	case rec.Fetched:
		err = w.fetched(t)
	case rec.Null:
		w.cuts.list = w.cuts.list[:0]
		t.out.Account = account.Account{Status: account.Empty}
		w.put(t)
	case rec.Page:
		err = w.ofPage(t)
	default:
		err = w.ofText(t)
	}
	t.out.Documents = 1
	if err != nil {
		rec.Bad = &records.Error{Line: rec.Line, Offset: rec.Offset, Reason: err.Error()}
		t.pieces = t.pieces[:0]
	}
}

// ofText cleans the text in a record.
func (w *worker) ofText(t *task) error {
	w.text.Reset(t.record.Text())
	w.text.Text = true // characters are characters here
	defer w.text.Reset(nil)
	w.cuts.list = w.cuts.list[:0]
	a, err := w.job.run(&w.cuts, &w.text)
	if err != nil {
		return err
	}
	t.out.Account = a
	w.put(t)
	return nil
}

// put makes the output of a record whose own text was cleaned, or that has none.
func (w *worker) put(t *task) {
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

// ofPage cleans the page in a record.
func (w *worker) ofPage(t *task) error {
	// Its characters are known, whatever encoding it names.
	options := w.job.options(input.Options{Kind: input.HTML, Charset: "utf-8"})
	source, err := input.Open(t.record.Text(), options)
	if err != nil {
		return err
	}
	if w.job.Records.Annotate {
		w.cuts.list = w.cuts.list[:0]
		t.out.Account, err = w.job.run(&w.cuts, source)
		w.put(t)
		return err
	}
	w.page.Reset()
	t.out.Account, err = w.job.text(&w.page, source)
	t.pieces = t.record.Replace(t.pieces, w.page.Bytes())
	return err
}

// fetched cleans a document that was fetched from the web.
func (w *worker) fetched(t *task) error {
	rec := &t.record
	options := w.job.options(rec.Input)
	if w.job.Input.Charset != "" {
		options.Charset = w.job.Input.Charset
	}
	source, err := input.Open(bytes.NewReader(rec.Body), options)
	if err != nil {
		return err
	}
	object := record.New(w.name, source)
	object.Fetched(rec.ID, rec.URL, rec.Date)
	buffer := bytes.NewBuffer(t.made[:0])
	t.out.Account, err = w.job.object(buffer, object, source)
	t.made = buffer.Bytes()
	t.pieces = append(t.pieces, t.made)
	return err
}

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
