package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/cleaner/compare"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
	"winnow/cmd/config"
	"winnow/rules"
)

// builtInRules is the side of diff that has no pack.
const builtInRules = "built-in"

// diffOptions are the flags of diff.
type diffOptions struct {
	jobFlags
	sources  sourceFlags
	jobs     int
	examples int
	asJSON   bool
	exitCode bool
}

func newDiff(s streams) *cobra.Command {
	o := diffOptions{jobFlags: jobFlags{format: string(job.Text), statuses: statusFlags{onSuspect: "clean"}}}
	cmd := &cobra.Command{
		Use:   "diff {--rules OLD --rules NEW SRC... | OLD.ledger NEW.ledger}",
		Short: "Show which lines a change of rules removes and adds, by rule",
		Long: `diff cleans files twice, with the packs of OLD and with those of NEW, and shows what changes between the two: lines that
are removed ("-"), by the rule of NEW that cuts them; lines that are added again ("+"), by the rule of OLD that cut them; and lines that
go by another rule than before ("="), which changes no text. OLD and NEW are packs, a FILE or a folder of them, or 'built-in' for
winnow's own rules alone. SRC are files, folders and globs. All other flags hold for both sides.

Of two ledgers, which two runs of 'winnow --ledger' or 'winnow batch --ledger' wrote of the same documents, it shows the same. So two
releases are compared, or two levels. Documents are told by their names; those that only one ledger has, or that were edited in between, are
counted and not compared.

Lines are counted where at least a part of them is concerned; empty lines are not. Exit status: 0 when all went well, 1 with
--exit-code when lines are removed or added, 2 for a wrong command line, when a file failed or when a ledger is damaged, 130 when it
was interrupted.`,
		Example: `  winnow diff --rules built-in --rules my-rules.toml raw     what a pack changes
  winnow diff --rules old.toml --rules my-rules.toml raw     what an edit of it changes
  winnow diff --exit-code --rules built-in --rules rules.d page.txt
  winnow diff old.ledger new.ledger                          what another release changes
  winnow diff --json old.ledger new.ledger | jq -r '.rules[] | [.old, .new, .lines] | @tsv'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDiff(cmd, s, &o, args)
		},
	}
	o.selection.register(cmd)
	o.input.register(cmd)
	o.records.registerFields(cmd)
	o.sources.register(cmd)
	f := cmd.Flags()
	f.Lookup("rules").Usage = "the packs of one side, a `FILE` or a folder, or built-in for none: first the old ones, then the new ones"
	config.Own(cmd, "rules") // those of two sides
	f.IntVarP(&o.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "clean `N` files at a time, each by both sides")
	f.IntVar(&o.examples, "examples", 3, "show `N` examples of what changes by each rule")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	f.BoolVar(&o.exitCode, "exit-code", false, "exit with 1 when lines are removed or added")
	return cmd
}

// runDiff compares two sets of rules, or two ledgers.
func runDiff(cmd *cobra.Command, s streams, o *diffOptions, args []string) error {
	if o.examples < 0 {
		return usageError(cmd, fmt.Errorf("--examples: %d is negative", o.examples))
	}
	if o.jobs < 1 {
		return usageError(cmd, fmt.Errorf("--jobs: %d is too few: use 1 or more", o.jobs))
	}
	collector := compare.New(o.examples)
	var failed error
	var err error
	if len(args) == 2 && (len(o.selection.packs) == 0 || isLedger(args[0]) && isLedger(args[1])) {
		failed = addLedgers(s, collector, args[0], args[1])
	} else {
		run := diffRun{streams: s, o: o, ctx: cmd.Context(), collector: collector}
		if run.sides, err = o.sides(); err == nil && len(args) == 0 {
			err = errors.New("name the files or folders to be cleaned, or two ledgers")
		}
		if err != nil {
			return usageError(cmd, err)
		}
		if failed, err = run.run(args); err != nil {
			return err
		}
	}
	result := collector.Result()
	if err := printDiff(s.out, result, o.asJSON); err != nil {
		return err
	}
	switch {
	case failed != nil:
		return failed
	case o.exitCode && result.Differs():
		return errDiffers
	}
	return nil
}

// sides returns the jobs of the old rules and of the new ones.
func (o *diffOptions) sides() (sides [2]*job.Job, err error) {
	packs := o.selection.packs
	if len(packs) != len(sides) {
		return sides, fmt.Errorf("--rules is given %d times: name the old packs, then the new ones, or '%s' for none", len(packs), builtInRules)
	}
	level, err := rules.ParseLevel(o.selection.level)
	if err != nil {
		return sides, fmt.Errorf("--level: %w", err)
	}
	var stages [len(sides)][]cleaner.Stage
	var both []cleaner.Stage // what one side knows may be named
	for i, pack := range packs {
		side := o.selection
		if side.packs = nil; pack != builtInRules && pack != "" {
			side.packs = []string{pack}
		}
		if stages[i], err = side.stages(); err != nil {
			return sides, err
		}
		both = append(both, stages[i]...)
	}
	if err := o.selection.check(both); err != nil {
		return sides, err
	}
	for i := range sides {
		if sides[i], err = o.jobOf(o.selection.engineOf(stages[i], level)); err != nil {
			return sides, err
		}
	}
	return sides, nil
}

// isLedger reports that a file begins as a ledger does.
func isLedger(path string) bool {
	f, err := ledgerSource(path)()
	if err != nil {
		return false
	}
	defer f.Close()
	r, err := ledger.NewReader(f)
	if err != nil {
		return false
	}
	r.Close()
	return true
}

// addLedgers compares two ledgers. What is wrong with one is named.
func addLedgers(s streams, collector *compare.Collector, paths ...string) error {
	var readers [2]*ledger.Reader
	for i, path := range paths {
		f, err := ledgerSource(path)()
		if err != nil {
			return err
		}
		defer f.Close()
		if readers[i], err = ledger.NewReader(f); err != nil {
			return inputError(path, err)
		}
		defer readers[i].Close()
	}
	var failed error
	var errs [2]error
	errs[0], errs[1] = collector.Add(readers[0], readers[1])
	for i, err := range errs {
		if err != nil {
			report(s.err, inputError(paths[i], err))
			failed = errReported
		}
	}
	return failed
}

// printDiff prints what changes.
func printDiff(w io.Writer, result *compare.Result, asJSON bool) error {
	if !asJSON {
		return result.WriteText(w)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(result)
}
