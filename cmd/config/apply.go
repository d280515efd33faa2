package config

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// originKey is the annotation of flags that were set here.
const originKey = "winnow_origin"

// ownKey is the annotation of flags that are their command's own.
const ownKey = "winnow_own"

// Own makes a flag its command's own: other commands have one of the same name that means something else, so that neither a
// variable nor a key at the top of a file speaks of it, but only one in the command's table.
func Own(cmd *cobra.Command, name string) {
	_ = cmd.Flags().SetAnnotation(name, ownKey, []string{"true"}) // fails for a flag that is not there
}

// Origin returns where the value of a flag comes from, or nothing when the command line has it or nothing does.
func Origin(f *pflag.Flag) string {
	if list := f.Annotations[originKey]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// Given reports that the command line itself has the flag called name.
func Given(cmd *cobra.Command, name string) bool {
	f := cmd.Flags().Lookup(name)
	return f != nil && f.Changed && Origin(f) == ""
}

// Apply sets the flags of a command that the command line does not have. Errors name the place of the value.
func (s *Settings) Apply(cmd *cobra.Command) error { return join(s.apply(cmd)) }

// problem is a value that does not fit its flag.
type problem struct {
	value value
	err   error
}

// join returns one error for all problems, in the order of their places, each once.
func join(problems []problem) error {
	slices.SortStableFunc(problems, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.value.layer, b.value.layer), cmp.Compare(a.value.line, b.value.line), cmp.Compare(a.value.column, b.value.column))
	})
	var errs []error
	for i, p := range problems {
		if i == 0 || p.value.origin != problems[i-1].value.origin {
			errs = append(errs, fmt.Errorf("%s: %w", p.value.origin, p.err))
		}
	}
	return errors.Join(errs...)
}

func (s *Settings) apply(cmd *cobra.Command) (problems []problem) {
	for _, f := range flagsOf(cmd) {
		if f.Changed {
			continue
		}
		v, ok := s.find(words(cmd), f.Name, f.Annotations[ownKey] != nil)
		if !ok {
			continue
		}
		if err := v.set(f); err != nil {
			problems = append(problems, problem{v, err})
			continue
		}
		f.Changed = true
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		f.Annotations[originKey] = []string{v.origin}
	}
	return problems
}

// set gives the flag the value.
func (v *value) set(f *pflag.Flag) error {
	list, many := f.Value.(pflag.SliceValue)
	if v.text {
		text := v.raw.(string)
		if many && strings.Contains(text, "\n") {
			return list.Replace(strings.Split(strings.Trim(text, "\n"), "\n"))
		}
		if err := f.Value.Set(text); err != nil {
			return fmt.Errorf("%q: want %s", text, wanted(f))
		}
		return nil
	}
	if items, ok := v.raw.([]any); ok && many {
		texts := make([]string, len(items))
		for i, item := range items {
			text, ok := item.(string)
			if !ok {
				return fmt.Errorf("%s: want %s, and item %d is %s", f.Name, wanted(f), i+1, kind(item))
			}
			texts[i] = v.path(f, text)
		}
		return list.Replace(texts)
	}
	text, ok := plain(v.raw, f)
	if !ok {
		return fmt.Errorf("%s: want %s, not %s", f.Name, wanted(f), kind(v.raw))
	}
	if err := f.Value.Set(v.path(f, text)); err != nil {
		return fmt.Errorf("%s = %q: want %s", f.Name, text, wanted(f))
	}
	return nil
}

// path makes a relative path one to the working directory, where the flag is for paths.
func (v *value) path(f *pflag.Flag, text string) string {
	if v.folder == "" || text == "" || text == "-" || filepath.IsAbs(text) || !isPath(f) {
		return text
	}
	return filepath.Join(v.folder, filepath.FromSlash(text))
}

// isPath reports that the values of a flag are paths, by what it calls them.
func isPath(f *pflag.Flag) bool {
	name, _ := pflag.UnquoteUsage(f)
	name, _, _ = strings.Cut(name, ".") // FILE.json
	switch strings.ToUpper(name) {
	case "FILE", "DIR", "FOLDER", "PATH", "OUT":
		return true
	}
	return false
}

// plain returns a value as it would stand on the command line, if it is of a kind that the flag takes.
func plain(raw any, f *pflag.Flag) (string, bool) {
	takes := f.Value.Type()
	switch raw := raw.(type) {
	case string:
		return raw, takes != "bool" && takes != "int" && takes != "int64" && takes != "float64"
	case bool:
		return strconv.FormatBool(raw), takes == "bool"
	case int64:
		return strconv.FormatInt(raw, 10), takes != "bool" && !strings.HasPrefix(takes, "string")
	case float64:
		return strconv.FormatFloat(raw, 'g', -1, 64), takes == "float64"
	}
	return "", false
}

// wanted says what values a flag takes.
func wanted(f *pflag.Flag) string {
	switch takes := f.Value.Type(); takes {
	case "bool":
		return "true or false"
	case "int", "int64":
		return "a whole number"
	case "float64":
		return "a number"
	case "string":
		return "a string"
	case "stringSlice", "stringArray":
		return "a list of strings"
	default:
		return takes + ", such as " + f.DefValue
	}
}

// kind says what a value of a file is.
func kind(raw any) string {
	switch raw.(type) {
	case string:
		return "a string"
	case bool:
		return "true or false"
	case int64:
		return "a whole number"
	case float64:
		return "a number"
	case []any:
		return "a list"
	}
	return "a date or time"
}
