package htmlreader

import (
	"bytes"
	"strings"

	"winnow/cleaner/document"
)

// What the page says of itself goes to the collector of metadata, and data that may hold the page's text is
// kept for the case that the page shows none.

// about takes an element of the head, and what else says something of the page.
func (r *Reader) about(tag document.Tag) {
	a := &r.attr
	switch tag {
	case document.TagMeta:
		r.meta.Meta(a.name, a.property, a.httpEquiv, a.values[document.Prop], a.content)
	case document.TagLink:
		r.meta.Link(a.rel, a.href)
	case document.TagBase:
		r.meta.Base(a.href)
	case document.TagTime:
		r.meta.Time(a.datetime, a.values[document.Prop], a.values[document.Class], a.pubdate)
	case document.TagHTML:
		r.meta.HTML(a.lang)
	case document.TagScript:
		r.script = scriptKind(a.kind)
	}
}

// script is what kind of text a script element has.
type script uint8

const (
	code script = iota
	jsonData
	jsonLD
)

func scriptKind(kind []byte) script {
	switch {
	case bytes.EqualFold(kind, []byte("application/ld+json")):
		return jsonLD
	case bytes.Contains(kind, []byte("json")):
		return jsonData
	}
	return code
}

// aboutText takes the text of a title or script element.
func (r *Reader) aboutText(tag document.Tag) {
	text := r.z.Text()
	switch {
	case tag == document.TagTitle:
		if !r.top().foreign {
			r.meta.Title(text)
		}
	case r.script == jsonLD:
		r.meta.JSONLD(text)
	case r.script == jsonData:
		r.hold(text)
	default:
		if data := state(text); data != nil {
			r.hold(data)
		}
	}
}

// headline takes the text of an h1, the blocks from first on.
func (r *Reader) headline(first int) {
	for i := max(first, r.doc.From); i < len(r.doc.Blocks); i++ {
		r.meta.Heading(r.doc.BlockText(i))
	}
}

// cutOff is how many times as long as all prose that shows the article's text in JSON-LD is, on a page that
// shows but the beginning of it.
const cutOff = 2

// closePage adds what is known of a page when all of it was read.
func (r *Reader) closePage() {
	meta := r.meta.Metadata()
	r.doc.Page.Meta = meta
	r.dig()
	if body := meta.ArticleBody; body != "" && (meta.Paywalled || r.words < wordsLeast) && len(strings.Fields(body)) > cutOff*r.prose {
		r.embed(body, false)
	}
}

// Frames reports that the page is made of frames. Call it when the page was read.
func (r *Reader) Frames() bool { return r.frames }
