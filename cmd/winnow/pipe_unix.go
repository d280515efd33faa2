//go:build unix

package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// ignoreBrokenPipe makes a write to a closed pipe an error, which commands tell from others, instead of a
// signal that ends the program.
func ignoreBrokenPipe() { signal.Ignore(syscall.SIGPIPE) }

// closedPipe reports that the reader of our output went away: it has all it wants.
func closedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }

// endSignals are those by which users and systems end programs.
var endSignals = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
