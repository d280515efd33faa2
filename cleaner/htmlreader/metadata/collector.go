// Package metadata gathers what a page says of itself: its title, address, authors, dates and, where the page
// gives it to search engines, the article's text. A reader feeds a Collector the elements that matter as it
// meets them, and asks for the result at the end of the page.
//
// # Sources
//
// Most is said several times on a page. The first source that has something usable wins; JSON-LD comes first
// where publishers write it with care, since search engines check it.
//
//	Title        JSON-LD headline; else og:title, twitter:title, title of Dublin Core and its like, itemprop,
//	             <title>, JSON-LD name, as the h1 words it where an h1 says much the same; else the h1. Without
//	             the site's name, which is cut only where the page proves that it is one.
//	Heading      the h1 that shares most words with the title, and is not the site's name
//	URL          <link rel=canonical>, og:url, JSON-LD url and mainEntityOfPage, twitter:url; absolute ones only
//	Base         <base>, made absolute by URL
//	Site         og:site_name, JSON-LD WebSite and publisher, application-name, publisher of Dublin Core
//	Language     <html lang>, content-language, og:locale, JSON-LD inLanguage, language of Dublin Core
//	Author       JSON-LD author and creator, author, article:author, byl, dc.creator and their like, itemprop
//	Published    JSON-LD datePublished, article:published_time, date and its like, itemprop, <time>
//	Modified     likewise
//	Description  JSON-LD description, og:description, description, twitter:description
//	Type         the JSON-LD type of an article or a thing, og:type, the JSON-LD type of a page
//	Paywalled    JSON-LD isAccessibleForFree, article:content_tier, itemprop
//	ArticleBody  JSON-LD articleBody, reviewBody or text, with the answers, comments and updates under it
//
// # Promises
//
// Whatever the page holds, values are valid UTF-8 without control characters and with single spaces, shorter
// than MaxValue (ArticleBody: MaxBody) bytes. What can't be read is passed over: metadata is evidence, and a
// page without any is still a page. Time and memory are linear in the input, and memory is bounded.
package metadata

import (
	"unicode/utf8"

	"winnow/cleaner/document"
)

// MaxValue is the greatest length of a value, in bytes. MaxBody is that of ArticleBody.
const (
	MaxValue = 4 << 10
	MaxBody  = 4 << 20
)

// maxHeadings is how many h1 elements are looked at. Pages with more use them for lists.
const maxHeadings = 8

// Collector takes the elements of a page that say something of it. The zero Collector is ready for use. It
// keeps no slice that it is given.
type Collector struct {
	values   [sources][]byte
	headings [maxHeadings][]byte // the first count are in use
	count    int
	graph    pruner
}

// Reset makes the collector ready for the next page and keeps its memory.
func (c *Collector) Reset() {
	for i := range c.values {
		c.values[i] = c.values[i][:0]
	}
	c.count = 0
	c.graph.reset()
}

// HTML takes the lang attribute of the html element.
func (c *Collector) HTML(lang []byte) { c.set(htmlLanguage, lang) }

// Base takes the href of the base element, against which addresses are resolved.
func (c *Collector) Base(href []byte) { c.set(base, href) }

// Link takes the rel and href attributes of a link element.
func (c *Collector) Link(rel, href []byte) {
	for word := range words(rel) {
		if equalFold(word, "canonical") {
			c.set(canonical, href)
		}
	}
}

// Title takes the text of the title element of the page, not of an svg.
func (c *Collector) Title(text []byte) { c.set(titleElement, text) }

// Heading takes the text of an h1 element.
func (c *Collector) Heading(text []byte) {
	if c.count < maxHeadings && !blank(text) {
		c.headings[c.count] = append(c.headings[c.count][:0], head(text)...)
		c.count++
	}
}

// Meta takes the attributes of a meta element; those that it lacks are nil.
func (c *Collector) Meta(name, property, httpEquiv, itemprop, content []byte) {
	if len(content) == 0 {
		return
	}
	c.set(named(property), content)
	c.set(named(name), content)
	if equalFold(httpEquiv, "content-language") {
		c.set(contentLanguage, content)
	}
	for word := range words(itemprop) {
		c.set(itemSource(word), content)
	}
}

// Time takes the attributes of a time element. Only those that are marked as the article's date are used.
func (c *Collector) Time(datetime, itemprop, class []byte, pubdate bool) {
	if len(datetime) == 0 {
		return
	}
	if pubdate {
		c.set(timePublished, datetime)
	}
	for word := range words(itemprop) {
		c.set(itemSource(word), datetime)
	}
	for word := range words(class) {
		switch {
		case equalFold(word, "published"), equalFold(word, "entry-date"), equalFold(word, "dt-published"):
			c.set(timePublished, datetime)
			return // WordPress marks a date that never changed as both
		case equalFold(word, "updated"), equalFold(word, "modified"), equalFold(word, "dt-updated"):
			c.set(timeModified, datetime)
		}
	}
}

// JSONLD takes the content of a script element of type application/ld+json, as it stands in the page.
func (c *Collector) JSONLD(script []byte) { c.graph.add(script) }

// Metadata returns what the page says of itself.
func (c *Collector) Metadata() document.Metadata {
	return newPage(c).metadata()
}

// set keeps a value, unless its source has said something already. Of authors, each has an element of its own.
func (c *Collector) set(s source, value []byte) {
	if s == unknown || blank(value) {
		return
	}
	kept := c.values[s]
	switch {
	case len(kept) == 0:
		c.values[s] = append(kept, head(value)...)
	case s.many() && len(kept)+1+len(value) <= MaxValue:
		c.values[s] = append(append(kept, '\n'), value...)
	}
}

// head bounds what is kept of a value until it is cleaned, which makes it shorter: entities, white space.
func head(value []byte) []byte {
	const most = 2 * MaxValue
	if len(value) <= most {
		return value
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(value[end]) {
		end--
	}
	return value[:end]
}
