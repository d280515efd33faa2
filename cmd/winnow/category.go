package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"winnow/cleaner"
	"winnow/rules"
)

// printCategory prints the page of a category: what it is for, how to keep what it drops, and its rules.
func printCategory(w io.Writer, c *rules.Category, stages []cleaner.Stage) error {
	var of, languages []string
	drops := 0
	for _, stage := range stages {
		if n := countOf(c, stage.Rules()[0].Stage); n > 0 {
			of = append(of, fmt.Sprintf("%d %s", n, stage.Rules()[0].Stage))
		}
	}
	for _, r := range c.Rules {
		if !r.Keep && !r.Support {
			drops++
		}
		for _, language := range r.Languages {
			if !slices.Contains(languages, language) {
				languages = append(languages, language)
			}
		}
	}
	slices.Sort(languages)
	fmt.Fprintf(w, "%s\n  %s\n\n  rules      %s\n  languages  %s\n", c.Name, c.Doc, strings.Join(of, ", "), strings.Join(languages, ", "))
	switch {
	case cleaner.OffByDefault(c.Name):
		fmt.Fprintf(w, "  default    off: --also %s drops what they find\n", c.Name)
	case drops > 0 && c.Name != "article": // which speaks against dropping
		fmt.Fprintf(w, "  default    on: --skip %s keeps what they find, --only %s drops nothing else\n", c.Name, c.Name)
	}
	fmt.Fprintln(w)
	// A stage may bear the name of a category, and then --only and --skip mean both.
	return listRules(w, stages, func(r *cleaner.Rule) bool { return r.Category == c.Name || r.Stage == c.Name })
}

// countOf counts the rules of a category that a stage may cite.
func countOf(c *rules.Category, stage string) (n int) {
	for _, r := range c.Rules {
		if r.Stage == stage {
			n++
		}
	}
	return n
}
