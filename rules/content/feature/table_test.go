package feature

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"winnow/cleaner/document"
	"winnow/cleaner/htmlreader"
	"winnow/cleaner/textreader"
)

// read returns the first window of what a reader gives.
func read(t *testing.T, next func(*document.Document) error) *document.Document {
	t.Helper()
	doc := &document.Document{}
	if err := next(doc); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	doc.Forget()
	return doc
}

func textOf(t *testing.T, text string) *document.Document {
	t.Helper()
	return read(t, textreader.New(strings.NewReader(text)).Next)
}

func pageOf(t *testing.T, page string) *document.Document {
	t.Helper()
	return read(t, htmlreader.New(strings.NewReader(page)).Next)
}

// lexicons say something of every token.
var lexicons = sync.OnceValues(func() (Lexicon, Types) {
	words, types := make(Lexicon, TokenSpace), make(Types, TypesSpace)
	for i := range words {
		words[i] = int8(i*37%255 - 127)
	}
	for i := range types {
		types[i] = int8(i*53%255 - 127)
	}
	return words, types
})

// fill describes a document with lexicons that say something of every token.
func fill(t *Table, doc *document.Document) {
	words, types := lexicons()
	t.Fill(doc, words, words, types)
}

// finish gives a filled table what the model gives it: the kind of document, and the scores of a pass.
func finish(t *Table) {
	t.SetWhole(Lean, 17)
	t.SetWhole(Article, -40)
	scores := make([]int32, t.Blocks())
	for i := range scores {
		scores[i] = int32(i*29%200 - 100)
	}
	t.Pass(scores, func(int32) bool { return true })
}

const prose = "The council will build the dam above the village after all, its chairman said on Monday after five hours."

