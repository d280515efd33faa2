package content

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/document"
	"winnow/cleaner/htmlreader"
	"winnow/cleaner/textreader"
	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// weightsMost is how large the embedded weights may be, in bytes.
const weightsMost = 1 << 20

func TestEmbedded(t *testing.T) {
	if len(embedded) > weightsMost {
		t.Errorf("the embedded weights have %d bytes, want at most %d", len(embedded), weightsMost)
	}
	w, err := model.Decode(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(w.Encode(), embedded) {
		t.Error("the embedded weights are encoded as other bytes")
	}
	if len(w.Words) != feature.TokenSpace || len(w.Names) != feature.TokenSpace || len(w.Types) != feature.TypesSpace {
		t.Errorf("lexicons of %d, %d and %d weights, want %d, %d and %d",
			len(w.Words), len(w.Names), len(w.Types), feature.TokenSpace, feature.TokenSpace, feature.TypesSpace)
	}
	for k, body := range w.Bodies {
		if len(body[0].Tables) == 0 || len(body[1].Tables) == 0 {
			t.Errorf("kind %d has a pass without tables", k)
		}
	}
}

// TestEmbeddedColumns holds that each pass looks at features alone that are there when it is used.
func TestEmbeddedColumns(t *testing.T) {
	w := learnt()
	whole := func(c feature.Column) bool { return c <= feature.ProseTo } // before it is said what the document is
	first := func(c feature.Column) bool { return int(c) < feature.Alone }
	of := func(c feature.Column) bool { return int(c) < feature.Textual }
	page := func(c feature.Column) bool { return int(c) >= feature.Textual }
	lean := func(c feature.Column) bool { return c == feature.Lean }
	check := func(name string, p *model.Pass, ok func(feature.Column) bool) {
		for i := range p.Tables {
			for k, c := range p.Tables[i].Columns {
				if steps := &p.Tables[i].Steps[k]; steps[feature.Bins-1] > 0 && !ok(c) {
					t.Errorf("%s looks at feature %d, which is not there", name, c)
				}
			}
		}
	}
	check("lean", &w.Lean, whole)
	check("text", &w.Text, whole)
	check("page", &w.Page, func(c feature.Column) bool { return whole(c) || page(c) })
	for _, k := range []int{model.Flat, model.Left} {
		check(fmt.Sprint("the first pass of kind ", k), &w.Bodies[k][0], first)
		check(fmt.Sprint("the second pass of kind ", k), &w.Bodies[k][1], of)
	}
	for _, k := range []int{model.Story, model.Other} {
		check(fmt.Sprint("the first pass of kind ", k), &w.Bodies[k][0], func(c feature.Column) bool { return (first(c) || page(c)) && !lean(c) })
		check(fmt.Sprint("the second pass of kind ", k), &w.Bodies[k][1], func(c feature.Column) bool { return !lean(c) })
	}
}

func TestLoad(t *testing.T) {
	if _, err := Load(embedded); err != nil {
		t.Error(err)
	}
	s, err := Load(embedded[:1000])
	if err == nil || s != nil || !strings.HasPrefix(err.Error(), "content weights: truncated: ") {
		t.Errorf("a file of 1000 bytes gives %v and the error %v", s, err)
	}
}

// textOf reads a text as one document.
func textOf(t *testing.T, text string) *document.Document {
	t.Helper()
	return read(t, textreader.New(strings.NewReader(text)).Next)
}

func read(t *testing.T, next func(*document.Document) error) *document.Document {
	t.Helper()
	doc := &document.Document{}
	if err := next(doc); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	doc.Forget()
	return doc
}

// biased is the stage with weights that say odds for the article of each block.
func biased(odds int32) *stage {
	return &stage{weights: func() *model.Weights { return weightsOf(odds, odds) }}
}

// weightsOf say of each block that is a text's odds for the article: of one of a single word, and of one of more. They
// take all texts for those of whole pages.
func weightsOf(one, more int32) *model.Weights {
	t := model.Table{Columns: [model.Features]feature.Column{feature.Words}, Cells: new([model.CellsMost]int16)}
	for v := 2; v < feature.Bins; v++ {
		t.Steps[0][v] = 1
	}
	t.Cells[0], t.Cells[1] = int16(one*model.Fine), int16(more*model.Fine)
	w := &model.Weights{Lean: model.Pass{Bias: -20 * model.Fine}}
	for k := range w.Bodies {
		for i := range w.Bodies[k] {
			w.Bodies[k][i].Tables = []model.Table{t}
		}
	}
	return w
}

func TestFewBlocks(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 0, leastBlocks - 1: 0, leastBlocks: leastBlocks} {
		doc := textOf(t, strings.Repeat("Home\n\n", n))
		if len(doc.Blocks) != n {
			t.Fatalf("%d blocks, want %d", len(doc.Blocks), n)
		}
		biased(-9).Mark(doc)
		if len(doc.Findings) != want {
			t.Errorf("%d findings on %d blocks, want %d", len(doc.Findings), n, want)
		}
	}
	doc := read(t, htmlreader.New(strings.NewReader("<body><div></div>")).Next)
	biased(-9).Mark(doc)
	if len(doc.Findings) != 0 {
		t.Errorf("%d findings on a page without blocks", len(doc.Findings))
	}
}

