package main

import (
	"math"

	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// pass adds the trees of the same features up.
func (l *learner) pass() *model.Pass {
	p := &model.Pass{Bias: fine(l.bias)}
	of := make([][]*tree, len(l.triples))
	for i := range l.trees {
		t := &l.trees[i]
		for k, key := range l.triples {
			if within(t.columns, key) {
				of[k] = append(of[k], t)
				break
			}
		}
	}
	for k, trees := range of {
		for len(trees) > 0 {
			n := len(trees)
			for l.cells(l.triples[k], trees[:n]) > model.CellsMost {
				n--
			}
			p.Tables = append(p.Tables, l.table(l.triples[k], trees[:n]))
			trees = trees[n:]
		}
	}
	return p
}

// cells is how many cells a table of trees would have.
func (l *learner) cells(key [3]int, trees []*tree) int {
	n := 1
	for _, c := range key {
		if c >= 0 {
			n *= len(l.starts(c, trees))
		}
	}
	return n
}

// starts returns the first bin of each interval of a feature that trees tell apart.
func (l *learner) starts(c int, trees []*tree) []uint8 {
	var cut [256]bool
	for _, t := range trees {
		for _, n := range t.nodes {
			if n.left > 0 && n.column == c {
				cut[n.cut] = true
			}
		}
	}
	starts := []uint8{0}
	for b := 1; b <= len(l.cuts[c].first); b++ {
		if cut[b-1] {
			starts = append(starts, uint8(b))
		}
	}
	return starts
}

// table adds trees up in one table, which tells apart only the values that one of them does.
func (l *learner) table(key [3]int, trees []*tree) model.Table {
	var t model.Table
	var starts [model.Features][]uint8
	stride := 1
	for k, c := range key {
		if c < 0 {
			continue
		}
		t.Columns[k] = feature.Column(c)
		starts[k] = l.starts(c, trees)
		step := 0
		for v := range feature.Bins {
			for step+1 < len(starts[k]) && starts[k][step+1] <= l.cuts[c].of[v] {
				step++
			}
			t.Steps[k][v] = uint16(step * stride)
		}
		stride *= len(starts[k])
	}
	t.Cells = new([model.CellsMost]int16)
	row := make([]uint8, l.columns)
	for cell := range stride {
		rest := cell
		for k, c := range key {
			if c >= 0 {
				row[c] = starts[k][rest%len(starts[k])]
				rest /= len(starts[k])
			}
		}
		sum := float32(0)
		for _, tr := range trees {
			sum += tr.value(row)
		}
		t.Cells[cell] = int16(min(max(fine(sum), math.MinInt16), math.MaxInt16))
	}
	return t
}

func fine(x float32) int32 { return int32(math.Round(float64(x) * model.Fine)) }
