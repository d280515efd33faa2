//go:build !unix

package main

import "time"

var began = time.Now()

// cpuTime returns the time since the program began: there is no other here. Measure on a machine that does nothing else.
func cpuTime() time.Duration { return time.Since(began) }
