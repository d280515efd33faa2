package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/rules"
)

// selection is the choice of rules that every cleaning command offers.
type selection struct {
	only, skip, also []string
	packs            []string
	level            string
	timeout          time.Duration
	tried            []*rules.Pack // packs that are not from files

	loaded []*rules.Pack // of packs
}

func (o *selection) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&o.only, "only", nil, "drop only what these `stages`, categories or rules find")
	f.StringSliceVar(&o.skip, "skip", nil, "keep what these `stages`, categories or rules find")
	f.StringSliceVar(&o.also, "also", nil, "switch on `categories` or rules that are off by default (credit)")
	f.StringArrayVar(&o.packs, "rules", nil, "add the rules of a pack, a `FILE` or a folder of them; repeatable")
	f.StringVar(&o.level, "level", rules.Balanced.String(), "how readily to cut, a `level`: careful, balanced or strict")
	f.DurationVar(&o.timeout, "timeout", 0, "give up a document, which fails, after a `DURATION` such as 30s or 5m; 0 is no limit")
	_ = cmd.RegisterFlagCompletionFunc("level", completeLevels)
	_ = cmd.MarkFlagFilename("rules", "toml")
	for _, name := range []string{"only", "skip", "also"} {
		_ = cmd.RegisterFlagCompletionFunc(name, completeRuleList)
	}
}

// engine returns a cleaner for the selection, at the level that was asked for.
func (o *selection) engine() (*cleaner.Cleaner, error) {
	level, err := rules.ParseLevel(o.level)
	if err != nil {
		return nil, fmt.Errorf("--level: %w", err)
	}
	return o.engineAt(level)
}

// engineAt returns a cleaner for the selection at a level.
func (o *selection) engineAt(level rules.Level) (*cleaner.Cleaner, error) {
	stages, err := o.stages()
	if err != nil {
		return nil, err
	}
	if err := o.check(stages); err != nil {
		return nil, err
	}
	return o.engineOf(stages, level), nil
}

// check reports a name that nothing in stages bears.
func (o *selection) check(stages []cleaner.Stage) error {
	if given := slices.Concat(o.only, o.skip, o.also); len(given) > 0 {
		known := names(stages)
		for _, name := range given {
			if !known[name] {
				return unknownRule(name, known)
			}
		}
	}
	if o.timeout < 0 {
		return fmt.Errorf("--timeout: %v is no limit: write a duration such as 30s", o.timeout)
	}
	return nil
}

// engineOf returns a cleaner that runs stages at a level. All that levels change is here.
func (o *selection) engineOf(stages []cleaner.Stage, level rules.Level) *cleaner.Cleaner {
	engine := cleaner.New(level.Of(stages)...)
	engine.Threshold, engine.Timeout = level.Threshold(), o.timeout
	if len(o.only)+len(o.skip)+len(o.also) > 0 {
		engine.Enabled, engine.Spare = about(engine.Stages, o.enabled), about(engine.Stages, o.skipped)
	}
	return engine
}

// about asks a question about each rule of stages once, and returns the answers: cleaning asks for each finding.
func about(stages []cleaner.Stage, question func(*cleaner.Rule) bool) func(*cleaner.Rule) bool {
	answers := map[*cleaner.Rule]bool{}
	for _, stage := range stages {
		for _, r := range stage.Rules() {
			answers[r] = question(r)
		}
	}
	return func(r *cleaner.Rule) bool { return answers[r] }
}

// stages returns the built-in stages with the user's packs, whose proofs must hold.
func (o *selection) stages() ([]cleaner.Stage, error) {
	packs := slices.Clone(o.tried)
	for _, path := range o.packs {
		loaded, err := rules.LoadPacks(path)
		if missing := (*fs.PathError)(nil); errors.As(err, &missing) {
			err = fmt.Errorf("--rules: %w", err)
		}
		if err != nil {
			return nil, err
		}
		packs = append(packs, loaded...)
	}
	o.loaded = packs
	stages, err := rules.WithPacks(packs...)
	if err != nil {
		return nil, err
	}
	if len(packs) > 0 {
		if errs := rules.Check(stages, packs...); len(errs) > 0 {
			return nil, errors.Join(errs...)
		}
	}
	return stages, nil
}

// named reports that a list of --only, --skip or --also names a rule.
func named(list []string, r *cleaner.Rule) bool {
	return slices.Contains(list, r.ID) || slices.Contains(list, r.Name()) ||
		slices.Contains(list, r.Category) || slices.Contains(list, r.Stage)
}

// skipped reports that what a rule finds is wanted.
func (o *selection) skipped(r *cleaner.Rule) bool { return named(o.skip, r) }

// enabled tells whether a rule may drop.
func (o *selection) enabled(r *cleaner.Rule) bool {
	switch {
	case named(o.skip, r):
		return false
	case named(o.also, r):
		return true
	case len(o.only) > 0:
		return named(o.only, r)
	}
	return !cleaner.OffByDefault(r.Category)
}

// names returns all names that --only and --skip know.
func names(stages []cleaner.Stage) map[string]bool {
	known := map[string]bool{}
	for _, stage := range stages {
		for _, r := range stage.Rules() {
			known[r.ID], known[r.Name()], known[r.Category], known[r.Stage] = true, true, true, true
		}
	}
	return known
}

// unknownRule is the error for a name that nothing bears, with the nearest ones that something does.
func unknownRule(name string, known map[string]bool) error {
	var near []string
	for k := range known {
		if strings.Contains(k, name) || len(name) > 3 && strings.HasPrefix(k, name[:3]) {
			near = append(near, k)
		}
	}
	sort.Slice(near, func(i, j int) bool {
		return len(near[i]) < len(near[j]) || len(near[i]) == len(near[j]) && near[i] < near[j]
	})
	if len(near) > 4 {
		near = near[:4]
	}
	if len(near) > 0 {
		return fmt.Errorf("%q is no stage, category or rule: did you mean %s?", name, strings.Join(near, ", "))
	}
	return fmt.Errorf("%q is no stage, category or rule: 'winnow rules' lists them", name)
}
