package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/rules"
)

// completeRules completes the name of a stage, a category or a rule, with what it stands for.
func completeRules(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	stages, packs := completedStages(cmd)
	return ruleNames(stages, packs, typed), cobra.ShellCompDirectiveNoFileComp
}

// completeRuleList completes the last one of such names with commas between them.
func completeRuleList(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	at := strings.LastIndexByte(typed, ',') + 1
	stages, packs := completedStages(cmd)
	return behindComma(ruleNames(stages, packs, typed[at:]), typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeList returns a function that does the same for names that are always the same.
func completeList(names []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return behindComma(names, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// behindComma puts before each name what was typed up to the last comma, and leaves out those that were typed.
func behindComma(names []string, typed string) []string {
	lead := typed[:strings.LastIndexByte(typed, ',')+1]
	before := strings.Split(lead, ",")
	var list []string
	for _, name := range names {
		if bare, _, _ := strings.Cut(name, "\t"); !slices.Contains(before, bare) {
			list = append(list, lead+name)
		}
	}
	return list
}

// completedStages returns the stages with the packs on the command line, as far as they can be read, and those packs.
func completedStages(cmd *cobra.Command) ([]cleaner.Stage, []*rules.Pack) {
	paths, _ := cmd.Flags().GetStringArray("rules")
	slices.Sort(paths)
	var packs []*rules.Pack
	for _, path := range slices.Compact(paths) { // as completion reads the command line twice
		if loaded, err := rules.LoadPacks(path); err == nil {
			packs = append(packs, loaded...)
		}
	}
	if stages, err := rules.WithPacks(packs...); err == nil {
		return stages, packs
	}
	return rules.Default(), nil
}

// ruleNames returns the names of categories, stages and rules that begin with what was typed, in the order of the alphabet, each with
// what it stands for behind a tab. Full names of rules are for who has typed a slash.
func ruleNames(stages []cleaner.Stage, packs []*rules.Pack, typed string) []string {
	docs := map[string]string{}
	add := func(name, doc string) {
		if docs[name] == "" && strings.HasPrefix(name, typed) {
			docs[name] = doc
		}
	}
	for _, c := range rules.Categories(stages, packs...) {
		add(c.Name, strings.TrimSuffix("category: "+c.Doc, ": "))
	}
	full := strings.Contains(typed, "/")
	for _, stage := range stages {
		for _, r := range stage.Rules() {
			add(r.Stage, "stage")
			if full {
				add(r.Name(), r.Doc)
			} else {
				add(r.ID, r.Category+": "+r.Doc)
			}
		}
	}
	list := make([]string, 0, len(docs))
	for name, doc := range docs {
		list = append(list, name+"\t"+doc)
	}
	slices.Sort(list)
	return list
}

func completeLevels(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var list []string
	for _, l := range rules.Levels() {
		list = append(list, l.String())
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

// completeKinds completes a kind of input, and one of records for commands that know those.
func completeKinds(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	kinds := inputKinds[:]
	if cmd.Flags().Lookup("text-field") == nil {
		kinds = kinds[:slices.Index(kinds, "jsonl")]
	}
	return kinds, cobra.ShellCompDirectiveNoFileComp
}

// completeFolders completes the name of a folder.
func completeFolders(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}
