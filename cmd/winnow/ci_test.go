package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readmeBlocks returns the blocks of README.md in a language.
func readmeBlocks(t *testing.T, language string) (blocks []string) {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, block[1])
	}
	return blocks
}

// workflowSteps returns the commands of a workflow of GitHub Actions: what stands behind "run:", on its line or set in below it.
func workflowSteps(workflow string) (steps []string) {
	lines := strings.Split(workflow, "\n")
	for i, line := range lines {
		before, command, found := strings.Cut(line, "run: ")
		switch {
		case !found:
		case command != "|":
			steps = append(steps, command)
		default:
			var script []string
			for _, line := range lines[i+1:] {
				if !strings.HasPrefix(line, strings.Repeat(" ", len(before)+2)) {
					break
				}
				script = append(script, strings.TrimSpace(line))
			}
			steps = append(steps, strings.Join(script, "\n"))
		}
	}
	return steps
}

// TestReadmeWorkflow runs the steps of the workflow in README.md in a repository such as it is for.
func TestReadmeWorkflow(t *testing.T) {
	for _, program := range []string{"git", "bash"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	var workflow string
	for _, block := range readmeBlocks(t, "yaml") {
		if strings.Contains(block, "runs-on:") {
			workflow = block
		}
	}
	steps := workflowSteps(workflow)
	if len(steps) < 3 {
		t.Fatalf("found only %d steps in the workflow of README.md", len(steps))
	}
	repository, temp := t.TempDir(), t.TempDir()
	summary := filepath.Join(temp, "summary.md")
	if err := os.CopyFS(repository, os.DirFS("../../testdata/help")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("RUNNER_TEMP", temp)
	t.Setenv("GITHUB_STEP_SUMMARY", summary)
	t.Setenv("BASE", "HEAD")
	run := func(step string) {
		if out, err := shell(repository, step); err != nil {
			t.Fatalf("%s\n%v\n%s", step, err, out)
		}
	}
	// The pull request replaces one rule by two.
	run("mkdir rules; cp old.toml rules/house.toml; git init -q; git add -A; git -c user.name=x -c user.email=x@example.com commit -q -m x")
	run("cp labels.toml rules/house.toml; rm -r fixtures/dam; mkdir fixtures/dam; cp page.txt fixtures/dam/raw.txt; winnow --rules rules page.txt >fixtures/dam/clean.txt")
	root := newRoot(streams{nil, io.Discard, io.Discard})
	for _, step := range steps {
		if strings.HasPrefix(step, "go -C .winnow install") {
			continue // this program is the one that is installed
		}
		args := strings.Fields(step)
		if cmd, _, err := root.Find(args[1:]); args[0] == "winnow" && (err != nil || cmd == root) {
			t.Logf("not run: this program has no command %q", args[1])
			continue
		}
		run(step)
	}
	got, err := os.ReadFile(summary)
	if err != nil || !strings.Contains(string(got), "\n    + ad/ad-label-mul ") {
		t.Errorf("the summary is\n%s\n%v", got, err)
	}
}

// TestHooks holds that the hooks for pre-commit call commands that there are, and that README.md speaks of each of them.
func TestHooks(t *testing.T) {
	text, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	readme := strings.Join(readmeBlocks(t, "yaml"), "\n")
	ids := regexp.MustCompile(`(?m)^- id: (\S+)$`).FindAllStringSubmatch(string(text), -1)
	entries := regexp.MustCompile(`(?m)^  entry: winnow(?: (.+))?$`).FindAllStringSubmatch(string(text), -1)
	if len(ids) == 0 || len(ids) != len(entries) {
		t.Fatalf("found %d hooks and %d entries", len(ids), len(entries))
	}
	for i, id := range ids {
		if !strings.Contains(readme, "- id: "+id[1]+" ") {
			t.Errorf("README.md does not speak of the hook %s", id[1])
		}
		root := newRoot(streams{nil, io.Discard, io.Discard})
		args := strings.Fields(entries[i][1])
		cmd, rest, err := root.Find(args)
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.ParseFlags(rest); err != nil {
			t.Errorf("hook %s: %v", id[1], err)
		}
	}
	for _, id := range regexp.MustCompile(`- id: (\S+)`).FindAllStringSubmatch(readme, -1) {
		if !strings.Contains(string(text), "- id: "+id[1]+"\n") {
			t.Errorf("README.md speaks of a hook %s, which there is not", id[1])
		}
	}
}
