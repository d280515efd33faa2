package main

import (
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// eachCommand calls use for a command and all below it, but not for those that cobra adds.
func eachCommand(cmd *cobra.Command, use func(*cobra.Command)) {
	use(cmd)
	for _, sub := range cmd.Commands() {
		if sub.Name() != "completion" && sub.Name() != "help" {
			eachCommand(sub, use)
		}
	}
}

// note is what stands behind a command in an example, after two spaces.
var note = regexp.MustCompile(`\S {2,}\S.*$`)

// commandOf returns the command in a line of an example.
func commandOf(line string) string {
	line = strings.TrimSpace(line)
	if at := note.FindStringIndex(line); at != nil {
		return line[:at[0]+1]
	}
	return line
}

// TestHelpExamples runs the examples in the help of every command, each in a folder with what it speaks of.
func TestHelpExamples(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the examples are for a Unix shell")
	}
	if testing.Short() {
		t.Skip("starts the program a hundred times")
	}
	prepared := t.TempDir()
	if err := os.CopyFS(prepared, os.DirFS("../../testdata/help")); err != nil {
		t.Fatal(err)
	}
	if out, err := shell(prepared, "sh ./prepare.sh"); err != nil {
		t.Fatalf("prepare.sh: %v\n%s", err, out)
	}
	eachCommand(newRoot(streams{nil, io.Discard, io.Discard}), func(cmd *cobra.Command) {
		if cmd.Example == "" {
			t.Errorf("%s shows no example", cmd.CommandPath())
		}
		for _, line := range strings.Split(cmd.Example, "\n") {
			command := commandOf(line)
			t.Run(strings.ReplaceAll(command, "/", "∕"), func(t *testing.T) {
				if _, err := exec.LookPath("jq"); err != nil && strings.Contains(command, "| jq ") {
					t.Skip("jq is not installed")
				}
				dir := t.TempDir()
				if err := os.CopyFS(dir, os.DirFS(prepared)); err != nil {
					t.Fatal(err)
				}
				if out, err := shell(dir, command); err != nil || strings.Contains(out, "winnow: see '") {
					t.Errorf("$ %s\n%v\n%s", command, err, out)
				}
			})
		}
	})
}

// shell runs a command in dir, and returns what it prints. The first command of a pipe that fails is a failure, too, where there is
// a shell that tells. winnow is the program of this test: see TestMain.
func shell(dir, command string) (string, error) {
	cmd := exec.Command("sh", "-ec", command)
	if path, err := exec.LookPath("bash"); err == nil {
		cmd = exec.Command(path, "-eo", "pipefail", "-c", command)
	}
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
