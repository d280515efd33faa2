package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folder is a folder in which files are sought.
type folder struct {
	root, path string        // path is relative to root, and empty for root itself
	parents    []os.FileInfo // root and the folders down to this one
}

func (d *folder) full() string { return filepath.Join(d.root, d.path) }

// readAtOnce is how many entries of a folder are held at a time.
const readAtOnce = 1024

// folder finds files in a folder that was named.
func (f *finder) folder(root string) { f.walk(folder{root: root}) }

// walk finds files in d and below it.
func (f *finder) walk(d folder) {
	info, err := os.Stat(d.full())
	if err != nil {
		f.problem(d.full(), err)
		return
	}
	if f.out != nil && os.SameFile(info, f.out) {
		return
	}
	same := func(parent os.FileInfo) bool { return os.SameFile(parent, info) }
	if at := slices.IndexFunc(d.parents, same); at >= 0 {
		f.notice(d.full(), "is a link to a folder that it lies in, and is not followed round")
		return
	}
	d.parents = append(slices.Clip(d.parents), info)
	for _, name := range f.list(&d) {
		if f.ctx.Err() != nil {
			return
		}
		f.walk(folder{d.root, filepath.Join(d.path, name), d.parents})
	}
}

// list takes up the files in d, and returns the folders to be searched.
func (f *finder) list(d *folder) (folders []string) {
	err := eachEntry(d.full(), func(entry fs.DirEntry) error {
		if f.entry(d, entry) {
			folders = append(folders, entry.Name())
		}
		return f.ctx.Err()
	})
	if err != nil && f.ctx.Err() == nil {
		f.problem(d.full(), err)
	}
	slices.Sort(folders)
	return folders
}

// eachEntry calls use for what is in a folder, in no order.
func eachEntry(path string, use func(fs.DirEntry) error) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	for {
		entries, err := dir.ReadDir(readAtOnce)
		for _, entry := range entries {
			if err := use(entry); err != nil {
				return err
			}
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// entry takes up one entry of a folder. It reports that it is a folder to be searched.
func (f *finder) entry(d *folder, entry fs.DirEntry) (search bool) {
	name := filepath.Join(d.path, entry.Name())
	full := filepath.Join(d.root, name)
	if own(entry.Name()) {
		if leftover(entry.Name()) {
			f.plan.leftovers = append(f.plan.leftovers, full)
		}
		return false
	}
	if strings.HasPrefix(entry.Name(), ".") && !f.Hidden {
		return false
	}
	slashed := filepath.ToSlash(name)
	if entry.IsDir() {
		return !match(f.Ignore, slashed, true)
	}
	if match(f.Ignore, slashed, false) {
		return false
	}
	info, err := entry.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return f.link(d, name)
	}
	if f.included(slashed) && !f.backup(name) {
		f.file(d, name, info, err)
	}
	return false
}

// file takes up what a folder holds that is no folder.
func (f *finder) file(d *folder, name string, info os.FileInfo, err error) {
	switch full := filepath.Join(d.root, name); {
	case err != nil:
		f.problem(full, err)
	case !info.Mode().IsRegular():
		f.notice(full, fmt.Sprintf("is %s, and passed over", special(info.Mode())))
	default:
		f.add(d.root, name, info.Size())
	}
}

// link takes up a symbolic link. Those to files are as good as files, unless a file would be put in the link's place.
func (f *finder) link(d *folder, name string) (search bool) {
	full := filepath.Join(d.root, name)
	slashed := filepath.ToSlash(name)
	info, err := os.Stat(full)
	switch {
	case err == nil && info.IsDir():
		if match(f.Ignore, slashed, true) {
			return false
		}
		if !f.Follow {
			f.notice(full, "is a link to a folder, and not followed: use --follow")
			return false
		}
		return !f.inside(full)
	case !f.included(slashed) || f.backup(name):
	case f.InPlace:
		f.notice(full, "is a link, and left alone in place")
	default:
		f.file(d, name, info, err)
	}
	return false
}

// glob takes up the files that a pattern matches, for shells that do not.
func (f *finder) glob(pattern string) error {
	slashed := filepath.ToSlash(pattern)
	parsed, err := ParsePattern(slashed)
	if err != nil {
		return err
	}
	if !strings.Contains(slashed, "/") {
		parsed.parts = []string{slashed} // here, not anywhere
	}
	parts := parsed.parts
	fixed := 0
	for fixed < len(parts)-1 && !hasMeta(parts[fixed]) {
		fixed++
	}
	root := filepath.FromSlash(strings.Join(parts[:fixed], "/"))
	if strings.HasPrefix(slashed, "/") {
		root = string(filepath.Separator) + root
	}
	if root != "" && root == filepath.VolumeName(root) {
		root += string(filepath.Separator) // C: alone is the working directory there
	}
	before := len(f.plan.Items) + len(f.plan.Problems) + len(f.plan.Notices)
	f.expand(root, "", parts[fixed:])
	if len(f.plan.Items)+len(f.plan.Problems)+len(f.plan.Notices) == before {
		f.problem(pattern, errors.New("no file matches"))
	}
	return nil
}

// expand takes up the files at path in root, and below it, whose path parts match.
func (f *finder) expand(root, path string, parts []string) {
	var folders []string
	at := filepath.Join(root, path)
	if at == "" {
		at = "."
	}
	err := eachEntry(at, func(entry fs.DirEntry) error {
		name := filepath.Join(path, entry.Name())
		names := strings.Split(filepath.ToSlash(name), "/")
		if own(entry.Name()) || strings.HasPrefix(entry.Name(), ".") && !f.Hidden && !strings.HasPrefix(parts[min(len(parts), len(names))-1], ".") {
			return nil
		}
		if entry.IsDir() {
			if mayHold(parts, names) && !f.ignored(filepath.ToSlash(filepath.Join(root, name))+"/") {
				folders = append(folders, name)
			}
			return nil
		}
		if matchParts(parts, names) {
			return f.source(filepath.Join(root, name))
		}
		return nil
	})
	if err != nil && f.ctx.Err() == nil {
		f.problem(at, err)
	}
	slices.Sort(folders)
	for _, name := range folders {
		if !f.inside(filepath.Join(root, name)) {
			f.expand(root, name, parts)
		}
	}
}
