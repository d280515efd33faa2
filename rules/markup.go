package rules

import (
	"strings"
	"sync"

	"winnow/cleaner"
	"winnow/cleaner/document"
)

// markup reads a page by its elements. It cites the elements that are called something other than an article
// (see vocabulary), finds the element that holds the page's main content, and cites all that stands outside
// of it. It runs first: what it cites, the stages that read the text need not look at.
type markup struct{ pool sync.Pool }

// pageCategories are those that only pages have: what a page says about its article beside the text, what
// stands under its pictures, and what it does not show.
var pageCategories = []string{"about", "caption", "hidden"}

var (
	namedRules = newNamed(map[string]string{
		"about": "the byline, the date, tags or a note on the author", "ad": "an advertisement", "caption": "the caption of a picture",
		"comments": "comments", "cookie": "a consent dialog", "copyright": "a legal note", "nav": "navigation or the page's frame",
		"newsletter": "a sign-up box", "paywall": "a paywall", "pricing": "an offer", "promo": "a banner or dialog",
		"related": "links to other stories", "share": "a share bar",
	})
	notShown = markupRule("not-shown", "hidden", "Text that the page does not show.", "the page does not show it")
	outside  = markupRule("outside-main", "nav", "Outside of the element that holds the page's main content.",
		"outside of the element that holds the main content")
	linkBox = markupRule("link-box", "related", "In an element of links and hardly anything else.",
		"in an element of links and hardly anything else")
	pageTitle = markupRule("page-title", "about", "The page's title over its text.", "the page's title; --with-title prints it")
	inListing = markupRule("listing", "article", "In the main part of a page that is a list more than a text.",
		"in the main part of a page that is a list more than a text")
)

const (
	markupStage = "markup"

	namedWeight   = 6
	hiddenWeight  = 6
	outsideWeight = 5
	linkBoxWeight = 5
	titleWeight   = 9  // more than what protects headlines
	listingWeight = -2 // what neighbours say of lists of links does not hold where they are what the page is for
)

func markupRule(id, category, doc, reason string) *cleaner.Rule {
	return &cleaner.Rule{ID: id, Category: category, Stage: markupStage, Doc: doc, Reason: reason, Languages: []string{"mul"}}
}

// newNamed makes the rules for elements that are called something, by category.
func newNamed(what map[string]string) growth {
	g := growth{}
	for category, words := range what {
		g[category] = markupRule("element-"+category, category,
			"In an element for "+words+", by its name, role, class or id.", "in an element for "+words)
	}
	g["paywall"].Wall = true
	return g
}

// Rules returns the rules that the stage cites.
func (s *markup) Rules() []*cleaner.Rule {
	return append(namedRules.list(), notShown, outside, linkBox, pageTitle, inListing)
}

// Mark cites what is not the page's main content.
func (s *markup) Mark(doc *cleaner.Document) {
	if doc.Page == nil || len(doc.Blocks) == 0 {
		return
	}
	b, _ := s.pool.Get().(*parts)
	if b == nil {
		b = &parts{}
	}
	defer s.pool.Put(b)
	b.fill(doc)
	b.note(doc)
	s.elements(doc, b)
	main, list := b.main(doc)
	if list {
		s.listing(doc, b.list[main])
	} else {
		s.links(doc, b, main)
		s.title(doc, b, main)
	}
	for i := range doc.Blocks {
		if int32(i) < b.list[main].first || int32(i) >= b.list[main].last {
			doc.Add(i, outside, outsideWeight, 0)
		}
	}
}

// elements cites the elements that are called something, and what does not show.
func (s *markup) elements(doc *cleaner.Document, b *parts) {
	for i := range b.list {
		e := &b.list[i]
		if !e.noted || e.category == "comments" && b.discussion() {
			continue
		}
		for k := e.first; k < e.last; k++ {
			doc.Add(int(k), namedRules.of(e.category), namedWeight, 0)
		}
	}
	for i := range doc.Blocks {
		if b.blocks[i].hidden {
			doc.Add(i, notShown, hiddenWeight, 0)
		}
	}
}

// listing protects the lines of a page that is a list.
func (s *markup) listing(doc *cleaner.Document, main part) {
	for i := main.first; i < main.last; i++ {
		if doc.Score(int(i)) < cleaner.DefaultThreshold {
			doc.Add(int(i), inListing, listingWeight, 0)
		}
	}
}

const (
	linkBoxLeast = 3   // blocks
	linkBoxShare = 0.8 // of the words in links
)

// links cites the elements inside the main one that hold links and hardly anything else.
func (s *markup) links(doc *cleaner.Document, b *parts, main int32) {
	end := int32(-1) // of the last element that was cited
	for i := int(main) + 1; i < len(b.list) && b.list[i].first < b.list[main].last; i++ {
		e := &b.list[i]
		if e.last-e.first < linkBoxLeast || e.prose > 0 || e.first < end || float32(e.linked) < linkBoxShare*float32(e.words) {
			continue
		}
		end = e.last
		for k := e.first; k < e.last; k++ {
			doc.Add(int(k), linkBox, linkBoxWeight, 0)
		}
	}
}

// title cites the headings over the text that say the page's title.
func (s *markup) title(doc *cleaner.Document, b *parts, main int32) {
	meta := &doc.Page.Meta
	for i := b.list[main].first; i < b.list[main].last; i++ {
		heading := doc.Blocks[i].Kind == cleaner.Heading
		if !heading && b.blocks[i].shape == prose {
			return
		}
		if text := string(doc.BlockText(int(i))); heading && (strings.EqualFold(text, meta.Title) || strings.EqualFold(text, meta.Heading)) {
			doc.Add(int(i), pageTitle, titleWeight, 0)
		}
	}
}

// article reports that the page says of itself that it is one.
func article(meta *document.Metadata) bool {
	return strings.HasSuffix(strings.ToLower(meta.Type), "article") || strings.HasSuffix(meta.Type, "Posting")
}
