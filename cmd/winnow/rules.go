package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/rules"
)

func newRules(s streams) *cobra.Command {
	var packs []string
	cmd := &cobra.Command{
		Use:   "rules [ID...]",
		Short: "List the rules, or show some with their examples",
		Long: `rules lists every rule with its category and what it drops. With the name of a rule it shows the rule with
its examples; with the name of a category it says what that is for and lists its rules; with that of a stage it lists the rules of
that.

` + packHelp,
		Example: `  winnow rules
  winnow rules paywall
  winnow rules metered-limit-en
  winnow rules check my-rules.toml`,
		ValidArgsFunction: completeRules,
		RunE: func(cmd *cobra.Command, args []string) error {
			o := selection{packs: packs}
			stages, err := o.stages()
			if err != nil {
				return usageError(cmd, err)
			}
			if len(args) == 0 {
				return listRules(s.out, stages, func(*cleaner.Rule) bool { return true })
			}
			for _, name := range args {
				if err := showRule(s.out, stages, o.loaded, name); err != nil {
					return usageError(cmd, err)
				}
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&packs, "rules", nil, "add the rules of a pack, a `FILE` or a folder of them; repeatable")
	_ = cmd.MarkFlagFilename("rules", "toml")
	cmd.AddCommand(newRulesCheck(s))
	return cmd
}

const packHelp = `A rule pack is a TOML file:

  category = "paywall"                       what its rules drop
  doc      = "Prompts to pay."

  [[rule]]
  id        = "continue-reading"             unique among all rules
  doc       = "A prompt to subscribe before the rest is shown."
  languages = ["en"]                         or ["mul"]
  sites     = ["example.com"]                only documents from there; beside category: for all rules that name none
  exact     = ["subscribe to read on"]       the whole block is one of these, or
  literals  = ["to continue reading"]        it holds one of these, and
  regex     = '''subscribe (now )?to continue reading'''
  max_words = 40                             the block is no longer than this
  at        = "start"                        or "end": where in the block; or "sentence"
  cut       = "block"                        or "sentence", "match", "rest"
  weight    = 6.0                            log-odds; 4 cuts
  action    = "drop"                         or "keep", which wins over all else
  drops     = ["Subscribe to continue reading."]
  keeps     = ["Users must subscribe to continue reading, the union said."]
  known_misses = ["Become a member to read on."]

Text is compared in lower case, without accents, with plain quotes and dashes and single spaces, and numbers
in exact are 0. A regex may use the slots {num} {price} {month} {date} {time} {email} {url} {platform} {name}
{words} {any}. Each drops example must be cut by its rule, each keeps example must survive all rules.`

func newRulesCheck(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "check PACK...",
		Short: "Validate rule packs and run their proofs",
		Long: `check reads rule packs, files or folders, and runs the examples of their rules together with the built-in
rules, just as the tests do for the built-in packs.`,
		Example: `  winnow rules check my-rules.toml`,
		Args:    cobra.MinimumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []string{"toml"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, paths []string) error {
			var errs []error
			for _, path := range paths {
				if err := checkPacks(s.out, path); err != nil {
					errs = append(errs, err)
				}
			}
			return errors.Join(errs...)
		},
	}
}

// checkPacks checks the packs at path, and says how many rules held.
func checkPacks(w io.Writer, path string) error {
	packs, err := rules.LoadPacks(path)
	if err != nil {
		return err
	}
	stages, err := rules.WithPacks(packs...)
	if err != nil {
		return err
	}
	if errs := rules.Check(stages, packs...); len(errs) > 0 {
		return errors.Join(errs...)
	}
	n, examples := 0, 0
	for _, p := range packs {
		for _, r := range p.Rules() {
			n++
			examples += len(r.Drops) + len(r.Keeps) + len(r.KnownMisses)
		}
	}
	_, err = fmt.Fprintf(w, "%s: %d rules, %d examples, all hold\n", path, n, examples)
	return err
}

// listRules prints a line for each rule that want accepts.
func listRules(w io.Writer, stages []cleaner.Stage, want func(*cleaner.Rule) bool) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, stage := range stages {
		for _, r := range stage.Rules() {
			if want(r) {
				fmt.Fprintf(table, "%s\t%s\t%s\n", r.Name(), strings.Join(r.Languages, ","), r.Doc)
			}
		}
	}
	return table.Flush()
}

// showRule prints the rule called name, the page of the category, or the rules of the stage.
func showRule(w io.Writer, stages []cleaner.Stage, packs []*rules.Pack, name string) error {
	for _, stage := range stages {
		for _, r := range stage.Rules() {
			if r.ID == name || r.Name() == name {
				return printRule(w, r)
			}
		}
	}
	categories := rules.Categories(stages, packs...)
	if at := slices.IndexFunc(categories, func(c rules.Category) bool { return c.Name == name }); at >= 0 {
		return printCategory(w, &categories[at], stages)
	}
	known := names(stages)
	if !known[name] {
		return unknownRule(name, known)
	}
	return listRules(w, stages, func(r *cleaner.Rule) bool { return r.Stage == name })
}

func printRule(w io.Writer, r *cleaner.Rule) error {
	action := "drop"
	if r.Keep {
		action = "keep"
	}
	fmt.Fprintf(w, "%s\n  %s\n\n  action     %s\n  stage      %s\n  languages  %s\n",
		r.Name(), r.Doc, action, r.Stage, strings.Join(r.Languages, ", "))
	if len(r.Sites) > 0 {
		fmt.Fprintf(w, "  sites      %s\n", strings.Join(r.Sites, ", "))
	}
	for _, list := range []struct {
		title    string
		examples []string
	}{{"drops", r.Drops}, {"keeps", r.Keeps}, {"known misses", r.KnownMisses}} {
		if len(list.examples) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n  %s\n", list.title)
		for _, text := range list.examples {
			fmt.Fprintf(w, "    %s\n", strings.Join(slices.Collect(strings.SplitSeq(text, "\n")), "\n    "))
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}
