package main

import (
	"math"
	"math/rand/v2"
	"sync"

	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// data is what a pass learns from: rows of features, what is right, and how much each counts.
type data struct {
	columns int   // features a row
	from    []int // those that count
	rows    []uint8
	right   []float32 // share of the block that belongs to the article
	weight  []float32
	docs    [][2]int32 // range of rows of each document
}

// boost are the settings of the learner.
type boost struct {
	rounds   int
	rate     float32
	leaves   int
	tables   int     // different triples of features
	bins     int     // values a feature is told apart by
	sample   float64 // share of documents that a tree sees
	features int     // features that a tree may choose from
	lambda   float32
	least    float32 // sum of hessians in a leaf
	seed     uint64
}

// cuts are the upper ends of a feature's bins.
type cuts struct {
	of    [feature.Bins]uint8 // bin of each value
	first []int               // first value of each bin but bin 0
}

// quantiles bins the features so that each bin has about as much weight.
func quantiles(d *data, bins int) []cuts {
	list := make([]cuts, d.columns)
	mass := make([][feature.Bins]float64, d.columns)
	for i := range d.weight {
		row := d.rows[i*d.columns : (i+1)*d.columns]
		for c, v := range row {
			mass[c][v&(feature.Bins-1)] += float64(d.weight[i]) + 1e-9
		}
	}
	for c := range list {
		rest, held, bin := 0.0, 0.0, 0
		for _, m := range mass[c] {
			rest += m
		}
		for v, m := range mass[c] {
			if left := bins - bin; held > 0 && m > 0 && left > 1 && held+m/2 >= rest/float64(left) {
				rest, held = rest-held, 0
				bin++
				list[c].first = append(list[c].first, v)
			}
			list[c].of[v] = uint8(bin)
			held += m
		}
	}
	return list
}

// learner grows trees, each of which lessens the logistic loss that those before it leave.
type learner struct {
	boost
	*data
	binned  []uint8 // the rows with bins for values
	cuts    []cuts  // of each feature
	grad    []float32
	hess    []float32
	score   []float32 // of each row, by the trees so far
	random  *rand.Rand
	triples [][3]int // of features, -1 for none, in the order in which a tree first had them
	trees   []tree
	allow   []int // the features that the next tree may choose from
	bias    float32
}

// leavesMost is how many leaves a tree has at most: its cuts, of three features, make no more cells than a table has,
// (1+7)³.
const leavesMost = 3*7 + 1

// train boosts trees for d and returns the pass that they make.
func (b boost) train(d *data) *model.Pass {
	l := &learner{boost: b, data: d, random: rand.New(rand.NewPCG(b.seed, 1))}
	l.cuts = quantiles(d, b.bins)
	l.binned = make([]uint8, len(d.rows))
	for i := 0; i < len(d.rows); i += d.columns {
		for c := range d.columns {
			l.binned[i+c] = l.cuts[c].of[d.rows[i+c]&(feature.Bins-1)]
		}
	}
	n := len(d.right)
	l.grad, l.hess, l.score = make([]float32, n), make([]float32, n), make([]float32, n)
	l.start()
	for range b.rounds {
		l.round()
	}
	return l.pass()
}

// start gives every row the log-odds of all.
func (l *learner) start() {
	yes, all := 0.0, 0.0
	for i, w := range l.weight {
		yes += float64(w * l.right[i])
		all += float64(w)
	}
	l.bias = float32(math.Log((yes + 1e-6) / (all - yes + 1e-6)))
	for i := range l.score {
		l.score[i] = l.bias
	}
}

const workers = 2 // a constant: the order in which sums are made must not hang on the machine

// parallel splits n items among the workers.
func parallel(n int, work func(worker, from, to int)) {
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() { work(w, n*w/workers, n*(w+1)/workers) })
	}
	group.Wait()
}

// round grows one tree.
func (l *learner) round() {
	l.derive()
	l.choose()
	t := l.grow(l.draw())
	if len(t.columns) == 0 {
		return
	}
	l.trees = append(l.trees, t)
	if !l.covered(t.columns) {
		triple := [3]int{-1, -1, -1}
		copy(triple[:], t.columns)
		l.triples = append(l.triples, triple)
	}
	parallel(len(l.score), func(_, from, to int) {
		for i := from; i < to; i++ {
			l.score[i] += t.value(l.binned[i*l.columns : (i+1)*l.columns])
		}
	})
}

// derive fills the derivatives of the loss.
func (l *learner) derive() {
	parallel(len(l.score), func(_, from, to int) {
		for i := from; i < to; i++ {
			p := sigmoid(l.score[i])
			l.grad[i] = l.weight[i] * (p - l.right[i])
			l.hess[i] = l.weight[i] * max(p*(1-p), 1e-4)
		}
	})
}

// draw draws documents, and returns their rows.
func (l *learner) draw() (rows []int32) {
	for _, d := range l.docs {
		if l.random.Float64() >= l.sample {
			continue
		}
		for i := d[0]; i < d[1]; i++ {
			if l.weight[i] > 0 {
				rows = append(rows, i)
			}
		}
	}
	return rows
}

// choose draws the features that the next tree may choose from.
func (l *learner) choose() {
	l.allow = l.allow[:0]
	for _, k := range l.random.Perm(len(l.from))[:min(l.features, len(l.from))] {
		l.allow = append(l.allow, l.from[k])
	}
}

// value is what the tree says of a row.
func (t *tree) value(row []uint8) float32 {
	n := &t.nodes[0]
	for n.left > 0 {
		if row[n.column] <= n.cut {
			n = &t.nodes[n.left]
		} else {
			n = &t.nodes[n.right]
		}
	}
	return n.value
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// covered reports that one of the triples holds all columns.
func (l *learner) covered(columns []int) bool {
	for _, k := range l.triples {
		if within(columns, k) {
			return true
		}
	}
	return false
}

func within(columns []int, k [3]int) bool {
	for _, c := range columns {
		if c != k[0] && c != k[1] && c != k[2] {
			return false
		}
	}
	return true
}
