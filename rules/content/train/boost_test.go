package main

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// random are rows of some features, of documents of ten rows, that are right where is says so.
func random(seed uint64, rows, columns int, is func(row []uint8) bool) *data {
	r := rand.New(rand.NewPCG(seed, 2))
	d := &data{columns: columns}
	for c := range columns {
		d.from = append(d.from, c)
	}
	for i := range int32(rows) {
		row := make([]uint8, columns)
		for c := range row {
			row[c] = uint8(r.IntN(feature.Bins))
		}
		right := float32(0)
		if is(row) {
			right = 1
		}
		d.rows, d.right, d.weight = append(d.rows, row...), append(d.right, right), append(d.weight, 1)
		if i%10 == 0 {
			d.docs = append(d.docs, [2]int32{i, min(i+10, int32(rows))})
		}
	}
	return d
}

func small() boost {
	return boost{rounds: 60, rate: 0.3, leaves: 6, tables: 20, bins: 16, sample: 0.7, features: 4, lambda: 1, least: 2, seed: 1}
}

// encoded is the file of weights with a pass.
func encoded(p *model.Pass) []byte { return (&model.Weights{Lean: *p}).Encode() }

func TestBoostLearnsXOR(t *testing.T) {
	xor := func(row []uint8) bool { return (row[0] < 32) != (row[1] < 32) }
	p := small().train(random(1, 600, 4, xor))
	wrong, fresh := 0, random(2, 400, 4, xor)
	for i, right := range fresh.right {
		var row feature.Row
		copy(row[:], fresh.rows[i*4:i*4+4])
		if (p.Score(&row) > 0) != (right > 0) {
			wrong++
		}
	}
	if wrong > 20 {
		t.Errorf("%d of %d rows that were not learnt from are taken wrongly, want at most 20", wrong, len(fresh.right))
	}
}

func TestBoostIsDeterministic(t *testing.T) {
	is := func(row []uint8) bool { return row[0] > 40 || row[1]+row[2] < 50 }
	b := small()
	want := encoded(b.train(random(3, 500, 5, is)))
	if got := encoded(b.train(random(3, 500, 5, is))); !bytes.Equal(got, want) {
		t.Error("the same seed gives other tables")
	}
	b.seed = 2
	if got := encoded(b.train(random(3, 500, 5, is))); bytes.Equal(got, want) {
		t.Error("another seed gives the same tables")
	}
}

// TestBoostTables holds that what is learnt fits into tables: their number is what was asked for, their cells are what
// a file can hold, and they say what the trees say.
func TestBoostTables(t *testing.T) {
	odd := func(row []uint8) bool { return (row[0]/4+row[1]/4+row[2]/4)%2 > 0 }
	b := boost{rounds: 150, rate: 0.3, leaves: 20, tables: 2, bins: 32, sample: 1, features: 4, lambda: 1, least: 1, seed: 1}
	p := b.train(random(4, 2000, 4, odd))
	triples := map[[model.Features]feature.Column]int{}
	for i := range p.Tables {
		table := &p.Tables[i]
		triples[table.Columns]++
		last := 0
		for k := range model.Features {
			last += int(table.Steps[k][feature.Bins-1])
			if !slices.IsSorted(table.Steps[k][:]) || table.Steps[k][0] != 0 {
				t.Errorf("table %d: the steps of its feature %d are %v, want ascending ones from 0", i, k, table.Steps[k])
			}
		}
		if last >= model.CellsMost {
			t.Errorf("table %d has %d cells, want at most %d", i, last+1, model.CellsMost)
		}
	}
	if len(p.Tables) <= len(triples) {
		t.Errorf("%d tables of %d triples: the case does not fill a table", len(p.Tables), len(triples))
	}
	if len(triples) > b.tables {
		t.Errorf("tables of %d triples of features, want at most %d", len(triples), b.tables)
	}
	w, err := model.Decode(encoded(p))
	if err != nil {
		t.Fatal(err)
	}
	var row feature.Row
	for i := range 100 {
		row[0], row[1], row[2], row[3] = uint8(i*7%64), uint8(i*13%64), uint8(i*29%64), uint8(i%64)
		if got, want := w.Lean.Score(&row), p.Score(&row); got != want {
			t.Errorf("row %d has a score of %d from the file, want %d", i, got, want)
		}
	}
}

func TestBoostOfOneKind(t *testing.T) {
	for right, name := range map[bool]string{true: "right", false: "wrong"} {
		p := small().train(random(5, 100, 3, func([]uint8) bool { return right }))
		var row feature.Row
		if got := p.Score(&row) > 0; got != right {
			t.Errorf("where all is %s, a row is not", name)
		}
	}
}

func TestQuantiles(t *testing.T) {
	d := random(6, 4000, 2, func([]uint8) bool { return true })
	for i := range d.right {
		d.rows[2*i+1] = 9 // a feature that never changes
	}
	for bins := 2; bins <= 32; bins *= 2 {
		list := quantiles(d, bins)
		if len(list[1].first) != 0 || list[1].of != [feature.Bins]uint8{} {
			t.Errorf("a feature that never changes is cut at %v", list[1].first)
		}
		c := list[0]
		if len(c.first) != bins-1 || !slices.IsSorted(c.first) {
			t.Errorf("%d bins begin at %v behind the first", bins, c.first)
		}
		for v := 1; v < feature.Bins; v++ {
			step := c.of[v] - c.of[v-1]
			if step > 1 || (step == 1) != slices.Contains(c.first, v) {
				t.Errorf("%d bins: value %d is in bin %d, the one before in %d", bins, v, c.of[v], c.of[v-1])
			}
		}
	}
}

// TestBoostManyLeaves holds that no tree is too large for a table.
func TestBoostManyLeaves(t *testing.T) {
	odd := func(row []uint8) bool { return (row[0]/4+row[1]/4+row[2]/4)%2 > 0 }
	b := boost{rounds: 3, rate: 0.3, leaves: 200, tables: 1, bins: 32, sample: 1, features: 3, lambda: 1, least: 1, seed: 1}
	p := b.train(random(7, 3000, 3, odd))
	if len(p.Tables) == 0 {
		t.Fatal("nothing was learnt")
	}
	if _, err := model.Decode(encoded(p)); err != nil {
		t.Error(err)
	}
}
