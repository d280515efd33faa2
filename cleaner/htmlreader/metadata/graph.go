package metadata

import (
	"slices"
	"strings"
)

// node is an object of JSON-LD. Its values are strings, nodes and slices of them.
type node = map[string]any

// rank says how likely a type of node is what its page is about.
type rank uint8

const (
	other   rank = iota // organisations, breadcrumbs, images
	webPage             // the page as such
	thing               // what a page can be about: a product, a film, an event
	article             // what someone wrote
)

// rankOf returns the rank of a type of schema.org, whatever its case.
func rankOf(kind string) rank {
	kind = strings.ToLower(kind)
	switch kind {
	case "report", "question", "recipe", "blogpost", "review", "criticreview", "claimreview", "howto", "chapter", "thesis", "message",
		"conversation":
		return article
	case "product", "productgroup", "individualproduct", "book", "movie", "tvseries", "tvepisode", "videoobject",
		"podcastepisode", "event", "course", "softwareapplication", "webapplication", "mobileapplication",
		"videogame", "service", "dataset", "jobposting", "musicrecording", "musicalbum", "learningresource",
		"softwaresourcecode", "audioobject", "vehicle", "car", "accommodation", "house", "apartment",
		"singlefamilyresidence", "creativework":
		return thing
	}
	switch {
	case strings.HasSuffix(kind, "article"), strings.HasSuffix(kind, "posting"): // NewsArticle, BlogPosting
		return article
	case strings.HasSuffix(kind, "page"), strings.HasSuffix(kind, "gallery"): // WebPage, FAQPage
		return webPage
	}
	return other
}

// candidate is a node that the page may be about.
type candidate struct {
	node node
	kind string
	rank rank
}

// graph is the JSON-LD of a page.
type graph struct {
	byID       map[string]node
	candidates []candidate // in the order of the page
	siteName   string      // of the first WebSite
}

// maxCandidates bounds what each is compared with. Only lists have more.
const maxCandidates = 256

// newGraph looks through the values of all scripts of a page.
func newGraph(values []any) graph {
	var g graph
	if len(values) == 0 {
		return g
	}
	g.byID = make(map[string]node)
	g.index(values)
	g.walk(values)
	g.dropSeveral("Question") // an FAQ that nobody marked as one
	g.dropSeveral("Review")   // what buyers say
	return g
}

// index notes what is known by an @id, wherever it stands.
func (g *graph) index(value any) {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			g.index(v)
		}
	case node:
		if id := text(value["@id"]); id != "" && len(value) > len(g.byID[id]) && len(value) > 1 {
			g.byID[id] = value
		}
		for _, key := range [...]string{"@graph", "author", "creator", "publisher", "isPartOf", "mainEntity",
			"mainEntityOfPage", "hasPart"} {
			g.index(value[key])
		}
	}
}

// walk collects the candidates: what stands at the top of a script or graph, and what those name as their main
// entity. Lists of other pages' articles stand elsewhere, and the questions of an FAQ are but a part of a page.
func (g *graph) walk(value any) {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			g.walk(v)
		}
	case node:
		found, faq := g.consider(value)
		g.walk(value["@graph"])
		if entity := list(value["mainEntity"]); len(entity) == 1 && !faq {
			g.walk(entity[0])
		}
		if found != article {
			g.walk(value["mainEntityOfPage"])
		}
		if part, ok := value["isPartOf"].(node); ok && found > other && text(part["@type"]) == "WebSite" {
			g.consider(part)
		}
	}
}

// consider makes a node a candidate if its type says so. It returns its rank, and whether it is an FAQ.
func (g *graph) consider(n node) (found rank, faq bool) {
	best := candidate{node: n}
	for _, kind := range kinds(n) {
		if r := rankOf(kind); r > best.rank {
			best.kind, best.rank = kind, r
		}
		if kind == "WebSite" && g.siteName == "" {
			g.siteName = plain(text(n["name"]))
		}
		faq = faq || kind == "FAQPage"
	}
	if best.rank > other && len(g.candidates) < maxCandidates {
		g.candidates = append(g.candidates, best)
	}
	return best.rank, faq
}

// dropSeveral drops the candidates of a kind where there is more than one.
func (g *graph) dropSeveral(kind string) {
	same := func(c candidate) bool { return c.kind == kind }
	first := slices.IndexFunc(g.candidates, same)
	if first >= 0 && slices.ContainsFunc(g.candidates[first+1:], same) {
		g.candidates = slices.DeleteFunc(g.candidates, same)
	}
}

// kinds returns the types of a node, without the address of the vocabulary.
func kinds(n node) []string {
	var names []string
	for _, v := range list(n["@type"]) {
		name, _ := v.(string)
		name = name[strings.LastIndexAny(name, "/:#")+1:]
		if name = line(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// resolve follows a reference to a node that says more.
func (g *graph) resolve(n node) node {
	if known := g.byID[text(n["@id"])]; len(known) > len(n) {
		return known
	}
	return n
}

// list returns a value as the slice that it is or may stand for.
func list(value any) []any {
	switch value := value.(type) {
	case nil:
		return nil
	case []any:
		return value
	}
	return []any{value}
}

// text returns the first string of a value, or the name of the first node.
func text(value any) string {
	for range maxDepth {
		switch v := value.(type) {
		case string:
			return v
		case []any:
			if len(v) == 0 {
				return ""
			}
			value = v[0]
		case node:
			if value = v["@value"]; value == nil {
				value = v["name"]
			}
		default:
			return ""
		}
	}
	return ""
}
