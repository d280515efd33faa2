package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ledger is the file to which each file that is done adds a section, in the order of the plan.
type ledger struct {
	path    string
	file    *os.File
	size    int64
	regular bool // a device or a pipe is only written to
}

// nextPath returns where a ledger is written anew.
func nextPath(path string) string {
	return filepath.Join(filepath.Dir(path), nextPrefix+filepath.Base(path))
}

// settle puts a new ledger in its place if the journal says that it is complete, and else removes it.
func settle(path string, pending bool) error {
	err := error(nil)
	if pending {
		err = os.Rename(nextPath(path), path)
	} else {
		err = os.Remove(nextPath(path))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// openLedger opens the ledger at path, and cuts off what lies behind the first size bytes.
func openLedger(path string, size int64) (*ledger, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		f, err = os.OpenFile(path, os.O_WRONLY, 0)
	}
	if err != nil {
		return nil, err
	}
	l := &ledger{path: path, file: f, size: size}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	if l.regular = info.Mode().IsRegular(); !l.regular {
		l.size = 0
		return l, nil
	}
	if info.Size() < size {
		f.Close()
		return nil, fmt.Errorf("%s: has %d bytes, less than the %d that the journal speaks of: use --force to do all again", Quote(path), info.Size(), size)
	}
	if err := f.Truncate(size); err != nil {
		f.Close()
		return nil, err
	}
	return l, nil
}

// append adds a section.
func (l *ledger) append(s *spool) (section, error) {
	var w io.Writer = l.file
	if l.regular {
		w = io.NewOffsetWriter(l.file, l.size)
	}
	n, err := s.WriteTo(w)
	added := section{l.size, l.size + n}
	if err != nil {
		return added, fmt.Errorf("write %s: %w", Quote(l.path), pathCause(err))
	}
	l.size += n
	return added, nil
}

// contiguous reports that the ledger is made of the sections of these goals and nothing else, in this order.
func (l *ledger) contiguous(j *journal, goals []string) bool {
	if !l.regular {
		return true
	}
	at := int64(0)
	for _, goal := range goals {
		s := j.places[goal].ledger
		if s.Start == s.End {
			continue
		}
		if s.Start != at {
			return false
		}
		at = s.End
	}
	return at == l.size
}

// rewrite writes the sections of these goals, in this order, to a new file beside the ledger.
func (l *ledger) rewrite(j *journal, goals []string) error {
	next, err := os.Create(nextPath(l.path))
	if err != nil {
		return err
	}
	defer next.Close()
	for _, goal := range goals {
		s := j.places[goal].ledger
		if _, err := io.Copy(next, io.NewSectionReader(l.file, s.Start, s.End-s.Start)); err != nil {
			return err
		}
	}
	return next.Sync()
}

func (l *ledger) close() error {
	if l == nil || l.file == nil {
		return nil
	}
	var err error
	if l.regular {
		err = l.file.Sync()
	}
	if closeErr := l.file.Close(); err == nil {
		err = closeErr
	}
	l.file = nil
	return err
}
