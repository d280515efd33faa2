package htmlreader

import (
	"bytes"
	"encoding/json"
	"hash/maphash"
	"strings"

	"golang.org/x/net/html"

	"winnow/cleaner/document"
)

// Some pages hold their text nowhere but in data that a script makes the page of: framework state in a
// script element, an attribute full of escaped JSON, JSON-LD. Where a page shows hardly any prose, that data
// is searched for strings that are prose or HTML, and those become blocks of elements flagged Embedded.

const (
	wordsLeast = 100      // words; a page that shows more needs no data
	dataMost   = 16 << 20 // bytes of data that are held for the case
	textLeast  = 120      // bytes of a string that may be prose
	dataDepth  = 4        // JSON inside strings of JSON
)

// payload is data that may hold the page's text.
type payload struct {
	data   []byte
	offset int64 // of the token it stands in
	size   int
}

// hold keeps data, unless the page shows its text anyway.
func (r *Reader) hold(data []byte) {
	if r.words >= wordsLeast || r.held+len(data) > dataMost {
		return
	}
	r.held += len(data)
	r.data = append(r.data, payload{bytes.Clone(data), r.offset, r.size})
}

// state returns the JSON that a script assigns to a variable of the kind frameworks use, or nothing.
func state(script []byte) []byte {
	head := script[:min(len(script), 80)]
	if len(script) < dataLeast || !bytes.Contains(head, []byte("__")) {
		return nil
	}
	if i := bytes.IndexAny(script[:min(len(script), 256)], "{["); i >= 0 {
		return script[i:]
	}
	return nil
}

// looksLikeJSON reports that data opens as JSON does.
func looksLikeJSON(data []byte) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) > 1 && (data[0] == '{' || data[0] == '[')
}

// dig makes blocks of the text in the data that was held, if the page shows too little prose to be all.
func (r *Reader) dig() {
	if r.words >= wordsLeast {
		return
	}
	d := digger{r: r, seed: maphash.MakeSeed(), seen: map[uint64]bool{}}
	for _, p := range r.data {
		r.offset, r.size = p.offset, p.size
		d.json(p.data, 0)
	}
}

// digger finds text in JSON.
type digger struct {
	r    *Reader
	seed maphash.Seed
	seen map[uint64]bool // strings that were found already
}

// json looks at all strings of data, in order, up to where it stops being JSON.
func (d *digger) json(data []byte, depth int) {
	for decoder := json.NewDecoder(bytes.NewReader(data)); ; {
		token, err := decoder.Token()
		if err != nil {
			return
		}
		if s, ok := token.(string); ok && len(s) >= textLeast {
			d.text(s, depth)
		}
	}
}

// text takes one string: JSON, HTML, prose or none of these.
func (d *digger) text(s string, depth int) {
	switch {
	case looksLikeJSON([]byte(s)):
		if depth < dataDepth {
			d.json([]byte(s), depth+1)
		}
		return
	case strings.Contains(s, "</"), prosaic(s):
	default:
		return
	}
	if key := maphash.String(d.seed, s); !d.seen[key] {
		d.seen[key] = true
		d.r.embed(s, strings.Contains(s, "</"))
	}
}

// prosaic reports that s reads like a sentence or more.
func prosaic(s string) bool {
	m := document.Measure([]byte(s))
	return m.Words >= 20 && m.Ends >= 1 && int(m.Letters)*3 > len(s)
}

// embed makes blocks of text that the page does not show, HTML or plain.
func (r *Reader) embed(text string, markup bool) {
	r.popTo(1)
	r.boundary(document.TagDiv)
	r.attr = attributes{}
	body := r.stack[0].element
	r.stack = append(r.stack, node{
		tag: document.TagDiv, own: true, flags: document.Embedded, first: len(r.doc.Blocks), formats: len(r.formats),
		element: r.open(body, document.TagScript, document.Embedded),
	})
	r.opened[document.TagDiv]++
	if markup {
		r.embedHTML(text)
	} else {
		for _, line := range strings.Split(text, "\n") {
			r.text([]byte(line))
			r.boundary(document.TagP)
		}
	}
	r.popTo(1)
}

// embedHTML takes the tokens of text as if they stood on the page.
func (r *Reader) embedHTML(text string) {
	page := r.z
	defer func() { r.z = page }()
	r.z = html.NewTokenizer(strings.NewReader(text))
	for {
		switch kind := r.z.Next(); kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			if !r.top().unseen {
				r.text(r.z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			r.startTag(kind == html.SelfClosingTagToken, r.z.Raw())
		case html.EndTagToken:
			r.endTag(r.z.Raw())
		}
		if len(r.stack) < 2 {
			return // its end tags reach out of it
		}
	}
}
