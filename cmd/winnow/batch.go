package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"winnow/cleaner/batch"
)

func newBatch(s streams) *cobra.Command {
	var o batchOptions
	cmd := &cobra.Command{
		Use:   "batch SRC... --out DIR",
		Short: "Clean whole folders, several files at a time, with a journal to resume from",
		Long: `batch cleans files into a folder of their own, or in place. SRC are folders, which are searched, files, and globs for shells
that expand none ('raw/**/*.html'). Under DIR files have the names that they have in the folder that was named; those
that were named themselves have the path they were named by; --base makes all relative to one folder. A page becomes
.txt, .md or .json, as --format says; other texts keep their extension where the format is text. Two sources that would
become one file are an error, before anything is written.

An output appears in its place when it is complete, and a journal in DIR knows what is done. After a kill or a crash
--resume does what is left: it passes over a file if its bytes, the rules, the options and its output are those of the
journal. The same bytes come out for every -j, and of a resumed run too.

In folders, names that begin with a dot and links to folders are passed over without --hidden and --follow; pipes,
sockets and devices always. --ignore and --include are globs: * ? [a-z] [!a-z] in a name, ** for any folders; without a slash they are
about names at any depth, with one about paths, and with one at the end about folders.

Files of records (JSONL, CSV, TSV, WARC) stay files of records: WARC becomes .jsonl. With --ledger the ledger of each file follows that
of the one before. What was compressed is compressed again.

A file that fails is named on standard error, and the others are still cleaned. Exit status: 0 when all went well, 2 when
a file failed or the run could not go on, 130 when it was interrupted. The first interrupt drops the files in hand and
writes the journal; a second one stops at once.`,
		Example: `  winnow batch raw --out clean                     every file in raw and below it
  winnow batch raw --out clean --resume            what is left of it
  winnow batch raw --out clean --ignore '*.png' --ignore drafts/
  find raw -name '*.html' -print0 | winnow batch --files-from - -0 --base raw --out clean
  winnow batch texts --in-place --backup .orig     replaces the files`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			return runBatch(cmd, s, &o, paths)
		},
	}
	o.register(cmd)
	return cmd
}

// runBatch cleans the files that paths name.
func runBatch(cmd *cobra.Command, s streams, o *batchOptions, paths []string) error {
	sources, options, err := o.parse(cmd, paths, s)
	if err != nil {
		return usageError(cmd, err)
	}
	spreadMemory(o.jobs)
	runtime.GOMAXPROCS(min(runtime.GOMAXPROCS(0), o.jobs)) // as many cores as files at a time
	ctx, stop := interruptible(cmd.Context())
	defer stop()
	plan, err := sources.Plan(ctx)
	if err != nil {
		return o.ending(ctx, err)
	}
	if err := o.checkGoals(plan); err != nil {
		return err
	}
	r := &batchRun{streams: s, o: o, plan: plan, options: options}
	if o.dryRun {
		return o.ending(ctx, r.preview(ctx))
	}
	if r.bad, err = o.records.openErrors(s.err, o.resume); err != nil {
		return err
	}
	defer r.bad.close()
	r.options.Clean = o.cleaning(r.bad, len(plan.Items))
	return o.ending(ctx, r.run(ctx))
}

// ending returns the error of a run in the user's words.
func (o *batchOptions) ending(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		if o.dryRun || o.inPlace && o.journal == "" {
			return errInterrupted
		}
		return fmt.Errorf("%w: use --resume to go on", errInterrupted)
	}
	return err
}

// batchRun is one run of batch.
type batchRun struct {
	streams
	o       *batchOptions
	plan    *batch.Plan
	options batch.Options
	report  *batch.Report // or nil
	shown   *batchProgress
	bad     *errorLog
}

// run cleans the files, shows how far it is, and sums up.
func (r *batchRun) run(ctx context.Context) error {
	if r.o.report != "" {
		r.report = batch.NewReport(r.o.spoolFolder())
		program := r.o.work.Program()
		r.report.Program = &program
		defer r.report.Close()
	}
	r.options.Progress = &batch.Progress{}
	r.shown = newBatchProgress(r.err, r.o.quiet, r.plan, r.options.Progress)
	r.options.Done = r.done
	r.namePlan()
	r.shown.start()
	summary, err := batch.Run(ctx, r.plan, r.options)
	r.shown.stop()
	if summary == nil {
		return err
	}
	if !r.o.quiet {
		printSummary(r.err, summary)
	}
	if reportErr := r.writeReport(summary); reportErr != nil {
		err = errors.Join(err, fmt.Errorf("--report: %w", reportErr))
	}
	if err == nil && (summary.Failed > 0 || summary.Bad > 0) {
		err = errReported
	}
	return err
}

// namePlan names what the search for files met and could not take.
func (r *batchRun) namePlan() {
	for _, n := range r.plan.Notices {
		report(r.err, fmt.Errorf("%s: %s", batch.Quote(n.Source), n.Why))
	}
	for _, p := range r.plan.Problems {
		err := inputError(batch.Quote(p.Source), p.Err)
		report(r.err, err)
		if r.report != nil {
			r.report.AddProblem(p.Source, strings.TrimPrefix(err.Error(), batch.Quote(p.Source)+": "))
		}
	}
}

// done says what became of a file.
func (r *batchRun) done(result *batch.Result) {
	name, message := batch.Quote(result.Source), ""
	switch {
	case result.Err != nil:
		err := inputError(name, result.Err)
		message = strings.TrimPrefix(err.Error(), name+": ")
		r.shown.say(err)
	case result.Outcome.Bad > 0:
		err := inputError(name, r.bad.failure(result.Outcome))
		message = strings.TrimPrefix(err.Error(), name+": ")
		r.shown.say(err)
	case result.Outcome.Why != "" && !result.Before:
		r.shown.say(fmt.Errorf("%s: the page has no text: %s", name, result.Outcome.Why))
	}
	if r.report != nil {
		r.report.Add(result, message)
	}
}

func (r *batchRun) writeReport(summary *batch.Summary) error {
	if r.report == nil {
		return nil
	}
	out, err := openOutput(r.o.report, r.out)
	if err != nil {
		return err
	}
	defer out.discard()
	if err := r.report.Write(out, r.plan, summary); err != nil {
		return err
	}
	return out.commit()
}

// preview prints what would be done.
func (r *batchRun) preview(ctx context.Context) error {
	out, err := openOutput("", r.out)
	if err != nil {
		return err
	}
	r.namePlan()
	failed := len(r.plan.Problems) > 0
	err = batch.Preview(ctx, r.plan, r.options, func(result *batch.Result) error {
		source, err := batch.Quote(result.Source), error(nil)
		switch {
		case result.Err != nil:
			report(r.err, inputError(source, result.Err))
			failed = true
		case result.Before:
			_, err = fmt.Fprintf(out, "%s is done\n", source)
		default:
			_, err = fmt.Fprintf(out, "%s -> %s\n", source, batch.Quote(result.Goal))
		}
		return err
	})
	if err == nil {
		err = out.commit()
	}
	if err == nil && failed {
		err = errReported
	}
	return err
}
