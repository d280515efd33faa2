package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"winnow/cleaner/compress"
	"winnow/cleaner/job"
	"winnow/cleaner/trace"
)

// whyOptions are the flags of why.
type whyOptions struct {
	jobFlags
	asJSON, asTOML bool
}

const whyHelp = `why shows what every rule said of a line, for and against dropping it, in log-odds: what sums to the threshold goes. Then it
tries what would change that, and shows what does: another --level, --skip with the rules that cut, and a rule of your own,
ready to be pasted into a pack. Each is tried on the whole file before it is shown.

LINE is a line of the file, from 1; of a page, of its source. Where several blocks stand on one line, as on a page without line
breaks, FILE:LINE:COLUMN names one. :LINE is of standard input. Of a file of records LINE is that of the record, and FILE:LINE:N its document's line N.

--toml prints the rule alone, to be put behind the rules of a pack:

  winnow why --toml page.txt:7 >> house.toml

Exit status: 0, or 2 for a wrong command line or a file that cannot be read.`

func newWhy(s streams) *cobra.Command {
	o := whyOptions{jobFlags: jobFlags{format: string(job.Text), statuses: statusFlags{onSuspect: "clean"}}}
	cmd := &cobra.Command{
		Use:   "why FILE:LINE[:COLUMN]...",
		Short: "Show which rules spoke for and against a line, and what would change what became of it",
		Long:  whyHelp,
		Example: `  winnow why page.txt:7
  winnow why --rules house.toml fixtures/dam/raw.txt:5
  winnow why --toml page.txt:7 >> house.toml       a rule that changes it
  winnow why --json page.txt:7 | jq '.votes[].rule'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, places []string) error {
			return runWhy(cmd, s, &o, places)
		},
	}
	o.selection.register(cmd)
	o.input.register(cmd)
	f := cmd.Flags()
	f.Lookup("input").Usage = "what the input is: `auto`, text, html, or records: jsonl, csv or tsv"
	f.StringVar(&o.records.text, "text-field", "text", "the JSONL `field` that holds the text; dots lead into objects")
	f.StringVar(&o.records.html, "html-field", "", "the JSONL `field` that holds a page")
	f.StringVar(&o.records.column, "text-column", "text", "the `column` of CSV and TSV that holds the text: its name, or its number")
	f.BoolVar(&o.asJSON, "json", false, "print JSON, an object a block")
	f.BoolVar(&o.asTOML, "toml", false, "print only a rule that changes it, for a pack")
	return cmd
}

// place is what why is asked about.
type place struct {
	file   string
	line   int64
	second int64 // the column, or of a record the line of its document; 0 for none
}

// parsePlace reads FILE:LINE or FILE:LINE:COLUMN.
func parsePlace(text string) (place, error) {
	file, n, ok := cutNumber(text)
	if !ok {
		return place{}, fmt.Errorf("%q names no line: write FILE:LINE, as in page.txt:7", text)
	}
	if before, line, ok := cutNumber(file); ok {
		return place{orStandard(before), line, n}, nil
	}
	return place{file: orStandard(file), line: n}, nil
}

// orStandard returns the name of a file, or "-", standard input, for none.
func orStandard(file string) string {
	if file == "" {
		return "-"
	}
	return file
}

// cutNumber takes a number from 1 and the colon before it off the end of text.
func cutNumber(text string) (string, int64, bool) {
	at := strings.LastIndexByte(text, ':')
	if at < 0 {
		return "", 0, false
	}
	n, err := strconv.ParseInt(text[at+1:], 10, 64)
	return text[:at], n, err == nil && n > 0
}

// runWhy explains places one after the other. One that fails is named, and the others go on.
func runWhy(cmd *cobra.Command, s streams, o *whyOptions, texts []string) error {
	if o.asJSON && o.asTOML {
		return usageError(cmd, errors.New("--json and --toml are one too many"))
	}
	var places []place
	for _, text := range texts {
		p, err := parsePlace(text)
		if err != nil {
			return usageError(cmd, err)
		}
		places = append(places, p)
	}
	if _, err := o.job(); err != nil {
		return usageError(cmd, err)
	}
	freeMemory()
	var failed error
	for n, p := range places {
		q := &question{place: p, options: o, next: n > 0}
		err := oneInput(s, p.file, func(_ string, r io.Reader) error {
			file, err := compress.Open(r)
			if err != nil {
				return err
			}
			defer file.Close()
			file.Limit = int64(o.input.maxBytes)
			q.raw, err = io.ReadAll(file)
			return err
		})
		if err == nil {
			err = q.answer(s)
		}
		if err != nil {
			report(s.err, inputError(p.file, err))
			failed = errReported
		}
	}
	return failed
}

// question is one place, and the file that it is in.
type question struct {
	place   place
	options *whyOptions
	raw     []byte
	next    bool // an answer stands before the next one
}

// blocks cleans the file as flags say, and returns what became of its blocks.
func (q *question) blocks(flags *jobFlags) ([]trace.Block, *job.Job, error) {
	work, err := flags.job()
	if err != nil {
		return nil, nil, err
	}
	var recorder trace.Recorder
	work.Workers, work.Watch = 1, recorder.Watch
	if _, err := work.File(io.Discard, bytes.NewReader(q.raw), q.place.file); err != nil {
		return nil, nil, err
	}
	return recorder.Blocks(), work, nil
}

// answer answers the question.
func (q *question) answer(s streams) error {
	blocks, work, err := q.blocks(&q.options.jobFlags)
	if err != nil {
		return err
	}
	text, err := trace.Decode(q.raw, work.Input, blocks)
	if err != nil {
		return err
	}
	trace.Locate(blocks, text)
	found, err := q.find(blocks, text)
	if err != nil {
		return err
	}
	const most = 6
	if len(found) > most && q.place.second == 0 {
		return q.list(s.out, blocks, found)
	}
	for _, i := range found {
		a := &answer{question: q, index: i, block: &blocks[i], threshold: work.Cleaner.Threshold}
		if err := a.try(); err != nil {
			return err
		}
		if err := a.print(s.out); err != nil {
			return err
		}
		q.next = true
	}
	return nil
}

// find returns the blocks at the place, or says why there are none.
func (q *question) find(blocks []trace.Block, text []byte) ([]int, error) {
	records := len(blocks) > 0 && blocks[0].Record > 0
	if len(blocks) > 0 && !records && blocks[0].Document != blocks[len(blocks)-1].Document {
		return nil, errors.New("records of this kind have no lines: ask about a document's page or text in a file of its own")
	}
	var found []int
	if records {
		found = inRecord(blocks, q.place)
	} else {
		found = onLine(blocks, q.place)
	}
	if len(found) > 0 {
		return found, nil
	}
	if n := int64(bytes.Count(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))) + 1; !records && q.place.line > n {
		return nil, fmt.Errorf("there is no line %d: it has %d", q.place.line, n)
	}
	return nil, fmt.Errorf("line %d holds no text: white space and markup stay or go with the text around them", q.place.line)
}

// onLine returns the blocks on a line of a file, or the one at a column of it.
func onLine(blocks []trace.Block, p place) []int {
	var found []int
	for i := range blocks {
		b := &blocks[i]
		if p.line < b.Line || p.line > b.LastLine {
			continue
		}
		if p.second > 0 && len(found) > 0 && (b.Line < p.line || b.Column <= p.second) {
			found = found[:0] // this one is nearer
		} else if p.second > 0 && len(found) > 0 {
			continue
		}
		found = append(found, i)
	}
	return found
}

// inRecord returns the blocks of the record on a line, or those on one line of its document.
func inRecord(blocks []trace.Block, p place) []int {
	var record int64
	for i := range blocks {
		if r := blocks[i].Record; r <= p.line {
			record = max(record, r)
		}
	}
	var found []int
	for i := range blocks {
		b := &blocks[i]
		if b.Record == record && (p.second == 0 || p.second >= b.Line && p.second <= b.LastLine) {
			found = append(found, i)
		}
	}
	return found
}
