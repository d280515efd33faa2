package main

import (
	"fmt"
	"io"
	"runtime"
	"strconv"

	"winnow/cleaner"
	"winnow/cmd/measure"
	"winnow/rules"
)

const (
	sample = 20_000_000 // bytes; of smaller documents as many are cleaned as make it up
	usual  = 100_000    // bytes of a document of a usual size
)

// column is one way of cleaning.
type column struct {
	name   string
	engine *cleaner.Cleaner
	stream *stream
}

// kind says which documents are cleaned.
type kind struct {
	blocks int   // of each, or 0
	bytes  int64 // of each, where blocks is 0
}

// row is a kind of documents and the ways in which they are cleaned.
type row struct {
	name string
	kind
	columns []column
	cells   []float64 // nanoseconds a byte, of each column
}

// columns returns the ways of cleaning that growth is shown of.
func (b *bench) columns(stages []cleaner.Stage) (list []column) {
	for _, page := range []bool{false, true} {
		stream := newStream(b.corpus.Texts, page)
		for _, level := range measure.Levels() {
			name := "text " + level.String()
			if page {
				name = "HTML " + level.String()
			}
			list = append(list, column{name, cleaner.New(level.Of(stages)...), stream})
		}
	}
	return list
}

// sizes shows how the time for a byte grows with the size of documents.
func sizes(b *bench) error {
	var rows []row
	columns := b.columns(rules.Default())
	for n := int64(smallest); n <= b.largest; n *= 10 {
		rows = append(rows, row{name: bytesOf(n), kind: kind{bytes: n}, columns: columns})
	}
	return b.grow("the size of a document", rows)
}

// blocks shows how it grows with the number of their blocks, which are lines of real texts.
func blocks(b *bench) error {
	var rows []row
	columns := b.columns(rules.Default())
	for n := 10; n <= 1_000_000 && int64(n)*shortBlock <= b.largest; n *= 10 {
		rows = append(rows, row{name: strconv.Itoa(n), kind: kind{blocks: n}, columns: columns})
	}
	return b.grow("the blocks of a document", rows)
}

// packs shows how it grows with the number of rules, which are made up.
func packs(b *bench) error {
	var rows []row
	for _, n := range []int{100, 1000, 5000, 20_000} {
		stages, err := syntheticRules(n)
		if err != nil {
			return err
		}
		rows = append(rows, row{name: strconv.Itoa(n), kind: kind{bytes: usual}, columns: b.columns(stages)})
	}
	return b.grow("rules, documents of "+bytesOf(usual), rows)
}

// grow prints a table of the time for a byte: the least of the rounds, in each of which all is run in turn. Rows that
// take long are run in the first one only.
func (b *bench) grow(title string, rows []row) error {
	for i := range rows {
		for k := range rows[i].columns {
			// What is made when it is first needed is not of interest.
			if _, err := rows[i].columns[k].perByte(kind{bytes: usual}, usual); err != nil {
				return err
			}
		}
	}
	for round := range b.rounds {
		for i := range rows {
			r := &rows[i]
			if round > 0 && (r.bytes > sample || r.blocks > sample/100) {
				continue
			}
			for k := range r.columns {
				ns, err := r.columns[k].perByte(r.kind, min(sample, b.largest))
				if err != nil {
					return err
				}
				if round == 0 {
					r.cells = append(r.cells, ns)
				}
				r.cells[k] = min(r.cells[k], ns)
			}
		}
	}
	b.spread(title, rows)
	return nil
}

// spread prints a table of nanoseconds a byte, and below how many times the least of a column its greatest is.
func (b *bench) spread(title string, rows []row) {
	head := []string{"ns a byte"}
	for _, c := range rows[0].columns {
		head = append(head, c.name)
	}
	b.head("Growth with "+title, head...)
	for _, r := range rows {
		line := []string{r.name}
		for _, ns := range r.cells {
			line = append(line, digits(ns))
		}
		b.row(line...)
	}
	line := []string{"greatest in times of least"}
	for k := range rows[0].columns {
		least, greatest := rows[0].cells[k], rows[0].cells[k]
		for _, r := range rows {
			least, greatest = min(least, r.cells[k]), max(greatest, r.cells[k])
		}
		line = append(line, fmt.Sprintf("%.2f", greatest/least))
	}
	b.row(line...)
}

// perByte cleans documents of a kind until so many bytes are read, and returns the nanoseconds that each took.
func (c *column) perByte(documents kind, bytes int64) (float64, error) {
	c.stream.next = 0 // the same blocks for all
	read := &counter{}
	runtime.GC()
	begin := cpuTime()
	for read.bytes < bytes {
		read.source = c.stream.document(documents.blocks, documents.bytes)
		if _, err := c.engine.Clean(io.Discard, read); err != nil {
			return 0, err
		}
	}
	return float64(cpuTime()-begin) / float64(read.bytes), nil
}

// counter counts what is read.
type counter struct {
	source io.Reader
	bytes  int64
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.source.Read(p)
	c.bytes += int64(n)
	return n, err
}
