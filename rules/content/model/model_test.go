package model

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner/document"
	"winnow/cleaner/textreader"
	"winnow/rules/content/feature"
)

// naive is a pass's score of a row, cell by cell.
func naive(p *Pass, row *feature.Row) int32 {
	sum := int64(p.Bias)
	for _, t := range p.Tables {
		cell := 0
		for k, c := range t.Columns {
			cell += int(t.Steps[k][row[c]])
		}
		sum += int64(t.Cells[cell])
	}
	return int32(sum / (Fine / feature.Unit))
}

// tableOf is a table of n blocks of random words, filled as a document's.
func tableOf(t *testing.T, random *rand.Rand, n int) *feature.Table {
	t.Helper()
	var b strings.Builder
	for range n {
		b.WriteString(strings.Repeat("word ", random.IntN(20)+1) + ".\n\n")
	}
	doc := &document.Document{}
	if n > 0 {
		if err := textreader.New(strings.NewReader(b.String())).Next(doc); err != nil {
			t.Fatal(err)
		}
	}
	doc.Forget()
	if len(doc.Blocks) != n {
		t.Fatalf("%d blocks, want %d", len(doc.Blocks), n)
	}
	table := &feature.Table{}
	table.Fill(doc, nil, nil, nil)
	return table
}

func TestScore(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for n := range 200 {
		p := randomPass(random, n%9)
		var row feature.Row
		for c := range int(feature.Count) {
			row[c] = uint8(random.IntN(feature.Bins))
		}
		if got, want := p.Score(&row), naive(&p, &row); got != want {
			t.Fatalf("pass %d: a score of %d, want %d", n, got, want)
		}
	}
}

func TestAll(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	scores := []int32{7, 7, 7} // of a document before
	for _, n := range []int{0, 1, chunk - 1, chunk, chunk + 1, 3*chunk + 5, 2} {
		p, table := randomPass(random, 7), tableOf(t, random, n)
		scores = p.All(table, scores)
		if len(scores) != n {
			t.Fatalf("%d scores of %d blocks", len(scores), n)
		}
		for i, s := range scores {
			if want := p.Score(table.Row(i)); s != want {
				t.Fatalf("block %d of %d: a score of %d, want %d", i, n, s, want)
			}
		}
	}
}

func TestAgain(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	p, table := randomPass(random, 5), tableOf(t, random, 7)
	before := []int32{-Sure - 1, -Sure, -Sure + 1, 0, Sure - 1, Sure, Sure + 1}
	scores := slices.Clone(before)
	p.Again(table, scores)
	for i, s := range before {
		want := s
		if i >= 2 && i <= 4 {
			want = p.Score(table.Row(i))
		}
		if scores[i] != want {
			t.Errorf("a score of %d became %d, want %d", s, scores[i], want)
		}
	}
}

// TestWeightsScore holds that a score is the first pass's where that is sure, and else the second's, which sees it.
func TestWeightsScore(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	kinds := map[int]int{}
	for seed := range uint64(40) {
		w := randomWeights(seed, 3)
		for _, p := range w.passes() {
			for i := range p.Tables { // at what is there before a pass, or the second time they would see more
				for k := range Features {
					p.Tables[i].Columns[k] %= feature.Blocks
				}
			}
		}
		for k := range w.Bodies {
			w.Bodies[k][1] = randomPass(random, 3)
		}
		table := tableOf(t, random, 20)
		page := seed%2 > 0
		got := w.Score(table, page, nil)
		kind := w.Kind(table, page)
		kinds[kind]++
		first := w.Bodies[kind][0].All(table, nil)
		table.Pass(first, InDoubt)
		for i, s := range first {
			if InDoubt(s) {
				s = w.Bodies[kind][1].Score(table.Row(i))
			}
			if got[i] != s {
				t.Fatalf("seed %d, block %d: a score of %d, want %d", seed, i, got[i], s)
			}
		}
		if again := w.Score(table, page, got); !slices.Equal(again, got) {
			t.Fatalf("seed %d: scores differ the second time", seed)
		}
	}
	if len(kinds) != Kinds {
		t.Errorf("documents of the kinds %v came up, want all %d", kinds, Kinds)
	}
	if got := (&Weights{}).Score(&feature.Table{}, true, []int32{1, 2}); len(got) != 0 {
		t.Errorf("no blocks have the scores %v", got)
	}
}

