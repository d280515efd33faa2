package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"winnow/cleaner/batch"
	"winnow/cleaner/build"
	"winnow/cleaner/compare"
	"winnow/cleaner/compress"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
)

// diffRun cleans files by two sets of rules and compares what goes.
type diffRun struct {
	streams
	o         *diffOptions
	ctx       context.Context
	sides     [2]*job.Job // the old rules, and the new ones
	collector *compare.Collector
}

// diffResult is what changes in a file.
type diffResult struct {
	collector *compare.Collector
	bad       []error // records that are bad
	err       error
}

// run compares the files that paths name. failed says that some of them failed, and were named.
func (r *diffRun) run(paths []string) (failed, err error) {
	ctx, stop := interruptible(r.ctx)
	defer stop()
	r.ctx = ctx
	plan, err := r.o.sources.plan(ctx, paths)
	if err != nil {
		return nil, endedBy(r.ctx, err)
	}
	if reportPlan(r.err, plan) {
		failed = errReported
	}
	spreadMemory(2 * r.o.jobs)
	for _, side := range r.sides {
		side.Workers = max(1, r.o.jobs/max(1, len(plan.Items)))
	}
	err = ordered(ctx, len(plan.Items), r.o.jobs, func(i int) diffResult { return r.file(plan.Items[i].Source()) },
		func(i int, result diffResult) error {
			name := batch.Quote(plan.Items[i].Source())
			for _, bad := range result.bad {
				report(r.err, fmt.Errorf("%s: %w", name, bad))
				failed = errReported
			}
			if result.err != nil {
				if errors.Is(result.err, context.Canceled) {
					return result.err
				}
				report(r.err, inputError(name, result.err))
				failed = errReported
			}
			r.collector.Merge(result.collector)
			return nil
		})
	return failed, endedBy(r.ctx, err)
}

// file compares a file: either side writes a ledger of it into a pipe, and both are read at the same time.
func (r *diffRun) file(path string) diffResult {
	result := diffResult{collector: compare.New(r.o.examples)}
	ctx, stop := context.WithCancel(r.ctx)
	defer stop()
	var pipes [2]*io.PipeReader
	var ended [2]chan error
	for i, side := range r.sides {
		work := *side
		if i == 1 { // what is wrong with a record is the same for both
			work.Bad = func(bad *job.BadRecord) error {
				result.bad = append(result.bad, bad.Error)
				return nil
			}
		}
		var w *io.PipeWriter
		pipes[i], w = io.Pipe()
		ended[i] = make(chan error, 1)
		go func() { ended[i] <- cleanToLedger(ctx, w, work, path) }()
	}
	compareErr := r.compare(result.collector, pipes)
	for i := range pipes {
		pipes[i].Close() // ends who still writes, of which there is no more to be read after an error
		if err := <-ended[i]; err != nil && result.err == nil && !errors.Is(err, io.ErrClosedPipe) {
			result.err = err
		}
	}
	if result.err == nil {
		result.err = compareErr
	}
	return result
}

// compare compares the ledgers that come out of two pipes.
func (r *diffRun) compare(collector *compare.Collector, pipes [2]*io.PipeReader) error {
	var readers [2]*ledger.Reader
	for i, pipe := range pipes {
		var err error
		if readers[i], err = ledger.NewReader(pipe); err != nil {
			return err
		}
		defer readers[i].Close()
	}
	return errors.Join(collector.Add(readers[0], readers[1]))
}

// cleanToLedger cleans the file at path, and writes nothing but its ledger. It closes w.
func cleanToLedger(ctx context.Context, w *io.PipeWriter, work job.Job, path string) error {
	err := func() error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		buffer := bufio.NewWriterSize(w, 16<<10) // as files are many, and most of them short
		book, err := ledger.NewWriter(buffer, compress.None, build.Info{})
		if err != nil {
			return err
		}
		work.Ledger = book
		_, err = work.File(io.Discard, &cancelable{ctx, f}, filepath.ToSlash(path))
		if flushErr := book.Flush(); err == nil {
			err = flushErr
		}
		if flushErr := buffer.Flush(); err == nil {
			err = flushErr
		}
		return err
	}()
	w.Close()
	return err
}
