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
	modes  modeFlags
}

func (o *cleanOptions) register(cmd *cobra.Command) {
	o.jobFlags.register(cmd)
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, which appears only when it is complete; compressed if its name ends in .gz or .zst")
	cmd.Flags().IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "clean `N` records of a file at a time, and with --list, --diff and --write N files")
	o.ledger.register(cmd)
	o.modes.register(cmd)
}

// runClean cleans files one after the other. A file that fails is named, and the others go on.
func runClean(cmd *cobra.Command, s streams, o *cleanOptions, files []string) error {
	if err := o.checkModes(files); err != nil {
		return usageError(cmd, err)
	}
	work, err := o.prepare(cmd, files)
	if err != nil {
		return usageError(cmd, err)
	}
	run := &cleanRun{streams: s, work: work}
	if run.bad, err = o.records.openErrors(s.err, false); err != nil {
		return err
	}
	defer run.bad.close()
	work.Bad = run.bad.add
	if o.modes.any() {
		return (&modeRun{streams: s, o: o, work: work, bad: run.bad, ctx: cmd.Context()}).run(files)
	}
	if run.out, err = openOutput(o.output, s.out); err != nil {
		return err
	}
	defer run.discard()
	if run.packed, err = compress.Create(run.out, compress.FormatOf(o.output)); err != nil {
		return err
	}
	if run.book, err = o.ledger.open(work, o.output); err != nil {
		return err
	}
	if run.out.temp == nil && run.book.file == nil {
		return run.clean(files)
	}
	return undoable(cmd.Context(), func() error { return run.clean(files) }, run.discard)
}

// cleanRun is one run of the root command.
type cleanRun struct {
	streams
	work   *job.Job
	out    *output
	packed io.WriteCloser // compresses to out, as its name says
	book   *ledgerFile
	bad    *errorLog
}

// discard removes what was not committed.
func (r *cleanRun) discard() {
	r.out.discard()
	if r.book != nil {
		r.book.discard()
	}
}

// clean cleans files, and lets the output and the ledger appear.
func (r *cleanRun) clean(files []string) error {
	lines := &lineEnder{w: r.packed}
	err := eachInput(r.streams, files, func(name string, in io.Reader) error {
		lines.separate()
		outcome, err := r.work.File(lines, in, name)
		lines.note(err)
		if err == nil && outcome.Why != "" {
			report(r.err, fmt.Errorf("%s: the page has no text: %s", name, outcome.Why))
		}
		if err == nil {
			err = r.bad.failure(outcome)
		}
		return err
	}, lines.failed)
	if err != nil && err != errReported {
		return err
	}
	for _, end := range []func() error{r.packed.Close, r.out.commit, r.book.commit} {
		if endErr := end(); endErr != nil {
			return endErr
		}
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
