package batch

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner/account"
	"winnow/cleaner/job"
)

// entryOf returns an entry that differs from those of other goals in all its fields.
func entryOf(goal string, n int64) *entry {
	return &entry{
		Goal: Name(goal), Rules: "rules", Input: Sum{n, fmt.Sprintf("in%d", n)}, Output: Sum{n + 1, "out"},
		Outcome: job.Outcome{
			Account: account.Account{Status: account.Clean, In: n, Out: n + 2, Blocks: 3,
				Dropped: []account.Dropped{{Category: "nav", Cuts: 4, Bytes: n + 5}}},
			Documents: 1, Pages: 1, Why: "why",
		},
	}
}

// reopen reads a journal anew.
func reopen(t *testing.T, path string) *journal {
	t.Helper()
	j, err := readJournal(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.close() })
	return j
}

// begun returns a journal with these entries, ready for more.
func begun(t *testing.T, path string, entries ...*entry) *journal {
	t.Helper()
	j := reopen(t, path)
	if err := j.begin(header{Journal: journalMark}); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := j.append(e); err != nil {
			t.Fatal(err)
		}
	}
	return j
}

func TestJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	b, a := entryOf("b\xff\n", 1), entryOf("a", 2)
	a.Ledger = &section{5, 9}
	begun(t, path, b, a)
	j := reopen(t, path)
	for _, want := range []*entry{a, b} {
		got, err := j.find(string(want.Goal))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v (%v), want %+v", want.Goal, got, err, want)
		}
	}
	if got, err := j.find("c"); got != nil || err != nil {
		t.Errorf("what is not there was found: %v, %v", got, err)
	}
	if j.ledger != 9 || j.lines != 2 || j.sorted {
		t.Errorf("ledger ends at %d, %d lines, sorted: %v", j.ledger, j.lines, j.sorted)
	}
}

// TestJournalCut holds that a journal is good wherever a kill cut it off.
func TestJournalCut(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "journal")
	begun(t, path, entryOf("a", 1), entryOf("b", 2))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cutPath := filepath.Join(dir, "cut")
	for n := range len(whole) {
		if err := os.WriteFile(cutPath, whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		j := reopen(t, cutPath)
		if want := max(0, bytes.Count(whole[:n], []byte("\n"))-1); j.lines != want || j.broken != 0 {
			t.Fatalf("cut at byte %d it has %d entries and %d broken lines, want %d", n, j.lines, j.broken, want)
		}
		j = begun(t, cutPath, &entry{Goal: "c", Input: Sum{Size: 3}}) // which is shorter than what was cut off
		_ = j.close()
		if info, err := os.Stat(cutPath); err != nil || info.Size() != j.size {
			t.Fatalf("cut at byte %d and written on it has %d bytes (%v), want %d", n, info.Size(), err, j.size)
		}
		if got, err := reopen(t, cutPath).find("c"); err != nil || got == nil || got.Input.Size != 3 {
			t.Fatalf("cut at byte %d and written on: %v, %v", n, got, err)
		}
	}
}

func TestJournalForeign(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letter")
	for _, content := range []string{"Dear Sir", "Dear Sir\n", `{"journal":"winnow batch 99"}` + "\n", "\n"} {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readJournal(path); err == nil || !strings.Contains(err.Error(), "is no journal") {
			t.Errorf("%q: error %v", content, err)
		}
	}
}

func TestJournalCompact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	j := begun(t, path, entryOf("b", 1), entryOf("a", 2), entryOf("b", 3))
	if err := os.WriteFile(path+".broken", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := j.file.WriteAt([]byte("\x00\x00\x00\n"), j.size); err != nil {
		t.Fatal(err)
	}
	_ = j.close()
	j = reopen(t, path)
	if j.broken != 1 {
		t.Fatalf("%d broken lines, want 1", j.broken)
	}
	if err := j.compact(nil); err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(t.TempDir(), "journal")
	begun(t, fresh, entryOf("a", 2), entryOf("b", 3))
	sameFile(t, path, fresh)
	before, _ := os.Stat(path)
	j = reopen(t, path)
	if err := j.compact(nil); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.Stat(path); !os.SameFile(before, after) {
		t.Error("a journal in good order was written anew")
	}
}

func sameFile(t *testing.T, got, want string) {
	t.Helper()
	a, err := os.ReadFile(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("%s is\n%s\nand not\n%s", got, a, b)
	}
}

// TestLedgerCut holds that what a killed run wrote behind the last section is cut off, and that a ledger which is too short
// is refused.
func TestLedgerCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger")
	tree(t, filepath.Dir(path), map[string]string{"ledger": "a section;half a sec"})
	l, err := openLedger(path, 10)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.close(); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "a section;" {
		t.Errorf("the ledger is %q (%v)", data, err)
	}
	if _, err := openLedger(path, 11); err == nil || !strings.Contains(err.Error(), "has 10 bytes, less than the 11") {
		t.Errorf("a ledger that is too short: error %v", err)
	}
}

