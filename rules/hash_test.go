package rules

import (
	"regexp"
	"strings"
	"testing"
)

// TestHash holds that the hash of a rule set depends on the text of all packs, in their order, and on nothing else.
func TestHash(t *testing.T) {
	parse := func(file, text string) *Pack {
		t.Helper()
		pack, err := ParsePack(file, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return pack
	}
	other := strings.ReplaceAll(sitePack, "house-of", "barn-of")
	a, again, b := parse("a.toml", sitePack), parse("elsewhere.toml", sitePack), parse("a.toml", other)
	if Hash(a) != Hash(again) {
		t.Error("the name of a file counts")
	}
	seen := map[string]string{}
	for name, packs := range map[string][]*Pack{"none": nil, "a": {a}, "b": {b}, "a b": {a, b}, "b a": {b, a}} {
		hash := Hash(packs...)
		if !regexp.MustCompile(`^[0-9a-f]{12}$`).MatchString(hash) {
			t.Errorf("%s: %q is no hash", name, hash)
		}
		if before, ok := seen[hash]; ok {
			t.Errorf("%q and %q have the same hash", before, name)
		}
		seen[hash] = name
	}
}
