package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"winnow/cleaner/compress"
)

// cleanOptions are the flags of the root command.
type cleanOptions struct {
	jobFlags
	output string
	jobs   int
}

func (o *cleanOptions) register(cmd *cobra.Command) {
	o.jobFlags.register(cmd)
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, which appears only when it is complete; compressed if its name ends in .gz or .zst")
	cmd.Flags().IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "clean `N` records of a file at a time")
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
	lines := &lineEnder{w: packed}
	err = eachInput(s, files, func(name string, r io.Reader) error {
		if err := lines.separate(); err != nil {
			return err
		}
		outcome, err := work.File(lines, r, name)
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
	return err
}

// lineEnder keeps the texts of two files from running together on one line, and remembers an error of the
// output, after which going on makes no sense.
type lineEnder struct {
	w    io.Writer
	last byte
	err  error
}

func (l *lineEnder) Write(p []byte) (int, error) {
	n, err := l.w.Write(p)
	if n > 0 {
		l.last = p[n-1]
	}
	if err != nil {
		l.err = err
	}
	return n, err
}

// separate ends a line that the file before left open.
func (l *lineEnder) separate() error {
	if l.last == 0 || l.last == '\n' {
		return nil
	}
	_, err := l.Write([]byte{'\n'})
	return err
}

func (l *lineEnder) failed() error { return l.err }
