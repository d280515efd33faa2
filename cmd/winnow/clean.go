package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"winnow/cleaner/job"
)

// cleanOptions are the flags of the root command.
type cleanOptions struct {
	jobFlags
	output string
}

func (o *cleanOptions) register(cmd *cobra.Command) {
	o.jobFlags.register(cmd)
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, which appears only when it is complete")
}

// runClean cleans files one after the other. A file that fails is named, and the others go on.
func runClean(cmd *cobra.Command, s streams, o *cleanOptions, files []string) error {
	work, err := o.job()
	if err != nil {
		return usageError(cmd, err)
	}
	out, err := openOutput(o.output, s.out)
	if err != nil {
		return err
	}
	defer out.discard()
	if out.temp == nil {
		return cleanTo(out, s, work, files)
	}
	return undoable(cmd.Context(), func() error { return cleanTo(out, s, work, files) }, out.discard)
}

// cleanTo cleans files to out.
func cleanTo(out *output, s streams, work *job.Job, files []string) error {
	lines := &lineEnder{w: out}
	err := eachInput(s, files, func(name string, r io.Reader) error {
		if err := lines.separate(); err != nil {
			return err
		}
		outcome, err := work.File(lines, r, name)
		if err == nil && outcome.Why != "" {
			report(s.err, fmt.Errorf("%s: the page has no text: %s", name, outcome.Why))
		}
		return err
	}, lines.failed)
	if err != nil && err != errReported {
		return err
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
