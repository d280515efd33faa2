package rules

import (
	"strings"
	"testing"

	"winnow/cleaner"
)

// TestPropose holds that proposals are rules that do what they are for, and whose proofs hold.
func TestPropose(t *testing.T) {
	for _, text := range []string{
		"Advertisement", "Subscribe now for unlimited access.", "Jetzt weiterlesen mit Plus", "関連記事はこちらからどうぞ", "Read \"more\" at C:\\x",
		"© 2024 Bennett, Coleman & Co. Ltd. All rights reserved. Reproduction in whole or in part without written permission of the publisher is prohibited.",
		"The council will build the dam\nafter all, its chairman said on Monday.", "A bell \x01 in the text", strings.Repeat("関連記事", 80),
	} {
		for _, keep := range []bool{false, true} {
			p, err := Propose(text, keep, Default())
			if err != nil {
				t.Errorf("%q: %v", text, err)
				continue
			}
			pack, err := ParsePack("house.toml", []byte("category = \"house\"\n"+p.TOML))
			if err != nil {
				t.Errorf("%q: %v\n%s", text, err, p.TOML)
				continue
			}
			stages, err := WithPacks(pack)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range Check(stages, pack) {
				t.Errorf("%v\n%s", err, p.TOML)
			}
			line := strings.Join(strings.Fields(text), " ")
			var out trace
			if err := out.run(cleaner.New(stages...), line, ""); err != nil || out.out.Len() == 0 == keep {
				t.Errorf("%q: keep %t: got %q, %v", text, keep, out.out.String(), err)
			}
		}
	}
	for _, text := range []string{"", " \n", "*", "a \xff b"} {
		if p, err := Propose(text, true, nil); err == nil {
			t.Errorf("%q: got %s", text, p.TOML)
		}
	}
}

// TestProposeID holds that no id is given away twice.
func TestProposeID(t *testing.T) {
	var packs []*Pack
	for _, want := range []string{"keep-it-rained", "keep-it-rained-2", "keep-it-rained-3"} {
		stages, err := WithPacks(packs...)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Propose("It rained.", true, stages)
		if err != nil || p.ID != want {
			t.Fatalf("got %+v, %v, want %s", p, err, want)
		}
		packs = append(packs, p.Pack)
	}
}

// TestKeepSettled holds that a keep rule of a user's pack has the last word on what a page's elements have settled, and
// that others are not looked for there.
func TestKeepSettled(t *testing.T) {
	const page = "<!doctype html><nav><a href=/>Home of the otters</a></nav><article><p>It rained all night, the farmers said, and nobody slept.</article>"
	p, err := Propose("Home of the otters", true, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, packs := range [][]*Pack{nil, {p.Pack}} {
		stages, err := WithPacks(packs...)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if _, err := cleaner.New(stages...).Clean(&out, strings.NewReader(page)); err != nil {
			t.Fatal(err)
		}
		if kept := strings.Contains(out.String(), "otters"); kept != (packs != nil) || !strings.Contains(out.String(), "It rained") {
			t.Errorf("%d packs: got %q", len(packs), out.String())
		}
	}
}
