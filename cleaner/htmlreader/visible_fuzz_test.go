package htmlreader

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// maker makes pages: broken ones, with what authors get wrong, end tags that lack, stand at a wrong place or end nothing; or tidy
// ones, parts of which are hidden. What it does not make is text and elements between the cells of a table, which html.Parse moves,
// HTML in the titles of SVG, and broken pages with something hidden: when formatting elements are closed across others, it says of
// what follows that it stands where no author meant it.
type maker struct {
	tidy    bool
	choices []byte
	page    []byte
	words   int
}

// next returns one of n choices, the first when there are no more.
func (m *maker) next(n int) int {
	if len(m.choices) == 0 {
		return 0
	}
	c := int(m.choices[0]) % n
	m.choices = m.choices[1:]
	return c
}

func (m *maker) pick(of ...string) string { return of[m.next(len(of))] }

func (m *maker) write(text string) { m.page = append(m.page, text...) }

// start writes a start tag.
func (m *maker) start(tag string) {
	m.write("<" + tag + m.pick("", "", " class=a"))
	if m.tidy {
		m.write(m.pick("", "", "", " hidden", " style='color:red; display:none'", " aria-hidden=true", " open"))
	}
	m.write(">")
}

// end writes an end tag, on broken pages as a rule.
func (m *maker) end(tag string) {
	if m.tidy || m.next(8) < 7 {
		m.write("</" + tag + ">")
	}
}

// content writes some of what may stand anywhere.
func (m *maker) content(depth int) {
	for range m.next(6) {
		m.part(depth)
	}
}

func (m *maker) part(depth int) {
	kind := m.next(12)
	if depth == 0 || kind < 4 {
		m.words++
		m.write(m.pick(" ", "") + "w" + strconv.Itoa(m.words) + m.pick(" ", "", "\n", "&nbsp;", "&amp;", "<br>", "<hr>", "<img alt=a>", "<!-- c -->", "<wbr>", "<input>"))
		return
	}
	tag := m.pick("p", "div", "h2", "blockquote", "section", "article", "ul", "pre", "figure", "address", "center", "details", "fieldset", "main")
	switch kind {
	case 4, 5:
		tag = m.pick("b", "i", "em", "a", "code", "small", "font", "nobr", "span", "label", "q", "ruby", "x-y", "dialog open")
		m.write("<" + tag + m.pick("", " class=a") + ">")
		m.content(depth - 1)
		m.end(strings.TrimSuffix(tag, " open"))
		return
	case 6:
		m.list(depth, m.pick("ul", "ol"), "li")
		return
	case 7:
		m.list(depth, "dl", m.pick("dt", "dd"))
		return
	case 8:
		m.table(depth)
		return
	case 9:
		tag = m.pick("button", "form", "object", "template", "svg", "script", "style", "textarea", "iframe")
		if tag == "form" && m.tidy {
			tag = "details" // a form in a form ends that one
		}
		if slices.Contains([]string{"script", "style", "textarea", "iframe"}, tag) {
			m.write("<" + tag + "> raw <b> </" + tag + ">") // without others of its kind, of which the first would end it
			return
		}
	case 10:
		if m.tidy {
			return
		}
		m.write("</" + m.pick("p", "div", "b", "i", "span", "ul", "li", "h3", "section", "form", "x-y") + ">")
		return
	}
	m.start(tag)
	m.content(depth - 1)
	m.end(tag)
}

func (m *maker) list(depth int, tag, item string) {
	m.start(tag)
	for range m.next(4) {
		m.start(item)
		m.content(depth - 1)
		if m.next(2) == 0 {
			m.write("</" + item + ">")
		}
	}
	m.end(tag)
}

func (m *maker) table(depth int) {
	m.start("table")
	if m.next(4) == 1 {
		m.write("<caption>")
		m.content(depth - 1)
		m.write("</caption>")
	}
	for range m.next(4) {
		m.write(m.pick("", "", "<tbody>", "<thead>"))
		m.start("tr")
		for range m.next(4) {
			m.start(m.pick("td", "th"))
			m.content(depth - 1)
			m.write(m.pick("</td>", "", ""))
		}
		m.write(m.pick("</tr>", ""))
	}
	m.write("</table>")
}

// FuzzVisible compares the letters of pages with those of html.Parse's tree. Where the text of a form ends that is closed before
// what stands in it, the two disagree, and so on where a word does.
func FuzzVisible(f *testing.F) {
	f.Add([]byte("\x05\x0b\x01\x02\x03\x04\x05\x06\x07\x08"))
	f.Fuzz(func(t *testing.T, choices []byte) {
		m := maker{choices: slices.Clone(choices)}
		m.tidy = m.next(2) == 1
		m.write("<!doctype html>") // without it a table may stand in a paragraph, which changes what is hidden
		for len(m.choices) > 0 && len(m.page) < 2000 {
			m.part(4)
		}
		all, err := visible(m.page)
		if err != nil {
			t.Skip(err)
		}
		if got, want := strings.Join(shown(t, New(bytes.NewReader(m.page))), ""), strings.Join(all, ""); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", m.page, got, want)
		}
	})
}
