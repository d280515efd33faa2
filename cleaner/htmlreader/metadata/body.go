package metadata

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	markup "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isInline reports whether a name is that of an element of running text.
func isInline(name atom.Atom) bool {
	switch name {
	case atom.A, atom.Abbr, atom.B, atom.Br, atom.Cite, atom.Code, atom.Em, atom.Font, atom.I, atom.Mark, atom.P,
		atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.U, atom.Wbr:
		return true
	}
	return false
}

// breaks returns how many line breaks an element makes around it.
func breaks(name atom.Atom) int {
	switch name {
	case atom.Br, atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Option:
		return 1
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl,
		atom.Table, atom.Blockquote, atom.Pre, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer,
		atom.Figure, atom.Figcaption, atom.Hr, atom.Main, atom.Nav:
		return 2
	}
	return 0
}

func isBreak(name atom.Atom) bool { return breaks(name) > 0 }

// hasTag reports whether a text holds a start or end tag of a kind.
func hasTag(text string, kind func(atom.Atom) bool) bool {
	const longest = 10 // no name that matters is longer
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			return false
		}
		text = strings.TrimPrefix(text[open+1:], "/")
		var name [longest]byte
		n := 0
		for n < len(text) && n < longest && isAlphanumeric(text[n]) {
			name[n] = text[n]
			if name[n] >= 'A' && name[n] <= 'Z' {
				name[n] |= 0x20
			}
			n++
		}
		if n > 0 && n < len(text) && strings.IndexByte(" \t\r\n/>", text[n]) >= 0 && kind(atom.Lookup(name[:n])) {
			return true
		}
	}
}

func isAlphanumeric(b byte) bool { return isDigit(b) || 'a' <= b|0x20 && b|0x20 <= 'z' }

// flatten returns the text of a piece of HTML. Elements that are blocks leave line breaks around them; the
// line breaks of the source are white space where there are such elements.
func flatten(source string) string {
	blocks := hasTag(source, isBreak)
	tokens := markup.NewTokenizer(strings.NewReader(source))
	var b strings.Builder
	b.Grow(len(source))
	raw := false
	for {
		switch kind := tokens.Next(); kind {
		case markup.ErrorToken:
			return b.String()
		case markup.TextToken:
			text := tokens.Text()
			for i := range text {
				if blocks && (text[i] == '\n' || text[i] == '\r') {
					text[i] = ' '
				}
			}
			if !raw {
				b.Write(text)
			}
		case markup.StartTagToken, markup.EndTagToken, markup.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			b.WriteString("\n\n"[:breaks(tag)])
			raw = kind == markup.StartTagToken && (tag == atom.Script || tag == atom.Style)
		}
	}
}

// body returns the text of an article that may be HTML or have entities in it, its paragraphs parted by an
// empty line or a line break as the source parts them.
func body(text string) string {
	if strings.ContainsAny(text, "<&") {
		text = reduce(text)
	}
	return paragraphs(text)
}

// reduce resolves tags and entities, also of HTML that was escaped as a whole.
func reduce(text string) string {
	known := func(name atom.Atom) bool { return isInline(name) || isBreak(name) }
	if hasTag(text, known) {
		return flatten(text)
	}
	text = html.UnescapeString(text)
	if hasTag(text, known) {
		return flatten(text)
	}
	return text
}

// paragraphs collapses white space in the lines of a text, and more than one empty line between them.
func paragraphs(text string) string {
	var b strings.Builder
	b.Grow(min(len(text), MaxBody))
	newlines, gap := 0, false
	for i, r := range text {
		switch {
		case invisible(r):
		case r == '\n' || r == '\u2028' || r == '\r' && !strings.HasPrefix(text[i+1:], "\n"):
			newlines++
		case r == '\u2029':
			newlines += 2
		case unicode.IsSpace(r) || unicode.IsControl(r):
			gap = true
		default:
			if b.Len()+2+utf8.UTFMax > MaxBody {
				return b.String()
			}
			switch {
			case b.Len() == 0:
			case newlines > 0:
				b.WriteString("\n\n"[:min(newlines, 2)])
			case gap:
				b.WriteByte(' ')
			}
			newlines, gap = 0, false
			b.WriteRune(r)
		}
	}
	return b.String()
}
