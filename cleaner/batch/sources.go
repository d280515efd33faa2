package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"winnow/cleaner/compress"
)

// Sources say which files are to be cleaned.
type Sources struct {
	Paths   []string  // files, folders and globs
	Base    string    // names are relative to this folder; empty: to the folder named, and those of files are as given
	Ignore  []Pattern // leaves out files and folders, by their path in the folder that was named or as they were named
	Include []Pattern // if there are any: leaves out files that none of these match
	Hidden  bool      // folders are searched for names that begin with a dot, too
	Follow  bool      // links to folders are followed

	Out     string // the output folder, in which nothing is a source; empty where files are cleaned in place
	Backup  string // what names of backups end in, which are no sources; empty: there are none
	InPlace bool

	Goal func(name string) Goal // what a file becomes
}

// finder makes a plan of sources.
type finder struct {
	*Sources
	ctx  context.Context
	plan *Plan
	out  os.FileInfo // of the output folder, or nil
	real string      // its path without links
	base string      // the path of the base, if there is one
}

// Plan finds the files. What cannot be read is a problem of the plan; an error is what makes all of it senseless.
func (s *Sources) Plan(ctx context.Context) (*Plan, error) {
	f := &finder{Sources: s, ctx: ctx, plan: &Plan{}}
	if s.Out != "" {
		if info, err := os.Stat(s.Out); err == nil {
			f.out = info
			if f.real, err = realPath(s.Out); err != nil {
				return nil, err
			}
		}
	}
	if s.Base != "" {
		base, err := filepath.Abs(s.Base)
		if err != nil {
			return nil, err
		}
		f.base = base
	}
	for _, path := range s.Paths {
		if err := f.source(path); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(ctx.Err(), f.plan.finish()); err != nil {
		return nil, err
	}
	return f.plan, nil
}

// source takes up a path that the user named.
func (f *finder) source(path string) error {
	if err := f.ctx.Err(); err != nil {
		return err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil && hasMeta(path) && !errors.Is(err, fs.ErrPermission): // on Windows such a name is not missing, but invalid
		if _, linkErr := os.Lstat(path); linkErr != nil {
			return f.glob(path)
		}
		f.problem(path, err)
	case err != nil:
		f.problem(path, err)
	case f.out != nil && info.IsDir() && os.SameFile(info, f.out):
		return fmt.Errorf("%s is the output folder, and a source too: use --in-place to clean files where they are", Quote(path))
	case f.inside(path):
		f.problem(path, errors.New("lies in the output folder, so that it is no source"))
	case info.IsDir():
		f.folder(path)
	case !info.Mode().IsRegular():
		f.problem(path, specialError(info.Mode()))
	default:
		f.named(path, info)
	}
	return nil
}

// named takes up a file that was named itself.
func (f *finder) named(path string, info os.FileInfo) {
	name := filepath.Clean(path)
	if own(filepath.Base(name)) {
		f.problem(path, errors.New("is a file that winnow keeps for itself"))
		return
	}
	if f.ignored(filepath.ToSlash(name)) || !f.included(filepath.ToSlash(name)) || f.backup(name) {
		return
	}
	f.add("", name, info.Size())
}

// ignored reports that a path that was named, or a folder on the way to it, is to be left out.
func (f *finder) ignored(name string) bool {
	for end := range len(name) {
		if name[end] == '/' && end > 0 && match(f.Ignore, name[:end], true) {
			return true
		}
	}
	return match(f.Ignore, name, false)
}

func (f *finder) included(name string) bool {
	return len(f.Include) == 0 || match(f.Include, name, false)
}

// backup reports that name is that of a backup of an earlier run.
func (f *finder) backup(name string) bool {
	return f.Backup != "" && strings.HasSuffix(name, f.Backup)
}

func match(list []Pattern, name string, folder bool) bool {
	return slices.ContainsFunc(list, func(p Pattern) bool { return p.Match(name, folder) })
}

// add puts a file into the plan.
func (f *finder) add(dir, file string, size int64) {
	item := Item{dir: dir, file: file, Size: size}
	source := item.Source()
	if f.InPlace {
		real, err := filepath.EvalSymlinks(source)
		if err != nil {
			f.problem(source, err)
			return
		}
		goal := f.Goal(real)
		if compress.FormatOf(real) != goal.Compression {
			f.problem(source, fmt.Errorf("cannot be compressed again as it is: use --out, where it becomes %s", filepath.Ext(goal.Name)))
			return
		}
		item.Name, item.Goal = filepath.Clean(source), Goal{real, goal.Compression}
		f.plan.Items = append(f.plan.Items, item)
		return
	}
	name, err := f.name(dir, file)
	if err != nil {
		f.problem(source, err)
		return
	}
	item.Name, item.Goal = name, f.Goal(name)
	f.plan.Items = append(f.plan.Items, item)
}

// name returns the path of a file below the output folder.
func (f *finder) name(dir, file string) (string, error) {
	if f.base != "" {
		path, err := filepath.Abs(filepath.Join(dir, file))
		if err != nil {
			return "", err
		}
		name, err := filepath.Rel(f.base, path)
		if err != nil || !filepath.IsLocal(name) {
			return "", fmt.Errorf("lies outside of --base %s", Quote(f.Base))
		}
		return name, nil
	}
	if dir != "" {
		return file, nil
	}
	name := filepath.Clean(file)
	name = strings.TrimLeft(name[len(filepath.VolumeName(name)):], string(filepath.Separator))
	if !filepath.IsLocal(name) {
		return "", errors.New("has no place below the output folder: say with --base what its name is to be relative to")
	}
	return name, nil
}

func (f *finder) problem(path string, err error) {
	f.plan.Problems = append(f.plan.Problems, Problem{path, err})
}

func (f *finder) notice(path, why string) {
	f.plan.Notices = append(f.plan.Notices, Notice{path, why})
}

// inside reports that path is in the output folder.
func (f *finder) inside(path string) bool {
	if f.out == nil {
		return false
	}
	real, err := realPath(path)
	if err != nil {
		return false // which opening it says better
	}
	relative, err := filepath.Rel(f.real, real)
	return err == nil && filepath.IsLocal(relative)
}

// realPath returns the whole path without links.
func realPath(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// specialError says what a path that is no regular file is.
func specialError(mode fs.FileMode) error {
	return fmt.Errorf("is %s: only files can be cleaned in a batch", special(mode))
}

func special(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "no regular file"
}
