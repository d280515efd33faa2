package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// open makes all ready for work: the folder and its lock, the journal, the ledger. It removes what runs that were killed
// left behind.
func (r *run) open() error {
	if r.Progress == nil {
		r.Progress = &Progress{}
	}
	if err := r.prepare(); err != nil {
		return err
	}
	if r.journal != nil {
		if err := r.begin(); err != nil {
			return err
		}
	}
	if err := r.sweep(); err != nil {
		r.plan.Notices = append(r.plan.Notices, Notice{r.where(), "temporary files of an earlier run may be left: " + err.Error()})
	}
	return nil
}

// prepare takes the lock and reads the journal. It writes nothing but the folder.
func (r *run) prepare() error {
	if r.Out != "" {
		if err := r.claim(); err != nil {
			return err
		}
	}
	if err := r.look(); err != nil {
		return err
	}
	if r.journal != nil && r.journal.file != nil && r.Out == "" && errors.Is(tryLock(r.journal.file), errLocked) {
		return fmt.Errorf("%s: another run is using this journal", Quote(r.journal.path))
	}
	return nil
}

// claim makes the output folder, and takes its lock.
func (r *run) claim() error {
	if err := os.MkdirAll(r.Out, 0o777); err != nil {
		return err
	}
	folder, err := os.Open(r.Out)
	if err != nil {
		return err
	}
	r.folder = folder
	if errors.Is(tryLock(folder), errLocked) {
		return fmt.Errorf("%s: another run is writing to this folder", Quote(r.Out))
	}
	return nil
}

// look reads the journal, and refuses what would undo or hide work that is done.
func (r *run) look() error {
	path := r.Journal
	if path == "" {
		if r.Out == "" {
			return nil
		}
		path = filepath.Join(r.Out, JournalName)
	}
	j, err := readJournal(path)
	switch {
	case err != nil && (r.Journal != "" || !errors.Is(err, errForeign)):
		return err // it is not for --force to replace any file that is called a journal
	case err != nil && !r.Force:
		return fmt.Errorf("%w: use --force to do all again", err)
	case err != nil:
		j = &journal{path: path, places: map[string]place{}, sorted: true}
	}
	r.journal = j
	switch {
	case r.Force:
		j.restart()
		return nil
	case j.lines > 0 && !r.Resume:
		return fmt.Errorf("%s: holds the work of an earlier run: use --resume to go on with it, or --force to do all again", Quote(r.where()))
	case j.size == 0 || !r.Resume:
		return r.refuseGoals()
	case string(j.header.Ledger) != r.Ledger:
		r.again.Add(int64(len(j.places))) // what is done has no section in this ledger
		j.restart()
		return r.refuseLedger()
	}
	return nil
}

// where names the place of the work: the output folder, or the journal.
func (r *run) where() string {
	if r.Out != "" {
		return r.Out
	}
	return r.Journal
}

// refuseLedger reports a file in the place of a new ledger.
func (r *run) refuseLedger() error {
	if r.Ledger == "" {
		return nil
	}
	if info, err := os.Stat(r.Ledger); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
		return fmt.Errorf("%s: is there already, and not the ledger that the journal speaks of: use --force to do all again", Quote(r.Ledger))
	}
	return nil
}

// refuseGoals reports files that stand where outputs would go, and are not known to be outputs.
func (r *run) refuseGoals() error {
	if err := r.refuseLedger(); err != nil || r.Out == "" {
		return err
	}
	first, count := "", 0
	for i := range r.plan.Items {
		path := r.path(&r.plan.Items[i])
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if count++; count == 1 {
			first = path
		}
	}
	switch count {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("%s: is there already, and no journal says that a run wrote it: use --force to replace it", Quote(first))
	}
	return fmt.Errorf("%s and %d more: are there already, and no journal says that a run wrote them: use --force to replace them", Quote(first), count-1)
}

// begin opens the journal and the ledger for writing.
func (r *run) begin() error {
	j := r.journal
	if r.Ledger != "" {
		if err := settle(r.Ledger, j.header.Pending == 1 && j.size > 0); err != nil {
			return err
		}
		var err error
		if r.ledger, err = openLedger(r.Ledger, j.ledger); err != nil {
			return err
		}
	}
	return j.begin(header{Journal: journalMark, Ledger: Name(r.Ledger)})
}

// sweep removes temporary files of runs that were killed. In place, those of others are left to them.
func (r *run) sweep() error {
	var errs []error
	if r.Out != "" {
		errs = append(errs, removeLeftovers(r.Out))
	} else {
		errs = append(errs, r.sweepSources())
	}
	for _, path := range []string{r.Ledger, r.Journal} {
		if path != "" {
			errs = append(errs, sweepFolder(filepath.Dir(path)))
		}
	}
	return errors.Join(errs...)
}

// sweepSources removes what the plan met, and what lies beside files that were named themselves.
func (r *run) sweepSources() error {
	var errs []error
	for _, path := range r.plan.leftovers {
		errs = append(errs, removeLeftover(path))
	}
	seen := map[string]bool{}
	for i := range r.plan.Items {
		item := &r.plan.Items[i]
		if dir := filepath.Dir(item.Goal.Name); item.dir == "" && !seen[dir] {
			seen[dir] = true
			errs = append(errs, sweepFolder(dir))
		}
	}
	return errors.Join(errs...)
}

// sweepFolder removes temporary files in a folder, but not in those below it.
func sweepFolder(dir string) error {
	return eachEntry(dir, func(entry fs.DirEntry) error {
		if leftover(entry.Name()) && entry.Type().IsRegular() {
			return removeLeftover(filepath.Join(dir, entry.Name()))
		}
		return nil
	})
}
