package records

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

// jsonl reads JSON objects, one a line.
type jsonl struct {
	lines    *lines
	options  Options
	paths    paths
	scanners sync.Pool
}

func openJSONL(r io.Reader, o Options) (Reader, error) {
	j := &jsonl{lines: newLines(r, o.MaxBytes), options: o}
	j.paths = paths{fieldText: o.TextField, fieldHTML: o.HTMLField, fieldID: o.IDField, fieldURL: o.URLField}
	if o.Annotate {
		j.paths[fieldNote] = noteField
	}
	for _, path := range j.paths {
		if strings.HasPrefix(path, ".") || strings.HasSuffix(path, ".") || strings.Contains(path, "..") {
			return nil, fmt.Errorf("%q is no path to a field: a name is missing beside a dot", path)
		}
	}
	return j, nil
}

// Next implements Reader.
func (j *jsonl) Next(rec *Record) error {
	rec.reset(j.lines.line+1, j.lines.offset)
	if j.lines.offset == 0 {
		marked, err := j.lines.open()
		if err != nil {
			return err
		}
		if marked {
			rec.begin = len(mark)
		}
	}
	if err := j.lines.next(rec); err != nil {
		return err
	}
	switch {
	case rec.Part:
		rec.fail(0, "it has more than %d bytes: raise --max-bytes if that is right", j.options.MaxBytes)
	case blank(rec.Raw[rec.begin:]):
		rec.Plain = true
	}
	return nil
}

// Locate implements Reader.
func (j *jsonl) Locate(rec *Record) {
	s, ok := j.scanners.Get().(*scanner)
	if !ok {
		s = &scanner{}
	}
	defer j.scanners.Put(s)
	if !s.scan(rec.Raw, rec.begin, &j.paths) {
		rec.fail(s.at+1, "%s", s.reason)
		return
	}
	rec.ID, rec.URL = rec.label(s.values[fieldID]), rec.label(s.values[fieldURL])
	rec.note = s.values[fieldNote]
	if rec.note == (Span{}) {
		rec.note = Span{s.whole.end, s.whole.end}
	}
	field, name := fieldText, j.options.TextField
	if j.options.HTMLField != "" {
		field, name = fieldHTML, j.options.HTMLField
		rec.Page = true
	}
	rec.take(s.values[field], name)
	if rec.Page && rec.Bad == nil {
		j.makeRoom(rec, s)
	}
	// The scanner must not hold on to the record.
	*s = scanner{key: s.key}
}

// take makes the value of a field the document.
func (rec *Record) take(value Span, name string) {
	raw := rec.Raw[value.Start:value.End]
	switch {
	case len(raw) == 0:
		rec.fail(0, "it has no field %q", name)
	case raw[0] == 'n':
		rec.Null = true
	case raw[0] != '"':
		rec.fail(value.Start+1, "field %q is %s: want a string", name, valueKind(raw[0]))
	default:
		rec.source, rec.escape = Span{value.Start + 1, value.End - 1}, jsonEscapes
	}
}

// makeRoom finds the place for the text of a page.
func (j *jsonl) makeRoom(rec *Record, s *scanner) {
	name := j.options.TextField
	rec.goal = s.values[fieldText]
	if rec.goal != (Span{}) || j.options.Annotate {
		return
	}
	if !s.parent.found {
		rec.fail(0, "it has no object for field %q", name)
		return
	}
	rec.goal = Span{s.parent.end, s.parent.end}
	rec.lead = string(AppendString(nil, []byte(name[strings.LastIndexByte(name, '.')+1:]))) + ":"
	if !s.parent.empty {
		rec.lead = "," + rec.lead
	}
}

// label returns what a field that names the record holds: a string, or a number as it is written.
func (rec *Record) label(value Span) string {
	raw := rec.Raw[value.Start:value.End]
	switch {
	case len(raw) > 0 && (raw[0] == '-' || isDigit(raw[0])):
		return string(raw)
	case len(raw) == 0 || raw[0] != '"':
		return ""
	}
	label, err := io.ReadAll(&text{escape: jsonEscapes, src: raw[1 : len(raw)-1]})
	if err != nil {
		return ""
	}
	return string(label)
}

func valueKind(first byte) string {
	switch first {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "true or false"
	}
	return "a number"
}
