package rules

import (
	"fmt"
	"strings"
	"testing"
)

// packOf returns a pack of count rules; %d in a rule stands for its number.
func packOf(count int, rule string) []byte {
	var b strings.Builder
	b.WriteString("category = \"house\"\ndoc = \"Lines.\"\n")
	for i := range count {
		fmt.Fprintf(&b, "[[rule]]\nid = \"r-%d\"\ndoc = \"A line.\"\nlanguages = [\"mul\"]\nmax_words = 9\nkeeps = [\"It rained.\"]\n", i)
		b.WriteString(strings.ReplaceAll(rule, "%d", fmt.Sprint(i)) + "\n")
	}
	return []byte(b.String())
}

// TestPathologicalPacks holds that packs which would take their time everywhere are refused with what to do, and that the largest
// of those that would not are taken.
func TestPathologicalPacks(t *testing.T) {
	if testing.Short() {
		t.Skip("parses a hundred thousand rules")
	}
	phrase := "literals = [\"from house %d\"]\ndrops = [\"from house %d\"]"
	long := strings.Repeat("word|", regexMost/5-10)
	for _, test := range []struct {
		name, want string
		pack       []byte
	}{
		{"many rules", "", packOf(20000, phrase)},
		{"many with a regex", "", packOf(20000, phrase+"\nregex = '^from house %d [a-z]*$'")},
		{"one literal", `p.toml: rule "r-500": more than 500 rules have its literal "from the house": write fewer, or hold them to sites`,
			packOf(sharedMost+1, "literals = [\"from the house\"]\ndrops = [\"from the house\"]")},
		{"one line", `p.toml: rule "r-500": more than 500 rules have its line "from the house": write fewer, or hold them to sites`,
			packOf(sharedMost+1, "exact = [\"From the house\"]\ndrops = [\"From the house\"]")},
		{"one literal, of as many as may", "", packOf(sharedMost, "literals = [\"from the house\"]\ndrops = [\"from the house\"]")},
		{"one literal, for sites", "", packOf(sharedMost+1, "sites = [\"h%d.example\"]\nliterals = [\"from the house\"]\ndrops = [\"from the house\"]")},
		{"alternatives", "", packOf(1, phrase+"\nregex = '"+long+"'")},
		{"too many alternatives", "write one of no more than 65536, or several rules", packOf(1, phrase+"\nregex = '"+long+long+"'")},
		{"slots", "write one of no more than 65536, or several rules", packOf(1, phrase+"\nregex = '"+strings.Repeat("{month}", 100)+"'")},
		{"brackets in brackets", "expression nests too deeply", packOf(1, phrase+"\nregex = '"+strings.Repeat("(", 2000)+strings.Repeat(")", 2000)+"'")},
		{"repeats of repeats", "invalid repeat count", packOf(1, phrase+"\nregex = '((a{1000}){1000}){1000}'")},
		{"backtracking", "", packOf(1, phrase+"\nregex = '((a+)+)+$'")},
		{"literals in literals", "", packOf(1, "literals = ["+nestedLiterals(2000)+"]\ndrops = [\"aaaa\"]")},
		{"sites", "", packOf(1, phrase+"\nsites = ["+manySites(20000)+"]")},
	} {
		pack, err := ParsePack("p.toml", test.pack)
		if err == nil {
			_, err = WithPacks(pack)
		}
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %.300s", test.name, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: got %.300v, want an error that says %q", test.name, err, test.want)
		case err != nil && len(err.Error()) > 1000:
			t.Errorf("%s: an error of %d bytes", test.name, len(err.Error()))
		}
	}
}

// nestedLiterals returns literals of one letter, each longer than the one before.
func nestedLiterals(count int) string {
	var b strings.Builder
	for i := range count {
		fmt.Fprintf(&b, "%q, ", strings.Repeat("a", i+minLiteral))
	}
	return b.String()
}

// manySites returns hosts, half of which are below another one.
func manySites(count int) string {
	var b strings.Builder
	for i := range count / 2 {
		fmt.Fprintf(&b, "\"h%d.example\", \"www.h%d.example\", ", i, i)
	}
	return b.String()
}
