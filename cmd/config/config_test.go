package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// tree returns commands with a flag of each kind, and what they are set to.
func tree() (root, sub *cobra.Command) {
	root = &cobra.Command{Use: "winnow", Run: func(*cobra.Command, []string) {}}
	sub = &cobra.Command{Use: "sub", Run: func(*cobra.Command, []string) {}}
	for _, cmd := range []*cobra.Command{root, sub} {
		f := cmd.Flags()
		f.String("level", "balanced", "a `level`")
		f.StringSlice("skip", nil, "leave out `names`")
		f.StringArray("rules", nil, "a pack, `FILE` or folder")
		f.Int("jobs", 2, "so `many`")
		f.Bool("quiet", false, "say nothing")
		f.Float64("below", 0.5, "a `number`")
	}
	sub.Flags().String("out", "", "write to `DIR`")
	sub.Flags().String("report", "", "write to `FILE.json`")
	root.AddCommand(sub)
	return root, sub
}

// writeFiles writes files below a new folder, and returns it.
func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// load loads settings that must be right.
func load(t *testing.T, p Places, root *cobra.Command) *Settings {
	t.Helper()
	s, err := Load(p)
	if err == nil {
		err = s.Check(root)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(cmd *cobra.Command, flag string) string { return cmd.Flags().Lookup(flag).Value.String() }

func TestApply(t *testing.T) {
	top := writeFiles(t, map[string]string{
		"winnow.toml":             "level = 'far'\n",
		"a/winnow.toml":           "\ufefflevel = 'near'\r\nbelow = 1\r\nquiet = true\r\nrules = ['p/a.toml', '-', '']\r\nskip = 'x,y'\r\nsub = {level = 'sub', report = '../r.json'}\r\n",
		"a/b/c/empty":             "",
		"user/winnow/winnow.toml": "below = 0.25\njobs = 7\n[winnow]\njobs = 9\n[sub]\nout = 'clean'\nlevel = 'user'\n",
	})
	root, sub := tree()
	if err := sub.Flags().Set("quiet", "false"); err != nil {
		t.Fatal(err)
	}
	s := load(t, Places{
		Dir: filepath.Join(top, "a", "b", "c"), UserDir: filepath.Join(top, "user"),
		Environment: []string{"WINNOW_SKIP=a,b", "HOME=/x", "WINNOW_LEVEL=", "WINDOW=1", "=C:=C:\\"},
	}, root)
	for _, cmd := range []*cobra.Command{root, sub} {
		if err := s.Apply(cmd); err != nil {
			t.Fatal(err)
		}
	}
	near, user := filepath.Join(top, "a", "winnow.toml"), filepath.Join(top, "user", "winnow", "winnow.toml")
	for _, test := range []struct {
		cmd                 *cobra.Command
		flag, value, origin string
	}{
		{root, "level", "near", near + ":1:1"},
		{root, "below", "1", near + ":2:1"},
		{root, "jobs", "9", user + ":4:1"},
		{root, "quiet", "true", near + ":3:1"},
		{root, "skip", "[a,b]", "WINNOW_SKIP"},
		{sub, "level", "sub", near + ":6:8"},
		{sub, "jobs", "7", user + ":2:1"},
		{sub, "quiet", "false", ""},
		{sub, "report", filepath.Join(top, "r.json"), near + ":6:23"},
		{sub, "out", filepath.Join(top, "user", "winnow", "clean"), user + ":6:1"},
	} {
		f := test.cmd.Flags().Lookup(test.flag)
		if f.Value.String() != test.value || Origin(f) != test.origin || !f.Changed {
			t.Errorf("%s --%s is %s from %s, want %s from %s", test.cmd.Name(), test.flag, f.Value, Origin(f), test.value, test.origin)
		}
	}
	if got, err := root.Flags().GetStringArray("rules"); err != nil || !slices.Equal(got, []string{filepath.Join(top, "a", "p", "a.toml"), "-", ""}) {
		t.Errorf("rules are %q, %v", got, err)
	}
	if Given(root, "level") || !Given(sub, "quiet") || Given(sub, "nothing") {
		t.Error("what the command line gives is not told from settings")
	}
}

// TestOwn holds that of a flag which is its command's own neither a variable nor a key at the top speaks.
func TestOwn(t *testing.T) {
	top := writeFiles(t, map[string]string{"winnow.toml": "level = 'near'\njobs = 3\n[sub]\njobs = 4\n"})
	root, sub := tree()
	Own(sub, "level")
	Own(sub, "jobs")
	Own(sub, "quiet")
	s := load(t, Places{Dir: top, Environment: []string{"WINNOW_QUIET=true"}}, root)
	if err := s.Apply(sub); err != nil {
		t.Fatal(err)
	}
	for flag, want := range map[string]string{"level": "balanced", "jobs": "4", "quiet": "false"} {
		if got := get(sub, flag); got != want {
			t.Errorf("--%s is %s, want %s", flag, got, want)
		}
	}
}

// TestHere holds that the paths of a file in the working directory stay as they are written.
func TestHere(t *testing.T) {
	dir := writeFiles(t, map[string]string{"winnow.toml": "[sub]\nout = 'clean/./x'\n"})
	root, sub := tree()
	if err := load(t, Places{Dir: dir}, root).Apply(sub); err != nil {
		t.Fatal(err)
	}
	if get(sub, "out") != "clean/./x" || Origin(sub.Flags().Lookup("out")) != "winnow.toml:2:1" {
		t.Errorf("out is %s from %s", get(sub, "out"), Origin(sub.Flags().Lookup("out")))
	}
}

// TestVariables holds how values are read from variables.
func TestVariables(t *testing.T) {
	for _, test := range []struct{ variable, flag, want, err string }{
		{"WINNOW_RULES=a,b.toml", "rules", "[\"a,b.toml\"]", ""},
		{"WINNOW_RULES=a.toml\nb.toml\n", "rules", "[a.toml,b.toml]", ""},
		{"WINNOW_SKIP=a,b", "skip", "[a,b]", ""},
		{"WINNOW_QUIET=1", "quiet", "true", ""},
		{"WINNOW_BELOW=0.75", "below", "0.75", ""},
		{"WINNOW_QUIET=perhaps", "quiet", "", `WINNOW_QUIET: "perhaps": want true or false`},
		{"WINNOW_BELOW=low", "below", "", `WINNOW_BELOW: "low": want a number`},
		{"WINNOW_JOBS=2.5", "jobs", "", `WINNOW_JOBS: "2.5": want a whole number`},
	} {
		root, _ := tree()
		err := load(t, Places{Dir: t.TempDir(), Environment: []string{test.variable}}, root).Apply(root)
		switch {
		case test.err != "" && (err == nil || err.Error() != test.err):
			t.Errorf("%s: error %v, want %s", test.variable, err, test.err)
		case test.err == "" && (err != nil || get(root, test.flag) != test.want):
			t.Errorf("%s: %s, %v, want %s", test.variable, get(root, test.flag), err, test.want)
		}
	}
}

func TestOff(t *testing.T) {
	for value, want := range map[string]bool{"1": true, "true": true, "0": false, "": false} {
		p := Places{Environment: []string{"WINNOW_NO_CONFIG=" + value}}
		if off, err := p.Off(); err != nil || off != want {
			t.Errorf("%q: %v, %v", value, off, err)
		}
	}
}

// TestUnreadable holds that what is no file of settings is an error that names it, and a folder of that name is none.
func TestUnreadable(t *testing.T) {
	dir := writeFiles(t, map[string]string{"winnow.toml": "level = 'x'", "a/winnow.toml/file": "", "big/winnow.toml": strings.Repeat("#", maxFile+1), "torn/winnow.toml": "level = 'x"})
	root, _ := tree()
	if err := load(t, Places{Dir: filepath.Join(dir, "a")}, root).Apply(root); err != nil || get(root, "level") != "x" {
		t.Errorf("a folder: level %s, %v", get(root, "level"), err)
	}
	for name, want := range map[string]string{"big": "winnow.toml: more than 1048576 bytes", "torn": "winnow.toml:1:10: unterminated"} {
		if _, err := Load(Places{Dir: filepath.Join(dir, name)}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", name, err, want)
		}
	}
}

// TestShow holds that what is printed is a file of settings that says the same.
func TestShow(t *testing.T) {
	root, sub := tree()
	odd := "a \"b\" \\ 'c'\t\n\u00fc\u200b" // a value that is hard to write
	if err := sub.Flags().Set("out", odd); err != nil {
		t.Fatal(err)
	}
	var first strings.Builder
	if err := new(Settings).Show(&first, root); err != nil {
		t.Fatal(err)
	}
	dir := writeFiles(t, map[string]string{"winnow.toml": first.String()})
	again, below := tree()
	s := load(t, Places{Dir: dir}, again)
	var second strings.Builder
	if err := s.Show(&second, again); err != nil {
		t.Fatal(err)
	}
	if get(below, "out") != odd {
		t.Errorf("out is %q, want %q", get(below, "out"), odd)
	}
	values := func(text string) (list []string) {
		for line := range strings.Lines(text) {
			if value, _, ok := strings.Cut(line, "  # "); ok {
				list = append(list, strings.TrimSpace(value))
			}
		}
		return list
	}
	if a, b := values(first.String()), values(second.String()); !slices.Equal(a, b) || len(a) != 8 {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(b, "\n"), strings.Join(a, "\n"))
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"level", "level", 0}, {"levle", "level", 1}, {"lvel", "level", 1}, {"text_field", "text-field", 1}, {"kitten", "sitting", 3}} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance(test.b, test.a); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.b, test.a, got, test.want)
		}
	}
}

// FuzzParse holds that no file is too much, that errors name the file, and that what is taken can be applied or is refused with
// a place.
func FuzzParse(f *testing.F) {
	f.Add("level = 'x'\n[sub]\nout = \"a\"\n")
	f.Add("\ufeffsub = {out = 'a', skip = [1, 'b']}\r\n[[winnow]]\nlevel = 3\n[a.b.c]\n\"\" = 1979-05-27\n")
	f.Add("sub.out = 'x'\nsub.deep.er = 1\n[\"winnow\"]\n'level' = \"\"\"\na\"\"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		keys, err := parse("fuzz.toml", []byte(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fuzz.toml:") {
				t.Errorf("%v does not name the file", err)
			}
			return
		}
		root, sub := tree()
		s := &Settings{files: []*file{{name: "fuzz.toml", keys: keys}}}
		for _, err := range []error{s.Check(root), s.Apply(root), s.Apply(sub)} {
			if err != nil && !strings.HasPrefix(err.Error(), "fuzz.toml:") {
				t.Errorf("%v does not name the file", err)
			}
		}
		for _, k := range keys {
			if k.line < 1 || k.column < 1 || len(k.path) == 0 {
				t.Errorf("%+v has no place", k)
			}
		}
	})
}
