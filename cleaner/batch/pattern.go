package batch

import (
	"fmt"
	"path"
	"strings"
)

// Pattern is a glob over paths whose parts stand between slashes. In a part * is any text, ? any character, [a-z] one of a
// set and [!a-z] one that is not in it; ** as a whole part is any number of parts, and none. A pattern without a slash is
// about names, at any depth; one with a slash at its end is about folders only.
type Pattern struct {
	parts    []string
	anywhere bool
	folder   bool
}

// ParsePattern returns the pattern that text writes, or what is wrong with it.
func ParsePattern(text string) (Pattern, error) {
	p := Pattern{folder: strings.HasSuffix(text, "/")}
	rest := strings.TrimSuffix(text, "/")
	p.anywhere = !strings.Contains(rest, "/")
	rest = strings.TrimPrefix(strings.ReplaceAll(rest, "[!", "[^"), "/")
	if rest == "" {
		return p, fmt.Errorf("%q is no pattern: write one such as *.png, or drafts/** for all in a folder", text)
	}
	p.parts = strings.Split(rest, "/")
	for _, part := range p.parts {
		if _, err := path.Match(part, ""); err != nil {
			return p, fmt.Errorf("%q is no pattern: %q does not end what it begins", text, part)
		}
	}
	return p, nil
}

// Match reports that the pattern stands for the file or folder called name.
func (p *Pattern) Match(name string, folder bool) bool {
	if p.folder && !folder {
		return false
	}
	if p.anywhere {
		return matchPart(p.parts[0], path.Base(name))
	}
	return matchParts(p.parts, strings.Split(name, "/"))
}

// matchPart matches one part. That a pattern is one was seen when it was parsed.
func matchPart(part, name string) bool {
	if part == "**" {
		return true
	}
	ok, _ := path.Match(part, name)
	return ok
}

// matchParts matches whole paths. What ** took is tried again from its last place only, which is enough, since all that
// stands before it has matched the shortest way there is.
func matchParts(parts, names []string) bool {
	p, n := 0, 0
	star, from := -1, 0
	for n < len(names) {
		switch {
		case p < len(parts) && parts[p] == "**":
			star, from = p, n
			p++
		case p < len(parts) && matchPart(parts[p], names[n]):
			p, n = p+1, n+1
		case star >= 0:
			from++
			p, n = star+1, from
		default:
			return false
		}
	}
	for p < len(parts) && parts[p] == "**" {
		p++
	}
	return p == len(parts)
}

// mayHold reports that the folder called name may hold, at some depth, what the parts match.
func mayHold(parts, names []string) bool {
	for i, name := range names {
		if i >= len(parts) {
			return false
		}
		if parts[i] == "**" {
			return true
		}
		if !matchPart(parts[i], name) {
			return false
		}
	}
	return len(parts) > len(names)
}

// hasMeta reports that a path would be read as a pattern.
func hasMeta(name string) bool { return strings.ContainsAny(name, "*?[") }
