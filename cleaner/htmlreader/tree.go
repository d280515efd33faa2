package htmlreader

import (
	"slices"

	"winnow/cleaner/document"
)

// The open elements of the page. No tree is built: an element is known while it is open, and its place in
// the document's list of elements afterwards, if it holds a block. End tags that the page leaves out are
// filled in as the HTML standard's tree construction does, as far as that shows in the text.

// maxDepth is how deep elements nest. What is deeper belongs to the element there. x/net/html refuses such
// pages, browsers do the same as this reader.
const maxDepth = 512

// maxAttribute is how much of an attribute is kept of an element, in bytes.
const maxAttribute = 1 << 10

// maxLevel is the deepest level of a list that is told from the ones around it.
const maxLevel = 16

// node is an open element, formatting elements aside.
type node struct {
	tag     document.Tag
	flags   document.Flags
	own     bool   // it is an Element of the page
	unseen  bool   // its content is not shown
	pre     bool   // white space counts
	marked  bool   // of a list item: its mark is written
	torn    bool   // of a table row: it is too long for a block, or part of it went with an earlier window
	foreign bool   // inside SVG or MathML
	level   uint8  // lists around it
	name    uint64 // hash of the name, where tag does not say it
	element int32  // innermost element of the page: its own, or that of what is around it
	control int32  // links and buttons around it, formatting ones aside
	first   int    // number of blocks when it opened
	formats int    // number of formats when it opened
	cells   int    // of a table row: number of cells when it opened
	over    int    // elements deeper than maxDepth that were open when it opened
}

func (r *Reader) top() *node { return &r.stack[len(r.stack)-1] }

// push opens an element.
func (r *Reader) push(tag document.Tag, name uint64) {
	parent := r.top()
	n := node{
		tag: tag, name: name, flags: parent.flags, element: parent.element, control: parent.control, level: parent.level,
		unseen: parent.unseen || is(tag, unseen), pre: parent.pre, foreign: parent.foreign,
		first: len(r.doc.Blocks), formats: len(r.formats), cells: len(r.cells), over: r.over,
	}
	if r.attr.hidden || tag == document.TagDialog && !r.attr.open {
		n.flags |= document.Hidden
	}
	switch tag {
	case document.TagNoscript:
		n.flags |= document.NoScript
	case document.TagPre, document.TagListing, document.TagXmp, document.TagPlaintext:
		n.pre = true
		r.skipNewline = true
	case document.TagUl, document.TagOl, document.TagMenu, document.TagDir:
		n.level = min(n.level+1, maxLevel)
	case document.TagSVG, document.TagMath:
		n.foreign = true
	}
	if is(tag, control) {
		n.control++
	}
	if is(tag, block) && !n.unseen {
		n.own = true
		n.element = r.open(parent.element, tag, n.flags)
	}
	r.stack = append(r.stack, n)
	r.opened[tag]++
	if r.Spans && spanKinds[tag] > 0 && !n.foreign {
		r.startSpan(tag)
	}
}

// open adds an element to the page.
func (r *Reader) open(parent int32, tag document.Tag, flags document.Flags) int32 {
	page := r.doc.Page
	e := page.Open(parent, tag, flags)
	for attribute, value := range r.attr.values {
		if len(value) > 0 {
			page.Set(document.Attribute(attribute), value[:min(len(value), maxAttribute)])
		}
	}
	if tag == document.TagOl {
		page.Elements[e].Number = max(r.attr.start, 1)
	}
	if parent >= 0 && tag == document.TagLi && page.Elements[parent].Tag == document.TagOl {
		list := &page.Elements[parent]
		page.Elements[e].Number = list.Number
		list.Number++
	}
	return e
}

// popTo closes elements until n are left open.
func (r *Reader) popTo(n int) {
	for len(r.stack) > max(n, 1) {
		r.pop()
	}
}

func (r *Reader) pop() {
	n := *r.top()
	r.opened[n.tag]--
	if r.Spans && spanKinds[n.tag] > 0 && !n.foreign {
		r.stopSpan(n.tag)
	}
	if n.own {
		r.boundary(n.tag)
		switch n.tag {
		case document.TagTr:
			r.row(&n)
		case document.TagTd, document.TagTh, document.TagCaption, document.TagMarquee:
			r.closeFormats(n.formats)
		case document.TagH1:
			r.headline(n.first)
		}
		if n.first == len(r.doc.Blocks) && !r.flow.open && int(n.element) == len(r.doc.Page.Elements)-1 {
			r.doc.Page.DropLast()
		}
	}
	r.stack = r.stack[:len(r.stack)-1]
	r.over = n.over
}

// find returns the index of the innermost open element called tag, or -1 where there is none or an element
// that holds the search stands before it.
func (r *Reader) find(tag document.Tag, holds func(document.Tag) bool) int {
	if r.opened[tag] == 0 && tag != document.TagUnknown {
		return -1
	}
	for i := len(r.stack) - 1; i > 0; i-- {
		t := r.stack[i].tag
		if t == tag {
			return i
		}
		if holds(t) {
			return -1
		}
	}
	return -1
}

func inScope(t document.Tag) bool { return is(t, scope) || t == document.TagSelect }

func inButtonScope(t document.Tag) bool { return inScope(t) || t == document.TagButton }

func inListScope(t document.Tag) bool {
	return inScope(t) || t == document.TagOl || t == document.TagUl
}

func inTable(t document.Tag) bool { return t == document.TagTable || t == document.TagTemplate }

