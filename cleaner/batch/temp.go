package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Names of the files that a run keeps for itself. They are never sources.
const (
	JournalName = ".winnow-journal.jsonl" // in the output folder
	LedgerName  = ".winnow-ledger.jsonl"  // there, too, unless it is somewhere else
	tempPrefix  = ".winnow-tmp-"
	nextPrefix  = ".winnow-next-" // of a ledger that is written anew
)

// own reports that a file of this name is one of winnow's own.
func own(name string) bool {
	return name == JournalName || name == LedgerName || leftover(name) || strings.HasPrefix(name, nextPrefix)
}

// leftover reports that a file of this name is a temporary one.
func leftover(name string) bool { return strings.HasPrefix(name, tempPrefix) }

// createTemp makes a temporary file in dir. It is locked as long as it is open, which tells it from what a run that was
// killed left behind. Its name does not hold that of its goal, which may be as long as names can be.
func createTemp(dir string) (*os.File, error) {
	for {
		name := filepath.Join(dir, fmt.Sprintf("%s%016x", tempPrefix, rand.Uint64()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		_ = tryLock(f) // where there are no locks, runs at the same time in one folder may disturb each other
		return f, nil
	}
}

// dropTemp closes and removes a temporary file.
func dropTemp(f *os.File) {
	f.Close()
	os.Remove(f.Name())
}

// removeLeftover removes a temporary file, unless a run that goes on has it.
func removeLeftover(path string) error {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return os.Remove(path)
	}
	held := errors.Is(tryLock(f), errLocked)
	f.Close()
	if held {
		return nil
	}
	return os.Remove(path)
}

// removeLeftovers removes the temporary files in a folder and those below it.
func removeLeftovers(dir string) error {
	var errs []error
	var folders []string
	err := eachEntry(dir, func(entry fs.DirEntry) error {
		path := filepath.Join(dir, entry.Name())
		switch {
		case entry.IsDir():
			folders = append(folders, path)
		case leftover(entry.Name()) && entry.Type().IsRegular():
			errs = append(errs, removeLeftover(path))
		}
		return nil
	})
	errs = append(errs, err)
	for _, folder := range folders {
		errs = append(errs, removeLeftovers(folder))
	}
	return errors.Join(errs...)
}
