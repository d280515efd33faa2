package match

import (
	"cmp"
	"math/bits"
	"slices"

	"winnow/rules/fold"
)

// lag is by how many bytes the look into the filter is behind the marks: all
// bytes of a key must have been marked.
const lag = longKey - 1

// pass is one search through a text.
type pass struct {
	set    *Set
	text   []byte
	found  []Match
	blank  blanks
	marker marker
	before marks // of the last lag bytes of the block before, at the bottom
}

// window is a block and the last lag bytes before it: all the bytes of the keys
// that begin in its first block bytes.
type window [lag + block]byte

func (p *pass) run() {
	for at := 0; at-lag < len(p.text); at += block {
		if lag <= at && at+block <= len(p.text) {
			p.look((*window)(p.text[at-lag:]), at)
			continue
		}
		// Before and behind the text is nothing.
		var w window
		if at == 0 {
			copy(w[lag:], p.text)
		} else {
			copy(w[:], p.text[at-lag:])
		}
		p.look(&w, at)
	}
}

// look searches the block at text[at], which w ends with; that is, places from
// lag bytes before it on.
func (p *pass) look(w *window, at int) {
	m := p.marker.mark((*[block]byte)(w[lag:]))
	if left := len(p.text) - at; left < block {
		m.start &= 1<<max(left, 0) - 1
	}
	m.start |= m.times >> 1
	p.before.start |= m.times & 1 << (lag - 1)

	// From here on bit 0 stands for the first byte of the window.
	start := m.start<<lag | p.before.start
	rough := near(m.rough, p.before.rough)
	p.before = marks{start: m.start >> (block - lag), rough: m.rough >> (block - lag)}

	hits := start&rough | p.set.filter.look(w, start&^rough)
	for ; hits != 0; hits &= hits - 1 {
		k := bits.TrailingZeros64(hits) & 63
		i := at - lag + k
		likely := false
		if rough>>k&1 == 0 {
			likely = p.set.filter.likely(p.text, i)
		} else {
			likely = p.maybe(i)
		}
		if likely && isStart(p.text, i) {
			p.compare(i)
		}
	}
}

// near returns the places, from lag bytes before a block on, with a rough byte
// among the next longKey ones: rough are those of the block, before the last
// lag ones before it.
func near(rough, before uint64) uint64 {
	// Shifted left by 0 to 7, and right by 0 to 6.
	rough |= rough << 1
	rough |= rough << 2
	before |= before >> 1
	before |= before >> 2
	return rough | rough<<4 | before | before>>3
}

// maybe is the look into the filter where the text must be folded for it.
func (p *pass) maybe(i int) bool {
	filter := &p.set.filter
	var key uint64
	space, first := false, true
	for n := 0; n < longKey && i < len(p.text); {
		if n >= firstKey && first {
			if filter.maybeFirst(plain(key)) == 0 {
				return false
			}
			first = false
		}
		c := p.text[i]
		if b := visible[c]; b != 0 {
			key |= uint64(b) << (8 * n)
			n++
			i++
			space = false
			continue
		}
		if 0xC3 <= c && c <= 0xDF && i+1 < len(p.text) && p.text[i+1]&0xC0 == 0x80 {
			if form := fold.Two(c, p.text[i+1]); form != fold.Dropped {
				key |= uint64(form) << (8 * n)
				n += form.Len()
				i += 2
				space = false
				continue
			}
		}
		form, size := fold.Next(p.text, i)
		switch {
		case n == 0 && (form <= fold.Space || form == fold.Dropped || form.Broken()):
			return false // no start
		case form.Broken():
			return true // rare, and then a dropped character may count
		case space && (form == fold.Space || form == fold.Dropped):
			i = p.blank.skip(p.text, i)
		case form == fold.Dropped:
			i = p.blank.skipDropped(p.text, i)
		default:
			space = form == fold.Space
			key |= uint64(form) << (8 * n)
			n += form.Len()
			i += size
		}
	}
	return filter.maybe(plain(key)) == 1
}

// compare adds the literals that begin at the start i.
func (p *pass) compare(i int) {
	t := &p.set.trie
	c := cursor{text: p.text, end: i, blank: &p.blank}
	beginning, ok := c.beginning()
	if !ok {
		return
	}
	before := len(p.found)
	for n := t.root(beginning); n != nil && c.follow(t.bytes[n.label:n.labelEnd]); {
		for _, literal := range t.order[n.ends:n.endsEnd] {
			p.found = append(p.found, Match{literal, int32(i), int32(c.end)})
		}
		b, ok := c.next()
		if !ok {
			break
		}
		n = t.kid(n, b)
	}
	if same := p.found[before:]; len(same) > 1 {
		slices.SortFunc(same, func(a, b Match) int { return cmp.Compare(a.Literal, b.Literal) })
	}
}
