package batch

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Item is a file to be cleaned.
type Item struct {
	dir, file string // the file is file in folder dir, or just file where dir is empty
	Name      string // what it is called in outputs and in the journal
	Goal      Goal   // what it becomes; its name is a whole path where files are cleaned in place
	Size      int64  // bytes, when it was found
}

// Source returns the path of the file.
func (i *Item) Source() string {
	if i.dir == "" {
		return i.file
	}
	return filepath.Join(i.dir, i.file)
}

// Problem is a path that cannot be cleaned, and why.
type Problem struct {
	Source string
	Err    error
}

// Notice is a path that is passed over, and why, which is no failure.
type Notice struct {
	Source, Why string
}

// Plan is what a run has to do, in the order in which it is done.
type Plan struct {
	Items    []Item
	Problems []Problem
	Notices  []Notice

	leftovers []string // temporary files that were met
	bytes     int64
}

// Bytes returns how many bytes the files have together.
func (p *Plan) Bytes() int64 { return p.bytes }

// HasGoal reports that a file becomes the one called name.
func (p *Plan) HasGoal(name string) bool {
	_, found := slices.BinarySearchFunc(p.Items, name, func(i Item, name string) int { return strings.Compare(i.Goal.Name, name) })
	return found
}

// maxConflicts is how many conflicts of names are named at a time.
const maxConflicts = 10

// finish brings the plan in order, and reports sources that get in each other's way.
func (p *Plan) finish() error {
	slices.SortFunc(p.Items, func(a, b Item) int {
		if c := strings.Compare(a.Goal.Name, b.Goal.Name); c != 0 {
			return c
		}
		return strings.Compare(a.Source(), b.Source())
	})
	p.Items = slices.CompactFunc(p.Items, func(a, b Item) bool {
		return a.Goal == b.Goal && a.Source() == b.Source() // named twice
	})
	slices.SortFunc(p.Problems, func(a, b Problem) int { return strings.Compare(a.Source, b.Source) })
	slices.SortFunc(p.Notices, func(a, b Notice) int { return strings.Compare(a.Source, b.Source) })
	p.bytes = 0
	for i := range p.Items {
		p.bytes += p.Items[i].Size
	}
	return p.conflicts()
}

// conflicts reports sources with one goal, and a goal that would have to be a file and a folder.
func (p *Plan) conflicts() error {
	var errs []error
	folders := map[string]int{} // and an item in each
	for i := range p.Items {
		for dir := filepath.Dir(p.Items[i].Goal.Name); dir != "." && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			if _, known := folders[dir]; known {
				break
			}
			folders[dir] = i
		}
	}
	for i := range p.Items {
		item := &p.Items[i]
		if i > 0 && item.Goal.Name == p.Items[i-1].Goal.Name {
			errs = append(errs, fmt.Errorf("%s and %s would both become %s", Quote(p.Items[i-1].Source()), Quote(item.Source()), Quote(item.Goal.Name)))
		}
		if inner, clash := folders[item.Goal.Name]; clash {
			errs = append(errs, fmt.Errorf("%s would become %s, which is the folder of what %s becomes",
				Quote(item.Source()), Quote(item.Goal.Name), Quote(p.Items[inner].Source())))
		}
	}
	if len(errs) > maxConflicts {
		errs = append(errs[:maxConflicts], fmt.Errorf("and %d more such conflicts", len(errs)-maxConflicts))
	}
	if len(errs) > 0 {
		errs = append(errs, errors.New("use --ignore to leave one out, or --base so that names are relative to a folder that holds both"))
	}
	return errors.Join(errs...)
}