// randomText is a text of lines of all sorts.
func randomText(random *rand.Rand, lines int) string {
	kinds := []string{
		"", "", "Home", "x", "?", "1", "$", "é", "- item %d", "* * *", "Topic: rain | snow", "%d comments",
		"Read more >", "a\tb\tc", "# Heading %d", "日本語の文です。", "Привет, мир %d!", "(C) 2024 \"All\" [rights]",
		prose, prose + " He asked: \"Why?\"", "Word " + strings.Repeat("X", 200), strings.Repeat("of many words ", 90),
		"\xff\xfe broken \x80", "    indented", "12:%d", "Advertisement",
	}
	var b strings.Builder
	for range lines {
		line := kinds[random.IntN(len(kinds))]
		if strings.Contains(line, "%d") {
			line = fmt.Sprintf(line, random.IntN(40))
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// randomPage is a page of elements of all sorts, which are closed or not.
func randomPage(random *rand.Rand, steps int) string {
	tags := []string{
		"div", "p", "ul", "li", "nav", "aside", "header", "footer", "form", "figure", "main", "article", "section",
		"blockquote", "table", "tr", "td", "h1", "h2", "h4", "pre", "button", "dl", "dd", "noscript", "figcaption",
	}
	names := []string{"", ` class="related-posts menuBar x1"`, ` id="content"`, ` role="navigation"`, ` hidden`, ` itemprop="articleBody"`}
	var b strings.Builder
	b.WriteString(`<!doctype html><meta property="og:type" content="article">`)
	for range steps {
		tag := tags[random.IntN(len(tags))]
		switch random.IntN(5) {
		case 0:
			b.WriteString("</" + tag + ">")
		case 1:
			b.WriteString(`<a href="/">` + strings.TrimSpace(randomText(random, 1)) + "</a>")
		case 2:
			b.WriteString(randomText(random, 2))
		default:
			b.WriteString("<" + tag + names[random.IntN(len(names))] + ">")
		}
	}
	return b.String()
}

// mark lets rules of all sorts speak of blocks.
func mark(random *rand.Rand, doc *document.Document) {
	drop, keep := &document.RuleInfo{ID: "drop"}, &document.RuleInfo{ID: "keep", Keep: true}
	for i := range doc.Blocks {
		switch random.IntN(6) {
		case 0:
			doc.Add(i, drop, float32(random.IntN(200))/7, 0)
		case 1:
			doc.Add(i, drop, -float32(random.IntN(200))/7, 0)
		case 2:
			doc.Add(i, keep, 1, 0)
		}
	}
}

func below(t *testing.T, table *Table) {
	t.Helper()
	for i := range table.Rows {
		for c, v := range table.Row(i) {
			if v >= Bins || v > 0 && c >= int(Count) {
				t.Fatalf("feature %d of block %d is %d, want less than %d, and none from %d on", c, i, v, Bins, Count)
			}
		}
		if table.Length[i] < 1 {
			t.Fatalf("block %d has a length of %d, want at least 1", i, table.Length[i])
		}
	}
}

// TestRandom holds that all features of all blocks stay below Bins, and that a table that described other documents
// before gives what a fresh one gives.
func TestRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var again Table
	for n := range 300 {
		doc := textOf(t, randomText(random, random.IntN(120)))
		if random.IntN(2) > 0 {
			doc = pageOf(t, randomPage(random, random.IntN(200)))
		}
		mark(random, doc)
		var fresh Table
		for _, table := range []*Table{&fresh, &again} {
			fill(table, doc)
			finish(table)
			below(t, table)
			if table.Blocks() != len(doc.Blocks) || len(table.Rows) != len(doc.Blocks) {
				t.Fatalf("%d blocks and %d rows for %d blocks", table.Blocks(), len(table.Rows), len(doc.Blocks))
			}
		}
		for i := range fresh.Rows {
			if fresh.Rows[i] != again.Rows[i] || fresh.Run(i) != again.Run(i) || fresh.Length[i] != again.Length[i] {
				t.Fatalf("document %d, block %d: a table used again gives\n%v, a fresh one\n%v", n, i, again.Rows[i], fresh.Rows[i])
			}
		}
	}
}

// TestTextBehindPage holds that the features of a text are the same whatever the table described before, and that it
// has none of a page's.
func TestTextBehindPage(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var again Table
	for n := range 40 {
		page := pageOf(t, randomPage(random, 150))
		fill(&again, page)
		finish(&again)
		text := textOf(t, randomText(random, 60))
		var fresh Table
		fill(&fresh, text)
		finish(&fresh)
		fill(&again, text)
		finish(&again)
		for i := range fresh.Rows {
			if fresh.Rows[i] != again.Rows[i] {
				t.Fatalf("document %d, block %d: behind a page\n%v, in a fresh table\n%v", n, i, again.Rows[i], fresh.Rows[i])
			}
		}
	}
}

// TestLearnIsFill holds that what the weights are learnt from is what they are used on.
func TestLearnIsFill(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	words, types := lexicons()
	for n := range 60 {
		doc := textOf(t, randomText(random, 50))
		if n%2 > 0 {
			doc = pageOf(t, randomPage(random, 100))
		}
		mark(random, doc)
		var filled, learnt Table
		filled.Fill(doc, words, words, types)
		var says [][2]int32
		all := learnt.Learn(doc, func(own, names []uint32) {
			says = append(says, [2]int32{words.Of(own), words.Of(names)})
		})
		for i, s := range says {
			learnt.SetWords(i, s[0])
			if doc.Page != nil {
				learnt.SetNames(i, s[1])
			}
		}
		if doc.Page != nil {
			learnt.SetTypes(types.TypeScores(all))
		}
		learnt.Around()
		for i := range filled.Rows {
			if filled.Rows[i] != learnt.Rows[i] {
				t.Fatalf("document %d, block %d: filled\n%v, learnt\n%v", n, i, filled.Rows[i], learnt.Rows[i])
			}
		}
	}
}

// TestFew describes documents that show too little of themselves.
func TestFew(t *testing.T) {
	empty := &document.Document{}
	empty.Forget()
	bare := &document.Document{}
	bare.OpenPage()
	bare.Forget()
	var again Table
	for _, test := range []struct {
		name   string
		doc    *document.Document
		blocks int
	}{
		{"a page before", pageOf(t, "<div><p>"+prose+"<p>Home</div>"), 2},
		{"no blocks", empty, 0},
		{"a page before", pageOf(t, "<div><p>"+prose+"<p>Home</div>"), 2},
		{"a page without elements", bare, 0},
		{"a page before", pageOf(t, "<div><p>"+prose+"<p>Home</div>"), 2},
		{"a page without blocks", pageOf(t, "<!doctype html><div><p></p></div>"), 0},
		{"one byte", textOf(t, "x"), 1},
		{"one mark", textOf(t, "?"), 1},
		{"one byte that is no character", textOf(t, "\xff"), 1},
		{"one sentence", textOf(t, prose), 1},
		{"a page of one block", pageOf(t, "x"), 1},
	} {
		for _, table := range []*Table{{}, &again} {
			fill(table, test.doc)
			if table.Blocks() != test.blocks {
				t.Errorf("%s: %d blocks, want %d", test.name, table.Blocks(), test.blocks)
			}
			finish(table)
			below(t, table)
		}
	}
}

// TestEmptyBlock describes a block without text, which a reader from elsewhere may give.
func TestEmptyBlock(t *testing.T) {
	doc := textOf(t, prose+"\nHome\n"+prose)
	doc.Blocks[1].End = doc.Blocks[1].Start
	doc.Blocks[1].Stats = document.Measure(nil)
	var table Table
	fill(&table, doc)
	finish(&table)
	below(t, &table)
	if row := table.Row(1); row[Words] != 0 || row[Ending] >= EndingTerminal || row[WordLength] != 0 {
		t.Errorf("an empty block has %d words of length %d and the ending %d", row[Words], row[WordLength], row[Ending])
	}
}

// TestHuge holds that no figure overflows on a text of as many blocks as a page can have.
func TestHuge(t *testing.T) {
	const lines = 300_000
	doc := &document.Document{Text: bytes.Repeat([]byte("x\n"), lines)}
	for i := range int32(lines) {
		doc.Blocks = append(doc.Blocks, document.Block{
			Start: 2 * i, End: 2*i + 1, Line: int64(i) + 1, Stats: document.Measure([]byte("x")),
		})
	}
	doc.Forget()
	rule := &document.RuleInfo{ID: "drop"}
	for i := range doc.Blocks {
		doc.Add(i, rule, 12, 0)
	}
	words := make(Lexicon, TokenSpace)
	for i := range words {
		words[i] = -127
	}
	var table Table
	table.Fill(doc, words, nil, nil)
	scores := make([]int32, lines)
	for i := range scores {
		scores[i] = -1000
	}
	table.Pass(scores, func(int32) bool { return true })
	below(t, &table)
	middle, last := table.Row(lines/2), table.Row(lines-1)
	for _, test := range []struct {
		name string
		got  uint8
		want uint8
	}{
		{"ShortRun", middle[ShortRun], Bins - 1},
		{"Place", middle[Place], shareBins / 2},
		{"MeanWordScore", middle[MeanWordScore], 0},
		{"RuleShare", middle[RuleShare], shareBins},
		{"Rule15Before", middle[Rule15Before], 0},
		{"Repeats", middle[Repeats], 7},
		{"Blocks", last[Blocks], Bins - 1},
		{"FromEnd", last[FromEnd], 0},
		{"Mean15ScoreBefore", last[Mean15ScoreBefore], score(-scoreMost)},
		{"CoreSide", middle[CoreSide], SideBehind},
		{"CoreBridge", last[CoreBridge], Bins - 1},
		{"KeptShare", last[KeptShare], 0},
	} {
		if test.got != test.want {
			t.Errorf("%s is %d, want %d", test.name, test.got, test.want)
		}
	}
	if got := table.Run(0); got != lines {
		t.Errorf("the run is %d lines, want %d", got, lines)
	}
}

// TestSigned holds which first blocks are titles of pages.
func TestSigned(t *testing.T) {
	for _, test := range []struct {
		text string
		want bool
	}{
		{"River rises - The Valley Post\nHome\n", true},
		{"River rises | The Valley Post\nHome\n", true},
		{"River rises — The Valley Post\nHome\n", true},
		{"River rises by two metres\nHome - page\n", false},
		{"River-side road closed\nHome\n", false},
		{"River rises - nobody was hurt, but the road to the mill was closed until the evening\nHome\n", false},
		{"", false},
	} {
		var table Table
		table.Fill(textOf(t, test.text), nil, nil, nil)
		if table.Signed() != test.want {
			t.Errorf("%q: signed %v", test.text, table.Signed())
		}
	}
}