// implied reports the elements whose end tags may be left out.
func implied(t document.Tag) bool {
	switch t {
	case document.TagDd, document.TagDt, document.TagLi, document.TagOptgroup, document.TagOption, document.TagP, document.TagRp, document.TagRt:
		return true
	}
	return false
}

func (r *Reader) closeImplied() {
	for len(r.stack) > 1 && implied(r.top().tag) && r.bare() {
		r.pop()
	}
}

// bare reports that no formatting element is open inside the element at the top of the stack.
func (r *Reader) bare() bool {
	n := len(r.formats)
	return n == 0 || r.formats[n-1].depth != len(r.stack)
}

// makeRoom closes what the start tag of an element ends.
func (r *Reader) makeRoom(tag document.Tag) {
	if is(tag, closesP) {
		if i := r.find(document.TagP, inButtonScope); i > 0 {
			r.popTo(i)
		}
	}
	switch tag {
	case document.TagH1, document.TagH2, document.TagH3, document.TagH4, document.TagH5, document.TagH6:
		// What stands in a formatting element of another heading stays in that.
		if is(r.top().tag, heading) && r.bare() {
			r.pop()
		}
	case document.TagLi:
		r.closeItem(func(t document.Tag) bool { return t == document.TagLi })
	case document.TagDd, document.TagDt:
		r.closeItem(func(t document.Tag) bool { return t == document.TagDd || t == document.TagDt })
	case document.TagButton:
		if i := r.find(tag, inScope); i > 0 {
			r.popTo(i)
		}
	case document.TagSelect:
		if i := r.find(tag, inScope); i > 0 {
			r.popTo(i)
		}
	case document.TagOption, document.TagOptgroup:
		for t := r.top().tag; t == document.TagOption || t == document.TagOptgroup && tag == t; t = r.top().tag {
			r.pop()
		}
	case document.TagRp, document.TagRt:
		r.closeImplied()
	}
}

// closeItem ends the list item that a new one follows.
func (r *Reader) closeItem(item func(document.Tag) bool) {
	for i := len(r.stack) - 1; i > 0; i-- {
		t := r.stack[i].tag
		if item(t) {
			r.popTo(i)
			break
		}
		if is(t, special) && t != document.TagAddress && t != document.TagDiv && t != document.TagP {
			break
		}
	}
	if i := r.find(document.TagP, inButtonScope); i > 0 {
		r.popTo(i)
	}
}

// tableRoom closes and opens what a part of a table needs around it, and reports that it has a table.
func (r *Reader) tableRoom(tag document.Tag) bool {
	table := r.find(document.TagTable, func(t document.Tag) bool { return t == document.TagTemplate })
	if table < 0 {
		return false
	}
	keep := table
	for i := len(r.stack) - 1; i > table; i-- {
		t := r.stack[i].tag
		if tag == document.TagTd && t == document.TagTr ||
			(tag == document.TagTd || tag == document.TagTr) && (t == document.TagTbody || t == document.TagThead || t == document.TagTfoot) {
			keep = i
			break
		}
	}
	r.popTo(keep + 1)
	if tag == document.TagTd && r.top().tag != document.TagTr {
		saved := r.attr
		r.attr = attributes{}
		r.push(document.TagTr, 0)
		r.attr = saved
	}
	return true
}

// end closes the element that an end tag names, with all inside it.
func (r *Reader) end(tag document.Tag, name uint64) {
	switch {
	case is(tag, formatting):
		r.endFormat(tag)
		return
	case is(tag, heading):
		for i := len(r.stack) - 1; i > 0 && !inScope(r.stack[i].tag); i-- {
			if is(r.stack[i].tag, heading) {
				r.popTo(i)
				return
			}
		}
		return
	}
	at := -1
	switch tag {
	case document.TagHTML, document.TagBody:
		return // what stands behind them belongs to the body
	case document.TagBr:
		r.lineBreak()
		return
	case document.TagP:
		if at = r.find(tag, inButtonScope); at < 0 {
			r.boundary(tag)
		}
	case document.TagLi:
		at = r.find(tag, inListScope)
	case document.TagTable, document.TagTbody, document.TagThead, document.TagTfoot, document.TagTr, document.TagTd, document.TagTh,
		document.TagCaption:
		at = r.find(tag, inTable)
	case document.TagTemplate:
		at = r.find(tag, func(document.Tag) bool { return false })
	case document.TagForm:
		at = r.find(tag, inScope)
		if r.opened[document.TagTemplate] > 0 {
			break
		}
		if !r.form {
			return
		}
		if r.form = false; at > 0 && !r.onlyImplied(at) {
			// What the form has open stays open.
			r.closeImplied()
			r.stack = slices.Delete(r.stack, at, at+1)
			r.opened[tag]--
			return
		}
	default:
		if is(tag, special) || is(tag, closesP) {
			at = r.find(tag, inScope)
			break
		}
		at = r.findInline(tag, name)
	}
	if at > 0 {
		r.popTo(at)
	}
}

// onlyImplied reports that all elements inside the one at index at may end without an end tag.
func (r *Reader) onlyImplied(at int) bool {
	for _, n := range r.stack[at+1:] {
		if !implied(n.tag) {
			return false
		}
	}
	return len(r.formats) == 0 || r.formats[len(r.formats)-1].depth <= at
}

// findInline is find for elements that are not special, which no special element may stand in.
func (r *Reader) findInline(tag document.Tag, name uint64) int {
	for i := len(r.stack) - 1; i > 0; i-- {
		n := &r.stack[i]
		if n.tag == tag && n.name == name {
			return i
		}
		if is(n.tag, special) && !n.foreign {
			return -1
		}
	}
	return -1
}
