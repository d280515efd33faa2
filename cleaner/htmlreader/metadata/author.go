package metadata

import "strings"

// author returns the names of who wrote the page.
func (p *page) author() string {
	var a authors
	for _, c := range p.about {
		for _, key := range [...]string{"author", "creator"} {
			a.addAll(&p.graph, c.node[key], 0)
			if len(a.names) > 0 {
				return a.String()
			}
		}
	}
	for _, s := range [...]source{metaAuthor, articleAuthor, otherAuthor, itemAuthor} {
		for name := range strings.SplitSeq(string(p.values[s]), "\n") {
			a.add(name)
		}
		if len(a.names) > 0 {
			return a.String()
		}
	}
	return ""
}

// authors is a list of names without duplicates.
type authors struct {
	names  []string
	length int
}

func (a *authors) String() string { return strings.Join(a.names, ", ") }

// addAll takes a value of JSON-LD: a name, a person or organisation, a reference to one, or a list of these.
func (a *authors) addAll(g *graph, value any, depth int) {
	switch value := value.(type) {
	case string:
		a.add(value)
	case []any:
		for _, v := range value {
			if depth < maxDepth {
				a.addAll(g, v, depth+1)
			}
		}
	case node:
		value = g.resolve(value)
		names := list(value["name"])
		if len(names) == 0 {
			full := strings.TrimSpace(text(value["givenName"]) + " " + text(value["familyName"]))
			names = append(list(value["@value"]), full)
		}
		for _, v := range names {
			a.add(text(v))
		}
	}
}

// add takes a name, unless it is none or known. A few leave no room for thousands.
func (a *authors) add(name string) {
	name = byline(plain(name))
	if name == "" || a.length+len(name)+2 > MaxValue || len(a.names) >= 64 {
		return
	}
	for _, known := range a.names {
		if strings.EqualFold(known, name) {
			return
		}
	}
	a.names = append(a.names, name)
	a.length += len(name) + 2
}

// byline returns the name in a byline, or nothing where there is none: addresses of profiles, mail addresses,
// and what templates leave.
func byline(name string) string {
	name = strings.Trim(name, " ,;|")
	for _, lead := range [...]string{"by ", "by: ", "written by ", "posted by ", "author: "} {
		if len(name) > len(lead) && strings.EqualFold(name[:len(lead)], lead) {
			name = strings.TrimLeft(name[len(lead):], " ")
			break
		}
	}
	spaced := strings.Contains(name, " ")
	switch {
	case strings.Contains(name, "://"), strings.HasPrefix(name, "www."), !spaced && strings.ContainsAny(name, "/@"),
		strings.ContainsAny(name, "{}[]"), strings.HasPrefix(name, "%"):
		return ""
	}
	switch strings.ToLower(name) {
	case "null", "undefined", "none", "n/a", "nil", "false", "true", "author", "unknown":
		return ""
	}
	for _, r := range name {
		if r != '-' && r != '.' && r != ' ' {
			return name
		}
	}
	return ""
}
