package metadata

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"winnow/cleaner/document"
)

// page is all that a page said, read.
type page struct {
	*Collector
	graph    graph
	about    []candidate // of the JSON-LD, what speaks of this page
	address  string
	names    []string // the page's titles and headings, folded
	headings []string
}

func newPage(c *Collector) *page {
	p := &page{Collector: c, graph: newGraph(c.graph.decode())}
	p.address = p.declared()
	for _, h := range c.headings[:c.count] {
		if h := strings.TrimRight(line(string(h)), " ¶"); h != "" { // documentation links a section by its pilcrow
			p.headings = append(p.headings, h)
		}
	}
	if len(p.graph.candidates) == 0 {
		return p
	}
	for _, s := range [...]source{ogTitle, twitterTitle, titleElement} {
		if name := fold(p.value(s)); name != "" {
			p.names = append(p.names, name)
		}
	}
	for _, h := range p.headings {
		p.names = append(p.names, fold(h))
	}
	p.about = p.graph.about(p.address, p.names)
	return p
}

func (p *page) metadata() document.Metadata {
	var m document.Metadata
	if p.address == "" {
		p.address = p.ownAddress()
	}
	m.URL = p.address
	m.Base = absolute(p.value(base), m.URL)
	m.Site = p.site()
	m.Title, m.Heading = p.titles(m.Site)
	m.Language = p.language()
	m.Author = p.author()
	m.Published = p.date([]string{"datePublished", "dateCreated", "uploadDate"},
		articlePublished, metaPublished, itemPublished, timePublished)
	m.Modified = p.date([]string{"dateModified"}, articleModified, metaModified, itemModified, timeModified)
	m.Description = p.description()
	m.Type = p.kind()
	m.Paywalled, m.PaywallSelectors = p.paywall()
	m.ArticleBody = p.articleBody()
	return m
}

// value returns what a source said, as a line of text.
func (p *page) value(s source) string {
	if len(p.values[s]) == 0 {
		return ""
	}
	return plain(string(p.values[s]))
}

// first returns what the first source said that said something.
func (p *page) first(from ...source) string {
	for _, s := range from {
		if v := p.value(s); v != "" {
			return v
		}
	}
	return ""
}

// said returns the first text that JSON-LD about this page has under a key, of nodes of a rank or more.
func (p *page) said(key string, least rank) string {
	for _, c := range p.about {
		if c.rank < least {
			continue
		}
		if v := plain(text(c.node[key])); v != "" {
			return v
		}
	}
	return ""
}

// declared returns the address that the page's head gives.
func (p *page) declared() string {
	link, graph := p.absolute(canonical), p.absolute(ogURL)
	if link == "" || isRoot(link) && strings.HasPrefix(bareAddress(graph), bareAddress(link)) {
		return graph // many a template has the site's address as the canonical one of all its pages
	}
	return link
}

// absolute returns the first address of these sources that is absolute or becomes so by the page's base.
func (p *page) absolute(from ...source) string {
	for _, s := range from {
		if a := absolute(p.value(s), p.value(base)); a != "" {
			return a
		}
	}
	return ""
}

func absolute(address, base string) string {
	if address == "" || strings.ContainsAny(address, "{}<>\"") { // a template that nobody filled
		return ""
	}
	address = strings.ReplaceAll(address, " ", "%20")
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	if !web(address) && web(base) {
		b, errBase := url.Parse(base)
		u, err := url.Parse(address)
		if err != nil || errBase != nil {
			return ""
		}
		address = b.ResolveReference(u).String()
	}
	if !web(address) || len(address) > MaxValue {
		return ""
	}
	return address
}

// isRoot reports whether an absolute address is that of a site and not of a page on it.
func isRoot(address string) bool {
	return !strings.ContainsAny(bareAddress(address), "/?")
}

// web reports whether an address is an absolute one of the web, with a host.
func web(address string) bool {
	scheme, rest, found := strings.Cut(address, "://")
	if !found || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return false
	}
	host, _, _ := strings.Cut(rest, "/")
	return host != "" && !strings.ContainsAny(host, "% ")
}

