package metadata

import "strings"

// about returns the nodes that speak of the page, the one that it is about first.
//
// An article counts for more than a thing and that for more than the page as such. Of several of a kind, the
// one that has the page's address is taken, then the one whose headline is among the page's names, then the
// first. But where each has the address of another page, they are a list of teasers, and none is taken; and a thing
// needs the page's address or name, since many an article has a film or an event in it.
func (g *graph) about(address string, names []string) []candidate {
	matches := make([]match, len(g.candidates))
	for i, c := range g.candidates {
		matches[i] = matchOf(c.node, address, names)
	}
	main := -1
	for r := article; r > other && main < 0; r-- {
		main = g.choose(r, matches)
	}
	if main < 0 {
		return nil
	}
	found := []candidate{g.candidates[main]}
	for r := article; r > other; r-- {
		for i, c := range g.candidates {
			if c.rank == r && i != main && (matches[i] > unmatched || r == webPage && matches[i] == unmatched) {
				found = append(found, c)
			}
		}
	}
	return found
}

// choose returns the index of the candidate of a rank that speaks of the page, or -1.
func (g *graph) choose(r rank, matches []match) int {
	best, count := -1, 0
	for i, c := range g.candidates {
		if c.rank != r {
			continue
		}
		count++
		if best < 0 || matches[i] > matches[best] {
			best = i
		}
	}
	if best < 0 {
		return best
	}
	switch {
	case count > 1 && matches[best] == foreign:
		return -1
	case r == thing && matches[best] <= unmatched:
		return -1
	}
	return best
}

// match is how well a node fits its page.
type match uint8

const (
	foreign   match = iota // it has the address of another page
	unmatched              // nothing is known
	byName
	byAddress
)

func matchOf(n node, address string, names []string) match {
	addresses := addressesOf(n)
	for _, a := range addresses {
		if address != "" && sameAddress(a, address) {
			return byAddress
		}
	}
	const shortest = 12 // bytes of a headline that can't stand in a title by chance
	for _, own := range [...]string{fold(line(text(n["headline"]))), fold(line(text(n["name"])))} {
		for _, name := range names {
			if own != "" && (own == name || len(own) >= shortest && strings.Contains(name, own)) {
				return byName
			}
		}
	}
	if len(addresses) > 0 && address != "" {
		return foreign
	}
	return unmatched
}

// addressesOf returns what a node gives as its own address.
func addressesOf(n node) []string {
	var found []string
	add := func(v any) {
		if s, ok := v.(string); ok && strings.Contains(s, "/") {
			found = append(found, s)
		}
	}
	for _, key := range [...]string{"url", "mainEntityOfPage", "@id"} {
		for _, v := range list(n[key]) {
			add(v)
			if page, ok := v.(node); ok {
				add(page["@id"])
				add(page["url"])
			}
		}
	}
	return found
}

// sameAddress compares two addresses without what often differs between an address and itself.
func sameAddress(a, b string) bool {
	return strings.EqualFold(bareAddress(a), bareAddress(b))
}

func bareAddress(a string) string {
	a = strings.TrimSpace(a)
	if fragment := strings.IndexByte(a, '#'); fragment >= 0 {
		a = a[:fragment]
	}
	if scheme := strings.Index(a, "//"); scheme >= 0 {
		a = a[scheme+2:]
	}
	a = strings.TrimPrefix(a, "www.")
	return strings.TrimSuffix(a, "/")
}
