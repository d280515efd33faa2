package feature

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"winnow/cleaner/document"
)

// blockOf returns the number of the block whose text begins with head.
func blockOf(t *testing.T, doc *document.Document, head string) int {
	t.Helper()
	for i := range doc.Blocks {
		if strings.HasPrefix(string(doc.BlockText(i)), head) {
			return i
		}
	}
	t.Fatalf("no block begins with %q", head)
	return 0
}

const smallPage = `<!doctype html><html><head><meta property="og:type" content="article"></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/s">Sport</a></ul></nav>
<main><article><h1>The dam</h1><p>` + prose + `<p>One more: ` + prose + `<blockquote>Quoted: ` + prose + `</blockquote></article></main>
<footer><p>Imprint</footer></body></html>`

func TestMarkup(t *testing.T) {
	doc := pageOf(t, smallPage)
	var table Table
	table.Fill(doc, nil, nil, nil)
	menu, body := table.Row(blockOf(t, doc, "- Sport")), table.Row(blockOf(t, doc, "One more"))
	quote, foot := table.Row(blockOf(t, doc, "Quoted")), table.Row(blockOf(t, doc, "Imprint"))
	for _, test := range []struct {
		name      string
		got, want uint8
	}{
		{"Linked of a menu", menu[Linked], shareBins},
		{"Linked of a paragraph", body[Linked], 0},
		{"Frames of a menu", menu[Frames], frameOf(document.TagNav)},
		{"Frames of a paragraph", body[Frames], 0},
		{"Frames of the footer", foot[Frames], frameOf(document.TagFooter)},
		{"Bodies of a paragraph", body[Bodies], bodyOf(document.TagMain) | bodyOf(document.TagArticle)},
		{"Bodies of a quotation", quote[Bodies], body[Bodies] | bodyOf(document.TagBlockquote)},
		{"Element of a menu", menu[Element], leafOf(document.TagLi)},
		{"Element of a paragraph", body[Element], leafOf(document.TagP)},
		{"ParentLinked of a menu", menu[ParentLinked], shareBins},
		{"ParentProse of a paragraph", body[ParentProse], shareBins},
		{"ParentBlocks of a paragraph", body[ParentBlocks], 4},
		{"MainProse of a menu", menu[MainProse], 0},
		{"MainLinks of a menu", menu[MainLinks], shareBins},
		{"MainLinks of the footer", foot[MainLinks], 0},
		{"Typed", body[Typed], 2},
	} {
		if test.got != test.want {
			t.Errorf("%s is %d, want %d", test.name, test.got, test.want)
		}
	}
}

func TestTypeOf(t *testing.T) {
	for _, test := range []struct {
		kind string
		want uint8
	}{
		{"", 0}, {"video", 1}, {"NewsArticle", 2}, {"article", 2}, {"BlogPosting", 3}, {"Product", 4}, {"WebPage", 12},
	} {
		if got := typeOf(&document.Metadata{Type: test.kind}); got != test.want {
			t.Errorf("type %q is %d, want %d", test.kind, got, test.want)
		}
	}
}

// TestPath holds that names speak for the elements inside, as far as they reach.
func TestPath(t *testing.T) {
	page := func(deep int) string {
		return `<body><div class="zebra">` + strings.Repeat("<div>", deep) + "<p>" + prose + "</p>"
	}
	var g glance
	g.tokens = words([]byte("zebra"), uint32(document.Class), nil)
	names := make(Lexicon, TokenSpace)
	names[Slot(g.tokens[0])] = 64
	for deep, want := range map[int]uint8{0: score(64), 3: score(64), pathLength - 2: score(64), pathLength - 1: score(0), 9: score(0)} {
		var table Table
		table.Fill(pageOf(t, page(deep)), nil, names, nil)
		if got := table.Row(0)[PathScore]; got != want {
			t.Errorf("%d elements inside one that is named, its name says %d, want %d", deep, got, want)
		}
	}
}

