package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"winnow/rules/content/feature"
)

// A file of weights is a magic, the version and the number of features (a 16-bit number each), the lexicons, the passes
// one behind the other, and the CRC-32 of all that. Numbers are little-endian.
//
// A pass is its bias and the number of its tables. A table is, for each of its features, the column, the number of
// intervals and the first value of each; then its cells.
const magic = "winnow content weights\n"

// Version is the version of the format and of what the features mean. Weights of another version are refused.
const Version = 1

var order = binary.LittleEndian

// Encode returns the file of the weights.
func (w *Weights) Encode() []byte {
	b := []byte(magic)
	b = order.AppendUint16(b, Version)
	b = order.AppendUint16(b, uint16(feature.Count))
	for _, list := range [...][]int8{w.Words, w.Names, w.Types} {
		b = order.AppendUint32(b, uint32(len(list)))
		for _, v := range list {
			b = append(b, byte(v))
		}
	}
	for _, p := range w.passes() {
		b = p.append(b)
	}
	return order.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// passes returns all passes in the order of the file.
func (w *Weights) passes() []*Pass {
	list := []*Pass{&w.Lean, &w.Text, &w.Page}
	for k := range w.Bodies {
		for i := range w.Bodies[k] {
			list = append(list, &w.Bodies[k][i])
		}
	}
	return list
}

func (p *Pass) append(b []byte) []byte {
	b = order.AppendUint32(b, uint32(p.Bias))
	b = order.AppendUint16(b, uint16(len(p.Tables)))
	for i := range p.Tables {
		t := &p.Tables[i]
		for k := range Features {
			starts := t.starts(k)
			b = append(append(b, byte(t.Columns[k]), byte(len(starts))), starts...)
		}
		for _, c := range t.Cells[:t.cells()] {
			b = order.AppendUint16(b, uint16(c))
		}
	}
	return b
}

// cells returns how many cells the steps of a table reach.
func (t *Table) cells() int {
	last := 0
	for k := range Features {
		last += int(t.Steps[k][feature.Bins-1])
	}
	return last + 1
}

// starts returns the first value of each interval of a table's feature.
func (t *Table) starts(k int) []byte {
	starts := []byte{0}
	for v := 1; v < feature.Bins; v++ {
		if t.Steps[k][v] != t.Steps[k][v-1] {
			starts = append(starts, byte(v))
		}
	}
	return starts
}

// Decode reads a file of weights. It refuses one that is cut off, damaged or of another version.
func Decode(data []byte) (*Weights, error) {
	d := decoder{rest: data}
	if string(d.take(len(magic))) != magic {
		return nil, errors.New("not a file of weights: it does not begin with " + fmt.Sprintf("%q", magic))
	}
	if v := d.uint16(); d.err == nil && v != Version {
		return nil, fmt.Errorf("version %d, want %d: train them again", v, Version)
	}
	if n := d.uint16(); d.err == nil && n != uint16(feature.Count) {
		return nil, fmt.Errorf("made for %d features, there are %d: train them again", n, feature.Count)
	}
	w := &Weights{}
	w.Words, w.Names, w.Types = d.int8s(), d.int8s(), d.int8s()
	for _, p := range w.passes() {
		d.pass(p)
	}
	sum := d.uint32()
	switch {
	case d.err != nil:
		return nil, d.err
	case len(d.rest) > 0:
		return nil, fmt.Errorf("%d bytes behind the end", len(d.rest))
	case sum != crc32.ChecksumIEEE(data[:len(data)-4]):
		return nil, errors.New("damaged: the checksum is wrong")
	}
	return w, nil
}

// decoder takes numbers from the front of a file. After an error it gives zeros.
type decoder struct {
	rest []byte
	read int
	err  error
}

func (d *decoder) take(n int) []byte {
	if d.err == nil && uint(n) > uint(len(d.rest)) { // where an int has 32 bits, a size that was read may be negative
		d.err = fmt.Errorf("truncated: %d bytes more are due at byte %d, and %d are left", uint(n), d.read, len(d.rest))
	}
	if d.err != nil {
		return nil
	}
	b := d.rest[:n]
	d.rest, d.read = d.rest[n:], d.read+n
	return b
}

func (d *decoder) uint8() uint8 {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) uint16() uint16 {
	if b := d.take(2); b != nil {
		return order.Uint16(b)
	}
	return 0
}

func (d *decoder) uint32() uint32 {
	if b := d.take(4); b != nil {
		return order.Uint32(b)
	}
	return 0
}

func (d *decoder) int8s() []int8 {
	b := d.take(int(d.uint32()))
	list := make([]int8, len(b))
	for i, v := range b {
		list[i] = int8(v)
	}
	return list
}

func (d *decoder) pass(p *Pass) {
	p.Bias = int32(d.uint32())
	n := int(d.uint16())
	for range n {
		var t Table
		d.table(&t)
		if d.err != nil {
			return
		}
		p.Tables = append(p.Tables, t)
	}
}

// table reads a table, whose steps and cells fit each other by how they are made.
func (d *decoder) table(t *Table) {
	stride := 1
	for k := range Features {
		column := d.uint8()
		starts := d.take(int(d.uint8()))
		switch {
		case d.err != nil:
			return
		case column >= uint8(feature.Count):
			d.err = fmt.Errorf("damaged: a table wants feature %d at byte %d, and there are %d", column, d.read, feature.Count)
			return
		case !ascend(starts):
			d.err = fmt.Errorf("damaged: intervals of feature %d begin at %d at byte %d, want ascending values from 0, below %d", column, starts, d.read, feature.Bins)
			return
		}
		t.Columns[k] = feature.Column(column)
		step, next := 0, 1
		for v := range feature.Bins {
			for next < len(starts) && int(starts[next]) <= v {
				step, next = step+1, next+1
			}
			t.Steps[k][v] = uint16(step * stride)
		}
		stride *= len(starts)
		if stride > CellsMost {
			d.err = fmt.Errorf("damaged: a table of %d cells at byte %d, at most %d can be", stride, d.read, CellsMost)
			return
		}
	}
	cells := d.take(2 * stride)
	t.Cells = new([CellsMost]int16)
	for i := 0; i < len(cells)/2; i++ {
		t.Cells[i] = int16(order.Uint16(cells[2*i:]))
	}
}

// ascend reports that intervals begin at these values: at 0, and each behind the one before.
func ascend(starts []byte) bool {
	for i, v := range starts {
		if i == 0 && v != 0 || i > 0 && v <= starts[i-1] || v >= feature.Bins {
			return false
		}
	}
	return len(starts) > 0
}
