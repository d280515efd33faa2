package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"winnow/cleaner/account"
	"winnow/cleaner/job"
)

// shout is a cleaner for tests: it drops lines that begin with "drop", writes the others in capitals, and enters in the
// ledger what it dropped. A file with the line "fail" fails behind the lines before it, and "page" is a page.
func shout(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return job.Outcome{}, err
	}
	out := job.Outcome{Documents: 1, Account: account.Account{In: int64(len(data)), Status: account.Unchanged}}
	for line := range strings.Lines(string(data)) {
		switch {
		case strings.HasPrefix(line, "drop"):
			out.Status = account.Clean
			out.Account.Add(account.Account{Dropped: []account.Dropped{{Category: "drop", Cuts: 1, Bytes: int64(len(line))}}})
			_, err = fmt.Fprintf(ledger, "%q: %s", name, line)
		case line == "fail\n":
			return out, errors.New("a bad file")
		case line == "panic\n":
			panic("no good")
		case line == "full\n":
			return out, &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
		case line == "page\n":
			out.Pages = 1
		default:
			_, err = io.WriteString(w, strings.ToUpper(line))
			out.Out += int64(len(line))
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// corpus writes n files of less than so many lines, of the same content every time, into dir.
func corpus(t *testing.T, dir string, n, lines int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	files := map[string]string{}
	for i := range n {
		var text strings.Builder
		for range random.IntN(lines) {
			if random.IntN(3) == 0 {
				text.WriteString("drop ")
			}
			fmt.Fprintf(&text, "line %d of file %d\n", random.IntN(1000), i)
		}
		files[fmt.Sprintf("%d/%d/f%d.txt", i%3, i%5, i)] = text.String()
	}
	tree(t, dir, files)
}

// trial is a folder to try runs in: sources in raw, outputs in out.
type trial struct {
	*testing.T
	dir     string
	options Options
	sources Sources
	failed  []string // what Done was told, after the latest run
	cleaned atomic.Int64
}

func newTrial(t *testing.T) *trial {
	dir := t.TempDir()
	tr := &trial{T: t, dir: dir}
	tr.options = Options{Fingerprint: "one", Out: filepath.Join(dir, "out"), Workers: 3}
	tr.options.Clean = func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
		tr.cleaned.Add(1)
		return shout(w, ledger, r, name)
	}
	tr.sources = Sources{Paths: []string{filepath.Join(dir, "raw")}, Out: tr.options.Out, Goal: func(name string) Goal { return Goal{Name: name} }}
	return tr
}

func (tr *trial) try(ctx context.Context) (*Summary, error) {
	tr.Helper()
	plan, err := tr.sources.Plan(ctx)
	if err != nil {
		return nil, err
	}
	tr.failed = nil
	tr.cleaned.Store(0)
	tr.options.Done = func(r *Result) {
		if r.Err != nil {
			name, _ := filepath.Rel(filepath.Join(tr.dir, "raw"), r.Source)
			tr.failed = append(tr.failed, filepath.ToSlash(name)+": "+r.Err.Error())
		}
	}
	return Run(ctx, plan, tr.options)
}

// run runs, and expects no error and so many files that were cleaned by this run.
func (tr *trial) run(cleaned int64) *Summary {
	tr.Helper()
	summary, err := tr.try(tr.Context())
	if err != nil {
		tr.Fatal(err)
	}
	if got := tr.cleaned.Load(); got != cleaned {
		tr.Errorf("cleaned %d files, want %d", got, cleaned)
	}
	return summary
}

func (tr *trial) wantFailed(want ...string) {
	tr.Helper()
	if !slices.Equal(tr.failed, want) {
		tr.Errorf("failures are\n%s\nwant\n%s", strings.Join(tr.failed, "\n"), strings.Join(want, "\n"))
	}
}

// outputs returns all that is in the output folder, by name.
func outputs(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, name := range listing(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return files
}

func wantOutputs(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	got := outputs(t, dir)
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is too many", name)
		}
	}
	for name, content := range want {
		if have, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if have != content {
			t.Errorf("%s is\n%s\nwant\n%s", name, have, content)
		}
	}
}

