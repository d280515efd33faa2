// Package rules holds winnow's rules: the packs, which are data, and the stages that need to see a block's
// neighbours. Default lists them in the order they run.
package rules

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"winnow/cleaner"
	"winnow/rules/content"
	"winnow/rules/pattern"
)

//go:embed packs/*.toml
var embedded embed.FS

// builtin reads the embedded packs once: by their index or, where that is of other ones, as when somebody is at work on them,
// by parsing them. Tests hold them valid, so an error here is a defect of this package.
var builtin = sync.OnceValues(func() ([]*Pack, error) {
	packs, err := indexed()
	if err != nil {
		packs, err = loadDir(embedded, "packs", "packs", parsePack)
	}
	for _, p := range packs {
		p.builtin = true
	}
	return packs, err
})

// Default returns the stages that winnow runs, in order.
func Default() []cleaner.Stage {
	stages, err := WithPacks()
	if err != nil {
		panic("rules: the embedded packs are broken: " + err.Error())
	}
	return stages
}

// WithPacks returns the stages that winnow runs with the rules of packs beside its own. It fails when an id
// is taken.
func WithPacks(packs ...*Pack) ([]cleaner.Stage, error) {
	own, err := builtin()
	if err != nil {
		return nil, err
	}
	return Stages(append(own[:len(own):len(own)], packs...)...)
}

// Stages returns the stages that winnow runs, in order, with the rules of packs in place of its own.
func Stages(packs ...*Pack) ([]cleaner.Stage, error) {
	phrases, err := newPhrases(packs)
	if err != nil {
		return nil, err
	}
	v := &views{}
	return []cleaner.Stage{
		&markup{},
		phrases,
		&weighProse{},
		&repeats{},
		&pricing{},
		&company{v},
		&paywall{v},
		&links{v},
		&edges{v},
		content.New(),
	}, nil
}

// Builtin returns the embedded packs, one a category, in alphabetical order.
func Builtin() []*Pack {
	packs, err := builtin()
	if err != nil {
		panic("rules: the embedded packs are broken: " + err.Error())
	}
	return packs
}

// LoadPacks reads the pack or packs called name: a TOML file, or a folder of them.
func LoadPacks(name string) ([]*Pack, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return loadDir(os.DirFS(name), ".", name, parseHashed)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	pack, err := ParsePack(name, data)
	if err != nil {
		return nil, err
	}
	return []*Pack{pack}, nil
}

// parser parses the pack that is data, of the file of that name.
type parser func(file string, data []byte, engines *pattern.Engines) (*Pack, error)

// loadDir reads all packs in folder dir of fsys, which messages call name.
func loadDir(fsys fs.FS, dir, name string, parse parser) ([]*Pack, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var packs []*Pack
	var errs []error
	engines := pattern.NewEngines(maxStates)
	for _, entry := range entries { // in the order of their names
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".toml") {
			continue
		}
		data, err := fs.ReadFile(fsys, path.Join(dir, entry.Name()))
		if err != nil {
			errs = append(errs, err)
			continue
		}
		pack, err := parse(path.Join(filepath.ToSlash(name), entry.Name()), data, engines)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		packs = append(packs, pack)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	if len(packs) == 0 {
		return nil, fmt.Errorf("%s: holds no *.toml rule pack", name)
	}
	return packs, nil
}
