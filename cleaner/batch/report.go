package batch

import (
	"encoding/json"
	"io"
	"slices"

	"winnow/cleaner/account"
	"winnow/cleaner/build"
)

// reportInMemory is how many bytes of a report are held in memory until it is written.
const reportInMemory = 1 << 20

// Report collects what became of each file, and writes all of it as one JSON object. Memory does not grow with the files.
type Report struct {
	// Program says which program cleaned the files. Nil stands for one that is not known.
	Program *build.Info

	rows  spool
	count int
	err   error
}

// NewReport returns a report that keeps what is too much for memory in a temporary file in dir.
func NewReport(dir string) *Report { return &Report{rows: spool{dir: dir, limit: reportInMemory}} }

// Close lets go of the temporary file.
func (r *Report) Close() { r.rows.close() }

type reportFile struct {
	Source    Name            `json:"source"`
	Goal      Name            `json:"goal,omitempty"`
	Result    string          `json:"result"`          // cleaned, before or failed
	Error     string          `json:"error,omitempty"` // why it failed, or records in it
	Status    account.Status  `json:"status,omitempty"`
	Evidence  []string        `json:"evidence,omitempty"` // for the status of a file that is one document
	Why       string          `json:"why,omitempty"`      // nothing is left of a page
	Documents int             `json:"documents,omitempty"`
	Bad       int             `json:"bad,omitempty"`      // records that could not be cleaned
	Filtered  int             `json:"filtered,omitempty"` // documents of which nothing was written, for their status
	Read      int64           `json:"read"`
	Written   int64           `json:"written"`
	In        int64           `json:"in"`
	Kept      int64           `json:"kept"`
	Dropped   []reportDropped `json:"dropped,omitempty"`
}

type reportDropped struct {
	Category string `json:"category"`
	Cuts     int    `json:"cuts"`
	Bytes    int64  `json:"bytes"`
}

type reportNotice struct {
	Source Name   `json:"source"`
	Why    string `json:"why"`
}

type reportStatus struct {
	Status account.Status `json:"status"`
	Files  int            `json:"files"`
}

type reportSummary struct {
	Files     int             `json:"files"`
	Before    int             `json:"before"`
	Failed    int             `json:"failed"`
	Left      int             `json:"left"`
	Documents int             `json:"documents"`
	Bad       int             `json:"bad"`
	Filtered  int             `json:"filtered"`
	Statuses  []reportStatus  `json:"statuses"`
	Read      int64           `json:"read"`
	Written   int64           `json:"written"`
	In        int64           `json:"in"`
	Kept      int64           `json:"kept"`
	Dropped   []reportDropped `json:"dropped"`
	Seconds   float64         `json:"seconds"`
	Rate      float64         `json:"bytes_per_second"`
}

func droppedOf(a *account.Account) []reportDropped {
	list := make([]reportDropped, len(a.Dropped))
	for i, d := range a.Dropped {
		list[i] = reportDropped(d)
	}
	return list
}

// Add adds a file. message says why it failed, if it did.
func (r *Report) Add(result *Result, message string) {
	row := reportFile{Source: Name(result.Source), Goal: Name(result.Goal), Result: "cleaned"}
	switch {
	case result.Err != nil:
		row.Result, row.Error = "failed", message
	case result.Before:
		row.Result = "before"
	}
	if result.Err == nil {
		o := &result.Outcome
		row.Error, row.Evidence = message, o.Evidence // records were bad
		row.Status, row.Why, row.Documents, row.Bad, row.Filtered = o.Status, o.Why, o.Documents, o.Bad, o.Filtered
		row.Read, row.Written, row.In, row.Kept, row.Dropped = result.Read, result.Written, o.In, o.Out, droppedOf(&o.Account)
	}
	r.row(&row)
}

// AddProblem adds a path that could not be cleaned. message says why.
func (r *Report) AddProblem(source, message string) {
	r.row(&reportFile{Source: Name(source), Result: "failed", Error: message})
}

// row adds a row. An error shows when the report is written.
func (r *Report) row(row *reportFile) {
	if r.err != nil {
		return
	}
	line, err := marshalLine(row)
	if err != nil {
		r.err = err
		return
	}
	separator := ",\n    "
	if r.count == 0 {
		separator = "\n    "
	}
	r.count++
	_, r.err = r.rows.Write(append([]byte(separator), line[:len(line)-1]...))
}

// Write writes the report to w.
func (r *Report) Write(w io.Writer, plan *Plan, s *Summary) error {
	if r.err != nil {
		return r.err
	}
	notices := make([]reportNotice, 0, len(plan.Notices))
	for _, n := range plan.Notices {
		notices = append(notices, reportNotice{Name(n.Source), n.Why})
	}
	begin := "{\n  "
	var parts []func() error
	if r.Program != nil {
		parts = append(parts, r.field(w, begin+"\"winnow\": ", r.Program))
		begin = ",\n  "
	}
	parts = append(parts,
		r.field(w, begin+"\"summary\": ", s.report()),
		r.field(w, ",\n  \"passed_over\": ", notices),
		func() error { _, err := io.WriteString(w, ",\n  \"files\": ["); return err },
		func() error { _, err := r.rows.WriteTo(w); return err },
		func() error { _, err := io.WriteString(w, "\n  ]\n}\n"); return err },
	)
	for _, write := range parts {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) field(w io.Writer, name string, v any) func() error {
	return func() error {
		if _, err := io.WriteString(w, name); err != nil {
			return err
		}
		data, err := json.Marshal(v)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	}
}

// report returns the summary as it is written.
func (s *Summary) report() *reportSummary {
	out := &reportSummary{
		Files: s.Files, Before: s.Before, Failed: s.Failed, Left: s.Left, Documents: s.Documents, Bad: s.Bad, Filtered: s.Filtered,
		Read: s.Read, Written: s.Written, In: s.Account.In, Kept: s.Account.Out, Dropped: droppedOf(&s.Account),
		Seconds: s.Elapsed.Seconds(), Statuses: []reportStatus{},
	}
	if out.Seconds > 0 {
		out.Rate = float64(s.NowRead) / out.Seconds
	}
	for status, files := range s.Statuses {
		out.Statuses = append(out.Statuses, reportStatus{status, files})
	}
	slices.SortFunc(out.Statuses, func(a, b reportStatus) int {
		if a.Status < b.Status {
			return -1
		}
		return 1
	})
	return out
}
