package rules

import (
	"slices"

	"winnow/cleaner"
)

// Stages that judge a line by its neighbours cite rules which say so. Each has one a category, so that a
// choice of categories holds for such lines too.

// categories are those that neighbours can give away.
var categories = []string{
	"ad", "comments", "cookie", "copyright", "disclaimer", "nav", "newsletter", "paywall", "pricing", "promo", "related", "share",
}

// growth is the rules of one stage, by category.
type growth map[string]*cleaner.Rule

// newGrowth makes the rules of a stage; their ids are id-CATEGORY.
func newGrowth(stage, id, doc string, categories ...string) growth {
	g := growth{}
	for _, c := range categories {
		g[c] = &cleaner.Rule{
			ID: id + "-" + c, Category: c, Stage: stage, Doc: doc, Reason: doc, Languages: []string{"mul"},
		}
	}
	return g
}

// of returns the rule for a category; for one that a user's pack brings, that of the page's frame.
func (g growth) of(category string) *cleaner.Rule {
	if r := g[category]; r != nil {
		return r
	}
	return g["nav"]
}

// list returns the rules in the order of categories.
func (g growth) list() []*cleaner.Rule {
	var list []*cleaner.Rule
	for _, c := range slices.Concat(pageCategories, categories) {
		if r := g[c]; r != nil {
			list = append(list, r)
		}
	}
	return list
}
