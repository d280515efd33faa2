package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"winnow/cleaner/batch"
	"winnow/cleaner/compress"
)

// sourceFlags say which files of folders are meant, for commands that write none.
type sourceFlags struct{ ignore, include []string }

func (o *sourceFlags) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&o.ignore, "ignore", nil, "leave out files and folders that match `GLOB`; repeatable")
	f.StringArrayVar(&o.include, "include", nil, "leave out files that do not match `GLOB`, or one of them; repeatable")
}

// plan finds the files that paths name: files, those in folders, and globs.
func (o *sourceFlags) plan(ctx context.Context, paths []string) (*batch.Plan, error) {
	// A file is what it becomes, since nothing is written.
	sources := &batch.Sources{Paths: paths, InPlace: true, Goal: func(name string) batch.Goal {
		return batch.Goal{Name: name, Compression: compress.FormatOf(name)}
	}}
	var err error
	if sources.Ignore, err = parsePatterns("--ignore", o.ignore); err != nil {
		return nil, err
	}
	if sources.Include, err = parsePatterns("--include", o.include); err != nil {
		return nil, err
	}
	return sources.Plan(ctx)
}

// reportPlan names what was passed over and what cannot be read. It reports that there is some of the latter.
func reportPlan(w io.Writer, plan *batch.Plan) (failed bool) {
	for _, n := range plan.Notices {
		report(w, fmt.Errorf("%s: %s", batch.Quote(n.Source), n.Why))
	}
	for _, p := range plan.Problems {
		report(w, inputError(batch.Quote(p.Source), p.Err))
	}
	return len(plan.Problems) > 0
}
