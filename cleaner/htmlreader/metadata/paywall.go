package metadata

import "strings"

// paywall reports whether the page says that its article is not free, and the selectors of what is not.
//
// The first of these that says something decides: the article itself; parts of it that are not free; the page
// that it stands on, likewise; a meta element. So an article that calls itself free is, whatever its parts say:
// the list of parts is a template's, the flag is the article's own.
func (p *page) paywall() (paywalled bool, selectors []string) {
	for _, c := range p.about {
		said, free := verdict(c.node)
		parts, found := p.paidParts(c.node)
		if !said && !parts {
			continue
		}
		if said && free {
			return false, nil
		}
		return true, found
	}
	return equalFold(p.values[contentTier], "locked") || isFalse(string(p.values[itemFree])), nil
}

// verdict returns what a node says of itself: nothing, or whether it is free.
func verdict(n node) (said, free bool) {
	v := text(n["isAccessibleForFree"])
	return v != "", v != "" && !isFalse(v)
}

// isFalse reports whether a text stands for false, as a word or as an address of schema.org.
func isFalse(v string) bool {
	v = strings.TrimSpace(v)
	v = v[strings.LastIndexByte(v, '/')+1:]
	return strings.EqualFold(v, "false") || strings.EqualFold(v, "no") || v == "0"
}

// paidParts reports whether parts of a node are not free, and their selectors.
func (p *page) paidParts(n node) (any bool, selectors []string) {
	const most = 64
	for _, v := range list(n["hasPart"]) {
		part, ok := v.(node)
		if !ok {
			continue
		}
		part = p.graph.resolve(part)
		if said, free := verdict(part); !said || free {
			continue
		}
		any = true
		for _, v := range list(part["cssSelector"]) {
			if s := line(text(v)); s != "" && len(selectors) < most {
				selectors = append(selectors, s)
			}
		}
	}
	return any, selectors
}

// articleBody returns the text of the article as JSON-LD gives it: that of the first node that has one.
func (p *page) articleBody() string {
	for _, c := range p.about {
		if c.rank != article && text(c.node["articleBody"]) == "" {
			continue
		}
		var b bodies
		b.add(c.node, 0)
		if b.length > 0 {
			return body(strings.Join(b.texts, "\n\n"))
		}
	}
	return ""
}

// bodies gathers the texts of a node and of those under it.
type bodies struct {
	texts  []string
	length int
}

// add takes the text of a node, then of its answers, comments and updates. A thread without its replies is
// as little the page's text as a live blog without its updates.
func (b *bodies) add(n node, depth int) {
	for _, key := range [...]string{"articleBody", "reviewBody", "text"} {
		if t := text(n[key]); strings.TrimSpace(t) != "" && b.length+len(t) <= MaxBody {
			b.texts = append(b.texts, t)
			b.length += len(t)
			break
		}
	}
	if depth >= maxDepth {
		return
	}
	for _, key := range [...]string{"acceptedAnswer", "suggestedAnswer", "comment", "liveBlogUpdate"} {
		for _, v := range list(n[key]) {
			if reply, ok := v.(node); ok {
				b.add(reply, depth+1)
			}
		}
	}
}
