package metadata

import (
	"slices"
	"strings"
)

// separators stand between a headline and the name of its site. None of them proves anything by itself: what
// it parts must be known. Longer ones stand before those that they hold.
var separators = [...]string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " › ", " ‹ ", " / ", " ~ ", " > ", " < ",
	" : ", ": ", "｜", "：", "|", "_", "-", "–", "—"}

// cut is a separator in a title, as a range of bytes.
type cut struct{ start, end int }

// cuts returns the separators of a title that have text on both sides, in order.
func cuts(title string) []cut {
	var found []cut
	for i := 1; i < len(title); i++ {
		if isAlphanumeric(title[i]) || title[i] == ' ' && i+1 < len(title) && isAlphanumeric(title[i+1]) {
			continue // none begins so
		}
		for _, s := range &separators {
			if strings.HasPrefix(title[i:], s) && i+len(s) < len(title) {
				found = append(found, cut{i, i + len(s)})
				i += len(s) - 1
				break
			}
		}
	}
	const most = 16 // more than that is a list, and no title
	if len(found) > most {
		return nil
	}
	return found
}

// strip returns a title without the parts before and behind its separators that name the site. Where what is
// left is a heading of the page, any part goes.
func strip(title string, site *siteNames, headings []string) string {
	known := make([]string, len(headings))
	for i, h := range headings {
		known[i] = fold(h)
	}
	const most = 3 // "Headline - Section - Site | Network"
	for range most {
		found := cuts(title)
		if part := headingPart(title, found, known); part != "" {
			return part
		}
		rest := withoutSite(title, found, site)
		if rest == title {
			return title
		}
		title = rest
	}
	return title
}

// headingPart returns the longest part of a title before or behind a separator that is a heading.
func headingPart(title string, found []cut, headings []string) string {
	if len(headings) == 0 || slices.Contains(headings, fold(title)) {
		return ""
	}
	best := ""
	for _, c := range found {
		for _, part := range [...]string{title[:c.start], title[c.end:]} {
			if len(part) > len(best) && slices.Contains(headings, fold(part)) {
				best = part
			}
		}
	}
	return strings.TrimSpace(best)
}

// withoutSite cuts the longest part at the end of a title, or at its start, that names the site.
func withoutSite(title string, found []cut, site *siteNames) string {
	for _, c := range found {
		if site.match(title[c.end:]) || site.variant(title[c.end:]) {
			return strings.TrimSpace(title[:c.start])
		}
	}
	for _, c := range slices.Backward(found) {
		if site.match(title[:c.start]) {
			return strings.TrimSpace(title[c.end:])
		}
	}
	return title
}

// siteNames is what a page's site is called, as far as the page says.
type siteNames struct {
	names []string   // folded
	words [][]string // the words of each
	hosts []string   // labels of the address's host, folded, and its ends: "example", "examplecom", "com"
}

func (s *siteNames) add(name string) {
	bare := bareName(name)
	if bare == "" || slices.Contains(s.names, bare) {
		return
	}
	s.names = append(s.names, bare)
	if words := strings.Fields(name); len(words) <= 8 {
		s.words = append(s.words, words)
	}
}

// addHost takes the host of an address.
func (s *siteNames) addHost(address string) {
	_, host, found := strings.Cut(address, "://")
	if !found {
		return
	}
	host, _, _ = strings.Cut(host, "/")
	labels := strings.Split(strings.TrimPrefix(strings.ToLower(host), "www."), ".")
	const most = 8
	if len(labels) > most {
		return
	}
	for i := range len(labels) - 1 {
		s.hosts = append(s.hosts, fold(labels[i]), fold(strings.Join(labels[i:], "")))
	}
}

// match reports whether a part of a title is the name of the site, with or without an article, or what its
// host is called: "Example", "Example.com", "The Example Blog".
func (s *siteNames) match(part string) bool {
	bare := bareName(part)
	if bare == "" {
		return false
	}
	if slices.Contains(s.names, bare) || slices.Contains(s.hosts, bare) {
		return true
	}
	joined, named := "", false
	for word := range strings.FieldsSeq(part) {
		word = fold(word)
		if generic(word) {
			continue
		}
		if !slices.Contains(s.hosts, word) && word != "" {
			named = true
		}
		joined += word
	}
	return joined != "" && (!named || slices.Contains(s.hosts, joined) || slices.Contains(s.names, joined))
}

// variant reports whether a part at the end of a title is a short or long form of the site's name: its initials,
// its first words, or all of it with a few words more, such as the edition.
func (s *siteNames) variant(part string) bool {
	const shortest, more = 3, 2
	bare := bareName(part)
	if len(bare) < shortest {
		return false
	}
	words := strings.Fields(part)
	for _, name := range s.words {
		own := initials(name)
		if len(words) == 1 && len(own) >= shortest && own == bare {
			return true
		}
		if len(words) > len(name)+more || len(words) == len(name) {
			continue
		}
		long, short := name, words
		if len(words) > len(name) {
			long, short = words, name
		}
		if fold(strings.Join(long[:len(short)], "")) == fold(strings.Join(short, "")) {
			return true
		}
	}
	return false
}

func initials(words []string) string {
	var b strings.Builder
	for _, word := range words {
		for _, r := range fold(word) {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}

// generic reports whether a word names a kind of site and not a site.
func generic(word string) bool {
	switch word {
	case "the", "blog", "news", "docs", "documentation", "forum", "forums", "community", "official", "online",
		"magazine", "shop", "store", "home", "website":
		return true
	}
	return false
}

// bareName folds a name and takes its article away.
func bareName(name string) string {
	name = strings.TrimSpace(name)
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		name = name[4:]
	}
	return fold(name)
}
