// Package records reads files that hold many documents: JSONL, CSV and TSV, WARC and WET. It finds the document in
// each record, and puts what was cleaned back in its place; all else of a record stays as it is, byte for byte.
//
// A Reader gives the records in order, as their bytes; Locate then finds the document in one, which takes longer, and may be
// done for several records at a time. Memory is that of the records in hand.
package records

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"winnow/cleaner/compress"
	"winnow/cleaner/input"
)

// Kind is a kind of file.
type Kind uint8

// The kinds of file. Auto is to be found out, and None is no file of records but one document.
const (
	Auto Kind = iota
	None
	JSONL
	CSV
	TSV
	WARC // and WET, which is WARC with texts in place of pages
)

// kindNames has the names that ParseKind knows; the first of a kind is its own.
var kindNames = [...]struct {
	name string
	kind Kind
}{{"auto", Auto}, {"none", None}, {"jsonl", JSONL}, {"csv", CSV}, {"tsv", TSV}, {"warc", WARC}, {"wet", WARC}}

// String returns the kind's name.
func (k Kind) String() string { return kindNames[k].name }

// ParseKind returns the kind of records called name, and whether there is one.
func ParseKind(name string) (Kind, bool) {
	for _, k := range kindNames {
		if k.name == name && k.kind != Auto && k.kind != None {
			return k.kind, true
		}
	}
	return Auto, false
}

// HeadBytes is how much of a file KindOf wants to see.
const HeadBytes = 16

// KindOf tells what a file is: WARC by its first bytes, the others by their names alone, without the ending of a compressed
// one. A text that begins like JSON stays a text: what a line holds cannot tell whether it is a record or an author's words.
func KindOf(name string, head []byte) Kind {
	if warcVersion(head) {
		return WARC
	}
	switch strings.ToLower(path.Ext(compress.Trim(name))) {
	case ".jsonl", ".ndjson":
		return JSONL
	case ".csv":
		return CSV
	case ".tsv":
		return TSV
	}
	return None
}

// Options say where the documents are.
type Options struct {
	Kind Kind
	// TextField is the JSONL field that holds the text, and takes what is left of it. In a path such as "doc.text" dots lead
	// into objects. Empty stands for "text".
	TextField string
	// HTMLField is the JSONL field that holds pages, where they are the documents. It stays; their text goes to TextField.
	HTMLField string
	// IDField and URLField are the JSONL fields that name a document in reports. They may be missing in records.
	IDField, URLField string
	// TextColumn is the column of CSV and TSV that holds the text: a name in the first row, or a number from 1 for files whose
	// first row is a record as any other. Empty stands for "text".
	TextColumn string
	// Annotate leaves the documents of JSONL as they are: what is to be said of them is put beside them.
	Annotate bool
	// MaxBytes is the size of the largest record, in bytes; a larger one is bad. 0 stands for DefaultMaxBytes.
	MaxBytes int64
}

// Limit returns the size of the largest record.
func (o *Options) Limit() int64 {
	if o.MaxBytes == 0 {
		return DefaultMaxBytes
	}
	return o.MaxBytes
}

// DefaultMaxBytes is the default of Options.MaxBytes.
const DefaultMaxBytes = 1 << 30

// Reader gives the records of a file. Next is for one goroutine, Locate for any.
type Reader interface {
	// Next reads the next record into rec, in the memory of rec. It returns io.EOF when there is none, and otherwise only
	// errors after which no record can be read. Of a record that is bad it returns nil; then rec.Bad says why.
	Next(rec *Record) error
	// Locate finds the document in rec, or says in rec.Bad why there is none.
	Locate(rec *Record)
}

// Open returns a reader of r's records. The kind in o must be one that has records. The name is for errors.
func Open(r io.Reader, o Options) (Reader, error) {
	o.MaxBytes = o.Limit()
	if o.TextField == "" {
		o.TextField = "text"
	}
	if o.TextColumn == "" {
		o.TextColumn = "text"
	}
	if o.Annotate && o.Kind != JSONL {
		return nil, fmt.Errorf("a %s file has no room for annotations: only JSONL has", o.Kind)
	}
	switch o.Kind {
	case JSONL:
		return openJSONL(r, o)
	case CSV, TSV:
		return openCSV(r, o)
	case WARC:
		return openWARC(r, o.MaxBytes), nil
	}
	return nil, fmt.Errorf("a file of kind %s has no records", o.Kind)
}

// Span is a range of a record's bytes.
type Span struct{ Start, End int }

// Record is one record of a file, and its document.
type Record struct {
	Line   int64  // number of its first line, from 1; 0 in WARC
	Offset int64  // of its first byte in the file, decompressed
	Raw    []byte // its bytes, with the line end
	Plain  bool   // it holds no document, and is to be passed on as it is: an empty line, a header
	Skip   bool   // it holds no document, and is not to be passed on: WARC records of other kinds
	Bad    *Error // what is wrong with it, or nil
	Part   bool   // Raw is only its beginning, as all of it would be too large

	// What Locate finds.
	ID, URL string
	Date    string // of WARC: when it was fetched, as it stands there
	Page    bool   // the document is a page and no text
	Null    bool   // there is no document in its place
	// Fetched is set for WARC. Body is its document, as it was fetched, and Input what its headers say of it.
	Fetched bool
	Body    []byte
	Input   input.Options

	content  int    // of WARC: where the header ends
	response bool   // the content is an HTTP response
	payload  string // its media type as the crawler found it out

	begin  int    // of what follows a byte order mark
	source Span   // the document of the others, as its characters are written there
	escape escape // how they are
	goal   Span   // where the text goes: quotes and all
	lead   string // and what is put before it
	note   Span   // where the annotation goes

	memory []byte // of the value that is put in
}

// reset empties rec for the next record and keeps its memory.
func (rec *Record) reset(line, offset int64) {
	*rec = Record{Line: line, Offset: offset, Raw: rec.Raw[:0], memory: rec.memory[:0]}
}

// Error says what is wrong with a record.
type Error struct {
	Line   int64 // number of the line, from 1, or 0 where Offset says where
	Column int64 // byte of the line, from 1, or 0
	Offset int64 // byte of the file, decompressed
	Reason string
}

// Error says where it is and what is wrong.
func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return fmt.Sprintf("record at byte %d: %s", e.Offset, e.Reason)
	case e.Column == 0:
		return fmt.Sprintf("line %d: %s", e.Line, e.Reason)
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// fail marks rec as bad; column is 0 when there is none to name.
func (rec *Record) fail(column int, format string, values ...any) {
	rec.Bad = &Error{Line: rec.Line, Column: int64(column), Offset: rec.Offset, Reason: fmt.Sprintf(format, values...)}
}

// blank reports that a line holds nothing but white space.
func blank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }
