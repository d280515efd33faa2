package main

import (
	"io"
	"sync"

	"winnow/cleaner/batch"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
)

// cleaning returns the function that cleans one of so many files, and that gives bad the records in it that are bad.
func (o *batchOptions) cleaning(bad *errorLog, files int) batch.Func {
	work := *o.work
	work.Bad = bad.add
	work.Workers = max(1, o.jobs/max(files, 1)) // of records, where there are fewer files than may be cleaned at a time
	if o.ledger.path == "" {
		return func(w, _ io.Writer, r io.Reader, name string) (job.Outcome, error) { return work.File(w, r, name) }
	}
	books := &books{format: compress.FormatOf(o.ledger.path), by: work.Program()}
	return func(w, section io.Writer, r io.Reader, name string) (job.Outcome, error) {
		book, err := books.open(section)
		if err != nil {
			return job.Outcome{}, &job.LedgerError{Err: err}
		}
		defer books.pool.Put(book)
		file := work
		file.Ledger = book
		outcome, err := file.File(w, r, name)
		if flushErr := book.Flush(); err == nil && flushErr != nil {
			err = &job.LedgerError{Err: flushErr}
		}
		return outcome, err
	}
}

// books are the ledgers of files that are cleaned side by side.
type books struct {
	format compress.Format
	by     build.Info
	pool   sync.Pool
}

// open returns a writer of a ledger to w.
func (b *books) open(w io.Writer) (*ledger.Writer, error) {
	if book, ok := b.pool.Get().(*ledger.Writer); ok {
		return book, book.Reset(w)
	}
	return ledger.NewWriter(w, b.format, b.by)
}
