package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner/document"
	"winnow/cleaner/textreader"
)

func textOf(t *testing.T, lines ...string) *document.Document {
	t.Helper()
	doc := &document.Document{}
	if len(lines) == 0 {
		return doc
	}
	if err := textreader.New(strings.NewReader(strings.Join(lines, "\n\n"))).Next(doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Blocks) != len(lines) {
		t.Fatalf("%d blocks of %d lines", len(doc.Blocks), len(lines))
	}
	return doc
}

const (
	first  = "The council will build the dam above the village after all, its chairman said on Monday."
	second = "Farmers in the valley have fought the plan for three years, and fear that the wells run dry."
	third  = "According to the plan, a wall of 41 metres will hold back a lake of two square kilometres."
)

func TestLabel(t *testing.T) {
	menu, others := "Home News Sport", "Bus line 12 to stop at the station again"
	all := func(truth ...string) string { return strings.Join(truth, "\n") }
	for _, test := range []struct {
		name  string
		lines []string
		truth string
		want  []float32
	}{
		{"contained", []string{menu, first, second, others}, all(first, second), []float32{0, 1, 1, 0}},
		{"all of it", []string{first, second, third}, all(first, second, third), []float32{1, 1, 1}},
		{"an empty truth", []string{menu, first, others}, "", []float32{0, 0, 0}},
		{"a truth of marks", []string{menu, first}, "... — !", []float32{0, 0}},
		{"nothing in common", []string{menu, others}, "Die ganze Nacht fiel Regen.", []float32{0, 0}},
		{"no document", nil, first, nil},
		{"a gap between", []string{first, menu, second, others, third}, all(first, second, third), []float32{1, 0, 1, 0, 1}},
		{"out of order", []string{third, menu, first, second}, all(first, second, third), []float32{1, 0, 1, 1}},
		{"case and marks", []string{menu, strings.ToUpper(first), others}, strings.ReplaceAll(first, ",", " –"), []float32{0, 1, 0}},
		{"no words", []string{menu, "* * *", first}, first, []float32{0, 0, 1}},
		{"said once, and twice in the page", []string{first, menu, second, first, others}, all(first, second), []float32{1, 0, 1, 0, 0}},
		{"said twice, and once in the page", []string{menu, first, others}, all(first, first), []float32{0, 1, 0}},
		{"half of a line", []string{menu, first + " " + others, second}, all(first, second), []float32{0, 16.0 / 25, 1}},
	} {
		got, words := label(textOf(t, test.lines...), test.truth)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		for i, line := range test.lines {
			if n := int32(len(tokens(line))); words[i] != n {
				t.Errorf("%s: block %d has %d words, want %d", test.name, i, words[i], n)
			}
		}
	}
}

// TestLabelRepeated holds that a menu's line in a page is the article's once, where the article has it.
func TestLabelRepeated(t *testing.T) {
	lines := []string{"Sport", "News", first, "Sport", second, "Sport", third, "News"}
	got, _ := label(textOf(t, lines...), strings.Join([]string{first, "Sport", second, third}, "\n"))
	if want := []float32{0, 0, 1, 1, 1, 0, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestLabelTakesOnce holds that no more words are taken of a document than its truth has, whatever is where.
func TestLabelTakesOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	names := strings.Fields("rain snow hail fog wind storm sun")
	line := func() string {
		var words []string
		for range 1 + random.IntN(9) {
			words = append(words, names[random.IntN(len(names))])
		}
		return strings.Join(words, " ")
	}
	for n := range 300 {
		var lines, truth []string
		for range 1 + random.IntN(12) {
			l := line()
			if lines = append(lines, l); random.IntN(2) > 0 {
				truth = append(truth, l)
			}
		}
		random.Shuffle(len(truth), func(i, j int) { truth[i], truth[j] = truth[j], truth[i] })
		shares, words := label(textOf(t, lines...), strings.Join(truth, "\n"))
		taken := 0.0
		for i, s := range shares {
			if s < 0 || s > 1 {
				t.Fatalf("case %d: a share of %v", n, s)
			}
			taken += float64(s) * float64(words[i])
		}
		if most := len(tokens(strings.Join(truth, " "))); taken > float64(most)+1e-3 {
			t.Fatalf("case %d: %v words are taken, the truth has %d", n, taken, most)
		}
	}
}

func TestIncreasing(t *testing.T) {
	for _, test := range []struct{ pairs, want [][2]int }{
		{nil, nil},
		{[][2]int{{0, 5}}, [][2]int{{0, 5}}},
		{[][2]int{{0, 0}, {1, 1}, {2, 2}}, [][2]int{{0, 0}, {1, 1}, {2, 2}}},
		{[][2]int{{0, 9}, {1, 1}, {2, 8}, {3, 2}, {4, 3}}, [][2]int{{1, 1}, {3, 2}, {4, 3}}},
	} {
		if got := increasing(test.pairs); !slices.Equal(got, test.want) {
			t.Errorf("%v: %v, want %v", test.pairs, got, test.want)
		}
	}
}
