package main

import (
	"errors"
	"slices"
	"strings"

	"winnow/cleaner"
	"winnow/cleaner/trace"
	"winnow/rules"
)

// answer is what is said of one block.
type answer struct {
	*question
	index     int
	block     *trace.Block
	threshold float32
	changes   []change
	rule      *rules.Proposal // that changes it, or nil
}

// change is something that was tried and changes what becomes of the block.
type change struct {
	Option string `json:"option"` // of the command line
	Action string `json:"action"` // what becomes of the block then: keep, drop or trim
}

// action returns what became of a block.
func action(b *trace.Block) string {
	switch {
	case b.Trimmed():
		return "trim"
	case len(b.Parts) > 0 && b.Dropped():
		return "drop"
	}
	return "keep"
}

// try finds out what would change what became of the block, by doing it.
func (a *answer) try() error {
	if !a.options.asTOML {
		if err := a.tryOptions(); err != nil {
			return err
		}
	}
	return a.tryRule()
}

// tryOptions tries other levels, and to keep what the rules that cut find.
func (a *answer) tryOptions() error {
	for _, level := range rules.Levels() {
		if level.String() == a.options.selection.level {
			continue
		}
		if _, err := a.with("--level "+level.String(), func(o *jobFlags) { o.selection.level = level.String() }); err != nil {
			return err
		}
	}
	o := &a.options.selection
	if len(o.only) > 0 && action(a.block) == "keep" {
		if _, err := a.with("without --only", func(o *jobFlags) { o.selection.only = nil }); err != nil {
			return err
		}
	}
	if len(o.skip) > 0 && action(a.block) == "keep" {
		if _, err := a.with("without --skip", func(o *jobFlags) { o.selection.skip = nil }); err != nil {
			return err
		}
	}
	if action(a.block) == "keep" {
		return a.tryAlso()
	}
	return a.trySkip()
}

// tryAlso tries each category that is off by default.
func (a *answer) tryAlso() error {
	stages, err := a.options.selection.stages()
	if err != nil {
		return err
	}
	var off []string
	for _, stage := range stages {
		for _, r := range stage.Rules() {
			if cleaner.OffByDefault(r.Category) && !named(a.options.selection.also, r) {
				off = add(off, r.Category)
			}
		}
	}
	for _, name := range off {
		also := append(slices.Clone(a.options.selection.also), name)
		if _, err := a.with("--also "+name, func(o *jobFlags) { o.selection.also = also }); err != nil {
			return err
		}
	}
	return nil
}

// trySkip tries to keep what each of the rules that speak for dropping finds, and their categories; and where no one of them
// is enough, what all of them find.
func (a *answer) trySkip() error {
	var names []string
	for i := range a.block.Votes {
		if v := &a.block.Votes[i]; v.Weight > 0 && !v.Rule.Keep && !v.Rule.Support {
			names = add(names, v.Rule.Name())
		}
	}
	for i := range a.block.Parts {
		if p := &a.block.Parts[i]; p.Cut {
			names = add(names, p.Rule.Name())
		}
	}
	enough := false
	for _, name := range names {
		ok, err := a.skip(name)
		if err != nil {
			return err
		}
		enough = enough || ok
	}
	if !enough && len(names) > 1 {
		if _, err := a.skip(names...); err != nil {
			return err
		}
	}
	var categories []string
	for i := range a.block.Parts {
		if p := &a.block.Parts[i]; p.Cut {
			categories = add(categories, p.Rule.Category)
		}
	}
	_, err := a.skip(categories...)
	return err
}

// skip tries --skip with names.
func (a *answer) skip(names ...string) (bool, error) {
	list := append(slices.Clone(a.options.selection.skip), names...)
	return a.with("--skip "+strings.Join(names, ","), func(o *jobFlags) { o.selection.skip = list })
}

// with tries what set does to the flags, which the user knows as option, and reports whether it changes what becomes of the
// block.
func (a *answer) with(option string, set func(*jobFlags)) (bool, error) {
	after, err := a.actionWith(set)
	if err != nil || after == action(a.block) {
		return false, err
	}
	a.changes = append(a.changes, change{option, after})
	return true, nil
}

// actionWith returns what becomes of the block with what set does to the flags.
func (a *answer) actionWith(set func(*jobFlags)) (string, error) {
	flags := a.options.jobFlags
	set(&flags)
	blocks, _, err := a.blocks(&flags)
	if err != nil {
		return "", err
	}
	if a.index >= len(blocks) || blocks[a.index].Text != a.block.Text {
		return "", errors.New("it reads otherwise the second time") // blocks do not depend on rules
	}
	return action(&blocks[a.index]), nil
}

// add adds a name that is not there yet.
func add(list []string, name string) []string {
	if slices.Contains(list, name) {
		return list
	}
	return append(list, name)
}

// tryRule looks for a rule that keeps what was cut, or cuts what was kept.
func (a *answer) tryRule() error {
	stages, err := a.options.selection.stages()
	if err != nil {
		return err
	}
	before := action(a.block)
	text := a.block.Text
	if before == "trim" {
		for i := range a.block.Parts {
			if p := &a.block.Parts[i]; p.Cut {
				text = a.block.Text[p.Start:p.End]
				break
			}
		}
	}
	proposal, err := rules.Propose(text, before != "keep", stages)
	if err != nil {
		return nil // there is none
	}
	after, err := a.actionWith(func(o *jobFlags) { o.selection.tried = []*rules.Pack{proposal.Pack} })
	if err != nil || after == before {
		return nil // its proofs do not hold, or it changes nothing
	}
	a.rule = proposal
	return nil
}