// TestLedgerRewrite holds that a ledger with old sections is brought in order, and that it does not matter when that is
// interrupted.
func TestLedgerRewrite(t *testing.T) {
	for _, until := range []string{"", "ledger", "journal"} {
		t.Run("until "+until, func(t *testing.T) {
			dir := t.TempDir()
			path, ledgerPath := filepath.Join(dir, "journal"), filepath.Join(dir, "ledger")
			j := begun(t, path)
			l, err := openLedger(ledgerPath, 0)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = l.close() })
			for _, add := range []struct{ goal, text string }{{"b", "old b;"}, {"a", "text of a;"}, {"c", ""}, {"b", "new b;"}} {
				s := spool{dir: dir, limit: 4}
				if _, err := s.Write([]byte(add.text)); err != nil {
					t.Fatal(err)
				}
				added, err := l.append(&s)
				if err != nil {
					t.Fatal(err)
				}
				s.close()
				e := entryOf(add.goal, 1)
				e.Ledger = &added
				if err := j.append(e); err != nil {
					t.Fatal(err)
				}
			}
			interruptedCompact(t, j, l, until)
			j = reopen(t, path)
			if err := settle(ledgerPath, j.header.Pending == 1); err != nil {
				t.Fatal(err)
			}
			if l, err = openLedger(ledgerPath, j.ledger); err != nil {
				t.Fatal(err)
			}
			if err := j.begin(j.header); err != nil {
				t.Fatal(err)
			}
			if err := j.compact(l); err != nil {
				t.Fatal(err)
			}
			if reopen(t, path).header.Pending != 0 {
				t.Error("the ledger is pending still: half a new one would take its place")
			}
			got, err := os.ReadFile(ledgerPath)
			if err != nil || string(got) != "text of a;new b;" {
				t.Errorf("the ledger is %q (%v)", got, err)
			}
			e, err := reopen(t, path).find("b")
			if err != nil || *e.Ledger != (section{10, 16}) {
				t.Errorf("b is at %v (%v)", e.Ledger, err)
			}
			if names := listing(t, dir); !slices.Equal(names, []string{"journal", "ledger"}) {
				t.Errorf("files left: %q", names)
			}
		})
	}
}

// interruptedCompact does what compact does, until a part of it is done.
func interruptedCompact(t *testing.T, j *journal, l *ledger, until string) {
	t.Helper()
	if until == "" {
		return
	}
	if err := l.rewrite(j, j.goals()); err != nil {
		t.Fatal(err)
	}
	if until == "ledger" {
		return
	}
	if err := j.rewrite(j.goals(), true); err != nil {
		t.Fatal(err)
	}
}

// listing returns the paths of all files in dir, sorted.
func listing(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestSpool(t *testing.T) {
	dir := t.TempDir()
	for _, limit := range []int{0, 1, 10, 1000} {
		s := spool{dir: dir, limit: limit}
		var want bytes.Buffer
		for i := range 40 {
			part := bytes.Repeat([]byte{'a' + byte(i%26)}, i)
			want.Write(part)
			if n, err := s.Write(part); n != i || err != nil {
				t.Fatalf("limit %d: wrote %d of %d bytes: %v", limit, n, i, err)
			}
		}
		var got bytes.Buffer
		n, err := s.WriteTo(&got)
		if err != nil || n != int64(want.Len()) || got.String() != want.String() {
			t.Errorf("limit %d: %d bytes (%v), want %d", limit, n, err, want.Len())
		}
		s.close()
	}
	if left := listing(t, dir); len(left) > 0 {
		t.Errorf("files left: %q", left)
	}
}

// FuzzJournal holds that no bytes behind the header keep a journal from being read and written on.
func FuzzJournal(f *testing.F) {
	line, err := marshalLine(entryOf("a", 1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line)
	f.Add(append(line, "{\"goal\":\"b\"}\n{\"goal\":{\"base64\":\"/w==\"}}\nnull\n\x00"...))
	f.Add([]byte(`{"journal":"winnow batch 1","pending":true}` + "\n" + `{"goal":"x","ledger":{"start":7,"end":-1}}` + "\n"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(dir, "journal")
		head, _ := marshalLine(header{Journal: journalMark})
		if err := os.WriteFile(path, append(head, data...), 0o644); err != nil {
			t.Fatal(err)
		}
		j := begun(t, path, entryOf("new", 7))
		if err := j.compact(nil); err != nil {
			t.Fatal(err)
		}
		_ = j.close()
		j = reopen(t, path)
		if e, err := j.find("new"); err != nil || e == nil || e.Input.Size != 7 {
			t.Errorf("the new entry is %v (%v)", e, err)
		}
		if j.broken > 0 || !j.sorted {
			t.Errorf("compacted, it has %d broken lines; sorted: %v", j.broken, j.sorted)
		}
	})
}