// ownAddress is the address of a page that names none in its head.
func (p *page) ownAddress() string {
	for _, c := range p.about {
		for _, a := range addressesOf(c.node) {
			if a = line(a); web(a) {
				return a
			}
		}
	}
	return p.absolute(twitterURL)
}

func (p *page) site() string {
	if site := p.value(ogSite); site != "" {
		return site
	}
	if p.graph.siteName != "" {
		return p.graph.siteName
	}
	for _, c := range p.about {
		for _, v := range list(c.node["publisher"]) {
			if n, ok := v.(node); ok {
				v = p.graph.resolve(n)
			}
			if name := plain(text(v)); name != "" && !web(name) {
				return name
			}
		}
	}
	return p.first(applicationName, metaPublisher)
}

func (p *page) language() string {
	for _, s := range [...]source{htmlLanguage, contentLanguage, ogLocale} {
		if tag := languageTag(p.value(s)); tag != "" {
			return tag
		}
	}
	for _, c := range p.about {
		for _, v := range list(c.node["inLanguage"]) {
			if n, ok := v.(node); ok {
				v = n["alternateName"]
			}
			if tag := languageTag(text(v)); tag != "" {
				return tag
			}
		}
	}
	return languageTag(p.value(metaLanguage))
}

// languageTag returns the first tag of a list as BCP 47 has it, in lower case, or nothing where it is none.
func languageTag(list string) string {
	const longest = 35
	end := strings.IndexAny(list, ",; .@")
	if end < 0 {
		end = len(list)
	}
	tag := strings.ToLower(strings.ReplaceAll(list[:end], "_", "-"))
	primary, _, _ := strings.Cut(tag, "-")
	if len(primary) < 2 || len(primary) > 3 || len(tag) > longest {
		return ""
	}
	for i := 0; i < len(tag); i++ {
		if letter := 'a' <= tag[i] && tag[i] <= 'z'; !letter && (i < len(primary) || !isDigit(tag[i]) && tag[i] != '-') {
			return ""
		}
	}
	return strings.TrimRight(tag, "-")
}

// date returns the first that is one.
func (p *page) date(keys []string, from ...source) string {
	for _, key := range keys {
		if d := dateOf(p.said(key, webPage)); d != "" {
			return d
		}
	}
	for _, s := range from {
		if d := dateOf(p.value(s)); d != "" {
			return d
		}
	}
	return ""
}

// dateOf returns a date as the page gives it, seconds or milliseconds since 1970 as RFC 3339, and nothing for
// what has no year in it or is a template's zero.
func dateOf(d string) string {
	const seconds, milliseconds = 10, 13 // digits, from 2001 to 2286
	d = strings.Trim(d, `"' `)
	if isDate(d) {
		if n, err := strconv.ParseInt(d, 10, 64); err == nil && len(d) == seconds {
			return time.Unix(n, 0).UTC().Format(time.RFC3339)
		} else if err == nil && len(d) == milliseconds {
			return time.UnixMilli(n).UTC().Format(time.RFC3339)
		}
		return d
	}
	return ""
}

func isDate(d string) bool {
	const longest = 64
	run, digits := 0, false
	for i := 0; i < len(d); i++ {
		if !isDigit(d[i]) {
			run = 0
			continue
		}
		run++
		digits = digits || run >= 4
	}
	return digits && len(d) <= longest && !strings.HasPrefix(d, "0001-") && !strings.HasPrefix(d, "-0001") &&
		!strings.HasPrefix(d, "0000-") && !strings.HasPrefix(d, "1970-01-01")
}

func (p *page) description() string {
	if d := p.said("description", thing); d != "" {
		return d
	}
	for _, s := range [...]source{ogDescription, metaDescription, twitterDescription, itemDescription} {
		if d := p.value(s); d != "" {
			return d
		}
	}
	return p.said("description", webPage)
}

func (p *page) kind() string {
	if len(p.about) > 0 && p.about[0].rank >= thing {
		return p.about[0].kind
	}
	if kind := p.value(ogType); kind != "" || len(p.about) == 0 {
		return kind
	}
	return p.about[0].kind
}
