package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the output of this run into the golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"winnow": main})
}

// TestScript runs the command-line sessions in testdata/script.
func TestScript(t *testing.T) {
	cases, err := filepath.Abs("../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("CASES", cases)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "unsigned": unsigned},
	})
}

// exits runs a command that must end with the given exit code: exits 2 winnow --wrong.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	if err != nil {
		ts.Fatalf("exits: %v", err)
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("exits: %v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code is %d, want %d", got, want)
	}
}

// unsigned writes an output to a file, without what says which program made it: unsigned stdout records.jsonl. It must say so
// on each line.
func unsigned(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unsigned output file")
	}
	signature := regexp.MustCompile(`,"winnow":\{"version":"[^"]+"(,"commit":"[0-9a-f]{12}(\+dirty)?")?,"rules":"[0-9a-f]{12}"\}`)
	var plain strings.Builder
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		places := signature.FindAllStringIndex(line, -1)
		if len(places) != 1 {
			ts.Fatalf("no program, or several: %s", line)
		}
		plain.WriteString(line[:places[0][0]] + line[places[0][1]:])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(plain.String()), 0o644))
}
