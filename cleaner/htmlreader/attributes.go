package htmlreader

import (
	"bytes"

	"winnow/cleaner/document"
)

// attributes are those of the start tag at hand that the reader has a use for. The slices are only good
// until the next token is read.
type attributes struct {
	values [document.Attributes][]byte
	hidden bool  // hidden, aria-hidden, or a style that says so
	open   bool  // of a dialog
	start  int32 // number of the first item of an ordered list, or 0
	href   []byte
	lang   []byte

	// of meta, link and script elements
	name, property, httpEquiv, content, rel, kind, datetime []byte
	pubdate                                                 bool
	// data is the longest value that looks like JSON.
	data []byte

	used bool // since the last reset
}

// reset forgets the attributes. Most tags have none that are read, and leave nothing to forget.
func (a *attributes) reset() {
	if a.used {
		*a = attributes{}
	}
}

// dataLeast is how long an attribute's value must be to be taken for the page's data, in bytes.
const dataLeast = 512

// readAttributes reads the attributes of the start tag at hand, which stand in rest. Of several of one name
// the first counts.
func (r *Reader) readAttributes(rest []byte) {
	r.attr.used = true
	if !plain(rest) {
		for more := true; more; {
			var key, value []byte
			key, value, more = r.z.TagAttr()
			r.attr.add(key, value)
		}
		return
	}
	key, value, rest, more := nextAttribute(rest)
	for more {
		r.attr.add(key, value)
		key, value, rest, more = nextAttribute(rest)
	}
}

// add notes an attribute.
func (a *attributes) add(key, value []byte) {
	var to *[]byte
	switch string(key) {
	case "class":
		to = &a.values[document.Class]
	case "id":
		to = &a.values[document.ID]
	case "role":
		to = &a.values[document.Role]
	case "itemprop":
		to = &a.values[document.Prop]
	case "href":
		to = &a.href
	case "lang":
		to = &a.lang
	case "name":
		to = &a.name
	case "property":
		to = &a.property
	case "http-equiv":
		to = &a.httpEquiv
	case "content":
		to = &a.content
	case "datetime":
		to = &a.datetime
	case "rel":
		to = &a.rel
	case "type":
		to = &a.kind
	default:
		a.addFlag(key, value)
		return
	}
	if *to == nil && len(value) > 0 {
		*to = value
	}
}

// addFlag notes an attribute that says something by what it is.
func (a *attributes) addFlag(key, value []byte) {
	switch string(key) {
	case "hidden":
		a.hidden = a.hidden || !bytes.EqualFold(value, []byte("until-found"))
	case "aria-hidden":
		a.hidden = a.hidden || bytes.EqualFold(value, []byte("true"))
	case "style":
		a.hidden = a.hidden || hides(value)
	case "open":
		a.open = true
	case "start":
		a.start = number(value)
	case "pubdate":
		a.pubdate = true
	default:
		if len(value) > dataLeast && len(value) > len(a.data) && looksLikeJSON(value) {
			a.data = value
		}
	}
}

// mayHide reports that a start tag may say that its element is not shown.
func mayHide(tag []byte) bool {
	return bytes.Contains(tag, []byte("hidden")) || bytes.Contains(tag, []byte("none"))
}

// hides reports that an inline style takes its element off the page.
func hides(style []byte) bool {
	return declares(style, "display", "none") || declares(style, "visibility", "hidden")
}

// declares reports that style gives property the value.
func declares(style []byte, property, value string) bool {
	for {
		i := bytes.Index(style, []byte(property))
		if i < 0 {
			return false
		}
		before := i == 0 || style[i-1] == ';' || space(style[i-1])
		style = bytes.TrimLeft(style[i+len(property):], " \t\n\r\f")
		if !before || len(style) == 0 || style[0] != ':' {
			continue
		}
		style = bytes.TrimLeft(style[1:], " \t\n\r\f")
		if bytes.HasPrefix(style, []byte(value)) {
			return true
		}
	}
}

// number reads a small number, or 1.
func number(text []byte) int32 {
	n := int32(0)
	for _, c := range bytes.TrimSpace(text) {
		if c < '0' || c > '9' || n > 1e6 {
			return 1
		}
		n = n*10 + int32(c-'0')
	}
	return n
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }
