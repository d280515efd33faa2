package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
)

// errInterrupted says that the user ended the program.
var errInterrupted = errors.New("interrupted")

// interruptible returns a context that is done at the first signal to end. A second one ends the program at once, as
// signals do. Signals that whoever started the program wants ignored, as nohup does, stay ignored.
func interruptible(parent context.Context) (context.Context, func()) {
	if parent == nil {
		parent = context.Background()
	}
	ctx, cancel := context.WithCancel(parent)
	var heeded []os.Signal
	for _, s := range endSignals {
		if !signal.Ignored(s) {
			heeded = append(heeded, s)
		}
	}
	if len(heeded) == 0 {
		return ctx, cancel
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, heeded...)
	go func() {
		select {
		case <-signals:
		case <-ctx.Done():
		}
		signal.Stop(signals)
		cancel()
	}()
	return ctx, cancel
}

// endedBy returns the error of what ended with ctx, in the user's words.
func endedBy(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return errInterrupted
	}
	return err
}

// undoable runs work, and when the user interrupts it undo in its place. What work is doing then is of no more use.
func undoable(parent context.Context, work func() error, undo func()) error {
	ctx, stop := interruptible(parent)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		undo()
		return errInterrupted
	}
}
