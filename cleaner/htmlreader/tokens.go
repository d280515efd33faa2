package htmlreader

import (
	"slices"

	"winnow/cleaner/document"
)

// startTag takes a start tag, whose bytes are raw.
func (r *Reader) startTag(selfClosing bool, raw []byte) {
	name, rest := tagName(raw)
	tag := document.LookupTag(name)
	hash := uint64(0)
	if tag == document.TagUnknown {
		hash = hashName(name)
	}
	has := traitsOf[tag]
	r.attr.reset()
	if len(rest) > len("/>") && (r.telling(tag) || mayHide(raw)) {
		r.readAttributes(rest)
	}
	if r.attr.data != nil {
		r.hold(r.attr.data)
	}
	if r.top().foreign {
		if has&foreignEnd == 0 || r.integrated() {
			r.z.NextIsNotRawText()
			if !selfClosing && has&void == 0 && len(r.stack) < maxDepth {
				r.push(tag, hash)
			}
			return
		}
		r.leaveForeign()
	}
	if has&void != 0 {
		r.voidTag(tag)
		return
	}
	r.insert(tag, hash)
}

// telling reports that the attributes of elements called tag say something that the reader has a use for.
func (r *Reader) telling(tag document.Tag) bool {
	switch tag {
	case document.TagBr:
		return false
	case document.TagHTML, document.TagTime:
		return true
	case document.TagA, document.TagCode:
		return r.Spans
	}
	return traitsOf[tag]&(block|void|unseen) != 0
}

// voidTag takes a tag that has no end.
func (r *Reader) voidTag(tag document.Tag) {
	switch tag {
	case document.TagBr:
		r.lineBreak()
	case document.TagHr:
		r.makeRoom(document.TagP)
		r.boundary(tag)
	case document.TagMeta, document.TagLink, document.TagBase:
		r.about(tag)
	}
}

// insert takes the start tag of an element of HTML.
func (r *Reader) insert(tag document.Tag, hash uint64) {
	switch tag {
	case document.TagHTML:
		r.about(tag)
		return
	case document.TagBody:
		r.body()
		return
	case document.TagHead, document.TagColgroup:
		return // nothing depends on them
	case document.TagFrameset:
		r.frames = true
		return
	case document.TagScript, document.TagTime:
		r.about(tag)
	case document.TagNoscript:
		r.z.NextIsNotRawText()
	case document.TagForm:
		if r.opened[document.TagTemplate] == 0 {
			if r.form {
				return
			}
			r.form = true
		}
	case document.TagTbody, document.TagThead, document.TagTfoot, document.TagCaption:
		if !r.tableRoom(document.TagTbody) {
			return
		}
	case document.TagTr:
		if !r.tableRoom(tag) {
			return
		}
	case document.TagTd, document.TagTh:
		if !r.tableRoom(document.TagTd) {
			return
		}
		r.cell()
	case document.TagTable:
		switch r.top().tag {
		case document.TagTable, document.TagTbody, document.TagThead, document.TagTfoot, document.TagTr:
			r.popTo(r.find(tag, inTable))
		}
	}
	if is(tag, formatting) {
		if r.top().unseen {
			return
		}
		if tag == document.TagCode && r.Spans {
			r.codeClass()
		}
		r.startFormat(tag)
		return
	}
	r.makeRoom(tag)
	if is(tag, block) {
		r.boundary(tag)
	}
	if len(r.stack) >= maxDepth && (!is(tag, unseen) || r.top().unseen) {
		r.over++
		return
	}
	r.push(tag, hash)
}

// codeClass adds the class of a code element to that of the pre element around it: it is the former that says
// which language the code is in.
func (r *Reader) codeClass() {
	page, class := r.doc.Page, r.attr.values[document.Class]
	e := r.top().element
	if len(class) == 0 || page.Elements[e].Tag != document.TagPre || int(e) != len(page.Elements)-1 {
		return
	}
	both := slices.Concat(page.Attr(e, document.Class), []byte{' '}, class)
	if len(both) <= maxAttribute {
		page.Set(document.Class, both)
	}
}

// endTag takes an end tag, whose bytes are raw.
func (r *Reader) endTag(raw []byte) {
	name, _ := tagName(raw)
	tag := document.LookupTag(name)
	hash := uint64(0)
	if tag == document.TagUnknown {
		hash = hashName(name)
	}
	n := r.top()
	switch {
	case n.foreign && r.endForeign(tag, hash):
	case n.foreign && !r.integrated() && (tag == document.TagP || tag == document.TagBr || is(tag, formatting) && r.formatted(tag)):
		r.leaveForeign()
		r.end(tag, hash)
	case n.unseen && is(tag, formatting):
	case r.over > n.over && !is(tag, formatting):
		r.over--
		if is(tag, block) {
			r.boundary(tag)
		}
	default:
		r.end(tag, hash)
	}
}

// formatted reports that a formatting element called tag is open, in the table cell at hand if there is one.
func (r *Reader) formatted(tag document.Tag) bool {
	return slices.ContainsFunc(r.formats[r.formatBase():], func(f format) bool { return f.tag == tag })
}

// endForeign closes the element of SVG or MathML that an end tag names.
func (r *Reader) endForeign(tag document.Tag, hash uint64) bool {
	for i := len(r.stack) - 1; i > 0 && r.stack[i].foreign; i-- {
		if n := &r.stack[i]; n.tag == tag && n.name == hash {
			r.popTo(i)
			return true
		}
	}
	return false
}

// integrated reports that HTML stands inside the SVG or MathML at hand.
func (r *Reader) integrated() bool {
	for i := len(r.stack) - 1; i > 0 && r.stack[i].foreign; i-- {
		switch n := &r.stack[i]; {
		case n.tag == document.TagTitle, n.tag == document.TagAnnotation:
			return true
		case n.tag == document.TagUnknown && (n.name == foreignObject || n.name == desc || n.name == mtext):
			return true
		}
	}
	return false
}

// leaveForeign closes the SVG or MathML that an element of HTML ends.
func (r *Reader) leaveForeign() {
	for r.top().foreign {
		r.pop()
	}
}

var (
	foreignObject = hashName([]byte("foreignobject"))
	desc          = hashName([]byte("desc"))
	mtext         = hashName([]byte("mtext"))
)

// hashName is FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
func hashName(name []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range name {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// body gives the body's element, which is there from the start, its attributes.
func (r *Reader) body() {
	page := r.doc.Page
	if len(page.Elements) != 2 || r.flow.open {
		return
	}
	for attribute, value := range r.attr.values {
		if len(value) > 0 {
			page.Set(document.Attribute(attribute), value[:min(len(value), maxAttribute)])
		}
	}
}
