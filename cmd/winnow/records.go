package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"winnow/cleaner/compress"
	"winnow/cleaner/job"
	"winnow/cleaner/records"
	"winnow/cmd/config"
)

// recordFlags are what commands that clean files let the user say of files that hold many documents.
type recordFlags struct {
	text, html, id, url, column string
	annotate                    bool
	errors                      string
}

// inputKinds are the values of --input for commands that clean files.
var inputKinds = [...]string{"auto", "text", "html", "jsonl", "csv", "tsv", "warc", "wet"}

func (o *recordFlags) register(cmd *cobra.Command) {
	o.registerFields(cmd)
	f := cmd.Flags()
	f.BoolVar(&o.annotate, "annotate", false, "leave the documents of JSONL as they are, and add a field winnow that says what would go")
	f.StringVar(&o.errors, "errors", "", "write records that are bad to `FILE`, as JSONL, instead of naming them on standard error")
}

// registerFields registers the flags that say where the documents are.
func (o *recordFlags) registerFields(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.text, "text-field", "text", "the JSONL `field` that holds the text; dots lead into objects, as in doc.text")
	f.StringVar(&o.html, "html-field", "", "the JSONL `field` that holds a page, whose text goes to --text-field")
	f.StringVar(&o.id, "id-field", "id", "the JSONL `field` that names a record in reports")
	f.StringVar(&o.url, "url-field", "url", "the JSONL `field` that has a record's address, for reports")
	f.StringVar(&o.column, "text-column", "text", "the `column` of CSV and TSV that holds the text: its name, or its number where the first row is no header")
	f.Lookup("input").Usage = "what the input is: `auto`, text, html, or records: jsonl, csv, tsv or warc (wet)"
}

// options returns what the flags say. A kind of records is taken out of the flags of the input.
func (o *recordFlags) options(in *inputFlags) (records.Options, error) {
	options := records.Options{
		TextField: o.text, HTMLField: o.html, IDField: o.id, URLField: o.url, TextColumn: o.column, Annotate: o.annotate,
		MaxBytes: int64(in.maxBytes),
	}
	kind, ok := records.ParseKind(in.kind)
	if !ok {
		if !slices.Contains(inputKinds[:], in.kind) {
			return options, fmt.Errorf("--input: %q is no kind of input: use one of %s", in.kind, strings.Join(inputKinds[:], ", "))
		}
		return options, nil
	}
	options.Kind = kind
	in.kind = "auto"
	switch {
	case in.text:
		return options, fmt.Errorf("--text does not go with --input %s: the text of a record may hold any character", kind)
	case in.charset != "" && kind != records.WARC:
		return options, fmt.Errorf("--charset does not go with --input %s: it is read in UTF-8", kind)
	case o.annotate && kind != records.JSONL:
		return options, fmt.Errorf("--annotate does not go with --input %s: only jsonl has room for it", kind)
	}
	return options, nil
}

// check reports flags of records for standard input that nothing says to be records.
func (o *recordFlags) check(cmd *cobra.Command, kind string, files []string) error {
	if kind != "auto" || len(files) > 0 && !slices.Contains(files, "-") {
		return nil
	}
	for _, flag := range []string{"text-field", "html-field", "id-field", "url-field", "annotate", "text-column"} {
		if config.Given(cmd, flag) {
			example := "jsonl"
			if flag == "text-column" {
				example = "csv"
			}
			return fmt.Errorf("--%s: standard input has no name that tells what it is: add --input %s", flag, example)
		}
	}
	return nil
}

// expected reports that a kind of input, or a file's name, says that there will be records.
func expected(kind string, files []string) bool {
	if _, ok := records.ParseKind(kind); ok {
		return true
	}
	return kind == "auto" && slices.ContainsFunc(files, func(name string) bool { return records.KindOf(name, nil) != records.None })
}

// errorLog takes the records that are bad.
type errorLog struct {
	mutex sync.Mutex
	file  *os.File  // or nil
	err   io.Writer // where they are named without a file
}

