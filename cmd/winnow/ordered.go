package main

import (
	"context"
	"io"
	"sync"
)

// ordered calls do for the numbers below n, so many at a time, and use with what each returned, in the order of the numbers. An
// error of use ends it, and so does ctx, of which do had better take notice, too.
func ordered[T any](ctx context.Context, n, workers int, do func(i int) T, use func(i int, result T) error) error {
	type turn struct {
		i      int
		result chan T
	}
	ctx, stop := context.WithCancel(ctx)
	todo, order := make(chan turn, workers), make(chan turn, 4*workers)
	var group sync.WaitGroup
	defer group.Wait()
	defer stop()
	for range workers {
		group.Go(func() {
			for t := range todo {
				t.result <- do(t.i)
			}
		})
	}
	group.Go(func() {
		defer close(order)
		defer close(todo)
		for i := range n {
			t := turn{i, make(chan T, 1)}
			select {
			case order <- t:
				todo <- t
			case <-ctx.Done():
				return
			}
		}
	})
	for t := range order {
		select {
		case result := <-t.result:
			if err := use(t.i, result); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// cancelable is a reader that ends with the context.
type cancelable struct {
	ctx context.Context
	io.Reader
}

// Read implements io.Reader.
func (c *cancelable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}
