//go:build unix

package main

import (
	"syscall"
	"time"
)

// cpuTime returns how long this process has been running on a processor so far.
func cpuTime() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic("yardstick: the time of the process: " + err.Error()) // there is no argument that could be wrong
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
