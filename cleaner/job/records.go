package job

import (
	"context"
	"io"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"winnow/cleaner/account"
	"winnow/cleaner/ledger"
	"winnow/cleaner/records"
)

// BadRecord is a record that was not cleaned.
type BadRecord struct {
	*records.Error
	File string
	ID   string // where it is known
	URL  string // likewise
	Raw  []byte // the record, good until Job.Bad returns
	Part bool   // Raw is only its beginning
}

// The bounds of what is in hand at a time.
const (
	tasksPerWorker = 8
	bytesInHand    = 16 << 20 // of records; a larger one is in hand alone
	bytesKept      = 32 << 20 // of memory for the next records, by all tasks together
)

// task is a record on its way.
type task struct {
	record records.Record
	weight int64
	done   chan struct{} // filled once what follows is good
	pieces [][]byte      // what is written of the record
	made   []byte        // memory of what is new in them
	out    Outcome
	booked *ledger.Section // nil without a ledger
	change *Change         // nil where nothing changes, or nobody asks
	err    error           // of the file, behind its last record
}

// line takes the records of a file through workers: one goroutine reads them, several clean them, and one writes
// them in the order in which they stand in the file.
type line struct {
	job    *Job
	reader records.Reader
	name   string
	free   chan *task // tasks without a record
	work   chan *task // to be cleaned
	order  chan *task // to be written
	bytes  *semaphore.Weighted
}

// records cleans a file of records.
func (j *Job) records(w io.Writer, r io.Reader, name string, kind records.Kind) (Outcome, error) {
	options := j.Records
	options.Kind = kind
	reader, err := records.Open(r, options)
	if err != nil {
		return Outcome{}, err
	}
	workers := max(j.Workers, 1)
	tasks := tasksPerWorker * workers
	l := &line{
		job: j, reader: reader, name: name, bytes: semaphore.NewWeighted(bytesInHand),
		free: make(chan *task, tasks), work: make(chan *task, tasks), order: make(chan *task, tasks),
	}
	for range tasks {
		l.free <- &task{done: make(chan struct{}, 1)}
	}
	group, ctx := errgroup.WithContext(context.Background())
	group.Go(func() error { return l.read(ctx) })
	for range workers {
		group.Go(func() error { return l.clean() })
	}
	var out Outcome
	group.Go(func() error {
		var err error
		out, err = l.write(w)
		return err
	})
	err = group.Wait()
	out.Kind = kind
	return out, err
}

// read hands out the records. It ends early when ctx does.
func (l *line) read(ctx context.Context) error {
	defer close(l.work)
	defer close(l.order)
	for {
		var t *task
		select {
		case t = <-l.free:
		case <-ctx.Done():
			return nil
		}
		t.err = l.reader.Next(&t.record)
		t.weight = min(int64(len(t.record.Raw)), bytesInHand)
		if t.err == nil && l.bytes.Acquire(ctx, t.weight) != nil {
			return nil
		}
		l.order <- t
		if t.err != nil {
			t.done <- struct{}{}
			return nil
		}
		l.work <- t
	}
}

// clean cleans records until there are no more.
func (l *line) clean() error {
	w := &worker{job: l.job, name: l.name, reader: l.reader}
	for t := range l.work {
		w.clean(t)
		t.done <- struct{}{}
	}
	return nil
}

// write writes the records in their order, and says what became of them.
func (l *line) write(w io.Writer) (Outcome, error) {
	var out Outcome
	for t := range l.order {
		<-t.done
		if t.err == io.EOF {
			return out, nil
		}
		if t.err != nil {
			return out, t.err
		}
		if err := l.one(w, t); err != nil {
			return out, err
		}
		out.add(&t.out)
		l.bytes.Release(t.weight)
		t.release(bytesKept / cap(l.free))
		l.free <- t
	}
	return out, nil
}

// one writes one record.
func (l *line) one(w io.Writer, t *task) error {
	if rec := &t.record; rec.Bad != nil {
		t.out = Outcome{Bad: 1}
		if l.job.Bad == nil {
			return nil
		}
		return l.job.Bad(&BadRecord{Error: rec.Bad, File: l.name, ID: rec.ID, URL: rec.URL, Raw: rec.Raw, Part: rec.Part})
	}
	if err := l.job.book(t.booked); err != nil {
		return err
	}
	if err := l.job.tell(t.change); err != nil {
		return err
	}
	for _, piece := range t.pieces {
		if len(piece) == 0 {
			continue
		}
		if _, err := w.Write(piece); err != nil {
			return err
		}
	}
	return nil
}

// release lets go of the record, and of memory of which it took more than most bytes.
func (t *task) release(most int) {
	clear(t.pieces)
	t.pieces = t.pieces[:0]
	if cap(t.record.Raw)+cap(t.made) > most {
		t.record, t.made = records.Record{}, nil
	}
}

// add adds what became of a record to that of its file.
func (o *Outcome) add(b *Outcome) {
	o.Account.Add(b.Account)
	o.Documents += b.Documents
	o.Pages += b.Pages
	o.Bad += b.Bad
	o.Filtered += b.Filtered
	o.Changed += b.Changed
	o.Status = join(o.Status, b.Status)
}

// join returns the status of two documents together: what both are, or Clean.
func join(a, b account.Status) account.Status {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return account.Clean
}
