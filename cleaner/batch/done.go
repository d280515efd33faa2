package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
)

// before finds out whether an earlier run has done the task, by the bytes of its source and its output. If it has, the
// task takes the result from the journal.
func (w *worker) before(t *task, f *os.File) (bool, error) {
	if w.journal == nil || !w.Resume {
		return false, nil
	}
	e, err := w.journal.find(t.Goal.Name)
	if err != nil || e == nil {
		return false, err
	}
	if e.Rules != w.Fingerprint {
		w.again.Add(1)
		return false, nil
	}
	want := e.Input
	if w.Out == "" {
		want = e.Output
	}
	if t.was.Size() != want.Size {
		return false, nil
	}
	w.in.Reset()
	source := &source{ctx: w.ctx, file: f, hash: w.in, limit: want.Size}
	if _, err := io.Copy(io.Discard, source); err != nil {
		return false, err
	}
	found := sum(source.size, w.in) == want
	if found && w.Out != "" {
		goal, err := sumFile(t.result.Goal)
		found = err == nil && goal == e.Output
	}
	if !found {
		_, err := f.Seek(0, io.SeekStart)
		return false, err
	}
	w.Progress.Bytes.Add(t.was.Size())
	t.result.Outcome, t.result.Before = e.Outcome, true
	t.result.Read, t.result.Written = e.Input.Size, e.Output.Size
	return true, nil
}

func sum(size int64, h hash.Hash) Sum { return Sum{size, hex.EncodeToString(h.Sum(nil))} }

// sumFile returns the sum of a file.
func sumFile(path string) (Sum, error) {
	f, err := os.OpenFile(path, openFlags, 0)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return sum(n, h), err
}

// Preview tells use, for each item of the plan, what Run would do: a result with Before set would be passed over, one
// with an error would fail. It writes nothing.
func Preview(ctx context.Context, plan *Plan, o Options, use func(*Result) error) error {
	r := &run{Options: o, plan: plan}
	r.Progress = &Progress{}
	if err := r.look(); err != nil {
		return err
	}
	defer r.close()
	w := newWorker(r, ctx)
	for i := range plan.Items {
		t := &task{Item: &plan.Items[i]}
		t.result.Source, t.result.Goal = t.Source(), r.path(t.Item)
		if err := w.preview(t); err != nil {
			t.fail(err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := use(&t.result); err != nil {
			return err
		}
	}
	return nil
}

// preview opens the file of a task, and finds out whether it is done.
func (w *worker) preview(t *task) error {
	f, err := w.openSource(t)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = w.before(t, f)
	return err
}
