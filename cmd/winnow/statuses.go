package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"winnow/cleaner/account"
	"winnow/cleaner/job"
)

// statusFlags let the user say what is done with documents by what became of them.
type statusFlags struct {
	only, skip []string
	onSuspect  string
}

func (o *statusFlags) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&o.only, "only-status", nil, "write only documents of these `statuses`: clean, unchanged, empty, teaser, suspect;\n"+
		"holds each document in memory up to its end")
	f.StringSliceVar(&o.skip, "skip-status", nil, "write no documents of these `statuses`; holds each document in memory likewise")
	f.StringVar(&o.onSuspect, "on-suspect", "clean", "what to do with documents of which suspiciously much goes: `clean` them or keep them whole,\n"+
		"which holds each document in memory up to its end")
	var names []string
	for _, s := range account.Statuses() {
		names = append(names, string(s))
	}
	for _, flag := range []string{"only-status", "skip-status"} {
		_ = cmd.RegisterFlagCompletionFunc(flag, completeList(names))
	}
	_ = cmd.RegisterFlagCompletionFunc("on-suspect", cobra.FixedCompletions([]string{"clean", "keep"}, cobra.ShellCompDirectiveNoFileComp))
}

// apply tells work what the flags say.
func (o *statusFlags) apply(work *job.Job) error {
	var err error
	if work.Statuses.Only, err = statuses(o.only); err != nil {
		return fmt.Errorf("--only-status: %w", err)
	}
	if work.Statuses.Skip, err = statuses(o.skip); err != nil {
		return fmt.Errorf("--skip-status: %w", err)
	}
	switch o.onSuspect {
	case "clean":
	case "keep":
		work.SuspectWhole = true
	default:
		return fmt.Errorf("--on-suspect: %q is neither clean nor keep", o.onSuspect)
	}
	return nil
}

// statuses returns the statuses with these names.
func statuses(names []string) ([]account.Status, error) {
	var list []account.Status
	for _, name := range names {
		s, err := account.ParseStatus(name)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}
