package eval

import (
	"math"
	"testing"
)

// wordCases hold figures that were measured with the reference program, in Python, whose \w+ and lower() the
// benchmarks are defined by. They are rounded to six decimals.
var wordCases = []struct {
	name, got, want  string
	word             [3]float64 // precision, recall, F1
	shinglePrecision float64
	shingleRecall    float64
}{
	{"both empty", "", "", [3]float64{1, 1, 1}, 1, 1},
	{"nothing came out", "", "a b", [3]float64{}, math.NaN(), 0},
	{"nothing was to come out", "a b", "", [3]float64{}, 0, math.NaN()},
	{"no words in either", "...", "!!!", [3]float64{1, 1, 1}, 1, 1},
	{"no words came out", "... ", "word", [3]float64{}, math.NaN(), 0},
	{"equal", "a b c d e", "a b c d e", [3]float64{1, 1, 1}, 1, 1},
	{"equal and short", "one two three", "one two three", [3]float64{1, 1, 1}, 1, 1},
	{"short", "one two three", "one two", [3]float64{2. / 3, 1, 0.8}, 0, 0},
	{"case", "The DAM is built.", "the dam was built", [3]float64{0.75, 0.75, 0.75}, 0, 0},
	{"words count as often as they stand", "a b c d e f a b c d", "a b c d x", [3]float64{0.4, 0.8, 0.533333}, 0.142857, 0.5},
	{"dotted i and final sigma", "İstanbul ΟΔΟΣ", "i\u0307stanbul οδος", [3]float64{1, 1, 1}, 0, 0},
	{"sigma before an apostrophe and a letter is not final", "ΟΔΟΣ", "ΟΔΟΣ'Α", [3]float64{}, 0, 0},
	{"combining marks part words", "हिन्दी में", "हिन्दी मे", [3]float64{1, 1, 1}, 1, 1},
	{"accents are no words of their own", "e\u0301te\u0301", "été", [3]float64{}, 0, 0},
	{"numbers of all kinds", "x_1 ² Ⅷ ٣ 一", "x_1 2 ⅷ ٣ 一", [3]float64{0.8, 0.8, 0.8}, 0, 0},
	{"quotes and accents", "naïve café — “quoted”", "NAÏVE CAFÉ quoted", [3]float64{1, 1, 1}, 0, 0},
	{"no spaces", "日本語の文章です。次の文。", "日本語の文章です。", [3]float64{0.5, 1, 0.666667}, 0, 0},
	{"sharp s", "Straße STRASSE", "strasse straße", [3]float64{1, 1, 1}, 0, 0},
	{"a space of no width", "a\u200bb", "ab", [3]float64{}, 0, 0},
	{"what is no UTF-8 is no word", "bad \xff byte", "bad byte", [3]float64{1, 1, 1}, 1, 1},
}

func TestWords(t *testing.T) {
	for _, c := range wordCases {
		t.Run(c.name, func(t *testing.T) {
			p, r, f := WordF1(c.got, c.want)
			sp, sr := Shingles(c.got, c.want)
			for _, figure := range []struct {
				name      string
				got, want float64
			}{
				{"precision", p, c.word[0]}, {"recall", r, c.word[1]}, {"F1", f, c.word[2]},
				{"shingle precision", sp, c.shinglePrecision}, {"shingle recall", sr, c.shingleRecall},
			} {
				if !near(figure.got, figure.want) {
					t.Errorf("%s of %q for %q is %.6f, want %.6f", figure.name, c.got, c.want, figure.got, figure.want)
				}
			}
		})
	}
}

// near reports that figures are the same to six decimals, or both undefined.
func near(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-6
}

func TestSnippets(t *testing.T) {
	for _, c := range []struct {
		text     string
		snippets []string
		want     float64
	}{
		{"The dam is built.", []string{"THE DAM", "the river"}, 0.5},
		{"İstanbul", []string{"i\u0307STANBUL"}, 1},
		{"", []string{"the river"}, 0},
		{"The dam", nil, math.NaN()},
	} {
		if got := Snippets(c.text, c.snippets); !near(got, c.want) {
			t.Errorf("the share of %q in %q is %v, want %v", c.snippets, c.text, got, c.want)
		}
	}
}
