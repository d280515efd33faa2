package document

import (
	"bytes"
	"slices"
	"strings"
)

// Page is what markup says of the blocks of a Document. A document of plain text has none.
type Page struct {
	// Elements are the elements that hold blocks, and those around them, in the order they open. Each stands
	// behind its parent. Inline elements (a, b, span) are none of them.
	Elements []Element
	// Spots says where each block stands, one for one with Document.Blocks.
	Spots []Spot
	// Spans are the inline elements inside blocks, in the order they open. They are only there where the
	// reader was asked for them.
	Spans []Span
	// Meta is what the page says of itself. It is complete with the last window.
	Meta Metadata

	names []byte // the attributes of elements, one behind the other
}

// Element is an element of a page that is more than a run of text: div, ul, p, td.
type Element struct {
	Parent int32 // index into Page.Elements; -1 where there is none
	Tag    Tag
	Flags  Flags
	Number int32 // of a list item in an ordered list; of an ordered list, what its next item gets

	values [Attributes]struct{ start, end int32 } // ranges of Page.names
}

// Flags are what holds for all that an element contains.
type Flags uint8

// The flags of an element, which its children inherit.
const (
	Hidden   Flags = 1 << iota // not shown: hidden, aria-hidden, display:none
	NoScript                   // shown only where scripts do not run
	Embedded                   // taken from data that the page's scripts make the article of
)

// Spot says where on its page a block stands.
type Spot struct {
	Element     int32 // the innermost element, an index into Page.Elements
	Linked      int32 // bytes of the block's text that are inside links and buttons
	Mark        int32 // bytes of the block's text before what the page says: "- " of a list item
	Level       uint8 // of a heading, 1 to 6; of a list item, how deep its list is nested, from 1
	Header      bool  // a table row of th cells
	Start, End  int64 // byte range in the input, from the first character to the last
	First, Last int32 // range of the block's spans in Page.Spans
}

// SpanKind is what an inline element is for.
type SpanKind uint8

// The kinds of span.
const (
	Emphasis SpanKind = iota // em, i
	Strong                   // strong, b
	Code                     // code, kbd, samp, tt
	Strike                   // s, del, strike
	Link                     // a with an address
	Quote                    // q
	Sub                      // sub
	Super                    // sup
)

// Span is an inline element inside a block: the bytes [Start, End) of Document.Text.
type Span struct {
	Kind       SpanKind
	Start, End int32
	Target     string // address of a link, as the page writes it
}

// Metadata is what a page says of itself in its head: meta elements, Open Graph, JSON-LD. Each field is
// empty where the page says nothing.
type Metadata struct {
	Title       string
	Heading     string // text of the h1 that is nearest to the title
	URL         string // canonical address
	Base        string // address that those of links are relative to, where the page names one other than its own
	Site        string // name of the site or publisher
	Language    string // primary language code, lower case: "en", "pt-br"
	Author      string // names, joined by ", "
	Published   string // date as the page gives it, ISO 8601 in most cases
	Modified    string
	Description string
	Type        string // JSON-LD type of what the page is about, or og:type: "NewsArticle", "article"

	// Paywalled reports that the page says of itself that its article is not free (isAccessibleForFree,
	// article:content_tier).
	Paywalled bool
	// PaywallSelectors are the CSS selectors of the paywalled parts (hasPart, cssSelector).
	PaywallSelectors []string
	// ArticleBody is the article's text as the page gives it to search engines (JSON-LD articleBody). Its
	// paragraphs are parted by line breaks, or not at all.
	ArticleBody string
}

// Reset empties the page for the next document and keeps its memory.
func (p *Page) Reset() {
	*p = Page{Elements: p.Elements[:0], Spots: p.Spots[:0], Spans: p.Spans[:0], names: p.names[:0]}
}

// Open adds an element inside parent and returns its index. The flags of its parent hold for it too.
func (p *Page) Open(parent int32, tag Tag, flags Flags) int32 {
	if parent >= 0 {
		flags |= p.Elements[parent].Flags
	}
	p.Elements = append(p.Elements, Element{Parent: parent, Tag: tag, Flags: flags})
	return int32(len(p.Elements) - 1)
}

// Attribute is a kind of attribute that elements are told apart by.
type Attribute uint8

// The attributes that a page keeps.
const (
	Class Attribute = iota
	ID
	Role
	Prop // itemprop

	Attributes // how many there are
)

// Set gives the element that was opened last an attribute.
func (p *Page) Set(a Attribute, value []byte) {
	v := &p.Elements[len(p.Elements)-1].values[a]
	v.start = int32(len(p.names))
	p.names = append(p.names, value...)
	v.end = int32(len(p.names))
}

// Attr returns an attribute of element e, or nothing. It must not be changed.
func (p *Page) Attr(e int32, a Attribute) []byte {
	v := &p.Elements[e].values[a]
	return p.names[v.start:v.end]
}

// Path returns the names of element e and of those around it, outermost first, as a CSS selector does:
// "body > div#content > article.post > p". The html element, which all pages have, is left out. Of more than
// most elements only the innermost are named, behind "...".
func (p *Page) Path(e int32, most int) string {
	var steps []string
	for ; e >= 0; e = p.Elements[e].Parent {
		if p.Elements[e].Tag == TagHTML {
			continue
		}
		if len(steps) == most {
			steps = append(steps, "...")
			break
		}
		step := []byte(p.Elements[e].Tag.String())
		if id := bytes.TrimSpace(p.Attr(e, ID)); len(id) > 0 {
			step = append(append(step, '#'), id...)
		}
		for _, class := range bytes.Fields(p.Attr(e, Class)) {
			step = append(append(step, '.'), class...)
		}
		steps = append(steps, string(step))
	}
	slices.Reverse(steps)
	return strings.Join(steps, " > ")
}

// Inside reports that element e stands inside an element with one of the tags.
func (p *Page) Inside(e int32, tags ...Tag) bool {
	for e = p.Elements[e].Parent; e >= 0; e = p.Elements[e].Parent {
		if slices.Contains(tags, p.Elements[e].Tag) {
			return true
		}
	}
	return false
}

// DropLast takes back the element that was opened last, which must hold neither blocks nor elements.
func (p *Page) DropLast() {
	last := len(p.Elements) - 1
	for _, v := range p.Elements[last].values {
		if v.end > v.start {
			p.names = p.names[:min(len(p.names), int(v.start))]
		}
	}
	p.Elements = p.Elements[:last]
}

// Keep drops the elements that used does not hold for, and says where the others went: the new index of
// each, or -1. Parents of those that are used must be used.
func (p *Page) Keep(used []bool) []int32 {
	moved := make([]int32, len(p.Elements))
	elements, names := p.Elements[:0], []byte(nil)
	for i, e := range p.Elements {
		moved[i] = -1
		if !used[i] {
			continue
		}
		moved[i] = int32(len(elements))
		if e.Parent >= 0 {
			e.Parent = moved[e.Parent]
		}
		for a, v := range e.values {
			start := int32(len(names))
			names = append(names, p.names[v.start:v.end]...)
			e.values[a].start, e.values[a].end = start, int32(len(names))
		}
		elements = append(elements, e)
	}
	p.Elements, p.names = elements, names
	return moved
}
