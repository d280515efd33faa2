package rules

import (
	"slices"
	"strings"
	"testing"
)

func TestCategories(t *testing.T) {
	pack, err := ParsePack("house.toml", []byte(`
category = "house"
doc      = "Lines of our own house."
[[rule]]
id = "motto"
doc = "A line."
languages = ["en"]
exact = ["from our house"]
drops = ["From our house"]
keeps = ["From our house to yours"]
`))
	if err != nil {
		t.Fatal(err)
	}
	stages, err := WithPacks(pack)
	if err != nil {
		t.Fatal(err)
	}
	list := Categories(stages, pack)
	count := 0
	for i, c := range list {
		if i > 0 && list[i-1].Name >= c.Name {
			t.Errorf("%s stands behind %s", c.Name, list[i-1].Name)
		}
		if !strings.HasSuffix(c.Doc, ".") {
			t.Errorf("category %q has no doc that is a sentence: %q", c.Name, c.Doc)
		}
		for _, r := range c.Rules {
			count++
			if r.Category != c.Name {
				t.Errorf("%s has the rule %s", c.Name, r.Name())
			}
		}
	}
	for _, stage := range stages {
		count -= len(stage.Rules())
	}
	if count != 0 {
		t.Errorf("%d rules too many", count)
	}
	at := slices.IndexFunc(list, func(c Category) bool { return c.Name == "house" })
	if at < 0 || list[at].Doc != "Lines of our own house." || len(list[at].Rules) != 1 {
		t.Errorf("the pack's category is not as it says: %+v", list)
	}
	for _, own := range stageCategories {
		if !slices.ContainsFunc(list, func(c Category) bool { return c.Name == own.Name }) {
			t.Errorf("no rule has the category %s", own.Name)
		}
	}
}
