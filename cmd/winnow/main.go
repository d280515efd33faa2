// Command winnow prints the article in a scraped text and drops the boilerplate around it.
package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"winnow/cleaner/explain"
)

// Exit codes. README and the help text of the root command name them.
const (
	exitDone   = 0
	exitBelow  = 1 // what eval measured fails a threshold that the user set, what test cleaned is not what it must be, or --exit-code is given and something changes
	exitFailed = 2 // a usage error, or an input that failed; the others were still cleaned

	exitInterrupted = 130 // the user ended it; what shells say of programs that SIGINT ended
)

func main() {
	ignoreBrokenPipe()
	limitMemory()
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// The heap may grow so far that the rules are there, and a small input is cleaned, before the first collection. What keeps it
// small from then on is the limit. That is a soft one; inputs that need more get it.
const (
	heapGrowth = 400      // per cent between two collections
	heapLimit  = 54 << 20 // bytes
)

// limitMemory sets the bounds of commands that clean one document after the other.
func limitMemory() { boundMemory(heapGrowth, heapLimit) }

// Several files or records at a time make garbage faster, and there is room for it: for files 256 MiB are promised on a few
// cores, for records 128.
const (
	batchGrowth = 100
	batchLimit  = 128 << 20

	recordGrowth = 30 // more makes it no faster
	recordLimit  = 80 << 20

	workerLimit = 8 << 20 // more for each file or record at a time
)

// spreadMemory gives a command that cleans so many files at a time more room, unless the user set it.
func spreadMemory(files int) { boundMemory(batchGrowth, batchLimit+int64(files)*workerLimit) }

// roomForRecords gives one that cleans so many records of a file at a time more room, unless the user set it.
func roomForRecords(workers int) { boundMemory(recordGrowth, recordLimit+int64(workers)*workerLimit) }

// freeMemory lifts the bounds for a command whose heap is not rules but data, unless the user set them.
func freeMemory() { boundMemory(100, math.MaxInt64) }

// boundMemory sets the bounds that Go's own environment variables do not.
func boundMemory(growth int, limit int64) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(growth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}

// streams are the standard streams that commands use.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// screened returns the streams of a command that prints nothing but reports, so that no text in them steers the terminal.
func (s streams) screened() streams {
	s.out = explain.NewScreen(s.out)
	return s
}

// run executes the command line and returns the exit code.
func run(args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(longUpdate(args))
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	err := root.Execute()
	switch {
	case err == nil, closedPipe(err):
		return exitDone
	case errors.Is(err, errBelow), errors.Is(err, errDiffers):
		return exitBelow
	case errors.Is(err, errReported):
	case errors.Is(err, errInterrupted):
		report(s.err, err)
		return exitInterrupted
	default:
		report(s.err, err)
	}
	return exitFailed
}

// errReported says that something failed and was named on standard error already.
var errReported = errors.New("some inputs failed")

// errBelow says that a threshold or a test was failed, which was said already.
var errBelow = errors.New("a threshold was failed")

// errDiffers says that something changes, for --exit-code.
var errDiffers = errors.New("something changes")

// report prints an error, a line for each of those joined in it. Names of files may hold what steers a terminal; that is
// spelled out.
func report(w io.Writer, err error) {
	for _, line := range strings.Split(err.Error(), "\n") {
		fmt.Fprintf(w, "winnow: %s\n", explain.Visible([]byte(line)))
	}
}

// usageError gives a mistake in the command line its hint.
func usageError(cmd *cobra.Command, err error) error {
	return fmt.Errorf("%w%s\nsee '%s --help'", err, origins(cmd, err), cmd.CommandPath())
}
