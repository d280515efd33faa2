//go:build !unix

package main

import (
	"errors"
	"os"
	"syscall"
)

func ignoreBrokenPipe() {}

// errorNoData is Windows' ERROR_NO_DATA: the pipe is being closed.
const errorNoData = syscall.Errno(232)

// closedPipe reports that the reader of our output went away: it has all it wants.
func closedPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, errorNoData)
}

// endSignals are those by which users and systems end programs.
var endSignals = []os.Signal{os.Interrupt, syscall.SIGTERM}
