// Package rules holds winnow's rules: the packs, which are data, and the stages that need to see a block's
// neighbours. Default lists them in the order they run.
package rules

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"winnow/cleaner"
	"winnow/rules/content"
	"winnow/rules/pattern"
)

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
		return loadDir(name)
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

// loadDir reads all packs in a folder.
func loadDir(name string) ([]*Pack, error) {
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	var packs []*Pack
	var errs []error
	engines := pattern.NewEngines(maxStates)
	for _, entry := range entries { // in the order of their names
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".toml") {
			continue
		}
		file := path.Join(filepath.ToSlash(name), entry.Name())
		data, err := os.ReadFile(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		pack, err := parseHashed(file, data, engines)
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
