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
)

// Exit codes. README and the help text of the root command name them.
const (
	exitDone   = 0
	exitBelow  = 1 // what eval measured fails a threshold that the user set
	exitFailed = 2 // a usage error, or an input that failed; the others were still cleaned
)

func main() {
	ignoreBrokenPipe()
	limitMemory()
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// The heap is kept small: nearly all of it is rules, which stay, so that there is little to gain from more
// room. The limit is a soft one; inputs that need more get it.
const (
	heapGrowth = 30       // per cent between two collections
	heapLimit  = 54 << 20 // bytes
)

// limitMemory sets the bounds that Go's own environment variables do not.
func limitMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapLimit)
	}
}

// What records in hand take, on top of the rules: buffers, and the window of each worker.
const (
	recordLimit = 80 << 20 // bytes
	workerLimit = 8 << 20
)

// roomForRecords widens the bounds for files of records, which so many workers clean, unless the user set them.
func roomForRecords(workers int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(recordLimit + int64(workers)*workerLimit)
	}
}

// freeMemory lifts these bounds for a command whose heap is not rules but data, unless the user set them.
func freeMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(100)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(math.MaxInt64)
	}
}

// streams are the standard streams that commands use.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run executes the command line and returns the exit code.
func run(args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	err := root.Execute()
	switch {
	case err == nil, closedPipe(err):
		return exitDone
	case errors.Is(err, errBelow):
		return exitBelow
	case errors.Is(err, errReported):
	default:
		report(s.err, err)
	}
	return exitFailed
}

// errReported says that something failed and was named on standard error already.
var errReported = errors.New("some inputs failed")

// errBelow says that a threshold was failed, which was said on standard error already.
var errBelow = errors.New("a threshold was failed")

// report prints an error, a line for each of those joined in it.
func report(w io.Writer, err error) {
	for _, line := range strings.Split(err.Error(), "\n") {
		fmt.Fprintf(w, "winnow: %s\n", line)
	}
}

// usageError gives a mistake in the command line its hint.
func usageError(cmd *cobra.Command, err error) error {
	return fmt.Errorf("%w\nsee '%s --help'", err, cmd.CommandPath())
}
