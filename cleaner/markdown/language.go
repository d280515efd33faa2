package markdown

import (
	"slices"
	"strings"

	"winnow/cleaner/document"
)

// language returns the language of preformatted text, as far as a class of its element or of one of the two
// around it tells.
func language(page *document.Page, pre int32) string {
	for e, near := pre, 0; e >= 0 && near < 3; e, near = page.Elements[e].Parent, near+1 {
		classes := strings.Fields(string(page.Attr(e, document.Class)))
		for i, class := range classes {
			if name := languageOf(class, classes[i+1:], near == 0); plainName(name) {
				return name
			}
		}
	}
	return ""
}

// languageOf returns the language that a class says code is in, or nothing. own reports that it is one of the
// code's own element: around it "lang-en" would be what the page is written in.
func languageOf(class string, others []string, own bool) string {
	for _, prefix := range []string{"language-", "highlight-source-", "lang-"} {
		if name, found := strings.CutPrefix(class, prefix); found && (own || prefix != "lang-") {
			return name
		}
	}
	if name, found := strings.CutPrefix(class, "highlight-"); found && slices.Contains(others, "notranslate") {
		return name
	}
	if name, found := strings.CutPrefix(class, "brush:"); found && own {
		if name == "" && len(others) > 0 {
			name = others[0]
		}
		return strings.TrimSuffix(name, ";")
	}
	return ""
}

// plainName reports that a name says which language it is, and needs no escapes behind a fence.
func plainName(name string) bool {
	switch strings.ToLower(name) {
	case "auto", "default", "none", "null", "undefined", "plain", "nohighlight":
		return false
	}
	for i := range len(name) {
		c := name[i]
		if !(isAlnum(c) || c == '-' || c == '_' || c == '+' || c == '#' || c == '.') {
			return false
		}
	}
	return name != "" && len(name) < 32
}
