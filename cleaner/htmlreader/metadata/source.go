package metadata

import (
	"iter"
	"unicode/utf8"
)

// source is a place where a page says something of itself.
type source uint8

const (
	unknown source = iota
	htmlLanguage
	contentLanguage
	ogLocale
	metaLanguage
	ogTitle
	twitterTitle
	metaTitle
	itemTitle
	titleElement
	base
	canonical
	ogURL
	twitterURL
	ogSite
	applicationName
	metaPublisher
	metaAuthor
	articleAuthor
	otherAuthor
	itemAuthor
	articlePublished
	metaPublished
	itemPublished
	timePublished
	articleModified
	metaModified
	itemModified
	timeModified
	ogDescription
	metaDescription
	twitterDescription
	itemDescription
	ogType
	contentTier
	itemFree
	sources // their number
)

// many reports whether pages use an element for each of several values.
func (s source) many() bool {
	return s == metaAuthor || s == articleAuthor || s == otherAuthor || s == itemAuthor
}

// longestName bounds the names that named looks at. All that it knows are shorter.
const longestName = 40

// named returns the source that the name or property of a meta element stands for. Case does not count.
func named(name []byte) source {
	if len(name) == 0 || len(name) > longestName {
		return unknown
	}
	var lower [longestName]byte
	for i, b := range name {
		if 'A' <= b && b <= 'Z' {
			b |= 0x20
		}
		lower[i] = b
	}
	switch string(lower[:len(name)]) {
	case "og:title":
		return ogTitle
	case "twitter:title":
		return twitterTitle
	case "title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "headline":
		return metaTitle
	case "og:url":
		return ogURL
	case "twitter:url", "parsely-link":
		return twitterURL
	case "og:site_name", "og:site":
		return ogSite
	case "application-name", "apple-mobile-web-app-title":
		return applicationName
	case "publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title":
		return metaPublisher
	case "og:locale":
		return ogLocale
	case "language", "content-language", "dc.language", "dcterms.language", "og:language", "inlanguage":
		return metaLanguage
	case "og:description":
		return ogDescription
	case "description":
		return metaDescription
	case "twitter:description", "dc.description", "dcterms.description", "sailthru.description":
		return twitterDescription
	case "og:type":
		return ogType
	case "article:content_tier":
		return contentTier
	}
	return credit(string(lower[:len(name)]))
}

// credit is the part of named that knows who wrote a page and when.
func credit(name string) source {
	switch name {
	case "author":
		return metaAuthor
	case "article:author", "og:article:author", "og:author", "book:author":
		return articleAuthor
	case "byl", "authors", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.contributor",
		"citation_author", "article.author", "article:author_name", "articleauthor", "cxenseparse:author":
		return otherAuthor
	case "article:published_time", "og:article:published_time", "article:published", "og:published_time":
		return articlePublished
	case "date", "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "publication_date",
		"dc.date", "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.issued", "dcterms.created",
		"parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "article.published",
		"datepublished", "date.created", "article:publicationdate", "cxenseparse:recs:publishtime":
		return metaPublished
	case "article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified":
		return articleModified
	case "last-modified", "lastmod", "modified", "dc.date.modified", "dcterms.modified", "date.modified",
		"article.updated", "datemodified", "revised":
		return metaModified
	}
	return unknown
}

// itemSource returns the source that a word of an itemprop attribute stands for. What it is a property of is
// not known, and so a name or an address means nothing here.
func itemSource(prop []byte) source {
	switch string(prop) {
	case "headline":
		return itemTitle
	case "author", "creator":
		return itemAuthor
	case "datePublished":
		return itemPublished
	case "dateModified":
		return itemModified
	case "description":
		return itemDescription
	case "inLanguage":
		return metaLanguage
	case "isAccessibleForFree":
		return itemFree
	}
	return unknown
}

// words yields the words of an attribute that holds several, such as rel and class.
func words(list []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for start := 0; start < len(list); start++ {
			end := start
			for end < len(list) && !isSpace(list[end]) {
				end++
			}
			if end > start && !yield(list[start:end]) {
				return
			}
			start = end
		}
	}
}

// equalFold compares with a lower-case word of ASCII letters.
func equalFold(text []byte, lower string) bool {
	if len(text) != len(lower) {
		return false
	}
	for i, b := range text {
		if b != lower[i] && (b >= utf8.RuneSelf || b|0x20 != lower[i]) {
			return false
		}
	}
	return true
}

func isSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f'
}

func blank(text []byte) bool {
	for _, b := range text {
		if !isSpace(b) {
			return false
		}
	}
	return true
}
