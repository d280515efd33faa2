// Package batch cleans many files: it finds them, has several cleaned at a time, and puts what comes out of each in its
// place whole or not at all, in an order that does not depend on how many are cleaned at a time. A journal says what is
// done, so that a run that was killed can be resumed. The package knows no rule: a Func cleans a file.
package batch

import (
	"context"
	"io"
	"sync/atomic"
	"time"

	"winnow/cleaner/account"
	"winnow/cleaner/job"
)

// Func cleans what r gives, of the file called name, to w. What it writes to ledger is the file's section of the ledger.
// It must be safe for use by several goroutines, and give the same bytes for the same file every time.
type Func func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error)

// Options say how files are cleaned.
type Options struct {
	Clean       Func
	Fingerprint string // changes whenever Clean would give other bytes

	Out     string // the output folder; empty: files are cleaned in place
	Backup  string // in place: what is behind the name of a copy of the file as it was; empty: no copy
	Journal string // the journal's path; empty: JournalName in the output folder, and in place none
	// Ledger is the path of a file of the sections that Clean wrote, one behind the other in the order of the goals. It is in
	// good order when Run has come to its end. Empty: there is none.
	Ledger string

	Resume   bool // what is done is not done again
	Force    bool // everything is done again, and what is in the way is replaced
	FailFast bool // the first failure ends the run
	Workers  int  // how many files are cleaned at a time, at least 1

	// Done is called for each file, in the order of the plan, by one goroutine. Nil stands for nothing.
	Done func(*Result)
	// Progress is kept up to date. Nil stands for nobody who looks.
	Progress *Progress

	// For tests: a function that is called where a run may be killed, and how many files are committed together.
	hook  func(point string)
	group int
}

// Result is what became of a file.
type Result struct {
	Source  string
	Goal    string // the path of what it became
	Outcome job.Outcome
	Read    int64 // bytes of the file
	Written int64 // bytes of what it became
	Before  bool  // it was done by an earlier run
	Err     error // why it failed, or nil
}

// Progress says how far a run is. Its fields may be read at any time.
type Progress struct {
	Files atomic.Int64 // done or failed
	Bytes atomic.Int64 // read
}

// Summary says what a run did, and what runs before it had done.
type Summary struct {
	Files     int // that are done
	Before    int // of these, by earlier runs
	Failed    int // files and folders
	Left      int // files that were not tried, since the run ended before
	Notices   int // paths that were passed over
	Read      int64
	Written   int64
	Documents int
	Bad       int                    // records that could not be cleaned
	Filtered  int                    // documents of which nothing was written, for their status
	Statuses  map[account.Status]int // files by status
	Account   account.Account        // of all documents; it has no status
	Again     int                    // files that were done again since rules or options have changed
	Elapsed   time.Duration
	NowRead   int64 // bytes of files read in this run
}

// add adds a file.
func (s *Summary) add(r *Result) {
	if r.Err != nil {
		s.Failed++
		return
	}
	s.Files++
	if r.Before {
		s.Before++
	}
	s.Read += r.Read
	s.Written += r.Written
	s.Documents += r.Outcome.Documents
	s.Bad += r.Outcome.Bad
	s.Filtered += r.Outcome.Filtered
	if r.Outcome.Status != "" {
		s.Statuses[r.Outcome.Status]++
	}
	s.Account.Add(r.Outcome.Account)
}

// Run does what the plan says. A file that fails is a Result and no error: an error is what ended the run, and comes with
// a summary if work had begun. When ctx is done, what is not finished is dropped, and Run returns the context's error.
func Run(ctx context.Context, plan *Plan, o Options) (*Summary, error) {
	r := &run{Options: o, plan: plan}
	if err := r.open(); err != nil {
		r.close()
		return nil, err
	}
	start := time.Now()
	r.summary = Summary{Statuses: map[account.Status]int{}, Failed: len(plan.Problems), Notices: len(plan.Notices)}
	err := r.work(ctx)
	if closeErr := r.finish(err == nil); err == nil {
		err = closeErr
	}
	r.summary.Left = len(plan.Items) - r.settled
	r.summary.Again = int(r.again.Load())
	r.summary.NowRead = r.Progress.Bytes.Load()
	r.summary.Elapsed = time.Since(start)
	return &r.summary, err
}
