package rules

import (
	"regexp"
	"strings"
	"testing"

	"winnow/cleaner"
)

// TestBuiltin runs the proofs of all built-in rules.
func TestBuiltin(t *testing.T) {
	stages, err := Stages(Builtin()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range Check(stages, Builtin()...) {
		t.Error(err)
	}
}

// TestRuleInfo holds what explain and the list of rules rely on.
func TestRuleInfo(t *testing.T) {
	seen := map[string]bool{}
	for _, stage := range Default() {
		for _, r := range stage.Rules() {
			if r.ID == "" || r.Category == "" || r.Stage == "" || !strings.HasSuffix(r.Doc, ".") || r.Reason == "" || len(r.Languages) == 0 {
				t.Errorf("%+v is incomplete", r)
			}
			if seen[r.ID] {
				t.Errorf("%s: the id is used twice", r.Name())
			}
			seen[r.ID] = true
		}
	}
}

// TestEveryCategory holds that each category has a pack, and each pack rules.
func TestEveryCategory(t *testing.T) {
	have := map[string]int{}
	for _, p := range Builtin() {
		have[p.Category] += len(p.Rules())
		if p.File != "packs/"+p.Category+".toml" || p.Doc == "" {
			t.Errorf("%s: category %q, doc %q", p.File, p.Category, p.Doc)
		}
	}
	for _, c := range strings.Fields("disclaimer paywall pricing newsletter related share cookie copyright comments promo ad nav credit") {
		if have[c] == 0 {
			t.Errorf("category %s has no rules", c)
		}
	}
}

// TestWeights holds that each rule can have an effect.
func TestWeights(t *testing.T) {
	for _, r := range builtinPhrases(t) {
		if r.weight <= 0 && !r.info.Keep {
			t.Errorf("%s: weight %g", r.info.Name(), r.weight)
		}
		if r.scope != scopeBlock && r.weight < cleaner.DefaultThreshold && !r.info.Keep {
			t.Errorf("%s: cuts a part of a block, with a weight that never suffices", r.info.Name())
		}
	}
}

func builtinPhrases(t *testing.T) []*phrase {
	t.Helper()
	s, err := newPhrases(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return append(s.on.rules, s.asked.rules...)
}

// TestRegexps holds that all regexps compile: they are compiled only when they are needed.
func TestRegexps(t *testing.T) {
	for _, r := range builtinPhrases(t) {
		if r.regex == nil {
			continue
		}
		if _, err := regexp.Compile(r.regex.String()); err != nil {
			t.Errorf("%s: %v", r.info.Name(), err)
		}
	}
}

func TestExpandSlots(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{`für {num}`, `fur (?:` + slots["num"] + `)`},
		{`^[^\p{L}]*\S+(?i:x)`, `^[^\p{L}]*\S+(?i:x)`},
		{`a{2,3}`, `a{2,3}`},
		{`Подпишитесь`, `подпишитесь`},
	} {
		if got, err := expandSlots(test.source); err != nil || got != test.want {
			t.Errorf("%s: got %s, %v", test.source, got, err)
		}
	}
	for _, source := range []string{`{nothing}`, `Sign up`} {
		if _, err := expandSlots(source); err == nil {
			t.Errorf("%s: no error", source)
		}
	}
}

// FuzzParsePack holds that no pack makes the loader panic, and that one it takes can be used.
func FuzzParsePack(f *testing.F) {
	f.Add("category = \"x\"\ndoc = \"X.\"\n[[rule]]\nid = \"a\"\ndoc = \"A.\"\nlanguages = [\"en\"]\n" +
		"literals = [\"some words\"]\nregex = \"^some words {price}$\"\nmax_words = 9\ncut = \"sentence\"\n" +
		"drops = [\"Some words $4\"]\nkeeps = [\"It rained.\"]\n")
	f.Add("[[rule]]\nid = 3")
	f.Add("category = \"x\"\n[[rule]]\nexact = [\"\u00a9\"]\n")
	f.Fuzz(func(t *testing.T, text string) {
		pack, err := ParsePack("fuzz.toml", []byte(text))
		if err != nil {
			if !strings.Contains(err.Error(), "fuzz.toml") {
				t.Errorf("%v does not name the file", err)
			}
			return
		}
		stages, err := Stages(pack)
		if err != nil {
			t.Fatal(err)
		}
		Check(stages, pack)
	})
}
