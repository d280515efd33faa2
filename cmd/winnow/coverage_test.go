package main

import (
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// session is what the scripts in testdata/script do with the program.
type session struct {
	flags map[*cobra.Command]map[string]bool // names of flags that are given
	codes map[*cobra.Command]map[int]bool    // exit codes that are asserted
	any   map[int]bool                       // the same of all commands
}

// readSessions reads the scripts.
func readSessions(t *testing.T, root *cobra.Command) *session {
	t.Helper()
	files, err := filepath.Glob("../../testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	s := &session{map[*cobra.Command]map[string]bool{root: {}}, map[*cobra.Command]map[int]bool{}, map[int]bool{}}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(archive.Comment), "\n")
		for i, line := range lines {
			if !strings.HasPrefix(line, "#") {
				s.line(root, line, lines[i+1:])
			}
		}
	}
	return s
}

var (
	programs = regexp.MustCompile(`\bwinnow\b`)
	exitWith = regexp.MustCompile(`\bexits (\d+) $`)
	// ends is where a command of a shell ends, and a script's line with it.
	ends    = regexp.MustCompile(`[|;&<>]|\d>|$`)
	printed = regexp.MustCompile(`^(?:\[\w+\] )?stdout '\^code (\d+)`)
)

// line takes up a line of a script, behind which others follow.
func (s *session) line(root *cobra.Command, line string, following []string) {
	inShell := strings.Contains(line, "exec sh -c")
	for _, at := range programs.FindAllStringIndex(line, -1) {
		rest := line[at[1]:]
		if inShell {
			rest = rest[:ends.FindStringIndex(rest)[0]]
		}
		cmd := s.command(root, strings.Fields(strings.NewReplacer("'", "", `"`, "").Replace(rest)))
		if match := exitWith.FindStringSubmatch(line[:at[0]]); match != nil {
			s.code(cmd, match[1])
		} else if before := strings.TrimSpace(line[:at[0]]); before == "" || strings.HasPrefix(before, "[") && strings.HasSuffix(before, "]") {
			s.code(cmd, "0")
		}
		// A shell that prints the code is asked for it in the line behind.
		if inShell && len(following) > 0 && strings.Contains(line, "echo code $?") {
			if match := printed.FindStringSubmatch(following[0]); match != nil {
				s.code(cmd, match[1])
			}
		}
	}
}

func (s *session) code(cmd *cobra.Command, digits string) {
	code, err := strconv.Atoi(digits)
	if err != nil {
		return // it is no number of a code
	}
	if s.codes[cmd] == nil {
		s.codes[cmd] = map[int]bool{}
	}
	s.codes[cmd][code], s.any[code] = true, true
}

// command notes the flags that a command line gives, and returns the command.
func (s *session) command(root *cobra.Command, args []string) *cobra.Command {
	cmd, _, err := root.Find(args)
	if err != nil {
		return root
	}
	if s.flags[cmd] == nil {
		s.flags[cmd] = map[string]bool{}
	}
	for _, arg := range args {
		name, _, _ := strings.Cut(arg, "=")
		switch {
		case strings.HasPrefix(name, "--"):
			s.flags[cmd][name[2:]] = true
			if root.PersistentFlags().Lookup(name[2:]) != nil {
				s.flags[root][name[2:]] = true
			}
		case strings.HasPrefix(name, "-"):
			for _, letter := range name[1:] {
				f := cmd.Flags().ShorthandLookup(string(letter))
				if f == nil {
					break
				}
				s.flags[cmd][f.Name] = true
				if f.Value.Type() != "bool" {
					break // what follows is its value
				}
			}
		}
	}
	return cmd
}

// TestEveryFlag holds that each flag of each command is used in a script, and one that all commands have with some command.
func TestEveryFlag(t *testing.T) {
	root := newRoot(streams{nil, io.Discard, io.Discard})
	s := readSessions(t, root)
	eachCommand(root, func(cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Hidden || f.Name == "help" || cmd.InheritedFlags().Lookup(f.Name) != nil {
				return
			}
			if !s.flags[cmd][f.Name] {
				t.Errorf("no script in testdata/script uses '%s --%s'", cmd.CommandPath(), f.Name)
			}
		})
		if len(s.codes[cmd]) == 0 {
			t.Errorf("no script in testdata/script asserts what '%s' exits with", cmd.CommandPath())
		}
	})
}

// statusCode is a code in what help says of the exit status.
var statusCode = regexp.MustCompile(`\b(\d+)\b`)

// TestEveryExitCode holds that each exit code that the help of a command names is asserted in a script of that command, and each
// of the program's in some script.
func TestEveryExitCode(t *testing.T) {
	root := newRoot(streams{nil, io.Discard, io.Discard})
	s := readSessions(t, root)
	for _, code := range []int{exitDone, exitBelow, exitFailed, exitInterrupted} {
		if !s.any[code] {
			t.Errorf("no script in testdata/script asserts the exit code %d", code)
		}
	}
	eachCommand(root, func(cmd *cobra.Command) {
		_, said, found := strings.Cut(cmd.Long, "Exit status: ")
		if !found {
			return
		}
		said, _, _ = strings.Cut(said, "\n\n")
		said, _, _ = strings.Cut(said, "'winnow") // what follows is of another command
		for _, code := range statusCode.FindAllString(said, -1) {
			if n, err := strconv.Atoi(code); err != nil || !s.codes[cmd][n] {
				t.Errorf("no script in testdata/script asserts that '%s' exits with %s", cmd.CommandPath(), code)
			}
		}
	})
}
