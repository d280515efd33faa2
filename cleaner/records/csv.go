package records

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// table reads the rows of CSV (RFC 4180) or TSV. A field may stand in quotes, and then holds separators, line ends and, written
// twice, quotes. A quote inside of a field without quotes is a character as any other. Line ends are \n or \r\n; lines of nothing
// else are no rows.
type table struct {
	lines   *lines
	options Options
	comma   byte
	column  int // that holds the text, from 0, or -1 before the header was read
	width   int // fields of a row, or 0 before the first
	row     row
}

func openCSV(r io.Reader, o Options) (Reader, error) {
	t := &table{lines: newLines(r, o.MaxBytes), options: o, comma: ',', column: -1}
	if o.Kind == TSV {
		t.comma = '\t'
	}
	if n, err := strconv.Atoi(o.TextColumn); err == nil {
		if n < 1 {
			return nil, fmt.Errorf("%d is no column: they count from 1", n)
		}
		t.column = n - 1
	}
	return t, nil
}

// row is a row while it is read.
type row struct {
	comma  byte
	column int
	fields int
	at     int     // how much of the record is read
	quoted bool    // inside quotes
	found  []field // that at column, or where that is not known all of them
	reason string  // what is wrong, or empty
	bad    int     // where in the record, from 1
}

// field is a field without its quotes.
type field struct {
	Span
	quoted bool // it has some
}

// Next implements Reader.
func (t *table) Next(rec *Record) error {
	rec.reset(t.lines.line+1, t.lines.offset)
	t.row = row{comma: t.comma, column: t.column, found: t.row.found[:0]}
	if t.lines.offset == 0 {
		marked, err := t.lines.open()
		if err != nil {
			return err
		}
		if marked {
			rec.begin, t.row.at = len(mark), len(mark)
		}
	}
	err := t.read(rec)
	switch {
	case err == io.EOF && t.row.quoted:
		rec.failAt(t.row.bad, fmt.Sprintf("the quote that begins its field %d has no end", t.row.fields+1))
	case err != nil:
		return err
	case rec.Part:
		rec.fail(0, "it has more than %d bytes: raise --max-bytes if that is right", t.options.MaxBytes)
	case t.row.reason != "":
		rec.failAt(t.row.bad, t.row.reason)
	case len(trimEnd(rec.Raw[rec.begin:])) == 0:
		rec.Plain = true
	case t.column < 0:
		return t.header(rec)
	default:
		t.find(rec)
	}
	return nil
}

// Locate implements Reader. All was found when the row was read.
func (t *table) Locate(*Record) {}

// failAt marks a row, which may have several lines, as bad at one of its bytes, from 1.
func (rec *Record) failAt(at int, reason string) {
	before := rec.Raw[:at-1]
	rec.fail(len(before)-bytes.LastIndexByte(before, '\n'), "%s", reason)
	rec.Bad.Line += int64(bytes.Count(before, []byte("\n")))
}

// read reads lines up to the end of a row. An error in the row ends it with the line; so does one line too many, since a quote that
// nothing ends is more likely than a field of a gigabyte.
func (t *table) read(rec *Record) error {
	for {
		if err := t.lines.next(rec); err != nil {
			return err
		}
		if rec.Part {
			return nil
		}
		if t.row.line(rec.Raw); !t.row.quoted || t.row.reason != "" {
			return nil
		}
	}
}

// line reads the line that was added to the record.
func (r *row) line(raw []byte) {
	end := len(trimEnd(raw))
	for {
		if !r.quoted && r.at < end && raw[r.at] == '"' {
			r.quoted, r.bad = true, r.at+1
			r.at++
			r.begin(true)
		} else if !r.quoted {
			r.begin(false)
		}
		if r.quoted {
			if !r.closing(raw, end) {
				return
			}
		} else {
			size := bytes.IndexByte(raw[r.at:end], r.comma)
			if size < 0 {
				size = end - r.at
			}
			r.at += size
			r.end(r.at)
		}
		r.fields++
		if r.at == end {
			r.at = len(raw)
			return
		}
		r.at++ // the separator
	}
}

func (r *row) begin(quoted bool) {
	if r.column < 0 || r.fields == r.column {
		r.found = append(r.found, field{Span{r.at, r.at}, quoted})
	}
}

func (r *row) end(at int) {
	if r.column < 0 || r.fields == r.column {
		r.found[len(r.found)-1].End = at
	}
}

// closing moves behind the quote that ends a field. It returns false when it is not on this line, or when there is an error.
func (r *row) closing(raw []byte, end int) bool {
	for {
		size := bytes.IndexByte(raw[r.at:], '"')
		if size < 0 {
			r.at = len(raw)
			return false
		}
		r.at += size + 1
		if r.at < len(raw) && raw[r.at] == '"' {
			r.at++
			continue
		}
		r.end(r.at - 1)
		if r.at < end && raw[r.at] != r.comma {
			r.bad, r.reason = r.at, "a quote inside of a field in quotes: it must be written twice"
			return false
		}
		r.quoted = false
		return true
	}
}

// trimEnd returns a line without its line end.
func trimEnd(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
		if n > 1 && line[n-2] == '\r' {
			line = line[:n-2]
		}
	}
	return line
}

// find makes a field of the row that was read the document.
func (t *table) find(rec *Record) {
	if t.width == 0 {
		t.width = t.row.fields
	}
	switch {
	case t.row.fields != t.width:
		rec.fail(0, "it has %s, where the first has %d", countFields(t.row.fields), t.width)
	case t.column >= t.width:
		rec.fail(0, "it has %s, and no column %d: change --text-column", countFields(t.width), t.column+1)
	default:
		rec.source = t.row.found[0].Span
		if t.row.found[0].quoted {
			rec.escape = csvQuotes
		}
	}
}

// maxNames is how many columns an error lists.
const maxNames = 30

func countFields(n int) string {
	if n == 1 {
		return "1 field"
	}
	return fmt.Sprintf("%d fields", n)
}

// header finds the column by its name in the first row.
func (t *table) header(rec *Record) error {
	var names []string
	for column, f := range t.row.found {
		name := string(rec.Raw[f.Start:f.End])
		if f.quoted {
			name = strings.ReplaceAll(name, `""`, `"`)
		}
		if name == t.options.TextColumn {
			t.column, t.width, rec.Plain = column, t.row.fields, true
			return nil
		}
		if len(names) < maxNames {
			names = append(names, name)
		}
	}
	return fmt.Errorf("it has no column %q, but %q: say with --text-column which one is the text", t.options.TextColumn, names)
}
