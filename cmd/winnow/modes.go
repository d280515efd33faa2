package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"winnow/cleaner/batch"
	"winnow/cleaner/compress"
	"winnow/cleaner/explain"
	"winnow/cleaner/job"
	"winnow/cleaner/unified"
)

// modeFlags let the root command say what it would do to files, or do it to them, as gofmt does.
type modeFlags struct {
	list, diff, write, exitCode bool
}

func (o *modeFlags) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVarP(&o.list, "list", "l", false, "list the files of which something would go, and print no text")
	f.BoolVarP(&o.diff, "diff", "d", false, "show what would go as a diff, with the rules behind it, and print no text")
	f.BoolVarP(&o.write, "write", "w", false, "replace the files by what is left of them, and print no text")
	f.BoolVar(&o.exitCode, "exit-code", false, "with --list, --diff or --write: exit with 1 when something goes")
}

// any reports that files are to be dealt with in a mode of these.
func (o *modeFlags) any() bool { return o.list || o.diff || o.write }

// checkModes reports flags that do not go together.
func (o *cleanOptions) checkModes(files []string) error {
	m := &o.modes
	filtered := len(o.statuses.only)+len(o.statuses.skip) > 0
	for _, wrong := range []struct {
		is  bool
		why string
	}{
		{m.exitCode && !m.any(), "--exit-code goes with --list, --diff or --write"},
		{m.any() && o.output != "", "--output is for the text, which --list, --diff and --write do not print"},
		{m.any() && o.format != string(job.Text), "--format " + o.format + " is for what is printed: --list, --diff and --write are about the text"},
		{m.any() && o.ledger.path != "", "--ledger does not go with --list, --diff and --write: 'winnow batch --in-place' writes one"},
		{m.write && filtered, "--only-status and --skip-status do not go with --write, which would empty the files that they leave out"},
		{m.write && (len(files) == 0 || slices.Contains(files, "-")), "--write: standard input is no file: name the files"},
	} {
		if wrong.is {
			return errors.New(wrong.why)
		}
	}
	return nil
}

// modeRun is one run of the root command in its modes.
type modeRun struct {
	streams
	o     *cleanOptions
	work  *job.Job
	bad   *errorLog
	ctx   context.Context
	style unified.Style
	plain bool // names are shown as they are, for programs
}

// run lists, shows or writes what cleaning the files changes.
func (r *modeRun) run(files []string) error {
	ctx, stop := interruptible(r.ctx)
	defer stop()
	r.ctx = ctx
	if terminal, ok := r.out.(*os.File); ok && term.IsTerminal(int(terminal.Fd())) {
		r.style = unified.Style{Color: colored(r.out), Line: explain.Visible}
	} else {
		r.plain = true
	}
	items, failed, err := r.plan(files)
	if err != nil {
		return endedBy(r.ctx, err)
	}
	if len(items) > 1 {
		spreadMemory(r.o.jobs)
		r.work.Workers = max(1, r.o.jobs/len(items))
	}
	changed := false
	err = ordered(ctx, len(items), r.o.jobs, func(i int) modeResult { return r.file(&items[i]) }, func(i int, result modeResult) error {
		changed = changed || result.changed
		failed = failed || result.err != nil
		return r.tell(items[i].name, &result)
	})
	switch {
	case err != nil:
		return endedBy(r.ctx, err)
	case failed:
		return errReported
	case changed && r.o.modes.exitCode:
		return errDiffers
	}
	return nil
}

// modeItem is a file to be looked at.
type modeItem struct {
	name string // as it is shown; "-" for standard input
	goal string // its path without links
}

// plan finds the files, those in folders too. It names what cannot be read.
func (r *modeRun) plan(files []string) (items []modeItem, failed bool, err error) {
	standard := len(files) == 0 || slices.Contains(files, "-")
	if standard {
		files = slices.DeleteFunc(slices.Clone(files), func(name string) bool { return name == "-" })
	}
	plan, err := new(sourceFlags).plan(r.ctx, files)
	if err != nil {
		return nil, false, err
	}
	failed = reportPlan(r.err, plan)
	for i := range plan.Items {
		items = append(items, modeItem{plan.Items[i].Source(), plan.Items[i].Goal.Name})
	}
	if standard {
		items = append(items, modeItem{name: "-"})
	}
	return items, failed, nil
}

