package rules_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"winnow/cleaner"
	"winnow/cleaner/batch"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/explain"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
	"winnow/cleaner/records"
	"winnow/rules"
)

// documents is how many small documents TestFlatMemory cleans: 24 hours of a crawler are
// go test ./rules -run FlatMemory -documents 10000000 -timeout 0
var documents = flag.Int("documents", 20000, "small documents that TestFlatMemory cleans")

// settled waits until no more goroutines run than did before, and reports those that are left if some stay.
func settled(t *testing.T, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d goroutines, where %d were before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}

// samples returns a few small documents of each kind, by the names of their files.
func samples(t *testing.T) map[string][]byte {
	t.Helper()
	files, _ := filepath.Glob("../testdata/cases/*/raw.*")
	list := map[string][]byte{}
	var lines strings.Builder
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) > 20<<10 {
			continue
		}
		list[filepath.Base(filepath.Dir(file))+filepath.Ext(file)] = text
		fmt.Fprintf(&lines, "{\"id\":%d,\"text\":%s}\n", i, records.AppendString(nil, text))
	}
	if len(list) < 10 {
		t.Fatalf("only %d small fixtures", len(list))
	}
	list["all.jsonl"] = []byte(lines.String() + "{}\n" + lines.String())
	list["broken.gz"] = []byte("\x1f\x8b\x08 no gzip")
	list["picture.png"] = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	var packed bytes.Buffer
	z, err := compress.Create(&packed, compress.Zstd)
	if err == nil {
		_, err = z.Write([]byte(lines.String()))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	list["packed.jsonl.zst"] = packed.Bytes()
	return list
}

// task is one thing that is done with a document, whose result is the same each time.
type task func(engine *cleaner.Cleaner, name string, document []byte) string

// stressTasks are all ways that a document can take.
func stressTasks() []task {
	list := []task{
		func(engine *cleaner.Cleaner, _ string, document []byte) string {
			var out bytes.Buffer
			result, err := engine.Clean(&out, bytes.NewReader(document))
			return fmt.Sprint(out.String(), result, err)
		},
		func(engine *cleaner.Cleaner, _ string, document []byte) string {
			var out bytes.Buffer
			source, err := input.Open(bytes.NewReader(document), input.Options{})
			if err != nil {
				return err.Error()
			}
			_, err = engine.Run(explain.NewJSON(&out), source)
			return fmt.Sprint(out.String(), err)
		},
	}
	for _, format := range job.Formats() {
		list = append(list, func(engine *cleaner.Cleaner, name string, document []byte) string {
			var out, book bytes.Buffer
			work := job.Job{Cleaner: engine, Format: format, Title: true, Workers: 3, SuspectWhole: format == job.Text}
			writer, err := ledger.NewWriter(&book, compress.None, build.Info{})
			if err != nil {
				return err.Error()
			}
			work.Ledger = writer
			outcome, err := work.File(&out, bytes.NewReader(document), name)
			return fmt.Sprint(out.String(), outcome.Account, outcome.Bad, err, writer.Flush(), book.String())
		})
	}
	return list
}

// TestStress has many goroutines use one cleaner for everything at a time: what each gets is what one alone gets. The race detector
// sees the rest.
func TestStress(t *testing.T) {
	before := runtime.NumGoroutine()
	all, tasks := samples(t), stressTasks()
	names := slices.Sorted(maps.Keys(all))
	want := map[string][]string{}
	alone := cleaner.New(rules.Default()...)
	for _, name := range names {
		for _, do := range tasks {
			want[name] = append(want[name], do(alone, name, all[name]))
		}
	}
	engine := cleaner.New(rules.Default()...)
	rounds := 4
	if testing.Short() {
		rounds = 1
	}
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for i := range rounds * len(names) {
				name, k := names[(i*(2*g+1)+g)%len(names)], (i+g)%len(tasks)
				if got := tasks[k](engine, name, all[name]); got != want[name][k] {
					t.Errorf("%s, task %d: got %.300q, want %.300q", name, k, got, want[name][k])
				}
			}
		})
	}
	for range 2 {
		dir := t.TempDir()
		for name, document := range all {
			if err := os.WriteFile(filepath.Join(dir, name), document, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		group.Go(func() { runBatch(t, engine, dir, len(all)) })
	}
	group.Wait()
	settled(t, before)
}

// runBatch cleans a folder of so many files with several workers, that share engine.
func runBatch(t *testing.T, engine *cleaner.Cleaner, dir string, files int) {
	out := filepath.Join(dir, "clean")
	work := &job.Job{Cleaner: engine, Format: job.Text, Workers: 2}
	sources := &batch.Sources{Paths: []string{dir}, Out: out, Goal: func(name string) batch.Goal { return batch.GoalOf(name, job.Text) }}
	plan, err := sources.Plan(context.Background())
	if err != nil {
		t.Error(err)
		return
	}
	summary, err := batch.Run(context.Background(), plan, batch.Options{Out: out, Workers: 4, Fingerprint: "stress",
		Clean: func(w, _ io.Writer, r io.Reader, name string) (job.Outcome, error) { return work.File(w, r, name) }})
	if err != nil || summary.Files+summary.Failed != files || summary.Failed != 2 {
		t.Errorf("batch: %+v, %v", summary, err)
	}
}

// TestFlatMemory cleans one small document after the other, of every kind and also such that fail: neither memory nor goroutines
// become more.
func TestFlatMemory(t *testing.T) {
	all := samples(t)
	var names []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if len(all[name]) < 2<<10 {
			names = append(names, name)
		}
	}
	engine := cleaner.New(rules.Default()...)
	count := *documents
	if testing.Short() {
		count = min(count, 2000)
	}
	const steps = 10
	var first uint64
	goroutines := 0
	for step := range steps {
		for i := range count / steps {
			name := names[i%len(names)]
			work := job.Job{Cleaner: engine, Format: job.Formats()[i/len(names)%3], Workers: 1 + i%2}
			// Those that are broken fail here, too.
			_, _ = work.File(io.Discard, bytes.NewReader(all[name]), name)
		}
		runtime.GC()
		runtime.GC() // what pools kept through the first goes with the second
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		t.Logf("%d documents: %d KiB in use, %d KiB mapped, %d goroutines", count/steps*(step+1), memory.HeapAlloc>>10, memory.Sys>>10, runtime.NumGoroutine())
		switch {
		case step == 0:
			first, goroutines = memory.HeapAlloc, runtime.NumGoroutine()
		case memory.HeapAlloc > first+4<<20:
			t.Fatalf("%d bytes in use after a tenth, %d after %d", first, memory.HeapAlloc, step+1)
		}
	}
	settled(t, goroutines)
}
