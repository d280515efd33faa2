package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"winnow/cleaner/account"
	"winnow/cleaner/batch"
)

// How often progress is shown.
const (
	barEvery  = 200 * time.Millisecond // on a terminal
	lineEvery = 10 * time.Second       // elsewhere
)

// batchProgress shows how far a run is: a bar on a terminal, a line now and then elsewhere.
type batchProgress struct {
	w     io.Writer
	files int
	total int64 // bytes
	now   *batch.Progress
	quiet bool
	begun time.Time

	mutex sync.Mutex // of w and bar
	bar   *progressbar.ProgressBar
	end   chan struct{}
	ended sync.WaitGroup
}

func newBatchProgress(w io.Writer, quiet bool, plan *batch.Plan, now *batch.Progress) *batchProgress {
	p := &batchProgress{w: w, files: len(plan.Items), total: plan.Bytes(), now: now, quiet: quiet, end: make(chan struct{})}
	if f, ok := w.(*os.File); ok && !quiet && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions64(max(p.total, 1),
			progressbar.OptionSetWriter(w), progressbar.OptionShowBytes(true), progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(20), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
		)
	}
	return p
}

// start begins to show progress, until stop.
func (p *batchProgress) start() {
	p.begun = time.Now()
	if p.quiet {
		return
	}
	every := lineEvery
	if p.bar != nil {
		every = barEvery
	}
	p.ended.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				p.show()
			case <-p.end:
				return
			}
		}
	})
}

func (p *batchProgress) stop() {
	close(p.end)
	p.ended.Wait()
	if p.bar != nil {
		_ = p.bar.Finish() // what the terminal does not show is no loss
	}
}

// show shows how far the run is now.
func (p *batchProgress) show() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	files, bytes := p.now.Files.Load(), p.now.Bytes.Load()
	if p.bar != nil {
		p.bar.Describe(fmt.Sprintf("%d of %d files", files, p.files))
		_ = p.bar.Set64(min(bytes, max(p.total, 1)))
		return
	}
	fmt.Fprintf(p.w, "winnow: %s\n", progressLine(files, bytes, p.files, p.total, time.Since(p.begun)))
}

// progressLine says how far a run is, how fast, and how long it may still take.
func progressLine(files, bytes int64, allFiles int, allBytes int64, since time.Duration) string {
	line := fmt.Sprintf("%d of %d files, %s of %s", files, allFiles, size(bytes), size(allBytes))
	rate := float64(bytes) / since.Seconds()
	if rate > 0 && bytes <= allBytes {
		left := time.Duration(float64(allBytes-bytes) / rate * float64(time.Second))
		line += fmt.Sprintf(", %s/s, %v left", size(int64(rate)), left.Round(time.Second))
	}
	return line
}

// say prints an error without disturbing the bar.
func (p *batchProgress) say(err error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	report(p.w, err)
}

// size writes a number of bytes for people, in decimal units.
func size(bytes int64) string {
	units := []string{"kB", "MB", "GB", "TB", "PB", "EB"}
	if bytes < 1000 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	value, unit := float64(bytes)/1000, 0
	for value >= 999.95 && unit < len(units)-1 {
		value, unit = value/1000, unit+1
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}

// printSummary says what a run did.
func printSummary(w io.Writer, s *batch.Summary) {
	line := func(format string, args ...any) { fmt.Fprintf(w, "winnow: "+format+"\n", args...) }
	line("%s", countLine(s))
	a := &s.Account
	line("%s of text, %s kept, %s dropped%s", size(a.In), size(a.Out), size(a.In-a.Out), share(a.In-a.Out, a.In))
	byBytes := slices.Clone(a.Dropped)
	slices.SortStableFunc(byBytes, func(a, b account.Dropped) int {
		switch {
		case a.Bytes > b.Bytes:
			return -1
		case a.Bytes < b.Bytes:
			return 1
		}
		return 0
	})
	for _, d := range byBytes {
		line("  %-12s %12s in %d cuts", d.Category, size(d.Bytes), d.Cuts)
	}
	seconds := max(s.Elapsed.Seconds(), 1e-3)
	line("%v, %.0f files/s, %s/s", s.Elapsed.Round(time.Millisecond), float64(s.Files-s.Before)/seconds, size(int64(float64(s.NowRead)/seconds)))
}

// countLine counts the files of a run.
func countLine(s *batch.Summary) string {
	line := fmt.Sprintf("files done: %d", s.Files)
	if s.Before > 0 {
		line += fmt.Sprintf(" (%d before)", s.Before)
	}
	for _, part := range []struct {
		count int
		what  string
	}{
		{s.Failed, "failed"}, {s.Left, "left"}, {s.Notices, "passed over"},
		{s.Again, "done with other rules or options, and again now"},
	} {
		if part.count > 0 {
			line += fmt.Sprintf(", %s: %d", part.what, part.count)
		}
	}
	return line + ", read: " + size(s.Read)
}

// share writes a part of a whole in per cent.
func share(part, whole int64) string {
	if whole == 0 {
		return ""
	}
	return fmt.Sprintf(" (%.1f %%)", 100*float64(part)/float64(whole))
}
