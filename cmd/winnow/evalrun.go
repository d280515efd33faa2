package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"winnow/cleaner"
	"winnow/cleaner/eval"
)

// leveled is a cleaner and the name of its level.
type leveled struct {
	level  string
	engine *cleaner.Cleaner
}

// evalRun is one run of eval.
type evalRun struct {
	*evalOptions
	streams
	engines []leveled
	old     *eval.Results  // to compare with, or nil
	names   map[string]int // of datasets so far, by name and kind

	reports []*eval.Report
	curves  []*eval.Curve
	broken  bool // something was wrong with a dataset
}

// open opens the datasets that can be opened, and names the others.
func (r *evalRun) open(paths []string) (datasets []*eval.Dataset) {
	for _, path := range paths {
		d, err := eval.Open(path, r.raw)
		if err != nil {
			report(r.err, err)
			r.broken = true
			continue
		}
		datasets = append(datasets, d)
	}
	return datasets
}

// measure measures the datasets and prints the results.
func (r *evalRun) measure(datasets []*eval.Dataset) error {
	total := 0
	for _, d := range datasets {
		total += len(d.Items) * len(r.engines)
	}
	progress := newProgress(r.err, total)
	for _, d := range datasets {
		if r.curve {
			r.curves = append(r.curves, r.measureCurve(d, progress.step))
		} else {
			r.reports = append(r.reports, r.measureOne(d, r.engines[0], progress.step))
		}
	}
	progress.clear()
	for _, report := range r.reports {
		r.name(report.Problems)
	}
	for _, curve := range r.curves {
		r.name(curve.Problems)
	}
	if err := r.compareAll(); err != nil {
		return err
	}
	if r.asJSON {
		return r.printJSON()
	}
	return r.printText()
}

func (r *evalRun) measureOne(d *eval.Dataset, l leveled, done func()) *eval.Report {
	scores, problems := eval.Run(l.engine, d, done)
	report := eval.Summarize(d, scores, problems)
	report.Level = l.level
	return report
}

func (r *evalRun) measureCurve(d *eval.Dataset, done func()) *eval.Curve {
	var curve eval.Curve
	for _, l := range r.engines {
		curve.Add(r.measureOne(d, l, done))
	}
	return &curve
}

// name names problems on standard error.
func (r *evalRun) name(problems []eval.Problem) {
	for _, p := range problems {
		report(r.err, p)
		r.broken = true
	}
}

// compareAll compares the reports with those of the file that --compare names.
func (r *evalRun) compareAll() error {
	if r.old == nil {
		return nil
	}
	for _, now := range r.reports {
		key := string(now.Kind) + " " + now.Name
		old, err := r.old.Find(now, r.names[key])
		if err != nil {
			report(r.err, fmt.Errorf("%s: %w", r.compare, err))
			r.broken = true
			continue
		}
		r.names[key]++
		now.Comparison = eval.Compare(old, now)
	}
	return nil
}

// printJSON prints one object.
func (r *evalRun) printJSON() error {
	encoder := json.NewEncoder(r.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	by := r.selection.program()
	if r.curve {
		return encoder.Encode(map[string]any{"winnow": by, "datasets": r.curves})
	}
	return encoder.Encode(eval.Results{Program: &by, Datasets: r.reports})
}

// printText prints tables, those of each dataset behind an empty line.
func (r *evalRun) printText() error {
	for i := range max(len(r.reports), len(r.curves)) {
		if i > 0 {
			if _, err := io.WriteString(r.out, "\n"); err != nil {
				return err
			}
		}
		if err := r.printOne(i); err != nil {
			return err
		}
	}
	return nil
}

func (r *evalRun) printOne(i int) error {
	if r.curve {
		return r.curves[i].WriteText(r.out)
	}
	if err := r.reports[i].WriteText(r.out); err != nil || r.reports[i].Comparison == nil {
		return err
	}
	if _, err := io.WriteString(r.out, "\n"); err != nil {
		return err
	}
	return r.reports[i].Comparison.WriteText(r.out, r.compare)
}

// verdict holds the figures against the thresholds. What was wrong with a dataset weighs more than they do.
func (r *evalRun) verdict() error {
	below := false
	fail := func(format string, args ...any) {
		report(r.err, fmt.Errorf(format, args...))
		below = true
	}
	worse := 0
	for _, d := range r.reports {
		if f1 := d.Overall.F1(); r.failBelow > 0 && !(f1 >= r.failBelow) {
			fail("%s: F1 is %.4f, below %v", d.Path, f1, r.failBelow)
		}
		if d.Comparison != nil {
			worse += d.Comparison.Worse
		}
	}
	if r.limited && worse > r.failWorse {
		fail("--fail-worse: documents that got worse since %s: %d, more than %d", r.compare, worse, r.failWorse)
	}
	switch {
	case r.broken:
		return errReported
	case below:
		return errBelow
	}
	return nil
}

// progress shows on a terminal how far a run is.
type progress struct{ bar *progressbar.ProgressBar }

// newProgress returns a progress of total documents, which shows nothing unless w is a terminal.
func newProgress(w io.Writer, total int) progress {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" || !term.IsTerminal(int(f.Fd())) {
		return progress{}
	}
	return progress{progressbar.NewOptions(total,
		progressbar.OptionSetWriter(w), progressbar.OptionShowCount(), progressbar.OptionSetWidth(30),
		progressbar.OptionSetDescription("documents"), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

// step says that one more document is done. It may be called by several goroutines.
func (p progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1) // what the terminal does not show is no loss
	}
}

// clear takes the bar off the terminal.
func (p progress) clear() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
