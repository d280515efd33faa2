package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"winnow/cleaner/compress"
	"winnow/cleaner/job"
)

// cleanOptions are the flags of the root command.
type cleanOptions struct {
	jobFlags
	output string
	jobs   int
	ledger ledgerFlag
}

func (o *cleanOptions) register(cmd *cobra.Command) {
	o.jobFlags.register(cmd)
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, which appears only when it is complete; compressed if its name ends in .gz or .zst")
	cmd.Flags().IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "clean `N` records of a file at a time")
	o.ledger.register(cmd)
}

// runClean cleans files one after the other. A file that fails is named, and the others go on.
func runClean(cmd *cobra.Command, s streams, o *cleanOptions, files []string) error {
	work, err := o.prepare(cmd, files)
	if err != nil {
		return usageError(cmd, err)
	}
	bad, err := o.records.openErrors(s.err)
	if err != nil {
		return err
	}
	defer bad.close()
	work.Bad = bad.add
	out, err := openOutput(o.output, s.out)
	if err != nil {
		return err
	}
	defer out.discard()
	packed, err := compress.Create(out, compress.FormatOf(o.output))
	if err != nil {
		return err
	}
	book, err := o.ledger.open(work, o.output)
	if err != nil {
		return err
	}
	defer book.discard()
	lines := &lineEnder{w: packed}
	err = eachInput(s, files, func(name string, r io.Reader) error {
		lines.separate()
		outcome, err := work.File(lines, r, name)
		lines.note(err)
		if err == nil && outcome.Why != "" {
			report(s.err, fmt.Errorf("%s: the page has no text: %s", name, outcome.Why))
		}
		if err == nil {
			err = bad.failure(outcome)
		}
		return err
	}, lines.failed)
	if err != nil && err != errReported {
		return err
	}
	if closeErr := packed.Close(); closeErr != nil {
		return closeErr
	}
	if closeErr := out.commit(); closeErr != nil {
		return closeErr
	}
	if closeErr := book.commit(); closeErr != nil {
		return closeErr
	}
	return err
}

// lineEnder keeps the texts of two files from running together on one line, and remembers an error of the
// output or of the ledger, after which going on makes no sense.
type lineEnder struct {
	w    io.Writer
	last byte
	next bool // what comes next is of another file
	err  error
}

func (l *lineEnder) Write(p []byte) (int, error) {
	if l.next && len(p) > 0 {
		l.next = false
		if l.last != 0 && l.last != '\n' {
			if _, err := l.w.Write([]byte{'\n'}); err != nil {
				l.err = err
				return 0, err
			}
		}
	}
	n, err := l.w.Write(p)
	if n > 0 {
		l.last = p[n-1]
	}
	if err != nil {
		l.err = err
	}
	return n, err
}

// separate says that what comes next is of another file. Should something come, a line that is open ends.
func (l *lineEnder) separate() { l.next = true }

// note remembers an error of the ledger.
func (l *lineEnder) note(err error) {
	var failed *job.LedgerError
	if errors.As(err, &failed) {
		l.err = err
	}
}

func (l *lineEnder) failed() error { return l.err }