func TestKind(t *testing.T) {
	table := tableOf(t, rand.New(rand.NewPCG(5, 5)), 3)
	for _, test := range []struct {
		name             string
		page             bool
		lean, text, html int32
		want             int
		article          uint8
	}{
		{"a text that is lean", false, Fine, -Fine, 0, Left, feature.Bins/2 - 4},
		{"a text that is not", false, -Fine, Fine, 0, Flat, feature.Bins/2 + 4},
		{"a text of which nothing is known", false, 0, 0, 0, Flat, feature.Bins / 2},
		{"a page that is an article", true, 0, 0, Fine, Story, feature.Bins/2 + 4},
		{"a page that is none", true, Fine, Fine, -Fine, Other, feature.Bins/2 - 4},
	} {
		w := &Weights{Lean: Pass{Bias: test.lean}, Text: Pass{Bias: test.text}, Page: Pass{Bias: test.html}}
		if got := w.Kind(table, test.page); got != test.want {
			t.Errorf("%s: kind %d, want %d", test.name, got, test.want)
		}
		for i := range table.Rows {
			if got := table.Row(i)[feature.Article]; got != test.article {
				t.Errorf("%s: block %d says %d of it, want %d", test.name, i, got, test.article)
			}
		}
	}
}

// expected is the F1 to expect, by two, where the blocks with a score above least are kept.
func expected(table *feature.Table, scores []int32, least int32) float64 {
	kept, hits, total := int64(0), int64(0), int64(0)
	for i, s := range scores {
		n, chance := int64(table.Length[i]), int64(feature.Chance(s))
		total += n * chance
		if s > least {
			kept, hits = kept+1000*n, hits+n*chance
		}
	}
	return float64(hits) / float64(kept+total+1000)
}

// TestThreshold compares with all thresholds that there are. Scores are binned by two, so the best may be a bin lower.
func TestThreshold(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	below := 0
	for n := range 500 {
		table := tableOf(t, random, 1+random.IntN(12))
		scores := make([]int32, table.Blocks())
		middle := random.Int32N(81) - 50
		for i := range scores {
			scores[i] = min(max(middle+random.Int32N(61)-30, -60), 60)
		}
		got := Threshold(table, scores)
		if got > 0 {
			t.Fatalf("case %d: a threshold of %d, want at most 0", n, got)
		}
		if got < 0 {
			below++
		}
		best, at := 0.0, int32(0)
		for least := int32(0); least >= -64; least -= 2 {
			if f := expected(table, scores, least); f > best {
				best, at = f, least
			}
		}
		if f := max(expected(table, scores, got), expected(table, scores, got-2)); f < best-1e-12 {
			t.Fatalf("case %d: scores %v of %v words: a threshold of %d, or a bin lower, has %.4f to expect, %d has %.4f",
				n, scores, table.Length, got, 2*f, at, 2*best)
		}
	}
	if below < 50 {
		t.Errorf("%d of 500 thresholds are below 0: the cases try too little", below)
	}
}

func TestThresholdOfExtremes(t *testing.T) {
	table := tableOf(t, rand.New(rand.NewPCG(7, 7)), 4)
	for _, test := range []struct {
		name   string
		scores []int32
	}{
		{"no blocks", nil},
		{"all sure", []int32{900, 1 << 30, 900, 900}},
		{"none", []int32{-900, -1 << 30, -900, -900}},
		{"both", []int32{900, -900, 900, -900}},
	} {
		if got := Threshold(table, test.scores); got > 0 || got < -70 {
			t.Errorf("%s: a threshold of %d, want -70 to 0", test.name, got)
		}
	}
	if got := Threshold(table, []int32{900, -900, 900, -900}); got <= -900 || got >= 900 {
		t.Errorf("a threshold of %d does not part 900 from -900", got)
	}
}