// openErrors opens the file of --errors, to go on behind what it has where more is said of the same work.
func (o *recordFlags) openErrors(standard io.Writer, more bool) (*errorLog, error) {
	log := &errorLog{err: standard}
	if o.errors == "" {
		return log, nil
	}
	if format := compress.FormatOf(o.errors); format != compress.None {
		return nil, fmt.Errorf("--errors: %s: it is written as records fail, and so not as %s", o.errors, format)
	}
	how := os.O_TRUNC
	if more {
		how = os.O_APPEND
	}
	var err error
	if log.file, err = os.OpenFile(o.errors, os.O_WRONLY|os.O_CREATE|how, 0o644); err != nil {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		return nil, fmt.Errorf("--errors: %s: %w", o.errors, err)
	}
	return log, nil
}

func (l *errorLog) close() {
	if l.file != nil {
		l.file.Close()
	}
}

// badRecord is a line of the file of --errors. README names the fields.
type badRecord struct {
	File   string `json:"file"`
	Line   int64  `json:"line,omitempty"`
	Column int64  `json:"column,omitempty"`
	Offset int64  `json:"offset"`
	ID     string `json:"id,omitempty"`
	URL    string `json:"url,omitempty"`
	Error  string `json:"error"`
	Part   bool   `json:"part,omitempty"`
	Raw    string `json:"raw,omitempty"`
	Bytes  []byte `json:"base64,omitempty"` // in place of Raw, where that is no UTF-8
}

// add takes a record. Its error is that of the file.
func (l *errorLog) add(bad *job.BadRecord) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.file == nil {
		report(l.err, fmt.Errorf("%s: %w", bad.File, bad.Error))
		return nil
	}
	line := badRecord{
		File: bad.File, Line: bad.Line, Column: bad.Column, Offset: bad.Offset, ID: bad.ID, URL: bad.URL, Error: bad.Reason, Part: bad.Part,
	}
	if utf8.Valid(bad.Raw) {
		line.Raw = string(bad.Raw)
	} else {
		line.Bytes = bad.Raw
	}
	encoder := json.NewEncoder(l.file)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(&line)
}

// failure is the error of a file that was cleaned but for records that are bad.
func (l *errorLog) failure(outcome job.Outcome) error {
	if outcome.Bad == 0 {
		return nil
	}
	kept := "--errors FILE keeps them"
	if l.file != nil {
		kept = "see " + l.file.Name()
	}
	return fmt.Errorf("bad records: %d of %d: %s", outcome.Bad, outcome.Bad+outcome.Documents, kept)
}

// prepare returns the job of the root command, or what is wrong with its flags.
func (o *cleanOptions) prepare(cmd *cobra.Command, files []string) (*job.Job, error) {
	work, err := o.job()
	if err != nil {
		return nil, err
	}
	if o.jobs < 1 {
		return nil, fmt.Errorf("--jobs: %d is too few: use 1 or more", o.jobs)
	}
	if err := o.records.check(cmd, o.input.kind, files); err != nil {
		return nil, err
	}
	if _, err := compress.Create(io.Discard, compress.FormatOf(o.output)); err != nil {
		return nil, fmt.Errorf("--output: %w", err)
	}
	work.Workers = o.jobs
	work.Whole = o.selection.timeout > 0
	if expected(o.input.kind, files) {
		roomForRecords(o.jobs)
	}
	return work, nil
}

// byteSize is a flag for a number of bytes.
type byteSize int64

// units are what follows a number of bytes, each 1024 times the one before.
const units = "KMGT"

// String returns the number.
func (b *byteSize) String() string {
	n, unit := int64(*b), ""
	for i := 0; i < len(units) && n != 0 && n%1024 == 0; i++ {
		n, unit = n/1024, units[i:i+1]
	}
	return strconv.FormatInt(n, 10) + unit
}

// Set reads a number such as 1000, 500M or 2GiB.
func (b *byteSize) Set(text string) error {
	digits := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(text), "B"), "I")
	factor := int64(1)
	if n := len(digits); n > 0 {
		if i := strings.IndexByte(units, digits[n-1]); i >= 0 {
			digits, factor = digits[:n-1], int64(1)<<(10*(i+1))
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > (1<<62)/factor {
		return fmt.Errorf("want a number of bytes, such as 1000000, 500M or 2G")
	}
	*b = byteSize(n * factor)
	return nil
}

// Type names the flag's values.
func (b *byteSize) Type() string { return "bytes" }