// TestRunWorkers holds that the same bytes come out, of outputs, journal and ledger, for any number of workers.
func TestRunWorkers(t *testing.T) {
	var first map[string]string
	for _, workers := range []int{1, 2, 16} {
		tr := newTrial(t)
		corpus(t, filepath.Join(tr.dir, "raw"), 300, 40)
		tr.options.Workers = workers
		tr.options.Ledger = filepath.Join(tr.dir, "ledger")
		t.Chdir(tr.dir)
		tr.options.Ledger = "ledger" // as the journal names it
		summary := tr.run(300)
		if summary.Files != 300 || summary.Failed != 0 || summary.Account.In != summary.Read {
			t.Errorf("summary %+v", summary)
		}
		got := outputs(t, tr.dir)
		if first == nil {
			first = got
			continue
		}
		wantOutputs(t, tr.dir, first)
	}
}

func TestRunResume(t *testing.T) {
	tr := newTrial(t)
	raw := filepath.Join(tr.dir, "raw")
	tree(t, raw, map[string]string{"a": "a\ndrop a\n", "b": "b\n", "c/d": "d\nfail\n", "e": "e\n"})
	tr.options.Ledger = filepath.Join(tr.dir, "ledger")
	first := tr.run(4)
	tr.wantFailed("c/d: a bad file")
	if first.Files != 3 || first.Failed != 1 || first.Left != 0 {
		t.Errorf("summary %+v", first)
	}
	if _, err := tr.try(t.Context()); err == nil || !strings.Contains(err.Error(), "use --resume to go on with it, or --force") {
		t.Errorf("run again: error %v", err)
	}
	tr.options.Resume = true
	tree(t, raw, map[string]string{"c/d": "d\ndrop d\n"})
	second := tr.run(1)
	if second.Files != 4 || second.Before != 3 || second.Failed != 0 {
		t.Errorf("summary %+v", second)
	}
	same := second.Account
	if third := tr.run(0); !reflect.DeepEqual(third.Account, same) || third.Before != 4 || third.Written != second.Written {
		t.Errorf("summary %+v, want the account %+v", third, same)
	}

	tree(t, raw, map[string]string{"a": "A new\ndrop a new\n"}) // the source has changed
	tr.run(1)
	if err := os.Remove(filepath.Join(tr.options.Out, "b")); err != nil { // the output is gone
		t.Fatal(err)
	}
	tree(t, tr.options.Out, map[string]string{"e": "x\n"}) // the output is another one, as long as it was
	tr.run(2)
	tr.options.Fingerprint = "two"
	if summary := tr.run(4); summary.Again != 4 {
		t.Errorf("done again: %d, want 4", summary.Again)
	}
	tr.options.Resume, tr.options.Force = false, true
	tr.run(4)
	wantOutputs(t, tr.options.Out, map[string]string{
		"a": "A NEW\n", "b": "B\n", "c/d": "D\n", "e": "E\n", JournalName: outputs(t, tr.options.Out)[JournalName]})
	if data, err := os.ReadFile(tr.options.Ledger); err != nil || string(data) != "\"a\": drop a new\n\"c/d\": drop d\n" {
		t.Errorf("the ledger is\n%s(%v)", data, err)
	}
}

// TestRunLedgerOrder holds that a ledger to which sections were added late is in order at the end, without old ones.
func TestRunLedgerOrder(t *testing.T) {
	tr := newTrial(t)
	raw := filepath.Join(tr.dir, "raw")
	tree(t, raw, map[string]string{"a": "drop a\n", "b": "drop b\nfail\n", "c": "drop c\n"})
	tr.options.Ledger = filepath.Join(tr.dir, "ledger")
	tr.run(3)
	tree(t, raw, map[string]string{"a": "drop new a\n", "b": "drop b\n"})
	tr.options.Resume = true
	tr.run(2)
	tr.run(0)
	if data, err := os.ReadFile(tr.options.Ledger); err != nil || string(data) != "\"a\": drop new a\n\"b\": drop b\n\"c\": drop c\n" {
		t.Errorf("the ledger is\n%s(%v)", data, err)
	}
	other := filepath.Join(tr.dir, "other")
	tree(t, tr.dir, map[string]string{"other": "precious"})
	tr.options.Ledger = other
	if _, err := tr.try(t.Context()); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("with a ledger that is none: error %v", err)
	}
	if data, _ := os.ReadFile(other); string(data) != "precious" {
		t.Errorf("a file of the user's is %q now", data)
	}
}

