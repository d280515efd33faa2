package metadata

import (
	"slices"
	"strings"
)

// titles returns the page's title without the site's name, and the heading that goes with it.
func (p *page) titles(site string) (title, heading string) {
	var names siteNames
	names.addHost(p.address)
	for _, s := range [...]string{site, p.value(ogSite), p.graph.siteName, p.value(applicationName)} {
		names.add(s)
	}
	var headings []string
	for _, h := range p.headings {
		if !names.match(h) {
			headings = append(headings, h)
		}
	}
	said := p.said("headline", article)
	title = strip(said, &names, headings)
	if title == "" {
		title = strip(p.anyTitle(), &names, headings)
	}
	heading, near := nearest(title, headings)
	switch {
	case heading == "" && len(p.headings) > 0:
		heading = p.headings[0]
	case near >= sameHeadline && (truncated(title, heading) || said == "" && !kicked(heading, title)):
		// Meta elements are written for search engines and networks, the h1 for readers.
		title = strip(heading, &names, nil)
	}
	if title == "" {
		title = heading
	}
	return title, heading
}

// kicked reports whether a heading is a title with something before it, as kickers, dates and labels are.
func kicked(heading, title string) bool {
	heading, title = fold(heading), fold(title)
	return len(heading) > len(title) && strings.HasSuffix(heading, title)
}

// truncated reports whether a title is the beginning of a heading, with an ellipsis for the rest.
func truncated(title, heading string) bool {
	return (strings.HasSuffix(title, "…") || strings.HasSuffix(title, "...")) && strings.HasPrefix(fold(heading), fold(title))
}

// anyTitle returns the title of the first source that has one, but for headlines.
func (p *page) anyTitle() string {
	if t := p.first(ogTitle, twitterTitle, metaTitle, itemTitle, titleElement); t != "" {
		return t
	}
	if t := p.said("name", thing); t != "" {
		return t
	}
	return p.said("name", webPage)
}

// sameHeadline is how near a title and a heading must be to be two wordings of one headline.
const sameHeadline = 0.3

// nearest returns the heading that shares most words with a title, the first of several, and how near it is:
// from 0, nothing, to 1, the same.
func nearest(title string, headings []string) (heading string, near float64) {
	if len(headings) == 0 {
		return "", 0
	}
	own := wordSet(title)
	for i, h := range headings {
		n := overlap(own, wordSet(h))
		if fold(title) == fold(h) {
			n = 1
		}
		if i == 0 || n > near {
			heading, near = h, n
		}
	}
	return heading, near
}

// overlap returns the share of the words of the longer of two sets that are in both.
func overlap(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	both := 0
	for _, word := range a {
		if slices.Contains(b, word) {
			both++
		}
	}
	return float64(both) / float64(max(len(a), len(b)))
}

// wordSet returns the different words of a text, folded. Only so many are looked at: a headline has less.
func wordSet(text string) []string {
	const most = 64
	var set []string
	for word := range strings.FieldsSeq(text) {
		if word = fold(word); word != "" && !slices.Contains(set, word) {
			set = append(set, word)
		}
		if len(set) == most {
			break
		}
	}
	return set
}
