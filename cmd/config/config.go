// Package config gives the flags of commands values from files and environment variables, where the command line has none.
// It knows no flag: whatever a command has can be set.
//
// A value is looked for in this order; the first place that has one counts:
//
//   - the command line,
//   - the variable WINNOW_NAME, where NAME is the flag's in upper case, with "_" for "-",
//   - winnow.toml in the working directory or the nearest folder above it that has one,
//   - winnow/winnow.toml in the user's folder of settings.
//
// In a file a key is called like the flag. At the top it is for every command that has such a flag, in the table of a command for that
// command alone, which counts for more: [batch], [rules.check], and [winnow] for the root command. Paths are relative to the file's
// folder; flags that take one are known by what they call their value: FILE, DIR, FOLDER, PATH
// or OUT.
package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// Prefix is how the names of variables begin.
const Prefix = "WINNOW_"

// OffFlag is the flag that switches settings off, as the variable of that name does. It is a setting of no command.
const OffFlag = "no-config"

// Settings are the values from files and variables. The zero Settings have none.
type Settings struct {
	files     []*file
	variables []variable
}

// variable is an environment variable.
type variable struct{ name, value string }

// Places say where settings are looked for.
type Places struct {
	Dir         string   // absolute path of the working directory
	UserDir     string   // the user's folder of settings, or empty
	Environment []string // as of os.Environ
}

// Here returns the places of this process.
func Here() (Places, error) {
	dir, err := os.Getwd()
	if err != nil {
		return Places{}, err
	}
	user, err := os.UserConfigDir()
	if err != nil {
		user = "" // a system user, say, has none
	}
	return Places{Dir: dir, UserDir: user, Environment: os.Environ()}, nil
}

// Load reads the settings that the places have. Call Check before they are used.
func Load(p Places) (*Settings, error) {
	s := &Settings{}
	var errs []error
	for _, path := range p.paths() {
		name, folder := path, filepath.Dir(path)
		if folder == p.Dir {
			name, folder = FileName, ""
		}
		f, err := readFile(path, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		f.folder = folder
		s.files = append(s.files, f)
	}
	s.variables = p.variables()
	return s, errors.Join(errs...)
}

// variables returns those that are set for this program, in alphabetical order.
func (p *Places) variables() (list []variable) {
	for _, entry := range p.Environment {
		name, value, _ := strings.Cut(entry, "=")
		if runtime.GOOS == "windows" {
			name = strings.ToUpper(name) // there upper and lower case are the same
		}
		if strings.HasPrefix(name, Prefix) && value != "" {
			list = append(list, variable{name, value})
		}
	}
	slices.SortFunc(list, func(a, b variable) int { return strings.Compare(a.name, b.name) })
	return list
}

// paths returns the files of settings that exist, the one that counts for most first.
func (p *Places) paths() (list []string) {
	exists := func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.Mode().IsRegular()
	}
	for dir := p.Dir; ; dir = filepath.Dir(dir) {
		if path := filepath.Join(dir, FileName); exists(path) {
			list = append(list, path)
			break
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if p.UserDir == "" {
		return list
	}
	if path := filepath.Join(p.UserDir, "winnow", FileName); exists(path) && !slices.Contains(list, path) {
		list = append(list, path)
	}
	return list
}

// Off reports that the variable for OffFlag asks for no settings.
func (p *Places) Off() (bool, error) {
	for _, v := range p.variables() {
		if v.name == Variable(OffFlag) {
			off, err := strconv.ParseBool(v.value)
			if err != nil {
				return false, fmt.Errorf("%s: %q: want true or false", v.name, v.value)
			}
			return off, nil
		}
	}
	return false, nil
}

// Variable returns the name of the variable for a flag.
func Variable(flag string) string {
	return Prefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// value is what some place has for a flag.
type value struct {
	origin string // "winnow.toml:3:1", "WINNOW_LEVEL"
	raw    any    // a string for a variable
	folder string // what relative paths begin with
	text   bool   // of a variable: a text to be parsed
	layer  int    // number of the file, from 1; variables have none
	line   int
	column int
}

// find returns what counts for the flag of a command, whose name is given word by word; of one that is its own, only what the
// command's table has.
func (s *Settings) find(command []string, flag string, own bool) (value, bool) {
	name := Variable(flag)
	for _, v := range s.variables {
		if v.name == name && !own {
			return value{origin: name, raw: v.value, text: true}, true
		}
	}
	for i, f := range s.files {
		k := f.find(append(slices.Clone(command), flag)...)
		if k == nil && !own {
			k = f.find(flag)
		}
		if k != nil {
			return value{origin: f.place(k), raw: k.value, folder: f.folder, layer: i + 1, line: k.line, column: k.column}, true
		}
	}
	return value{}, false
}

// place says where in the file a key stands.
func (f *file) place(k *key) string { return fmt.Sprintf("%s:%d:%d", f.name, k.line, k.column) }