// TestWeigh holds what is found on a block of which the model says odds and the rules something.
func TestWeigh(t *testing.T) {
	paragraph := &feature.Row{}
	prose := &feature.Row{feature.Words: proseLeast, feature.Ending: feature.EndingTerminal}
	heading := &feature.Row{feature.Kind: uint8(cleaner.Heading), feature.CoreSide: feature.SideInside}
	for _, test := range []struct {
		name  string
		odds  int32
		rules float32
		of    outlook
		row   *feature.Row
		want  float32 // weight of the finding; 0: there is none
	}{
		{"surely chrome", -6, 0, outlook{}, paragraph, 10},
		{"the weight has an end", -40, 0, outlook{}, paragraph, mostWeight},
		{"surely the article's", 9, 0, outlook{}, paragraph, 0},
		{"rules say enough, and the model agrees", -6, 5, outlook{}, paragraph, 0},
		{"the model outvotes a rule", 6, 5, outlook{}, paragraph, -7},
		{"its vote has an end", 40, 5, outlook{}, paragraph, -mostWeight},
		{"a hint is helped", -1, 2, outlook{}, paragraph, 3},
		{"a rule for the article is outvoted", -6, -3, outlook{}, paragraph, mostWeight},
		{"but not in what an extractor left", -6, -3, outlook{spare: true, margin: leftMargin}, paragraph, 0},
		{"the odds must be clear of a margin", -1, 0, outlook{margin: 3}, paragraph, 2},
		{"to outvote a rule too", 2, 5, outlook{margin: 3}, paragraph, 0},
		{"a paragraph in what may be left takes more", -1, 0, outlook{spare: true, prose: 2}, prose, 3},
		{"a label there does not", -1, 0, outlook{spare: true, prose: 2}, paragraph, 5},
		{"a heading amid the article takes more", -1, 0, outlook{shaped: shapedMargin}, heading, 2.5},
	} {
		o := test.of
		o.least = -3 * feature.Unit
		if got := o.weigh(o.least+test.odds*feature.Unit, test.rules, test.row); got != test.want {
			t.Errorf("%s: weight %v, want %v", test.name, got, test.want)
		}
	}
}

// TestOutlook holds which texts may be what an extractor left, in which the headline stays.
func TestOutlook(t *testing.T) {
	for _, test := range []struct {
		name   string
		text   string
		lean   int32
		spare  bool
		margin float32
	}{
		{"a whole page", "River rises\n", mayBeLeft - 1, false, 0},
		{"menus and all", "River rises\n", mayBeLeft, true, mayMargin},
		{"as long as whole pages are", "River rises\n" + strings.Repeat("Home\n", mayBlocks), mayBeLeft, false, 0},
		{"with the title of a page", "River rises | The Valley Post\n", mayBeLeft, false, 0},
		{"likely", "River rises | The Valley Post\n", leftLeast, true, mayMargin},
		{"surely", "River rises | The Valley Post\n" + strings.Repeat("Home\n", mayBlocks), leftFull, true, leftMargin},
	} {
		var table feature.Table
		table.Fill(textOf(t, test.text), nil, nil, nil)
		table.SetWhole(feature.Lean, 4*(test.lean-feature.Bins/2))
		table.SetWhole(feature.Article, 4*8)
		o := outlookOf(&table, make([]int32, table.Blocks()), false)
		if o.spare != test.spare || o.margin != test.margin {
			t.Errorf("%s: %+v, want spare %v and margin %v", test.name, o, test.spare, test.margin)
		}
	}
}

