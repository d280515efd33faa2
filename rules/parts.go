package rules

import (
	"winnow/cleaner"
	"winnow/cleaner/document"
)

// parts are the elements of a page as markup sees them: what is in each, all that is nested in it included.
type parts struct {
	list   []part      // one for one with Page.Elements
	blocks []pageBlock // one for one with Document.Blocks
	talk   int32       // words of prose in comments
	rest   int32       // words of prose outside of all elements that are noted
}

// part is one element of a page with all that it holds.
type part struct {
	first, last int32 // range of its blocks: [first, last)
	words       int32 // words of the blocks that show
	linked      int32 // of them in blocks that are links, for the most part
	prose       int32 // of them in prose that is no link
	unseen      int32 // words of prose that does not show, at first sight
	hidden      bool  // it does not show
	whole       bool  // the page calls it its main part, or it holds what is called so
	noted       bool  // it is called something that articles are not
	inside      bool  // it is, or stands inside of one that is
	category    string
	value       float32
}

// pageBlock is what parts know of a block.
type pageBlock struct {
	shape  shape
	linked bool // most of its text is inside links and buttons
	hidden bool
}

const (
	linkedShare = 0.5  // of a block's text
	proseMost   = 0.35 // of the page's prose; an element with more is not what it is called
	bodyLeast   = 120  // words of prose; an article has more beside its comments
)

// fill looks at the blocks of doc and adds them up for each element.
func (b *parts) fill(doc *cleaner.Document) {
	page := doc.Page
	b.list = append(b.list[:0], make([]part, len(page.Elements))...)
	b.blocks = append(b.blocks[:0], make([]pageBlock, len(doc.Blocks))...)
	b.look(doc)
	for i := range doc.Blocks {
		p, e := &b.blocks[i], &b.list[page.Spots[i].Element]
		e.cover(int32(i), int32(i)+1)
		if p.hidden = e.hidden; p.hidden {
			continue
		}
		words := doc.Blocks[i].Words
		e.words += words
		switch {
		case p.linked:
			e.linked += words
		case p.shape == prose:
			e.prose += words
		}
	}
	for i := len(b.list) - 1; i > 0; i-- {
		if e := &b.list[i]; e.last > e.first {
			e.whole = e.whole || calledMain(page, int32(i))
			up := &b.list[page.Elements[i].Parent]
			up.whole = up.whole || e.whole
			up.cover(e.first, e.last)
			up.words += e.words
			up.linked += e.linked
			up.prose += e.prose
		}
	}
}

func (e *part) cover(first, last int32) {
	if e.last == e.first {
		e.first, e.last = first, last
		return
	}
	e.first, e.last = min(e.first, first), max(e.last, last)
}

// look tells the shape of each block, and what the page does not show. An element that is hidden, or only
// for browsers without scripts, and yet holds more prose than all that shows is one that a script shows.
func (b *parts) look(doc *cleaner.Document) {
	page := doc.Page
	shown := int32(0)
	for i := range doc.Blocks {
		block, spot, p := &doc.Blocks[i], &page.Spots[i], &b.blocks[i]
		p.shape = shapeOf(block)
		p.linked = float32(spot.Linked) > linkedShare*float32(block.End-block.Start-spot.Mark)
		switch {
		case p.linked || p.shape != prose:
		case page.Elements[spot.Element].Flags == 0:
			shown += block.Words
		default:
			b.list[spot.Element].unseen += block.Words
		}
	}
	for i := len(b.list) - 1; i > 0; i-- {
		b.list[page.Elements[i].Parent].unseen += b.list[i].unseen
	}
	for i := 1; i < len(b.list); i++ {
		e := &page.Elements[i]
		switch {
		case e.Flags == 0:
		case page.Elements[e.Parent].Flags == e.Flags:
			b.list[i].hidden = b.list[e.Parent].hidden
		default:
			b.list[i].hidden = b.list[i].unseen <= shown
		}
	}
}

// note finds the outermost elements that are called something other than an article.
func (b *parts) note(doc *cleaner.Document) {
	all := b.list[0].prose
	b.rest, b.talk = all, 0
	for i := range b.list {
		e := &b.list[i]
		if e.first == e.last {
			continue
		}
		if parent := doc.Page.Elements[i].Parent; parent >= 0 && b.list[parent].inside {
			e.inside = true
			continue
		}
		n := noteOn(doc.Page, int32(i))
		if n.category == "" || e.whole || float32(e.prose) > proseMost*float32(all) || n.most > 0 && e.words > n.most {
			continue
		}
		e.noted, e.inside, e.category = true, true, n.category
		if n.category == "comments" {
			b.talk += e.prose
		}
		b.rest -= e.prose
	}
}

// discussion reports that the comments are what the page is for: there is no article that they are on.
func (b *parts) discussion() bool { return b.rest < bodyLeast && b.rest < b.talk }

const (
	proseShare   = 0.35 // of the words of the main part; a page with less is a list more than a text
	articleShare = 0.1  // likewise, of a page that says that it is an article
	mainShare    = 0.25 // of the page's words, in the element that the page calls its main one
)

// main returns the element that holds the page's main content: the one whose blocks add up to most. On a
// page that is a list more than a text it is the one that the page itself calls so, and list is set.
func (b *parts) main(doc *cleaner.Document) (best int32, list bool) {
	open := int32(0) // words that nothing speaks against
	for i := range doc.Blocks {
		if doc.Score(i) < cleaner.DefaultThreshold {
			open += doc.Blocks[i].Words
			b.list[doc.Page.Spots[i].Element].value += b.value(doc, i)
		}
	}
	for i := len(b.list) - 1; i > 0; i-- {
		b.list[doc.Page.Elements[i].Parent].value += b.list[i].value
	}
	for i := range b.list {
		if b.list[i].value >= b.list[best].value {
			best = int32(i)
		}
	}
	share := float32(proseShare)
	if article(&doc.Page.Meta) {
		share = articleShare
	}
	if b.list[best].value > 0 && float32(b.list[best].prose) >= share*float32(open) {
		return best, false
	}
	return b.called(doc.Page), true
}

// value is how much block i speaks for its element being the main one: words of prose for it, links and
// labels against it.
func (b *parts) value(doc *cleaner.Document, i int) float32 {
	words := float32(doc.Blocks[i].Words)
	switch p := &b.blocks[i]; {
	case p.linked:
		return -1 - 0.5*min(words, 20)
	case p.shape == prose:
		return words
	case p.shape == line:
		return 0.3 * words
	}
	return -0.5
}

// called returns the element that the page calls its main one, or else all of it.
func (b *parts) called(page *document.Page) int32 {
	for i := range b.list {
		e := &b.list[i]
		if e.hidden || float32(e.words) < mainShare*float32(b.list[0].words) {
			continue
		}
		if calledMain(page, int32(i)) {
			return int32(i)
		}
	}
	return 0
}

// calledMain reports that the page calls element e its main part.
func calledMain(page *document.Page, e int32) bool {
	return page.Elements[e].Tag == document.TagMain || string(page.Attr(e, document.Role)) == "main"
}
