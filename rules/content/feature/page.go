package feature

import (
	"strings"

	"winnow/cleaner/document"
)

// element is what the features of a page need of one element, all that is nested in it included.
type element struct {
	words, linked, prose, blocks int32
	kids                         int32 // elements right inside it
	says                         int32 // its own names, in log-odds
	frames, bodies               uint8
	depth                        uint8
}

// prose half of which is in the main element, in shares of the page's.
const mainShare = 2

// frames are the elements around boilerplate, each with its bit; bodies those around text.
func frameOf(tag document.Tag) uint8 {
	switch tag {
	case document.TagNav, document.TagMenu:
		return 1
	case document.TagAside:
		return 2
	case document.TagHeader:
		return 4
	case document.TagFooter:
		return 8
	case document.TagForm, document.TagButton, document.TagSelect, document.TagDialog:
		return 16
	case document.TagFigure, document.TagFigcaption:
		return 32
	}
	return 0
}

func bodyOf(tag document.Tag) uint8 {
	switch tag {
	case document.TagMain:
		return 1
	case document.TagArticle:
		return 2
	case document.TagSection:
		return 4
	case document.TagBlockquote, document.TagPre:
		return 8
	case document.TagLi, document.TagUl, document.TagOl, document.TagDl, document.TagDd:
		return 16
	case document.TagTable, document.TagTd, document.TagTh:
		return 32
	}
	return 0
}

// leafOf numbers the innermost elements that matter.
func leafOf(tag document.Tag) uint8 {
	switch tag {
	case document.TagP:
		return 1
	case document.TagLi:
		return 2
	case document.TagH1:
		return 3
	case document.TagH2:
		return 4
	case document.TagH3:
		return 5
	case document.TagH4, document.TagH5, document.TagH6:
		return 6
	case document.TagBlockquote, document.TagPre:
		return 7
	case document.TagTd, document.TagTh:
		return 8
	case document.TagDd, document.TagDt:
		return 9
	case document.TagDiv:
		return 10
	case document.TagButton, document.TagLabel, document.TagOption:
		return 11
	case document.TagFigcaption:
		return 12
	case document.TagSection, document.TagArticle, document.TagMain:
		return 13
	case document.TagHeader, document.TagFooter, document.TagNav, document.TagAside:
		return 14
	}
	return 0
}

// typeOf numbers what a page says that it is.
func typeOf(meta *document.Metadata) uint8 {
	kind := strings.ToLower(meta.Type)
	for i, word := range [...]string{"article", "posting", "product", "website", "forum", "question", "list", "collection", "profile", "organization", "webpage"} {
		if strings.Contains(kind, word) {
			return uint8(i + 2)
		}
	}
	return bit(kind != "")
}

// named describes each block by what the names of the elements around it say.
func (t *Table) named(doc *document.Document, names Lexicon, types Types) {
	t.kinds.reset()
	for i := range t.elements {
		t.names = elementTokens(doc.Page, int32(i), t.names[:0])
		t.elements[i].says = names.Of(t.names)
		t.kinds.add(t.names, types)
	}
	t.SetTypes(t.kinds.scores())
	last, says := int32(-1), int32(0)
	for i := range doc.Blocks {
		if e := doc.Page.Spots[i].Element; e != last {
			last, says = e, t.path(doc.Page, e)
		}
		t.SetNames(i, says)
	}
}

const pathLength = 6 // elements whose names are looked at

// path is what the names of element e and of those around it say.
func (t *Table) path(page *document.Page, e int32) (sum int32) {
	for range pathLength {
		if e < 0 {
			break
		}
		sum += t.elements[e].says
		e = page.Elements[e].Parent
	}
	return sum
}

// nameTokens returns the tokens of the elements around block i.
func nameTokens(doc *document.Document, i int) (list []uint32) {
	e := doc.Page.Spots[i].Element
	for range pathLength {
		if e < 0 {
			break
		}
		list = elementTokens(doc.Page, e, list)
		e = doc.Page.Elements[e].Parent
	}
	return list
}

// elementTokens appends the tokens of one element: its name, with that of the one around it, and the words of its
// class, id, role and itemprop.
func elementTokens(page *document.Page, e int32, list []uint32) []uint32 {
	tag, up := uint32(page.Elements[e].Tag), uint32(0)
	if p := page.Elements[e].Parent; p >= 0 {
		up = uint32(page.Elements[p].Tag) + 1
	}
	list = append(list, mix(tag, saltTag), mix(tag<<8|up, saltTag))
	for a := range document.Attributes {
		list = words(page.Attr(e, a), uint32(a), list)
	}
	return list
}

// words appends a token for each word of an attribute. Words end at all but letters, and at capitals inside them; a
// word with digits inside is a hash more often than a name.
func words(value []byte, kind uint32, list []uint32) []uint32 {
	const longest = 24
	most := len(list) + 16
	for i := 0; i < len(value) && len(list) < most; i++ {
		start, hash := i, kind
		for i < len(value) {
			class := classOf[value[i]]
			if class != letter && class != capital || class == capital && i > start && classOf[value[i-1]] == letter {
				break
			}
			hash = (hash ^ uint32(value[i]|0x20)) * prime
			i++
		}
		if n := i - start; n >= 2 && n <= longest {
			list = append(list, mix(hash, saltMarkup))
		}
		if i < len(value) && i > start && classOf[value[i]] == capital {
			i-- // the next word begins here
		}
	}
	return list
}