// TestPinned holds that nothing is found on a block that a keep rule holds.
func TestPinned(t *testing.T) {
	doc := textOf(t, strings.Repeat("Home\n\n", 8))
	doc.Add(3, &cleaner.Rule{ID: "keep", Keep: true}, 1, 0)
	before := len(doc.Findings)
	biased(-9).Mark(doc)
	for _, f := range doc.Findings[before:] {
		if f.Block == 3 {
			t.Errorf("a block that a keep rule holds has the finding %+v", f)
		}
	}
}

// TestSpared holds that a block that a skipped rule would drop is left alone, and that no other is.
func TestSpared(t *testing.T) {
	share := &cleaner.Rule{ID: "share-bar", Category: "share", Stage: "phrases"}
	for _, test := range []struct {
		name  string
		spare func(*cleaner.Rule) bool
		want  bool // a finding on the block
	}{
		{"--skip share", func(r *cleaner.Rule) bool { return r == share }, false},
		{"--only of something else", nil, true},
		{"--skip of something else", func(r *cleaner.Rule) bool { return r.ID == "else" }, true},
	} {
		doc := textOf(t, strings.Repeat("Share on all networks\n\n", 9))
		doc.Enabled = func(r *cleaner.Rule) bool { return r != share }
		doc.Spare = test.spare
		b := &doc.Blocks[2]
		doc.Add(2, share, 6, 0)
		doc.AddRange(4, doc.Blocks[4].Start, doc.Blocks[4].Start+5, share, 6, 0) // a part of a block
		biased(-9).Mark(doc)
		found := map[int32]bool{}
		for _, f := range doc.Findings {
			if f.Rule != chrome || f.Start != doc.Blocks[f.Block].Start {
				t.Errorf("%s: found %+v", test.name, f)
			}
			found[f.Block] = true
		}
		for i := range doc.Blocks {
			want := test.want || i != 2 && i != 4
			if found[int32(i)] != want {
				t.Errorf("%s: a finding on block %d of %q is %v, want %v", test.name, i, doc.Text[b.Start:b.End], found[int32(i)], want)
			}
		}
	}
}

// TestSkipChrome holds that the stage is silent where its own rule is off.
func TestSkipChrome(t *testing.T) {
	doc := textOf(t, strings.Repeat("Home\n\n", 9))
	doc.Enabled = func(r *cleaner.Rule) bool { return r.Category != "chrome" }
	biased(-9).Mark(doc)
	if len(doc.Findings) != 0 {
		t.Errorf("found %+v, want nothing", doc.Findings)
	}
}

func TestNoted(t *testing.T) {
	doc := textOf(t, strings.Repeat("Home\n\n", 31))
	biased(-9).Mark(doc)
	if len(doc.Findings) != 31 {
		t.Fatalf("%d findings, want 31", len(doc.Findings))
	}
	reason, want := doc.Findings[5].Reason(), "short, no sentence end, in a run of 31 lines without a sentence"
	if !strings.HasPrefix(reason, want) {
		t.Errorf("the reason is %q, want one that begins %q", reason, want)
	}
}

// said is all that a stage finds in a document, with the reasons.
func said(doc *document.Document, s cleaner.Stage) (list []string) {
	doc.Forget()
	s.Mark(doc)
	for i := range doc.Findings {
		f := &doc.Findings[i]
		list = append(list, fmt.Sprint(f.Block, f.Start, f.End, f.Rule.ID, f.Weight, f.Count, f.Note, f.Reason()))
	}
	return list
}

// TestDeterministic holds that a document has the same findings whatever was marked before it or beside it.
func TestDeterministic(t *testing.T) {
	documents := []func() *document.Document{
		func() *document.Document { return read(t, htmlreader.New(strings.NewReader(samplePage())).Next) },
		func() *document.Document { return textOf(t, sampleText()) },
		func() *document.Document { return textOf(t, strings.Repeat("Home\n\nSport\n\n", 30)) },
		func() *document.Document { return textOf(t, strings.Join(paragraphs(), "\n\n")) },
		func() *document.Document { return read(t, htmlreader.New(strings.NewReader("<p>One<p>Two")).Next) },
	}
	var want [][]string
	for _, m := range documents {
		want = append(want, said(m(), New()))
	}
	if len(want[0]) == 0 || len(want[1]) == 0 {
		t.Fatalf("%d findings on the page and %d on the text, want some", len(want[0]), len(want[1]))
	}
	s := New()
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for n := range 30 {
				i := (n*(g+1) + g) % len(documents)
				doc := documents[i]()
				for range 2 {
					if got := said(doc, s); !slices.Equal(got, want[i]) {
						t.Errorf("document %d has the findings\n%q, want\n%q", i, got, want[i])
						return
					}
				}
			}
		})
	}
	group.Wait()
}
