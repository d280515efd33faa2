package rules

import (
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/input"
	"winnow/cleaner/textreader"
)

// sitePack has rules for some sites, one for all, and one that is off by default.
const sitePack = `
category = "house"
doc      = "Lines of some houses."
sites    = ["example.com"]

[[rule]]
id        = "house-of-example"
doc       = "The line of one house."
languages = ["en"]
exact     = ["the house of example"]
drops     = ["The house of Example"]
keeps     = ["He left the house of Example early, she said."]

[[rule]]
id        = "house-of-others"
doc       = "The line of two others."
languages = ["en"]
sites     = ["news.other.example", "other.example", "third.example"]
literals  = ["from the house of others"]
max_words = 8
drops     = ["From the house of others."]
keeps     = ["He left the house of others early, she said."]
`

func siteStages(t *testing.T) []cleaner.Stage {
	t.Helper()
	pack, err := ParsePack("site.toml", []byte(sitePack))
	if err != nil {
		t.Fatal(err)
	}
	stages, err := WithPacks(pack)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range Check(stages, pack) {
		t.Error(err)
	}
	if got := strings.Join(pack.Rules()[1].Sites, " "); got != "other.example third.example" {
		t.Errorf("sites are %q: other.example stands for news.other.example as well", got)
	}
	return stages
}

// TestSites holds that a rule with sites speaks only in documents that come from there.
func TestSites(t *testing.T) {
	engine := cleaner.New(siteStages(t)...)
	const text = "It rained all night, the farmers said.\n\nThe house of Example\n\nFrom the house of others.\n"
	const none = "It rained all night, the farmers said.\n\nFrom the house of others.\n"
	const others = "It rained all night, the farmers said.\n\nThe house of Example\n"
	for _, test := range []struct{ site, want string }{
		{"", text},
		{"example.com", none},
		{"https://www.Example.com:8080/a", none},
		{"badexample.com", text},
		{"com", text},
		{"other.example", others},
		{"a.news.other.example", others},
		{"third.example", others},
		{"", text}, // the one before is forgotten
	} {
		var out strings.Builder
		_, err := engine.Run(cleaner.NewTextWriter(&out), cleaner.FromSite(textreader.New(strings.NewReader(text)), test.site))
		if err != nil || out.String() != test.want {
			t.Errorf("from %q: got %q, %v, want %q", test.site, out.String(), err, test.want)
		}
	}
}

// TestSitesOfPages holds that a page says itself where it comes from, unless that is known.
func TestSitesOfPages(t *testing.T) {
	engine := cleaner.New(siteStages(t)...)
	page := func(head string) string {
		return "<!doctype html><html><head>" + head + "</head><body><article><p>It rained all night, the farmers said, and the river rose." +
			"</p><p>The house of Example</p><p>Nobody had seen the like of it, the chairman of the village said on Monday.</p></article></body></html>"
	}
	for _, test := range []struct {
		name, head, site string
		cut              bool
	}{
		{"canonical", `<link rel="canonical" href="https://news.example.com/a">`, "", true},
		{"og:url", `<meta property="og:url" content="https://example.com/a">`, "", true},
		{"another", `<link rel="canonical" href="https://other.example/a">`, "", false},
		{"relative", `<link rel="canonical" href="/example.com">`, "", false},
		{"nothing", "", "", false},
		{"known", "", "example.com", true},
		{"known better", `<link rel="canonical" href="https://example.com/a">`, "other.example", false},
	} {
		engine.Input = input.Options{Site: test.site}
		var out strings.Builder
		if _, err := engine.Clean(&out, strings.NewReader(page(test.head))); err != nil {
			t.Fatal(err)
		}
		if got := !strings.Contains(out.String(), "house of Example"); got != test.cut {
			t.Errorf("%s: cut is %v, want %v:\n%s", test.name, got, test.cut, out.String())
		}
	}
}

// TestSitesProofs holds that proofs are run as documents of each site.
func TestSitesProofs(t *testing.T) {
	const keeper = `
category = "other"
doc      = "A rule against the one of the other pack."
[[rule]]
id        = "keep-the-house"
doc       = "The line of the house is wanted on one site."
languages = ["en"]
sites     = ["third.example"]
action    = "keep"
exact     = ["from the house of others"]
keeps     = ["From the house of others."]
`
	house, err := ParsePack("house.toml", []byte(sitePack))
	if err != nil {
		t.Fatal(err)
	}
	keep, err := ParsePack("keep.toml", []byte(keeper))
	if err != nil {
		t.Fatal(err)
	}
	stages, err := WithPacks(house, keep)
	if err != nil {
		t.Fatal(err)
	}
	errs := Check(stages, house, keep)
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), `house.toml: rule "house-of-others": on third.example: drops "From the house of others."`) {
		t.Errorf("got %v, want the proof that fails on third.example", errs)
	}
}

// TestSitesErrors holds what is said of sites that are none.
func TestSitesErrors(t *testing.T) {
	for sites, want := range map[string]string{
		`["https://example.com/a"]`: `rule 1 ("a"): sites: "https://example.com/a" is no host: write "example.com"`,
		`["*.example.com"]`:         `write "example.com", which stands for the hosts below it as well`,
		`["exa mple"]`:              `"exa mple" is neither a host`,
		`[]`:                        `sites is empty: name hosts, or leave it out`,
	} {
		rule := "[[rule]]\nid = \"a\"\ndoc = \"A.\"\nlanguages = [\"en\"]\nexact = [\"some words\"]\ndrops = [\"Some words\"]\nkeeps = [\"It rained.\"]\nsites = " + sites + "\n"
		if _, err := ParsePack("a.toml", []byte("category = \"x\"\n"+rule)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("sites = %s: got %v, want %s", sites, err, want)
		}
	}
	pack := "category = \"x\"\nsites = [\"a/b\"]\n[[rule]]\nid = \"a\"\ndoc = \"A.\"\nlanguages = [\"en\"]\nexact = [\"some words\"]\ndrops = [\"Some words\"]\nkeeps = [\"It rained.\"]\n"
	if _, err := ParsePack("a.toml", []byte(pack)); err == nil || err.Error() != `a.toml: sites: "a/b" is no host: write "a"` {
		t.Errorf("sites of a pack: got %v", err)
	}
}
