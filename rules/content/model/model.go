// Package model weighs features: a sum of tables, each of which looks at up to three of them.
//
// The tables are boosted trees (Friedman, "Greedy function approximation: a gradient boosting machine", 2001) that were
// allowed three features each, those of the same features added up into one table, as generalised additive models with
// interactions do (Lou, Caruana, Gehrke, Hooker, "Accurate intelligible models with pairwise interactions", 2013). So
// what hundreds of trees know costs a few dozen lookups a block. All of it is whole numbers: the same score on any
// machine.
package model

import (
	"slices"

	"winnow/rules/content/feature"
)

// Features is how many features a table looks at.
const Features = 3

// Table maps three features to a weight.
type Table struct {
	Columns [Features]feature.Column
	Steps   [Features][feature.Bins]uint16 // of each value of a feature, what it adds to the number of the cell
	Cells   *[CellsMost]int16              // in parts of a log-odd: Fine of them make one
}

// CellsMost is how many cells a table has at most.
const CellsMost = 1 << 9

// Fine is how many steps of a cell make one log-odd.
const Fine = 1024

// Pass is one pass over the blocks of a document: the sum of its tables is a block's score.
type Pass struct {
	Bias   int32 // in parts of a log-odd, as cells are
	Tables []Table
}

// Score returns what speaks for the article in a block with these features, in steps of a score (feature.Unit make one
// log-odd).
func (p *Pass) Score(row *feature.Row) int32 {
	sum := p.Bias
	for i := range p.Tables {
		sum += p.Tables[i].look(row)
	}
	return sum / (Fine / feature.Unit)
}

// These spare the checks that an index is in range.
const (
	lastColumn = 1<<7 - 1
	lastBin    = feature.Bins - 1
	lastCell   = CellsMost - 1
)

// look returns the weight for a row.
func (t *Table) look(row *feature.Row) int32 {
	a, b, c := row[t.Columns[0]&lastColumn], row[t.Columns[1]&lastColumn], row[t.Columns[2]&lastColumn]
	cell := t.Steps[0][a&lastBin] + t.Steps[1][b&lastBin] + t.Steps[2][c&lastBin]
	return int32(t.Cells[cell&lastCell])
}

// chunk is how many blocks a table is looked up for before the next table: their rows and the table stay in the
// processor's nearest cache.
const chunk = 64

// All returns the score of each block of t, into memory that is used again.
func (p *Pass) All(t *feature.Table, scores []int32) []int32 {
	n := t.Blocks()
	scores = slices.Grow(scores[:0], n)[:n]
	for from := 0; from < n; from += chunk {
		to := min(from+chunk, n)
		p.score(t.Rows[from:to], scores[from:to])
	}
	return scores
}

// Sure is a score beyond which the second pass does not look at a block again: the chance of an error is below one in
// four hundred.
const Sure = 6 * feature.Unit

// InDoubt reports that a score of the first pass leaves room for a second.
func InDoubt(score int32) bool { return score > -Sure && score < Sure }

// Again scores the blocks of t that the scores of the pass before leave in doubt, in place.
func (p *Pass) Again(t *feature.Table, scores []int32) {
	var (
		rows   [chunk]feature.Row
		blocks [chunk]int
		sums   [chunk]int32
		n      int
	)
	for i, s := range scores {
		if InDoubt(s) {
			rows[n], blocks[n] = *t.Row(i), i
			n++
		}
		if n == chunk || n > 0 && i == len(scores)-1 {
			p.score(rows[:n], sums[:n])
			for k, block := range blocks[:n] {
				scores[block] = sums[k]
			}
			n = 0
		}
	}
}

// score is Score for a chunk of the rows of one document.
func (p *Pass) score(rows []feature.Row, scores []int32) {
	scores = scores[:len(rows)]
	for i := range scores {
		scores[i] = p.Bias
	}
	for i := range p.Tables {
		p.Tables[i].add(rows, scores)
	}
	for i, s := range scores {
		scores[i] = s / (Fine / feature.Unit)
	}
}

// add adds the weight for each of rows, which are of one document, to its score. What is the same for all rows is
// looked at once: half of the tables have such a feature.
func (t *Table) add(rows []feature.Row, scores []int32) {
	var columns [Features]feature.Column // those that differ
	var steps [Features]*[feature.Bins]uint16
	n, base := 0, uint16(0)
	for k, c := range t.Columns {
		if c.Whole() {
			base += t.Steps[k][rows[0][c&lastColumn]&lastBin]
			continue
		}
		columns[n], steps[n] = c&lastColumn, &t.Steps[k]
		n++
	}
	scores = scores[:len(rows)]
	cells := t.Cells
	a, b, c := columns[0]&lastColumn, columns[1]&lastColumn, columns[2]&lastColumn
	switch n {
	case 0:
		for k := range scores {
			scores[k] += int32(cells[base&lastCell])
		}
	case 1:
		first := steps[0]
		for k := range rows {
			scores[k] += int32(cells[(base+first[rows[k][a]&lastBin])&lastCell])
		}
	case 2:
		first, second := steps[0], steps[1]
		for k := range rows {
			row := &rows[k]
			scores[k] += int32(cells[(base+first[row[a]&lastBin]+second[row[b]&lastBin])&lastCell])
		}
	default:
		first, second, third := steps[0], steps[1], steps[2]
		for k := range rows {
			row := &rows[k]
			cell := first[row[a]&lastBin] + second[row[b]&lastBin] + third[row[c]&lastBin]
			scores[k] += int32(cells[cell&lastCell])
		}
	}
}
