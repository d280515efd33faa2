package batch

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// goals returns the goals of all entries, sorted.
func (j *journal) goals() []string {
	list := make([]string, 0, len(j.places))
	for goal := range j.places {
		list = append(list, goal)
	}
	slices.Sort(list)
	return list
}

// compact writes the journal anew, in the order of the goals and with one entry a goal, if it is not so already. l is
// the ledger, or nil; what nothing refers to any more goes from it. Both are closed then.
//
// The new journal names the new ledger before that takes the old one's place. So a run that is killed between the two
// leaves it to the next one to put it there. That it is there is noted at once, since what is written in its old place
// later may be half a ledger.
func (j *journal) compact(l *ledger) error {
	goals := j.goals()
	tidy := l == nil || l.contiguous(j, goals)
	if tidy && j.sorted && j.broken == 0 && j.lines == len(goals) {
		return nil
	}
	if !tidy {
		if err := l.rewrite(j, goals); err != nil {
			return err
		}
	}
	if err := j.rewrite(goals, !tidy); err != nil || tidy {
		return err
	}
	if err := l.close(); err != nil {
		return err
	}
	if err := settle(l.path, true); err != nil {
		return err
	}
	next, err := readJournal(j.path)
	if err != nil {
		return err
	}
	return errors.Join(next.settled(), next.close())
}

// rewrite puts a new journal with the entries of goals in the place of the old one, and closes it. Where a new ledger is
// pending, their sections in it follow each other.
func (j *journal) rewrite(goals []string, pending bool) error {
	temp, err := createTemp(filepath.Dir(j.path))
	if err != nil {
		return err
	}
	defer dropTemp(temp) // of which nothing is left when all went well
	next := &journal{path: j.path, file: temp, places: map[string]place{}}
	next.header = header{Journal: journalMark, Ledger: j.header.Ledger}
	if pending {
		next.header.Pending = 1
	}
	if err := j.copyTo(next, goals); err != nil {
		return err
	}
	if err := temp.Chmod(0o644); err != nil {
		return err
	}
	if err := next.close(); err != nil {
		return err
	}
	if err := j.close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), j.path)
}

func (j *journal) copyTo(next *journal, goals []string) error {
	if err := next.writeLine(next.header); err != nil {
		return err
	}
	at := int64(0)
	for _, goal := range goals {
		e, err := j.find(goal)
		if err != nil {
			return err
		}
		if e.Ledger != nil && next.header.Pending == 1 {
			length := e.Ledger.End - e.Ledger.Start
			e.Ledger = &section{at, at + length}
			at += length
		}
		if err := next.append(e); err != nil {
			return err
		}
	}
	return nil
}