func TestTypes(t *testing.T) {
	types := make(Types, TypesSpace)
	token, other := uint32(5<<17), uint32(9<<17)
	types[TypeSlot(token, 0)], types[TypeSlot(token, 3)], types[TypeSlot(other, 0)] = 2*TypeUnit, -TypeUnit, TypeUnit
	for _, test := range []struct {
		name   string
		tokens []uint32
		first  int32
		fourth int32
	}{
		{"none", nil, 0, 0},
		{"one", []uint32{token}, 2 * Unit, -Unit},
		{"one, twice", []uint32{token, token}, 2 * Unit, -Unit},
		{"four", []uint32{token, other, 1 << 17, 2 << 17}, 3 * Unit / 2, -Unit / 2},
	} {
		got := types.TypeScores(test.tokens)
		if got[0] != test.first || got[3] != test.fourth || got[1] != 0 {
			t.Errorf("%s: they say %v, want %d and, fourth, %d", test.name, got, test.first, test.fourth)
		}
	}
	if got := Types(nil).TypeScores([]uint32{token}); got != [Kinds]int32{} {
		t.Errorf("without weights tokens say %v", got)
	}
	if got := make(Types, 3).TypeScores([]uint32{token}); got != [Kinds]int32{} {
		t.Errorf("with too few weights tokens say %v", got)
	}
}

// meeting is the plain way from element e to the innermost one around it and main: how many steps there are, what is
// the last element before it, and how far up it is from main.
func meeting(table *Table, page *document.Page, e, main int32) (steps, up int, below int32) {
	around := map[int32]int{}
	for a, n := main, 0; a >= 0; a, n = page.Elements[a].Parent, n+1 {
		around[a] = n
	}
	below = e
	for {
		if n, ok := around[e]; ok {
			if steps == 0 {
				below = e
			}
			return steps, n, below
		}
		below, e = e, page.Elements[e].Parent
		steps++
	}
}

// TestFromMain compares the way to the main element with the plain one, on nested elements of all sorts.
func TestFromMain(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for n := range 100 {
		source := randomPage(random, 150)
		if n%10 == 0 { // the main element, and others, in deep nests
			nest := strings.Repeat("<div>", 40)
			source = nest + prose + strings.Repeat("</div>", 35) + nest + "<p>Home" + strings.Repeat("<p>x", 20)
		}
		doc := pageOf(t, source)
		if len(doc.Blocks) == 0 {
			continue
		}
		var table Table
		table.Fill(doc, nil, nil, nil)
		main := table.main(doc.Page)
		for i := range doc.Blocks {
			steps, up, below := meeting(&table, doc.Page, doc.Page.Spots[i].Element, main)
			row := table.Row(i)
			if want := uint8(min(steps, 7)) | uint8(min(up, 7))<<3; row[UpToMain] != want {
				t.Fatalf("page %d, block %d: %d to the main element, want %d", n, i, row[UpToMain], want)
			}
			if want := count(table.elements[below].words); row[MainWords] != want {
				t.Fatalf("page %d, block %d: %d words in the element below, want %d", n, i, row[MainWords], want)
			}
		}
	}
}

// TestElementsAddUp holds that the root has what all blocks have.
func TestElementsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for n := range 50 {
		doc := pageOf(t, strings.ReplaceAll(randomPage(random, 120), " hidden", ""))
		var table Table
		table.Fill(doc, nil, nil, nil)
		words, blocks := int32(0), int32(0)
		for i := range doc.Blocks {
			if doc.Page.Elements[doc.Page.Spots[i].Element].Flags == 0 {
				words, blocks = words+table.Length[i], blocks+1
			}
		}
		if len(doc.Blocks) == 0 {
			continue
		}
		root := table.elements[0]
		if root.words != words || root.blocks != blocks || root.linked+root.prose > words {
			t.Fatalf("page %d: the root has %+v, its blocks have %d words and are %d", n, root, words, blocks)
		}
		if sum := fmt.Sprint(root.kids); sum == "0" && len(doc.Page.Elements) > 1 {
			t.Fatalf("page %d: the root of %d elements has none inside", n, len(doc.Page.Elements))
		}
	}
}
