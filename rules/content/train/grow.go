package main

import (
	"slices"

	"winnow/rules/content/model"
)

// node is a split by a feature, or a leaf.
type node struct {
	column      int
	cut         uint8 // left: bin <= cut
	left, right int   // the nodes behind it; 0: it is a leaf
	value       float32
}

// tree is a tree that splits by at most three features.
type tree struct {
	nodes   []node
	columns []int // that it uses, ascending
}

// histogram holds the sums of the gradients and of the hessians of rows, by feature and bin.
type histogram []float32

// leaf is a leaf of a tree that grows, with the split that would gain most.
type leaf struct {
	rows       []int32
	hist       histogram
	node       int
	gain       float32
	column     int
	cut        uint8
	sumG, sumH float32
}

func (l *learner) histogram(rows []int32) histogram {
	width := len(l.allow) * l.bins * 2
	parts := make([]histogram, workers)
	parallel(len(rows), func(w, from, to int) {
		h := make(histogram, width)
		for _, r := range rows[from:to] {
			row := l.binned[int(r)*l.columns : (int(r)+1)*l.columns]
			g, hs := l.grad[r], l.hess[r]
			base := 0
			for _, c := range l.allow {
				at := base + int(row[c])*2
				h[at] += g
				h[at+1] += hs
				base += l.bins * 2
			}
		}
		parts[w] = h
	})
	for w := 1; w < workers; w++ {
		for i, v := range parts[w] {
			parts[0][i] += v
		}
	}
	return parts[0]
}

// grow grows one tree, the leaf with the most to gain first.
func (l *learner) grow(rows []int32) tree {
	t := tree{nodes: []node{{}}}
	root := &leaf{rows: rows, hist: l.histogram(rows)}
	l.best(root, nil)
	leaves := []*leaf{root}
	for len(leaves) < min(l.leaves, leavesMost) {
		var top *leaf
		at := 0
		for i, f := range leaves {
			if f.gain > 0 && (top == nil || f.gain > top.gain) {
				top, at = f, i
			}
		}
		if top == nil {
			break
		}
		left, right := l.split(&t, top)
		leaves[at] = left
		leaves = append(leaves, right)
		used := len(t.columns)
		t.columns = with(t.columns, top.column)
		if len(t.columns) > used { // what the others may split by has changed
			for _, f := range leaves {
				l.best(f, t.columns)
			}
		} else {
			l.best(left, t.columns)
			l.best(right, t.columns)
		}
	}
	for _, f := range leaves {
		t.nodes[f.node].value = -l.rate * f.sumG / (f.sumH + l.lambda)
	}
	return t
}

func with(columns []int, c int) []int {
	for i, k := range columns {
		if k == c {
			return columns
		}
		if k > c {
			out := append([]int{}, columns[:i]...)
			return append(append(out, c), columns[i:]...)
		}
	}
	return append(append([]int{}, columns...), c)
}

func (l *learner) split(t *tree, f *leaf) (left, right *leaf) {
	var a, b []int32
	for _, r := range f.rows {
		if l.binned[int(r)*l.columns+f.column] <= f.cut {
			a = append(a, r)
		} else {
			b = append(b, r)
		}
	}
	n := len(t.nodes)
	t.nodes = append(t.nodes, node{}, node{})
	t.nodes[f.node] = node{column: f.column, cut: f.cut, left: n, right: n + 1}
	left, right = &leaf{rows: a, node: n}, &leaf{rows: b, node: n + 1}
	small, large := left, right
	if len(a) > len(b) {
		small, large = right, left
	}
	small.hist = l.histogram(small.rows)
	large.hist = f.hist
	for i, v := range small.hist {
		large.hist[i] -= v
	}
	f.hist = nil
	return left, right
}

// best finds the split of f that gains most, by a feature that a tree with these columns may use.
func (l *learner) best(f *leaf, columns []int) {
	f.gain = 0
	width := l.bins * 2
	f.sumG, f.sumH = 0, 0
	for b := range l.bins {
		f.sumG += f.hist[b*2]
		f.sumH += f.hist[b*2+1]
	}
	base := f.sumG * f.sumG / (f.sumH + l.lambda)
	full := len(l.triples) >= l.tables
	for k, c := range l.allow {
		if !slices.Contains(columns, c) && (len(columns) == model.Features || full && !l.covered(with(columns, c))) {
			continue
		}
		h := f.hist[k*width : (k+1)*width]
		g, hs := float32(0), float32(0)
		for b := range len(l.cuts[c].first) {
			g += h[b*2]
			hs += h[b*2+1]
			if hs < l.least || f.sumH-hs < l.least {
				continue
			}
			rest := f.sumG - g
			gain := g*g/(hs+l.lambda) + rest*rest/(f.sumH-hs+l.lambda) - base
			if gain > f.gain+1e-6 {
				f.gain, f.column, f.cut = gain, c, uint8(b)
			}
		}
	}
}
