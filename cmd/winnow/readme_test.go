package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"winnow/rules"
)

// TestReadmeRules holds that README.md lists the built-in packs as they are. With -update it writes the list.
func TestReadmeRules(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("\n| category | rules | drops |\n|---|---|---|\n")
	for _, pack := range rules.Builtin() {
		fmt.Fprintf(&table, "| `%s` | %d | %s |\n", pack.Category, len(pack.Rules()), pack.Doc)
	}
	place := regexp.MustCompile(`(?s)(<!-- rules: [^\n]* -->)\n.*?(<!-- end of rules -->)`)
	want := place.ReplaceAllString(string(text), "${1}\n"+strings.ReplaceAll(table.String(), "$", "$$")+"\n${2}")
	if *update {
		if err := os.WriteFile("../../README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(text) {
		t.Errorf("the list of packs in README.md is out of date: run go test ./cmd/winnow -run Readme -update")
	}
}

// TestReadme runs the examples of README.md: in a block marked "console", every line that begins with "$ "
// is a command, run at the top of the repository, and what follows is what it prints.
func TestReadme(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the examples are for a Unix shell")
	}
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "winnow"), ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	examples := 0
	for _, block := range regexp.MustCompile("(?s)```console\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		for _, example := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			command, want, _ := strings.Cut(example, "\n")
			if strings.HasPrefix(command, "go test") {
				continue // this is it
			}
			examples++
			cmd := exec.Command("sh", "-c", command)
			cmd.Dir = "../.."
			cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "XDG_CONFIG_HOME="+bin)
			out, err := cmd.CombinedOutput()
			if err != nil && !strings.Contains(want, "winnow: ") {
				t.Errorf("$ %s\n%v", command, err)
			}
			if got := strings.TrimSuffix(string(out), "\n"); got != strings.TrimSuffix(want, "\n") {
				t.Errorf("$ %s\ngot:\n%s\nREADME says:\n%s", command, got, want)
			}
		}
	}
	if examples < 4 {
		t.Errorf("found only %d examples", examples)
	}
}

// TestReadmePack holds that the rule pack in README.md is one, and that its proofs hold.
func TestReadmePack(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) == 0 {
		t.Fatal("README.md shows no rule pack")
	}
	for _, block := range blocks {
		pack, err := rules.ParsePack("README.md", []byte(block[1]))
		if err != nil {
			t.Fatal(err)
		}
		stages, err := rules.WithPacks(pack)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range rules.Check(stages, pack) {
			t.Error(err)
		}
	}
}
