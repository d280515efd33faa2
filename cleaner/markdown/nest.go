package markdown

import (
	"strconv"

	"winnow/cleaner/document"
)

// container is a block quote or a list item: what indents the lines of the blocks inside.
type container struct {
	element int32
	quote   bool
	list    int32 // of an item, its list
	outer   int32 // of an item, the list that holds its list without an item between them, or -1
	ordered bool
	number  int32 // of an ordered item
	mark    byte  // '-' or '*', '.' or ')' behind a number
	width   int   // of the mark with the space behind it
}

// maxDepth bounds how deep containers nest, so that no page makes lines of nothing but indentation. What is
// nested deeper is written as deep as this.
const maxDepth = 24

// nest knows the containers that are open in the output and opens those of the next block.
type nest struct {
	written bool        // something of this page was written
	open    []container // outermost first; those of the block that came last, as far as they were written
	path    []container // those of the block at hand; open is how it begins
	before  container   // what was written last is this one, closed since, at the depth of open
	after   bool        // before holds one
	depth   int         // how many containers the leaf written last stands in
}

func (n *nest) reset() { *n = nest{open: n.open[:0], path: n.path[:0]} }

// enter closes the containers that do not hold element e, which a block that may yet be cut stands in.
func (n *nest) enter(page *document.Page, e int32) {
	n.find(page, e)
	same := 0
	for same < len(n.open) && same < len(n.path) {
		switch o, p := &n.open[same], &n.path[same]; {
		case o.element == p.element:
			*p = *o
		case !o.quote && !p.quote && p.outer >= 0 && p.outer == o.list:
			// A list right inside a list, as old pages have it, belongs to the item before it.
			n.path = append(n.path, container{})
			copy(n.path[same+1:], n.path[same:])
			n.path[same] = *o
			n.path = n.path[:min(len(n.path), maxDepth)]
		default:
			n.close(same)
			return
		}
		same++
	}
	n.close(same)
}

// close closes all open containers but the outermost keep.
func (n *nest) close(keep int) {
	if keep < len(n.open) {
		n.before, n.after = n.open[keep], true
		n.open = n.open[:keep]
	}
}

// find sets path to the containers around element e.
func (n *nest) find(page *document.Page, e int32) {
	n.path = n.path[:0]
	item := -1 // the item whose list is looked for
	for ; e >= 0; e = page.Elements[e].Parent {
		element := &page.Elements[e]
		switch element.Tag {
		case document.TagLi:
			item = len(n.path)
			n.path = append(n.path, container{element: e, list: -1, outer: -1, number: element.Number})
		case document.TagBlockquote:
			item = -1
			n.path = append(n.path, container{element: e, quote: true})
		case document.TagUl, document.TagOl, document.TagMenu, document.TagDir:
			if item < 0 {
				continue
			}
			if p := &n.path[item]; p.list < 0 {
				p.list, p.ordered = e, element.Tag == document.TagOl
			} else if p.outer < 0 {
				p.outer = e
			}
		}
	}
	for i := range n.path {
		if p := &n.path[i]; !p.quote && p.list < 0 {
			p.list = page.Elements[p.element].Parent
		}
	}
	for i, j := 0, len(n.path)-1; i < j; i, j = i+1, j-1 {
		n.path[i], n.path[j] = n.path[j], n.path[i]
	}
	n.path = n.path[:min(len(n.path), maxDepth)]
}

// begin starts a leaf in the containers of path: it parts it from what was written before, by an empty line
// where gap tells so or where it is needed, and opens what is not open yet.
func (m *Writer) begin(gap bool) {
	n := &m.nest
	kept := len(n.open)
	tight := n.chooseMark() && !gap
	switch {
	case n.written && tight:
		m.out.WriteByte('\n')
	case n.written:
		m.out.WriteByte('\n')
		m.indent(true)
		m.out.WriteByte('\n')
	case m.begun:
		m.out.WriteByte('\n')
	}
	m.indent(false)
	for i := range n.path[kept:] {
		m.open(&n.path[kept+i])
	}
	n.open = append(n.open, n.path[kept:]...)
	n.after, n.depth, n.written, m.begun = false, len(n.open), true, true
}

// chooseMark gives the first item that is to be opened the mark that lets it go on the list before it, or
// begin another one. It reports whether no empty line is needed before the item.
func (n *nest) chooseMark() bool {
	kept := len(n.open)
	if kept == len(n.path) || n.path[kept].quote {
		return false
	}
	item := &n.path[kept]
	if !n.after {
		// A list inside an item may follow the item's text, unless it begins with a number that no list that
		// interrupts a paragraph begins with.
		return kept > 0 && !n.open[kept-1].quote && n.depth == kept && (!item.ordered || item.number == 1)
	}
	before := &n.before
	if before.quote || before.ordered != item.ordered {
		return false
	}
	if before.list == item.list && (!item.ordered || item.number == before.number+1) {
		item.mark = before.mark
		return true
	}
	item.mark = otherMark[before.mark]
	return false
}

// otherMark is the mark that begins another list right behind one.
var otherMark = [...]byte{'-': '*', '*': '-', '.': ')', ')': '.'}

// open writes the mark of a container.
func (m *Writer) open(c *container) {
	switch {
	case c.quote:
		m.out.WriteString("> ")
		return
	case c.ordered && c.mark == 0:
		c.mark = '.'
	case c.mark == 0:
		c.mark = '-'
	}
	var digits []byte
	if c.ordered {
		digits = strconv.AppendInt(m.out.AvailableBuffer(), int64(min(max(c.number, 0), maxNumber)), 10)
	}
	c.width = len(digits) + len("- ")
	m.out.Write(append(digits, c.mark, ' '))
}

// maxNumber is the largest number that a list item may have.
const maxNumber = 999999999

// indent writes what a line inside the open containers begins with. An empty line ends without blanks.
func (m *Writer) indent(empty bool) {
	open := m.nest.open
	if empty {
		for len(open) > 0 && !open[len(open)-1].quote {
			open = open[:len(open)-1]
		}
	}
	for i := range open {
		switch {
		case !open[i].quote:
			for range open[i].width {
				m.out.WriteByte(' ')
			}
		case empty && i == len(open)-1:
			m.out.WriteByte('>')
		default:
			m.out.WriteString("> ")
		}
	}
}

// newLine begins another line inside the open containers.
func (m *Writer) newLine() {
	m.out.WriteByte('\n')
	m.indent(false)
}
