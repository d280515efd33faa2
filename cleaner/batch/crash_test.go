package batch

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"

	"winnow/cleaner/job"
)

// Where these are set, the test program is a run that kills itself.
const (
	crashMode  = "WINNOW_TEST_CRASH"       // out or in-place
	crashAfter = "WINNOW_TEST_CRASH_AFTER" // so many moments; 0: it does not
)

func TestMain(m *testing.M) {
	if mode := os.Getenv(crashMode); mode != "" {
		if err := crash(mode, os.Getenv(crashAfter)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// crash cleans the folder raw in the working folder, and kills itself when so many moments have passed: a file begun, half
// an output written, a group synced, a section or an entry written, an output renamed.
func crash(mode, after string) error {
	left, err := strconv.ParseInt(after, 10, 64)
	if err != nil {
		return err
	}
	var passed atomic.Int64
	moment := func(string) {
		if passed.Add(1) == left {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
	}
	o := Options{Fingerprint: "one", Out: "out", Ledger: "ledger", Resume: true, Workers: 3, hook: moment, group: 5}
	s := Sources{Paths: []string{"raw"}, Out: "out", Goal: func(name string) Goal { return Goal{Name: name} }}
	if mode == "in-place" {
		o.Out, o.Journal, o.Backup = "", "journal", ".orig"
		s.Out, s.InPlace, s.Backup = "", true, ".orig"
	}
	o.Clean = func(w, ledger io.Writer, r io.Reader, name string) (job.Outcome, error) {
		return shout(&halfway{w: w, moment: moment}, ledger, r, name)
	}
	plan, err := s.Plan(context.Background())
	if err != nil {
		return err
	}
	summary, err := Run(context.Background(), plan, o)
	if err == nil {
		err = os.WriteFile("summary", fmt.Appendf(nil, "%d %d %d %+v\n", summary.Files, summary.Read, summary.Written, summary.Account), 0o644)
	}
	return err
}

// halfway writes a line in two parts, with a moment between them.
type halfway struct {
	w      io.Writer
	moment func(string)
}

func (h *halfway) Write(p []byte) (int, error) {
	n, err := h.w.Write(p[:len(p)/2])
	if err != nil {
		return n, err
	}
	h.moment("half")
	m, err := h.w.Write(p[len(p)/2:])
	return n + m, err
}

// runCrash runs the test program so, in dir. It reports that the run came to its end.
func runCrash(t *testing.T, dir, mode string, after int) (ended bool) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), crashMode+"="+mode, crashAfter+"="+strconv.Itoa(after))
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState.ExitCode() == 1 && len(out) > 0 {
		t.Fatalf("%v\n%s", err, out)
	}
	return err == nil
}

// TestCrash holds that a run which is killed ten times and resumed gives, byte for byte, what an undisturbed one does:
// outputs, journal, ledger and summary, and no file besides.
func TestCrash(t *testing.T) {
	for _, mode := range []string{"out", "in-place"} {
		undisturbed := t.TempDir()
		corpus(t, filepath.Join(undisturbed, "raw"), 120, 6)
		if !runCrash(t, undisturbed, mode, 0) {
			t.Fatalf("%s: an undisturbed run failed", mode)
		}
		want := outputs(t, undisturbed)
		seeds := uint64(8)
		if testing.Short() {
			seeds = 2
		}
		for seed := range seeds {
			t.Run(fmt.Sprintf("%s/%d", mode, seed), func(t *testing.T) {
				random := rand.New(rand.NewPCG(seed, 7))
				dir := t.TempDir()
				corpus(t, filepath.Join(dir, "raw"), 120, 6)
				kills := 0
				for range 10 {
					if !runCrash(t, dir, mode, 1+random.IntN(60)) {
						kills++
					}
				}
				if kills < 3 {
					t.Errorf("killed %d times only", kills)
				}
				if !runCrash(t, dir, mode, 0) {
					t.Fatal("the last run failed")
				}
				wantOutputs(t, dir, want)
			})
		}
	}
}