// markup describes each block by the elements around it, but for what their names say.
func (t *Table) markup(doc *document.Document) {
	page := doc.Page
	t.addUp(doc)
	if len(doc.Blocks) == 0 {
		return
	}
	root := &t.elements[0]
	main := t.main(page)
	kind, linked := typeOf(&page.Meta), share(root.linked, root.words)
	for i := range doc.Blocks {
		row, spot, b := t.Row(i), &page.Spots[i], &doc.Blocks[i]
		e := &t.elements[spot.Element]
		row[Linked] = share(spot.Linked, b.End-b.Start-spot.Mark)
		row[Element] = leafOf(page.Elements[spot.Element].Tag)
		row[Frames], row[Bodies] = e.frames, e.bodies
		row[Depth] = min(e.depth, Bins-1)
		row[Hidden] = uint8(page.Elements[spot.Element].Flags) & 7
		row[Level] = min(spot.Level, 7) | 8*bit(spot.Header)
		up := t.parent(page, spot.Element)
		if e.blocks > 1 {
			up = e
		}
		row[ParentBlocks] = count(up.blocks)
		row[ParentLinked], row[ParentProse] = share(up.linked, up.words), share(up.prose, root.prose)
		t.ancestors(page, spot.Element, row, root)
		t.fromMain(page, spot.Element, main, row, root)
		row[Typed], row[PageLinked] = kind, linked
	}
}

func (t *Table) parent(page *document.Page, e int32) *element {
	if p := page.Elements[e].Parent; p >= 0 {
		return &t.elements[p]
	}
	return &t.elements[e]
}

// ancestors describes the elements two and three levels up.
func (t *Table) ancestors(page *document.Page, e int32, row *Row, root *element) {
	for k := range 3 {
		if p := page.Elements[e].Parent; p >= 0 {
			e = p
		}
		a := &t.elements[e]
		switch k {
		case 1:
			row[GrandLinked], row[GrandProse] = share(a.linked, a.words), share(a.prose, root.prose)
		case 2:
			row[GreatProse] = share(a.prose, root.prose)
		}
	}
}

// main returns the innermost element that holds half of the page's prose.
func (t *Table) main(page *document.Page) int32 {
	main := int32(0)
	for i := range t.elements {
		e := &t.elements[i]
		if e.prose*mainShare >= t.elements[0].prose && (e.depth > t.elements[main].depth) {
			main = int32(i)
		}
	}
	return main
}

// fromMain describes how far from the main element e stands, and what it stands in there.
func (t *Table) fromMain(page *document.Page, e, main int32, row *Row, root *element) {
	around := main // the innermost element around both
	steps, below := 0, e
	for a := main; ; { // of those around main, the one that is no deeper than e
		for a >= 0 && t.elements[a].depth > t.elements[e].depth {
			a = page.Elements[a].Parent
		}
		if a == e {
			around = e
			break
		}
		below = e
		if page.Elements[e].Parent < 0 {
			break
		}
		e = page.Elements[e].Parent
		steps++
	}
	up := int32(t.elements[main].depth) - int32(t.elements[around].depth)
	row[UpToMain] = uint8(min(steps, 7)) | uint8(min(up, 7))<<3
	b := &t.elements[below]
	row[MainLinks], row[MainProse] = share(b.linked, b.words), share(b.prose, root.prose)
	row[MainWords] = count(b.words)
	row[Siblings] = count(t.elements[around].kids)
}

// addUp fills the elements.
func (t *Table) addUp(doc *document.Document) {
	page := doc.Page
	n := len(page.Elements)
	if cap(t.elements) < n {
		t.elements = make([]element, n*5/4)
	}
	t.elements = t.elements[:n]
	for i := range t.elements {
		tag, parent := page.Elements[i].Tag, page.Elements[i].Parent
		e := element{frames: frameOf(tag), bodies: bodyOf(tag)}
		if parent >= 0 {
			p := &t.elements[parent]
			e.frames |= p.frames
			e.bodies |= p.bodies
			e.depth = min(p.depth+1, 254)
			p.kids++
		}
		t.elements[i] = e
	}
	for i := range doc.Blocks {
		spot, b := &page.Spots[i], &doc.Blocks[i]
		if page.Elements[spot.Element].Flags != 0 {
			continue
		}
		e := &t.elements[spot.Element]
		e.words += t.Length[i]
		e.blocks++
		switch linked := spot.Linked*2 > b.End-b.Start-spot.Mark; {
		case linked:
			e.linked += t.Length[i]
		default:
			e.prose += t.figures[i].prose
		}
	}
	for i := n - 1; i > 0; i-- {
		e, p := &t.elements[i], &t.elements[page.Elements[i].Parent]
		p.words += e.words
		p.linked += e.linked
		p.prose += e.prose
		p.blocks += e.blocks
	}
}