func TestRunRefuses(t *testing.T) {
	tr := newTrial(t)
	tree(t, tr.dir, map[string]string{"raw/a": "a\n", "raw/b": "b\n", "out/a": "mine", "out/b": "mine", "out/other": "x"})
	if _, err := tr.try(t.Context()); err == nil || !strings.Contains(err.Error(), "and 1 more: are there already") {
		t.Errorf("error %v", err)
	}
	tr.options.Resume = true // which knows no earlier run either
	if _, err := tr.try(t.Context()); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("error %v", err)
	}
	wantOutputs(t, tr.options.Out, map[string]string{"a": "mine", "b": "mine", "other": "x"})
	tr.options.Resume, tr.options.Force = false, true
	tr.run(2)
	if got := outputs(t, tr.options.Out); got["a"] != "A\n" || got["other"] != "x" {
		t.Errorf("outputs are %q", got)
	}
}

func TestRunFailures(t *testing.T) {
	tr := newTrial(t)
	raw := filepath.Join(tr.dir, "raw")
	tree(t, raw, map[string]string{
		"a": "a\n", "b": "before\nfail\n", "c": "panic\n", "d": "d\n", "e": "e\n", "f": "f\n", "g": "", "h/i": "i\n", "z": "z\n"})
	tree(t, tr.options.Out, map[string]string{"z/": ""}) // where a file ought to go
	tr.options.Force = true
	clean := tr.options.Clean
	tr.options.Clean = func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
		path := filepath.Join(raw, name)
		switch name {
		case "d": // grows while it is read
			if err := appendTo(path, "more\n"); err != nil {
				return job.Outcome{}, err
			}
		case "e": // is overwritten by something shorter
			if err := os.WriteFile(path, nil, 0o644); err != nil {
				return job.Outcome{}, err
			}
		}
		return clean(w, ledger, r, name)
	}
	plan, err := tr.sources.Plan(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(raw, "f")); err != nil { // vanishes
		t.Fatal(err)
	}
	var failed []string
	tr.options.Done = func(r *Result) {
		if r.Err != nil {
			message, _, _ := strings.Cut(r.Err.Error(), "\n")
			failed = append(failed, filepath.Base(r.Source)+": "+strings.ReplaceAll(message, tr.dir, ""))
		}
	}
	summary, err := Run(t.Context(), plan, tr.options)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"b: a bad file", "c: a defect of winnow: no good",
		"d: changed while it was read, from 2 bytes to 7 or more: run again when it is at rest",
		"e: changed while it was read, from 2 bytes to 0 or more: run again when it is at rest",
	}
	if len(failed) != 6 || !slices.Equal(failed[:4], want) || !strings.HasPrefix(failed[4], "f: open") || !strings.HasPrefix(failed[5], "z: write /out/z: ") {
		t.Errorf("failures are\n%s", strings.Join(failed, "\n"))
	}
	if summary.Failed != 6 || summary.Files != 3 {
		t.Errorf("summary %+v", summary)
	}
	wantOutputs(t, tr.options.Out, map[string]string{"a": "A\n", "g": "", "h/i": "I\n", JournalName: outputs(t, tr.options.Out)[JournalName]})
}

func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// TestRunEnds holds that a full disk and --fail-fast end a run, with all before it done and nothing after it.
func TestRunEnds(t *testing.T) {
	for _, content := range []string{"full\n", "fail\n"} {
		tr := newTrial(t)
		files := map[string]string{"m": content}
		for _, name := range "abcdefxyz" {
			files[string(name)] = string(name) + "\n"
		}
		tree(t, filepath.Join(tr.dir, "raw"), files)
		tr.options.FailFast = content == "fail\n"
		summary, err := tr.try(t.Context())
		if full := content == "full\n"; full != errors.Is(err, syscall.ENOSPC) || !full && err != nil {
			t.Errorf("error %v", err)
		}
		if summary.Files != 6 || summary.Failed != 1 || summary.Left != 3 || len(tr.failed) != 1 {
			t.Errorf("summary %+v, failures %q", summary, tr.failed)
		}
		if left := listing(t, tr.options.Out); len(left) != 7 {
			t.Errorf("files are %q", left)
		}
		tree(t, filepath.Join(tr.dir, "raw"), map[string]string{"m": "m\n"})
		tr.options.Resume = true
		if summary := tr.run(4); summary.Files != 10 || summary.Before != 6 {
			t.Errorf("resumed: summary %+v", summary)
		}
	}
}

