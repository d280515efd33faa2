package main

import (
	"strings"
	"unicode"

	"winnow/cleaner/document"
)

// tokens splits text into lower-cased words, as the score counts them.
func tokens(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
}

// aligner finds which words of a document stand in its truth.
type aligner struct {
	a, b   []int32 // words of the document and of the truth, by number
	taken  []bool  // of the document
	used   []bool  // of the truth
	number map[string]int32
}

func (l *aligner) numbers(words []string) []int32 {
	list := make([]int32, len(words))
	for i, w := range words {
		n, ok := l.number[w]
		if !ok {
			n = int32(len(l.number))
			l.number[w] = n
		}
		list[i] = n
	}
	return list
}

// label returns for each block of doc the share of its words that belong to truth, and how many words it has as
// the score counts them.
func label(doc *document.Document, truth string) (shares []float32, words []int32) {
	l := &aligner{number: map[string]int32{}}
	l.b = l.numbers(tokens(truth))
	starts := make([]int, len(doc.Blocks)+1)
	for i := range doc.Blocks {
		l.a = append(l.a, l.numbers(tokens(string(doc.BlockText(i))))...)
		starts[i+1] = len(l.a)
	}
	l.taken, l.used = make([]bool, len(l.a)), make([]bool, len(l.b))
	l.align(0, len(l.a), 0, len(l.b), 5)
	l.strays(starts)
	shares, words = make([]float32, len(doc.Blocks)), make([]int32, len(doc.Blocks))
	for i := range doc.Blocks {
		n := 0
		for k := starts[i]; k < starts[i+1]; k++ {
			if l.taken[k] {
				n++
			}
		}
		words[i] = int32(starts[i+1] - starts[i])
		if words[i] > 0 {
			shares[i] = float32(n) / float32(words[i])
		}
	}
	return shares, words
}

// align takes the words that stand in both ranges in the same order: runs of n words that each range has just once
// are its anchors, and what lies between two of them is aligned with fewer words (patience diff).
func (l *aligner) align(a0, a1, b0, b1, n int) {
	for a0 < a1 && b0 < b1 && l.a[a0] == l.b[b0] && (n < 5) {
		l.take(a0, b0)
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && l.a[a1-1] == l.b[b1-1] && (n < 5) {
		a1, b1 = a1-1, b1-1
		l.take(a1, b1)
	}
	if a0 >= a1 || b0 >= b1 || n <= 0 {
		return
	}
	pairs := increasing(l.anchors(a0, a1, b0, b1, n))
	if len(pairs) == 0 {
		l.align(a0, a1, b0, b1, n-2)
		return
	}
	for _, p := range pairs {
		a, b := p[0], p[1]
		if a < a0 || b < b0 {
			continue // inside the run of the anchor before
		}
		l.align(a0, a, b0, b, n)
		for a < a1 && b < b1 && l.a[a] == l.b[b] {
			l.take(a, b)
			a, b = a+1, b+1
		}
		a0, b0 = a, b
	}
	l.align(a0, a1, b0, b1, n-2)
}

func (l *aligner) take(a, b int) { l.taken[a], l.used[b] = true, true }

// anchors returns the places of runs of n words that both ranges have once.
func (l *aligner) anchors(a0, a1, b0, b1, n int) [][2]int {
	type seen struct{ at, count int }
	in := map[uint64]seen{}
	for i := b0; i+n <= b1; i++ {
		h := hash(l.b[i : i+n])
		in[h] = seen{i, in[h].count + 1}
	}
	times := map[uint64]int{}
	for i := a0; i+n <= a1; i++ {
		if h := hash(l.a[i : i+n]); in[h].count == 1 {
			times[h]++
		}
	}
	var pairs [][2]int
	for i := a0; i+n <= a1; i++ {
		h := hash(l.a[i : i+n])
		if times[h] == 1 {
			pairs = append(pairs, [2]int{i, in[h].at})
		}
	}
	return pairs
}

func hash(words []int32) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = (h ^ uint64(w)) * 1099511628211
		h ^= h >> 31
	}
	return h
}

// increasing returns the longest subsequence of pairs, ordered by the first, in which the second increases.
func increasing(pairs [][2]int) [][2]int {
	var tails []int // index of the last pair of the best sequence of each length
	before := make([]int, len(pairs))
	for i, p := range pairs {
		lo, hi := 0, len(tails)
		for lo < hi {
			if mid := (lo + hi) / 2; pairs[tails[mid]][1] < p[1] {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		before[i] = -1
		if lo > 0 {
			before[i] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, i)
		} else {
			tails[lo] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	best := make([][2]int, len(tails))
	for i, k := tails[len(tails)-1], len(tails)-1; i >= 0; i, k = before[i], k-1 {
		best[k] = pairs[i]
	}
	return best
}

// strays looks for blocks that stand in the truth out of order: whole blocks, most of whose words follow each other in
// a stretch of the truth that is still free.
func (l *aligner) strays(starts []int) {
	const least = 4 // words
	at := map[uint64][]int{}
	for i := 0; i+least <= len(l.b); i++ {
		if !l.used[i] {
			h := hash(l.b[i : i+least])
			at[h] = append(at[h], i)
		}
	}
	for i := range len(starts) - 1 {
		block := l.a[starts[i]:starts[i+1]]
		free := 0
		for k := range block {
			if !l.taken[starts[i]+k] {
				free++
			}
		}
		if len(block) < least || free*10 < len(block)*7 {
			continue
		}
		for _, b := range at[hash(block[:least])] {
			n := 0
			for n < len(block) && b+n < len(l.b) && l.b[b+n] == block[n] && !l.used[b+n] {
				n++
			}
			if n*10 >= len(block)*8 {
				for k := range n {
					l.take(starts[i]+k, b+k)
				}
				break
			}
		}
	}
}
