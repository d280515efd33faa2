package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// errEnough says that the user wants no more after a failure.
var errEnough = errors.New("a file failed")

// saveEvery is how often journal and ledger are brought to the disk. A crash of the machine loses what came after that;
// a killed run loses nothing.
const saveEvery = 5 * time.Second

// point names a moment at which tests kill a run.
func (r *run) point(name string) {
	if r.hook != nil {
		r.hook(name)
	}
}

// commit puts what a group of tasks wrote in its place. It returns the error that ends the run: that of the journal or
// the ledger, a full disk, or the context's; what was committed before that stays.
func (r *run) commit(group []*task) error {
	r.point("sync")
	var paths []string
	var tasks []*task
	for _, t := range group {
		if t.temp != "" {
			paths, tasks = append(paths, t.temp), append(tasks, t)
		}
	}
	for i, err := range syncAll(paths) {
		if err != nil {
			tasks[i].fail(goalError(tasks[i].result.Goal, err))
		}
	}
	for _, t := range group {
		if err := r.commitOne(t); err != nil {
			return err
		}
	}
	return r.save(false)
}

// commitOne commits a task, and says what became of it.
func (r *run) commitOne(t *task) error {
	if errors.Is(t.result.Err, context.Canceled) || errors.Is(t.result.Err, context.DeadlineExceeded) {
		return t.result.Err
	}
	var ended error
	if t.result.Err == nil && !t.result.Before {
		if ended = r.place(t); ended != nil {
			t.fail(ended)
		}
	}
	if full(t.result.Err) {
		ended = t.result.Err
	}
	r.settled++
	r.summary.add(&t.result)
	r.Progress.Files.Add(1)
	if r.Done != nil {
		r.Done(&t.result)
	}
	if ended != nil {
		return fmt.Errorf("the run ends here: %w", ended)
	}
	if t.result.Err != nil && r.FailFast {
		return errEnough
	}
	return nil
}

// place puts an output and its section of the ledger in place, and enters both in the journal. What fails is the task's
// error, unless no other file could fare better.
//
// The journal speaks only of outputs that are in place. Where that is the place of the source it is the other way
// round, lest a file be cleaned twice: the entry knows the file as it was and as it will be.
func (r *run) place(t *task) error {
	if r.ledger != nil {
		added, err := r.ledger.append(&t.ledger)
		if err != nil {
			return err
		}
		t.entry.Ledger = &added
		r.point("ledger")
	}
	inPlace := r.Out == ""
	if inPlace && r.journal != nil {
		if err := r.enter(t); err != nil {
			return err
		}
	}
	if err := r.rename(t); err != nil {
		t.fail(err)
		return nil
	}
	r.point("rename")
	if !inPlace {
		return r.enter(t)
	}
	return nil
}

func (r *run) enter(t *task) error {
	if err := r.journal.append(&t.entry); err != nil {
		return fmt.Errorf("write %s: %w", Quote(r.journal.path), pathCause(err))
	}
	r.unsaved = true
	r.point("journal")
	return nil
}

// rename lets the output take its place.
func (r *run) rename(t *task) error {
	if t.temp == "" {
		return nil // in place, and nothing has changed
	}
	goal := t.result.Goal
	if r.Out == "" {
		now, err := os.Stat(goal)
		if err != nil {
			return err
		}
		if !os.SameFile(now, t.was) || now.Size() != t.was.Size() || !now.ModTime().Equal(t.was.ModTime()) {
			return &ChangedError{t.was.Size(), now.Size()}
		}
		if err := r.backUp(t); err != nil {
			return err
		}
	}
	if err := os.Rename(t.temp, goal); err != nil {
		return goalError(goal, err)
	}
	t.temp = ""
	return nil
}

// backUp keeps the file as it was. A copy that is there already must be one of the file as it is, from a run that was
// killed: no other is replaced.
func (r *run) backUp(t *task) error {
	if r.Backup == "" {
		return nil
	}
	goal, path := t.result.Goal, t.result.Goal+r.Backup
	err := os.Link(goal, path)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrExist):
		sum, err := sumFile(path)
		if err == nil && sum == t.entry.Input {
			return nil
		}
		return fmt.Errorf("%s: is there already, and holds something else: remove it, or choose another --backup", Quote(path))
	}
	if err := copyFile(goal, path, t.was.Mode().Perm()); err != nil {
		return goalError(path, err)
	}
	return nil
}

// copyFile copies a file where no link can be made.
func copyFile(from, to string, mode os.FileMode) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	copied, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(copied, source)
	if err == nil {
		err = copied.Sync()
	}
	if closeErr := copied.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(to)
	}
	return err
}

// save brings the ledger and then the journal to the disk, from time to time.
func (r *run) save(now bool) error {
	if !r.unsaved || !now && time.Since(r.saved) < saveEvery {
		return nil
	}
	r.saved, r.unsaved = time.Now(), false
	if r.ledger != nil && r.ledger.regular {
		if err := r.ledger.file.Sync(); err != nil {
			return fmt.Errorf("write %s: %w", Quote(r.ledger.path), pathCause(err))
		}
	}
	if err := r.journal.file.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", Quote(r.journal.path), pathCause(err))
	}
	return nil
}
