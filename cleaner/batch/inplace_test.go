package batch

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/cleaner/job"
)

func newInPlace(t *testing.T) *trial {
	tr := newTrial(t)
	tr.options.Out, tr.sources.Out, tr.sources.InPlace = "", "", true
	return tr
}

func TestInPlace(t *testing.T) {
	tr := newInPlace(t)
	raw := filepath.Join(tr.dir, "raw")
	tree(t, raw, map[string]string{
		"a": "a\ndrop\n", "b": "STAYS\n", "c": "c\npage\n", "d/e": "e\n", "f": "f\n", tempPrefix + "9": "half"})
	if err := os.Chmod(filepath.Join(raw, "f"), 0o444); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(filepath.Join(raw, "b"))
	if err != nil {
		t.Fatal(err)
	}
	tr.options.Backup, tr.sources.Backup = ".orig", ".orig"
	tr.run(4)
	tr.wantFailed("c: "+errPage.Error(), "f: "+errProtected.Error())
	want := map[string]string{
		"a": "A\n", "a.orig": "a\ndrop\n", "b": "STAYS\n", "c": "c\npage\n", "d/e": "E\n", "d/e.orig": "e\n", "f": "f\n"}
	wantOutputs(t, raw, want)
	if after, err := os.Stat(filepath.Join(raw, "b")); err != nil || !os.SameFile(before, after) {
		t.Errorf("a file that stays as it is was replaced (%v)", err)
	}
	tree(t, raw, map[string]string{"a": "other\n"}) // its backup is of another state
	tr.run(4)
	if len(tr.failed) != 3 || !strings.Contains(tr.failed[0], "a.orig: is there already") {
		t.Errorf("failures are %q", tr.failed)
	}
	want["a"] = "other\n"
	wantOutputs(t, raw, want)
}

// TestInPlaceJournal holds that a file is cleaned once.
func TestInPlaceJournal(t *testing.T) {
	tr := newInPlace(t)
	raw := filepath.Join(tr.dir, "raw")
	tree(t, raw, map[string]string{"a": "a\n", "b": "b\nfail\n", "c": "SAME\n"})
	tr.options.Journal, tr.options.Resume = filepath.Join(tr.dir, "journal"), true
	first := tr.run(3)
	tree(t, raw, map[string]string{"b": "b\n"})
	second := tr.run(1)
	if second.Files != 3 || second.Before != 2 || second.Read != first.Read+2 {
		t.Errorf("summary %+v after %+v", second, first)
	}
	tr.run(0)
	tr.options.Resume = false
	if _, err := tr.try(t.Context()); err == nil || !strings.Contains(err.Error(), "--resume") {
		t.Errorf("without --resume: error %v", err)
	}
	wantOutputs(t, raw, map[string]string{"a": "A\n", "b": "B\n", "c": "SAME\n"})

	tree(t, tr.dir, map[string]string{"letter": "Dear Sir\n"})
	tr.options.Journal, tr.options.Force = filepath.Join(tr.dir, "letter"), true
	if _, err := tr.try(t.Context()); err == nil || !strings.Contains(err.Error(), "is no journal") {
		t.Errorf("with a letter for a journal: error %v", err)
	}
	sameFile(t, tr.options.Journal, filepath.Join(tr.dir, "letter"))
}

// TestInPlaceChanged holds that a file which the user writes between its reading and its turn is left as it is.
func TestInPlaceChanged(t *testing.T) {
	tr := newInPlace(t)
	raw := filepath.Join(tr.dir, "raw")
	tree(t, raw, map[string]string{"a": "a\n", "b": "b\n"})
	tr.options.Workers = 1
	clean := tr.options.Clean
	tr.options.Clean = func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
		if strings.HasSuffix(name, "b") {
			tree(t, raw, map[string]string{"a": "mine\n"})
		}
		return clean(w, ledger, r, name)
	}
	tr.run(2)
	if len(tr.failed) != 1 || !strings.Contains(tr.failed[0], "changed while it was read, from 2 bytes to 5") {
		t.Errorf("failures are %q", tr.failed)
	}
	wantOutputs(t, raw, map[string]string{"a": "mine\n", "b": "B\n"})
}

// TestInPlaceBeside holds that a run leaves the temporary files of one beside it alone.
func TestInPlaceBeside(t *testing.T) {
	if !locks {
		t.Skip("there are no locks here")
	}
	tr := newInPlace(t)
	raw := filepath.Join(tr.dir, "raw")
	tree(t, raw, map[string]string{"a": "a\n"})
	clean := tr.options.Clean
	tr.options.Clean = func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
		other := newInPlace(t)
		tree(t, raw, map[string]string{"b": "b\n"})
		other.sources.Paths = []string{filepath.Join(raw, "b")}
		other.run(1)
		return clean(w, ledger, r, name)
	}
	tr.run(1)
	tr.wantFailed()
	wantOutputs(t, raw, map[string]string{"a": "A\n", "b": "B\n"})
}
