package batch

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"winnow/cleaner/compress"
	"winnow/cleaner/job"
	"winnow/cleaner/records"
)

// GoalError says that an output could not be written.
type GoalError struct {
	Path string
	Err  error
}

// Error names the output.
func (e *GoalError) Error() string { return fmt.Sprintf("write %s: %v", Quote(e.Path), e.Err) }

// Unwrap returns the cause.
func (e *GoalError) Unwrap() error { return e.Err }

// goalError is about the output at path, whatever temporary file err names.
func goalError(path string, err error) error { return &GoalError{path, pathCause(err)} }

// ChangedError says that a file changed while it was read, so that what was made of it is of neither state.
type ChangedError struct{ Before, After int64 } // bytes

// Error says how long the file was and is.
func (e *ChangedError) Error() string {
	if e.Before == e.After {
		return "changed while it was read: run again when it is at rest"
	}
	return fmt.Sprintf("changed while it was read, from %d bytes to %d or more: run again when it is at rest", e.Before, e.After)
}

// errPage says that a page would become a text under the name of a page.
var errPage = errors.New("is a page, and stays one in place: use --out to have its text in a file of its own, or --ignore to pass over it")

// errArchive says that a web archive would become JSONL under the name of an archive.
var errArchive = errors.New("is a web archive, of which only JSONL would be left: use --out to have that in a file of its own, or --ignore to pass over it")

// errBad says that records would be lost.
var errBad = errors.New("holds records that are bad, which would be lost: left as it is: use --out to have the others in a file of their own")

// errProtected says that a file may not be written.
var errProtected = errors.New("is write-protected, and left as it is")

// worker cleans files, one at a time.
type worker struct {
	*run
	ctx     context.Context
	in, out hash.Hash
	buffer  *bufio.Writer
}

func newWorker(r *run, ctx context.Context) *worker {
	return &worker{run: r, ctx: ctx, in: sha256.New(), out: sha256.New(), buffer: bufio.NewWriterSize(nil, 32<<10)}
}

// fail makes err what became of a task.
func (t *task) fail(err error) { t.result.Err = err }

// do cleans the file of a task into a temporary file.
func (w *worker) do(t *task) {
	t.result.Source, t.result.Goal = t.Source(), w.path(t.Item)
	t.ledger.dir, t.ledger.limit = filepath.Dir(w.spoolNear()), ledgerInMemory
	defer func() {
		if p := recover(); p != nil {
			t.fail(fmt.Errorf("a defect of winnow: %v\n%s", p, debug.Stack()))
		}
		if t.result.Err != nil {
			t.drop()
		}
	}()
	if err := w.ctx.Err(); err != nil {
		t.fail(err)
		return
	}
	if err := w.file(t); err != nil {
		t.fail(err)
	}
}

// spoolNear returns a path beside which sections of the ledger may wait.
func (w *worker) spoolNear() string {
	if w.Ledger != "" {
		return w.Ledger
	}
	return filepath.Join(w.Out, JournalName)
}

// file opens the file, and cleans it if that is not done.
func (w *worker) file(t *task) error {
	f, err := w.openSource(t)
	if err != nil {
		return err
	}
	defer f.Close()
	if done, err := w.before(t, f); done || err != nil {
		return err
	}
	if w.Out == "" && t.was.Mode().Perm()&0o200 == 0 {
		return errProtected
	}
	if goal, err := os.Stat(t.result.Goal); err == nil && w.Out != "" && os.SameFile(goal, t.was) {
		return goalError(t.result.Goal, errors.New("is the source itself"))
	}
	temp, err := w.create(t)
	if err != nil {
		return goalError(t.result.Goal, err)
	}
	t.temp = temp.Name()
	err = w.clean(t, f, temp)
	same := err == nil && w.Out == "" && t.entry.Input == t.entry.Output
	if err == nil && w.Out == "" && !same && locks {
		t.open = temp // until it is renamed, so that no run beside this one takes it for a leftover
		return nil
	}
	if closeErr := temp.Close(); err == nil && closeErr != nil {
		err = goalError(t.result.Goal, closeErr)
	}
	if same {
		os.Remove(t.temp)
		t.temp = ""
	}
	return err
}

// openSource opens the file of a task, which may be none any more.
func (w *worker) openSource(t *task) (*os.File, error) {
	f, err := os.OpenFile(t.result.Source, openFlags, 0)
	if err != nil {
		return nil, err
	}
	if t.was, err = f.Stat(); err == nil && !t.was.Mode().IsRegular() {
		err = specialError(t.was.Mode())
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// create makes the temporary file beside the goal of a task, and the folder for both.
func (w *worker) create(t *task) (*os.File, error) {
	dir := filepath.Dir(t.result.Goal)
	temp, err := createTemp(dir)
	if errors.Is(err, fs.ErrNotExist) && w.Out != "" {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, err
		}
		return createTemp(dir)
	}
	return temp, err
}

// clean cleans f into temp.
func (w *worker) clean(t *task, f, temp *os.File) error {
	w.in.Reset()
	w.out.Reset()
	w.point("clean")
	source := &source{ctx: w.ctx, file: f, hash: w.in, limit: t.was.Size(), progress: &w.Progress.Bytes}
	goal := &goal{file: temp, hash: w.out}
	err := w.through(t, goal, source)
	switch {
	case source.err != nil:
		return source.err
	case goal.err != nil:
		return goalError(t.result.Goal, goal.err)
	case err != nil:
		return err
	}
	if err := unchanged(f, t.was, source.size); err != nil {
		return err
	}
	if err := temp.Chmod(t.was.Mode().Perm()); err != nil {
		return goalError(t.result.Goal, err)
	}
	t.result.Read, t.result.Written = source.size, goal.size
	t.entry = entry{
		Goal: Name(t.Goal.Name), Rules: w.Fingerprint, Outcome: t.result.Outcome,
		Input: sum(source.size, w.in), Output: sum(goal.size, w.out),
	}
	if w.Out == "" {
		return inPlace(&t.result.Outcome)
	}
	return nil
}

// inPlace reports a file that cannot be replaced by what was made of it without a loss.
func inPlace(o *job.Outcome) error {
	switch {
	case o.Pages > 0:
		return errPage
	case o.Kind == records.WARC:
		return errArchive
	case o.Bad > 0:
		return errBad
	}
	return nil
}

// through takes source through the cleaner to goal, compressed if the goal's name says so.
func (w *worker) through(t *task, goal *goal, source *source) error {
	w.buffer.Reset(goal)
	out, err := compress.Create(w.buffer, t.Goal.Compression)
	if err != nil {
		return err
	}
	t.result.Outcome, err = w.Clean(out, &t.ledger, source, filepath.ToSlash(t.Name))
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if err := w.buffer.Flush(); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, source) // what is behind the end that the cleaner saw is of the file, too
	return err
}
