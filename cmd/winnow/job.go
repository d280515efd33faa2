package main

import (
	"fmt"
	"sync"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/cleaner/job"
)

// jobFlags are what every command that cleans files lets the user say of how.
type jobFlags struct {
	selection selection
	input     inputFlags
	statuses  statusFlags
	format    string
	title     bool
	records   recordFlags
}

func (o *jobFlags) register(cmd *cobra.Command) {
	o.selection.register(cmd)
	o.input.register(cmd)
	o.records.register(cmd)
	o.statuses.register(cmd)
	f := cmd.Flags()
	f.StringVarP(&o.format, "format", "f", "text", "write `text`, markdown or json (one object a file, with what a page says of itself)")
	f.BoolVar(&o.title, "with-title", false, "put a page's title over its text")
	var formats []string
	for _, f := range job.Formats() {
		formats = append(formats, string(f))
	}
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

// job returns what the flags say, or what is wrong with them.
func (o *jobFlags) job() (*job.Job, error) {
	engine, err := o.selection.engine()
	if err != nil {
		return nil, err
	}
	return o.jobOf(engine)
}

// jobOf returns what the flags say, with another choice of rules.
func (o *jobFlags) jobOf(engine *cleaner.Cleaner) (*job.Job, error) {
	in := o.input
	recordOptions, err := o.records.options(&in)
	if err != nil {
		return nil, err
	}
	options, err := in.options()
	if err != nil {
		return nil, err
	}
	format, err := job.ParseFormat(o.format)
	if err != nil {
		return nil, fmt.Errorf("--format: %w", err)
	}
	work := &job.Job{Cleaner: engine, Input: options, Format: format, Title: o.title, Records: recordOptions}
	work.Program = sync.OnceValue(o.selection.program)
	if err := o.statuses.apply(work); err != nil {
		return nil, err
	}
	return work, nil
}