// modeResult is what became of a file.
type modeResult struct {
	changed bool
	diff    bytes.Buffer
	why     string // the page has no text
	err     error
}

// tell says what became of a file.
func (r *modeRun) tell(name string, result *modeResult) error {
	if errors.Is(result.err, context.Canceled) {
		return result.err
	}
	shown := name
	if name == "-" {
		shown = "standard input"
	}
	if result.changed && r.o.modes.list {
		line := shown
		if !r.plain {
			line = batch.Quote(line)
		}
		if _, err := fmt.Fprintln(r.out, line); err != nil {
			return err
		}
	}
	if _, err := result.diff.WriteTo(r.out); err != nil {
		return err
	}
	if result.why != "" {
		report(r.err, fmt.Errorf("%s: the page has no text: %s", batch.Quote(shown), result.why))
	}
	if result.err != nil {
		report(r.err, inputError(batch.Quote(shown), result.err))
	}
	return nil
}

// file cleans a file, and writes it if it is to be written.
func (r *modeRun) file(item *modeItem) (result modeResult) {
	if item.name == "-" {
		return r.standardInput()
	}
	f, err := os.Open(item.goal)
	if err != nil {
		result.err = err
		return result
	}
	defer f.Close()
	var head [compress.HeadBytes]byte
	n, err := f.ReadAt(head[:], 0)
	if err != nil && err != io.EOF {
		result.err = err
		return result
	}
	format := compress.Detect(head[:n])
	if r.o.modes.write {
		result.err = r.replace(&result, f, item, format)
	} else {
		result.err = r.clean(&result, io.Discard, f, item.name, format)
	}
	return result
}

// standardInput cleans standard input. What never comes holds up no interrupt.
func (r *modeRun) standardInput() modeResult {
	done := make(chan modeResult, 1)
	go func() {
		var result modeResult
		result.err = r.clean(&result, io.Discard, r.in, "standard input", compress.None)
		done <- result
	}()
	select {
	case result := <-done:
		return result
	case <-r.ctx.Done():
		return modeResult{err: r.ctx.Err()}
	}
}

// clean cleans what in gives to w. format is what in is compressed in.
func (r *modeRun) clean(result *modeResult, w io.Writer, in io.Reader, name string, format compress.Format) error {
	work := *r.work
	if r.o.modes.diff {
		work.Changed = func(c *job.Change) error {
			shown := c.Name
			if c.Name == name && (!c.Own || format != compress.None) {
				shown += "#text" // which is no part of the file as it stands
			}
			if !r.plain || !c.Own {
				shown = batch.Quote(shown)
			}
			return unified.Write(&result.diff, shown+".orig", shown, c.Text, c.Cuts, r.style)
		}
	}
	outcome, err := work.File(w, &cancelable{r.ctx, in}, name)
	if err != nil {
		return err
	}
	result.changed, result.why = outcome.Changed > 0, outcome.Why
	if r.o.modes.write && result.changed {
		if why, ok := outcome.Replaceable(); !ok {
			return fmt.Errorf("%s: left as it is: use --output to have what is left in a file of its own", why)
		}
	}
	return r.bad.failure(outcome)
}

// replace cleans f, and lets what is left take its place if something goes.
func (r *modeRun) replace(result *modeResult, f *os.File, item *modeItem, format compress.Format) error {
	was, err := f.Stat()
	if err != nil {
		return err
	}
	out, err := openOutput(item.goal, io.Discard)
	if err != nil {
		return err
	}
	defer out.discard()
	target := format
	if format != compress.Gzip && format != compress.Zstd {
		target = compress.None
	}
	packed, err := compress.Create(out, target)
	if err != nil {
		return err
	}
	if err := r.clean(result, packed, f, filepath.ToSlash(item.name), format); err != nil || !result.changed {
		return err
	}
	switch {
	case target != format:
		return fmt.Errorf("is compressed by %s, which winnow only reads: use --output to have what is left in a file of its own", format)
	case was.Mode().Perm()&0o200 == 0:
		return errors.New("is write-protected, and left as it is")
	}
	if err := packed.Close(); err != nil {
		return err
	}
	f.Close() // which some systems ask for before another file takes its place
	now, err := os.Stat(item.goal)
	if err != nil {
		return err
	}
	if !os.SameFile(now, was) || now.Size() != was.Size() || !now.ModTime().Equal(was.ModTime()) {
		return errors.New("changed while it was read: run again when it is at rest")
	}
	return out.commit()
}
