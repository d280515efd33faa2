package match

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// trie holds the literals by their bytes. It is a forest: one tree for each
// different beginning of MinLiteral bytes. All of it is flat: the parts refer
// to each other by index.
type trie struct {
	order []int32 // literals in order of their bytes
	bytes []byte  // their bytes in that order, one after the other
	nodes []node
	first []byte // for each node but a root, the byte that leads to it

	// roots is a hash table with open addressing from a beginning to the node
	// where it ends; its length is a power of two.
	roots []root
}

// node is a place in the trie where a literal ends or the ways part. The pairs
// are ranges, the second number is behind the last.
type node struct {
	label, labelEnd uint32 // in trie.bytes: what lies between node.first and the node
	ends, endsEnd   uint32 // in trie.order: the literals that end here
	kids, kidsEnd   uint32 // in trie.nodes, in order of first
}

type root struct {
	beginning uint32 // little-endian
	node      int32  // index plus one; 0 where the slot is empty
}

func newTrie(literals []string) trie {
	var t trie
	total := 0
	for i, literal := range literals {
		if len(literal) < MinLiteral {
			panic(fmt.Sprintf("match: literal %d, %q, is shorter than %d bytes", i, literal, MinLiteral))
		}
		total += len(literal)
	}
	t.order = sorted(literals)

	b := builder{trie: &t, starts: make([]uint32, 0, len(literals)+1)}
	t.bytes = make([]byte, 0, total)
	for _, i := range t.order {
		b.starts = append(b.starts, uint32(len(t.bytes)))
		t.bytes = append(t.bytes, literals[i]...)
	}
	b.starts = append(b.starts, uint32(len(t.bytes)))
	b.build()
	return t
}

// sorted returns the numbers of literals in order of their bytes, equal ones in order of their numbers. Starting the program
// sorts tens of thousands, the first bytes of which mostly tell them apart.
func sorted(literals []string) []int32 {
	type item struct {
		first uint64 // bytes, the first one in the highest place
		index int32
	}
	items := make([]item, len(literals))
	for i, literal := range literals {
		var first [8]byte
		copy(first[:], literal)
		items[i] = item{binary.BigEndian.Uint64(first[:]), int32(i)}
	}
	slices.SortFunc(items, func(a, b item) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return cmp.Or(strings.Compare(literals[a.index], literals[b.index]), cmp.Compare(a.index, b.index))
	})
	order := make([]int32, len(items))
	for i, item := range items {
		order[i] = item.index
	}
	return order
}

// builder makes the nodes, breadth first, so that the children of a node are
// neighbours.
type builder struct {
	*trie
	starts []uint32 // for each place in order, where its literal starts in bytes
	groups []group  // for each node
}

// group is a range of order whose literals agree up to depth, and more.
type group struct{ from, to, depth int }

func (b *builder) literal(place int) []byte {
	return b.bytes[b.starts[place]:b.starts[place+1]]
}

func (b *builder) build() {
	n := len(b.order)
	b.nodes = make([]node, 0, 2*n)
	b.first = make([]byte, 0, 2*n)
	b.groups = make([]group, 0, 2*n)
	b.split(group{0, n, 0}, MinLiteral)
	b.plant(len(b.groups))
	for i := 0; i < len(b.groups); i++ {
		g := b.groups[i]
		shared := common(b.literal(g.from), b.literal(g.to-1))
		at := b.starts[g.from]
		b.nodes[i].label, b.nodes[i].labelEnd = at+uint32(g.depth), at+uint32(shared)

		// The literals that end here sort before those that go on.
		rest := g.from
		for rest < g.to && len(b.literal(rest)) == shared {
			rest++
		}
		b.nodes[i].ends, b.nodes[i].endsEnd = uint32(g.from), uint32(rest)
		b.nodes[i].kids = uint32(len(b.nodes))
		b.split(group{rest, g.to, shared}, 1)
		b.nodes[i].kidsEnd = uint32(len(b.nodes))
	}
}

// split makes a node for every different sequence of width bytes at the depth
// of g.
func (b *builder) split(g group, width int) {
	for g.from < g.to {
		key := b.literal(g.from)[g.depth : g.depth+width]
		to := g.from + 1
		for to < g.to && bytes.Equal(b.literal(to)[g.depth:g.depth+width], key) {
			to++
		}
		b.groups = append(b.groups, group{g.from, to, g.depth + width})
		b.nodes = append(b.nodes, node{})
		b.first = append(b.first, key[width-1])
		g.from = to
	}
}

// plant enters the first n nodes into the table of roots.
func (b *builder) plant(n int) {
	size := 1
	for size < 2*n {
		size *= 2
	}
	b.roots = make([]root, size)
	clear(b.roots) // see filter.clear
	for i := range n {
		beginning := load32(b.literal(b.groups[i].from))
		slot := b.slot(beginning)
		for b.roots[slot].node != 0 {
			slot = (slot + 1) & (size - 1)
		}
		b.roots[slot] = root{beginning, int32(i + 1)}
	}
}

// common returns the length of the longest common beginning of two literals.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

func (t *trie) slot(beginning uint32) int {
	return int(uint64(beginning)*multiplier>>32) & (len(t.roots) - 1)
}

// root returns the node where a beginning of MinLiteral bytes ends, nil if no
// literal begins so.
func (t *trie) root(beginning uint32) *node {
	slot := t.slot(beginning)
	for {
		r := t.roots[slot]
		if r.node == 0 {
			return nil
		}
		if r.beginning == beginning {
			return &t.nodes[r.node-1]
		}
		slot = (slot + 1) & (len(t.roots) - 1)
	}
}

// kid returns the child of n to which b leads, nil if there is none.
func (t *trie) kid(n *node, b byte) *node {
	i := bytes.IndexByte(t.first[n.kids:n.kidsEnd], b)
	if i < 0 {
		return nil
	}
	return &t.nodes[int(n.kids)+i]
}