// TestRunFullDevice holds that a ledger on a disk that is full ends the run.
func TestRunFullDevice(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no device that is always full")
	}
	tr := newTrial(t)
	tree(t, filepath.Join(tr.dir, "raw"), map[string]string{"a": "a\n", "b": "drop b\n", "c": "c\n"})
	tr.options.Ledger = "/dev/full"
	summary, err := tr.try(t.Context())
	if !errors.Is(err, syscall.ENOSPC) || summary.Files != 1 || summary.Failed != 1 || summary.Left != 1 {
		t.Errorf("error %v, summary %+v", err, summary)
	}
	if names := listing(t, tr.options.Out); !slices.Equal(names, []string{JournalName, "a"}) {
		t.Errorf("files are %q", names)
	}
}

func TestRunInterrupted(t *testing.T) {
	tr := newTrial(t)
	corpus(t, filepath.Join(tr.dir, "raw"), 60, 40)
	ctx, cancel := context.WithCancel(t.Context())
	clean := tr.options.Clean
	tr.options.Clean = func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
		if strings.HasSuffix(name, "f31.txt") {
			cancel()
		}
		return clean(w, ledger, r, name)
	}
	summary, err := tr.try(ctx)
	if !errors.Is(err, context.Canceled) || summary.Left == 0 || summary.Failed != 0 || summary.Files+summary.Left != 60 {
		t.Fatalf("error %v, summary %+v", err, summary)
	}
	if left := listing(t, tr.options.Out); len(left) != summary.Files+1 {
		t.Errorf("files are %q", left)
	}
	tr.options.Clean, tr.options.Resume = clean, true
	if resumed := tr.run(int64(summary.Left)); resumed.Before != summary.Files || resumed.Files != 60 {
		t.Errorf("resumed: summary %+v", resumed)
	}
}

// TestRunLocked holds that a folder is of one run at a time.
func TestRunLocked(t *testing.T) {
	if !locks {
		t.Skip("there are no locks here")
	}
	tr := newTrial(t)
	tree(t, filepath.Join(tr.dir, "raw"), map[string]string{"a": "a\n"})
	clean := tr.options.Clean
	tr.options.Clean = func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
		other := newTrial(t)
		other.options.Out, other.sources = tr.options.Out, tr.sources
		if _, err := other.try(t.Context()); err == nil || !strings.Contains(err.Error(), "another run") {
			t.Errorf("a second run: error %v", err)
		}
		return clean(w, ledger, r, name)
	}
	tr.run(1)
}

func TestRunModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no modes here")
	}
	tr := newTrial(t)
	tree(t, filepath.Join(tr.dir, "raw"), map[string]string{"a": "a\n", "b": "b\n"})
	for name, mode := range map[string]os.FileMode{"a": 0o640, "b": 0o444} {
		if err := os.Chmod(filepath.Join(tr.dir, "raw", name), mode); err != nil {
			t.Fatal(err)
		}
	}
	tr.run(2)
	for name, mode := range map[string]os.FileMode{"a": 0o640, "b": 0o444} {
		if info, err := os.Stat(filepath.Join(tr.options.Out, name)); err != nil || info.Mode() != mode {
			t.Errorf("%s: mode %v (%v), want %v", name, info.Mode(), err, mode)
		}
	}
}

// TestRunLeftovers holds that what a killed run left is removed, and only that.
func TestRunLeftovers(t *testing.T) {
	tr := newTrial(t)
	tree(t, tr.dir, map[string]string{"raw/a": "a\n", "out/x/" + tempPrefix + "1": "half", "out/.winnow-notes": "mine", "out/" + tempPrefix + "2": ""})
	tr.run(1)
	if names := listing(t, tr.options.Out); !slices.Equal(names, []string{JournalName, ".winnow-notes", "a"}) {
		t.Errorf("files are %q", names)
	}
}

func TestPreview(t *testing.T) {
	tr := newTrial(t)
	tree(t, filepath.Join(tr.dir, "raw"), map[string]string{"a": "a\n", "b": "b\n"})
	look := func() (list []string) {
		plan, err := tr.sources.Plan(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		err = Preview(t.Context(), plan, tr.options, func(r *Result) error {
			list = append(list, fmt.Sprint(filepath.Base(r.Goal), " ", r.Before, " ", r.Err))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if got := look(); !slices.Equal(got, []string{"a false <nil>", "b false <nil>"}) {
		t.Errorf("got %q", got)
	}
	if _, err := os.Stat(tr.options.Out); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a look made the output folder: %v", err)
	}
	tr.run(2)
	tree(t, filepath.Join(tr.dir, "raw"), map[string]string{"a": "new\n"})
	tr.options.Resume = true
	if got := look(); !slices.Equal(got, []string{"a false <nil>", "b true <nil>"}) {
		t.Errorf("got %q", got)
	}
}
