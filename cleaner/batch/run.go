package batch

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds of what waits for its turn. A file that takes long holds up the commits of those behind it, which go on being
// cleaned until so many wait: outputs in temporary files, sections of the ledger in memory if they are short.
const (
	maxWaiting        = 2048
	maxWaitingInPlace = 64  // in place, where those that wait are open files
	groupFiles        = 512 // are synced and committed together
	groupWait         = 200 * time.Millisecond
	ledgerInMemory    = 32 << 10 // bytes of a file's section
)

// run is a run in progress.
type run struct {
	Options
	plan    *Plan
	journal *journal // nil in place without one
	ledger  *ledger  // or nil
	folder  *os.File // the output folder, whose lock this run has
	cancel  context.CancelFunc

	summary Summary
	settled int          // items that were committed or failed
	again   atomic.Int64 // items that are done again since rules or options have changed
	unsaved bool         // something was written since the last sync of journal and ledger
	saved   time.Time    // when that was
}

// task is an item on its way.
type task struct {
	*Item
	done   chan struct{} // closed when the worker is done with it
	result Result
	entry  entry
	temp   string   // the path of the output, or empty when there is none
	open   *os.File // the same, where it is kept open for its lock
	was    os.FileInfo
	ledger spool
}

// path returns the path of what an item becomes.
func (r *run) path(item *Item) string {
	if r.Out == "" {
		return item.Goal.Name
	}
	return filepath.Join(r.Out, item.Goal.Name)
}

// work has workers clean the items, and commits what they did in the order of the plan.
func (r *run) work(ctx context.Context) error {
	if r.FailFast && len(r.plan.Problems) > 0 {
		return nil
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	r.cancel = cancel
	waiting := maxWaiting
	if r.Out == "" {
		waiting = maxWaitingInPlace
	}
	// There is always work at hand for who is done before the next piece is sent.
	order, todo := make(chan *task, waiting), make(chan *task, 2*max(1, r.Workers))
	var group sync.WaitGroup
	for range max(1, r.Workers) {
		group.Go(func() {
			w := newWorker(r, inner)
			for t := range todo {
				w.do(t)
				close(t.done)
			}
		})
	}
	group.Go(func() {
		defer close(order)
		defer close(todo)
		for i := range r.plan.Items {
			t := &task{Item: &r.plan.Items[i], done: make(chan struct{})}
			select {
			case order <- t:
			case <-inner.Done():
				return
			}
			todo <- t // to a worker, which drops it when inner is done
		}
	})
	err := r.commitAll(order)
	cancel()
	group.Wait()
	if err == nil && r.settled < len(r.plan.Items) {
		err = ctx.Err()
	}
	return err
}

// commitAll commits tasks in their order, a group at a time. After an error, and after the first failure where that ends
// the run, the rest is dropped.
func (r *run) commitAll(order <-chan *task) error {
	var ended error
	var group []*task
	flush := func() {
		if ended == nil {
			ended = r.commit(group)
		}
		if ended != nil {
			r.cancel()
		}
		for _, t := range group {
			t.drop()
		}
		group = group[:0]
	}
	timer := time.NewTimer(groupWait)
	defer timer.Stop()
	for t := range order {
		for waits := true; waits; {
			select {
			case <-t.done:
				waits = false
			case <-timer.C:
				flush()
				timer.Reset(groupWait)
			}
		}
		if group = append(group, t); len(group) >= cmp.Or(r.group, groupFiles) {
			flush()
			timer.Reset(groupWait)
		}
	}
	flush()
	if errors.Is(ended, errEnough) {
		return nil
	}
	return ended
}

// drop lets go of what a task holds. Of one that was committed nothing is left but its section of the ledger.
func (t *task) drop() {
	if t.open != nil {
		t.open.Close()
		t.open = nil
	}
	if t.temp != "" {
		os.Remove(t.temp)
		t.temp = ""
	}
	t.ledger.close()
}

// finish leaves journal and ledger in good order. Only a run that came to its end tidies them up.
func (r *run) finish(complete bool) error {
	var err error
	if complete && r.journal != nil && r.settled == len(r.plan.Items) {
		err = r.journal.compact(r.ledger)
	}
	return errors.Join(err, r.close())
}

// close closes what is open.
func (r *run) close() error {
	// The ledger goes first, so that the journal speaks of nothing that is not on the disk.
	err := r.ledger.close()
	if r.journal != nil {
		err = errors.Join(err, r.journal.close())
	}
	if r.folder != nil {
		r.folder.Close()
	}
	return err
}
