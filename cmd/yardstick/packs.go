package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"winnow/cleaner"
	"winnow/rules"
)

// The words that literals of made-up rules are put together from: those that texts are full of, and syllables of words
// that stand in none.
var (
	commonWords = strings.Fields("the of and to in that is was for on with as it at by be from have this not are but were you all her would their will when who more new")
	syllables   = strings.Fields("bra cu do fer gim hol jas kep lun mor nox pri qua ruv ske tam ulg vin wex yor zab")
)

// syntheticRules returns winnow's stages with so many made-up rules in place of its own. Like those they have one to four
// literals each, of two to four words, of which one in ten begins with a word that texts are full of, and one in five
// has a regular expression.
func syntheticRules(count int) ([]cleaner.Stage, error) {
	random := rand.New(rand.NewPCG(1, uint64(count)))
	var pack strings.Builder
	pack.WriteString("category = \"made-up\"\ndoc = \"Rules that nobody wrote.\"\n")
	for i := range count {
		literals := make([]string, 1+random.IntN(4))
		for k := range literals {
			literals[k] = fmt.Sprintf("%q", literal(random))
		}
		fmt.Fprintf(&pack, "\n[[rule]]\nid = \"rule-%d\"\ndoc = \"A phrase.\"\nlanguages = [\"en\"]\nmax_words = 40\nliterals = [%s]\n", i, strings.Join(literals, ", "))
		if i%5 == 0 {
			fmt.Fprintf(&pack, "regex = '''%s (now )?{words}\\.'''\n", word(random))
		}
		pack.WriteString("drops = [\"It is.\"]\nkeeps = [\"It was.\"]\n")
	}
	made, err := rules.ParsePack("made-up.toml", []byte(pack.String()))
	if err != nil {
		return nil, err
	}
	return rules.Stages(made)
}

func literal(random *rand.Rand) string {
	words := []string{word(random)}
	if random.IntN(10) == 0 {
		words[0] = commonWords[random.IntN(len(commonWords))]
	}
	for range random.IntN(3) {
		words = append(words, commonWords[random.IntN(len(commonWords))])
	}
	return strings.Join(append(words, word(random)), " ") // which stands in no text, so that there is nothing to cut more of
}

func word(random *rand.Rand) string {
	var b strings.Builder
	for range 2 + random.IntN(3) {
		b.WriteString(syllables[random.IntN(len(syllables))])
	}
	return b.String()
}
