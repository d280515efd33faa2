package cleaner

import (
	"fmt"
	"time"
)

// TimeoutError reports a document that took longer than Cleaner.Timeout allows.
type TimeoutError struct{ Limit time.Duration }

// Error names the limit.
func (e *TimeoutError) Error() string { return fmt.Sprintf("not cleaned within %v", e.Limit) }

// timed is a Reader that heeds a bound of time while it reads, as *input.Input does.
type timed interface {
	// Until makes Next return err at the first read of its source behind the deadline. The zero Time stands for none.
	Until(deadline time.Time, err error)
}

// clock is the time that one document has.
type clock struct {
	limit    time.Duration
	deadline time.Time
}

// start returns the clock of a document that r reads, with limit, or without one where that is 0.
func start(limit time.Duration, r Reader) clock {
	c := clock{limit: limit}
	var over error
	if limit > 0 {
		c.deadline, over = time.Now().Add(limit), &TimeoutError{limit}
	}
	if t, ok := r.(timed); ok {
		t.Until(c.deadline, over)
	}
	return c
}

// check returns a *TimeoutError when the time is over.
func (c *clock) check() error {
	if c.limit > 0 && time.Now().After(c.deadline) {
		return &TimeoutError{c.limit}
	}
	return nil
}
