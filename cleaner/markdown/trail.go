package markdown

import "winnow/cleaner/document"

// trail lets what is open at the end of a window be found again in the next one, where its elements may be
// numbered anew: it holds the elements around the last block, which the next window has as context.
type trail struct {
	chain, next []int32
	known       bool
}

func (t *trail) reset() { t.known = false }

// remember notes the elements around the last block of a window.
func (t *trail) remember(doc *document.Document) {
	if doc.To > doc.From {
		t.chain, t.known = chainOf(t.chain[:0], doc, doc.To-1), true
	}
}

// follow renames the elements that m knows to what they are called in the next window. What is not around
// the last block was closed, and gets a name that no element has.
func (t *trail) follow(doc *document.Document, m *Writer) {
	if !t.known || doc.From == 0 {
		return // without context the reader did not number anew
	}
	t.next = chainOf(t.next[:0], doc, doc.From-1)
	n := &m.nest
	for i := range n.open {
		t.renameAll(&n.open[i])
	}
	t.renameAll(&n.before)
	t.rename(&m.leaf.element)
}

func (t *trail) renameAll(c *container) {
	t.rename(&c.element)
	t.rename(&c.list)
	t.rename(&c.outer)
}

func (t *trail) rename(e *int32) {
	for i, old := range t.chain {
		if old == *e && len(t.chain) == len(t.next) {
			*e = t.next[i]
			return
		}
	}
	*e = -1
}

// chainOf appends the elements around block i, innermost first.
func chainOf(chain []int32, doc *document.Document, i int) []int32 {
	for e := doc.Page.Spots[i].Element; e >= 0; e = doc.Page.Elements[e].Parent {
		chain = append(chain, e)
	}
	return chain
}
