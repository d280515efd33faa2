package rules

import (
	"slices"
	"strings"

	"winnow/cleaner"
)

// Category is what rules that drop, or keep, the same kind of thing have in common.
type Category struct {
	Name  string
	Doc   string          // what its rules drop, in a sentence or two; empty where a pack does not say
	Rules []*cleaner.Rule // in the order of the stages
}

// stageCategories are the categories that no built-in pack has.
var stageCategories = [...]Category{
	{Name: "about", Doc: "What a page says of its article beside the text: byline, date, tags, a note on the author, the title over the text."},
	{Name: "article", Doc: "What speaks for an article and against dropping: prose, quotations, the headline. Nothing goes by these rules."},
	{Name: "chrome", Doc: "What looks like a page's frame more than its article, by what was learnt. Not at the level careful."},
	{Name: "context", Doc: "What the neighbours of a line say about it. Nothing goes by these rules alone."},
	{Name: "hidden", Doc: "Text that a page does not show."},
}

// Categories returns the categories of the rules of stages in the order of their names. Packs are those that stages have besides
// the built-in ones.
func Categories(stages []cleaner.Stage, packs ...*Pack) []Category {
	var list []Category
	add := func(name string) *Category {
		at, found := slices.BinarySearchFunc(list, name, func(c Category, name string) int { return strings.Compare(c.Name, name) })
		if !found {
			list = slices.Insert(list, at, Category{Name: name})
		}
		return &list[at]
	}
	for _, stage := range stages {
		for _, r := range stage.Rules() {
			c := add(r.Category)
			c.Rules = append(c.Rules, r)
		}
	}
	for i := range list {
		list[i].Doc = categoryDoc(list[i].Name, packs)
	}
	return list
}

// categoryDoc returns what a category is for: the words of the built-in pack, or of the first of packs that has it.
func categoryDoc(name string, packs []*Pack) string {
	for _, p := range slices.Concat(Builtin(), packs) {
		if p.Category == name && p.Doc != "" {
			return p.Doc
		}
	}
	for _, c := range stageCategories {
		if c.Name == name {
			return c.Doc
		}
	}
	return ""
}
