package eval

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// WordF1 compares texts as bags of lower-case words, as the Web Content Extraction Benchmark does (Foley, 2026):
// precision is the share of got's words that want has, recall the share of want's that got has, each between 0
// and 1, and f1 their harmonic mean. An empty text equals an empty one and shares nothing with any other.
func WordF1(got, want string) (precision, recall, f1 float64) {
	g, w := words(lower(got)), words(lower(want))
	if len(w) == 0 || len(g) == 0 {
		if len(w) == len(g) {
			return 1, 1, 1
		}
		return 0, 0, 0
	}
	bag := make(map[string]int, len(w))
	for _, word := range w {
		bag[word]++
	}
	both := common(bag, g)
	precision, recall = float64(both)/float64(len(g)), float64(both)/float64(len(w))
	return precision, recall, harmonic(precision, recall)
}

// common counts the elements of list that bag holds, and takes them out of it.
func common[K comparable](bag map[K]int, list []K) int {
	n := 0
	for _, k := range list {
		if bag[k] > 0 {
			bag[k]--
			n++
		}
	}
	return n
}

// harmonic returns the harmonic mean of precision and recall, 0 where both are.
func harmonic(precision, recall float64) float64 {
	if precision+recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall)
}

// shingleSize is how many words make a shingle.
const shingleSize = 4

type shingle [shingleSize]string

// Shingles compares texts as bags of runs of four words, as the article extraction benchmark of 2019 by
// Scrapinghub does; a text of fewer words is one run. Case counts. Precision is NaN where got has no words and want
// has, recall where want has none and got has: such documents take no part in a mean of that figure.
func Shingles(got, want string) (precision, recall float64) {
	g, w := shingles(got), shingles(want)
	bag := make(map[shingle]int, len(w))
	for _, s := range w {
		bag[s]++
	}
	both := common(bag, g)
	if both == len(g) && both == len(w) {
		return 1, 1
	}
	return float64(both) / float64(len(g)), float64(both) / float64(len(w)) // 0/0 is NaN
}

func shingles(text string) []shingle {
	w := words(text)
	if len(w) == 0 {
		return nil
	}
	list := make([]shingle, max(1, len(w)-shingleSize+1))
	for i := range list {
		copy(list[i][:], w[i:])
	}
	return list
}

// Snippets returns the share of snippets that stand in text, in whatever case, between 0 and 1; NaN where there
// are no snippets.
func Snippets(text string, snippets []string) float64 {
	if len(snippets) == 0 {
		return math.NaN()
	}
	n := 0
	text = lower(text)
	for _, s := range snippets {
		if strings.Contains(text, lower(s)) {
			n++
		}
	}
	return float64(n) / float64(len(snippets))
}

// words splits text into runs of letters, numbers and low lines, which is what \w+ finds in Python: combining
// marks part words there.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
}

// lower returns text in lower case by the full mapping of Unicode, where İ becomes two characters and Σ depends
// on its place in the word. All other characters are mapped one by one, which is faster.
func lower(text string) string {
	if strings.ContainsAny(text, "İΣ") {
		return cases.Lower(language.Und).String(text)
	}
	return strings.ToLower(text)
}

// foldSpace returns text with its white space reduced to single spaces between words.
func foldSpace(text string) string { return strings.Join(strings.Fields(text), " ") }
