package unified

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestNames holds that no name of a file passes for another line of the diff.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"a.txt":                "a.txt",
		"a b.txt":              "a b.txt\t",
		"é.txt":                "é.txt",
		"a\n+++ b\n@@ -0,0 @@": `"a\012+++ b\012@@ -0,0 @@"`,
		"\x1b[2J\"\\é":         `"\033[2J\"\\\303\251"`,
	} {
		if got := named(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

// TestPatchOfHostileName holds that git applies a diff of a file whose name looks like a diff to that file, and to no other one.
func TestPatchOfHostileName(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil || runtime.GOOS == "windows" {
		t.Skip("needs git, and file names with line feeds")
	}
	dir := t.TempDir()
	name := "a\n--- x\n+++ evil\n@@ -0,0 +1,1 @@\n+owned \"\\é"
	text, cuts := cut("a\n[x\n]b\n")
	if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
		t.Fatal(err)
	}
	var diff strings.Builder
	if err := Write(&diff, name, name, text, cuts, Style{}); err != nil {
		t.Fatal(err)
	}
	apply := exec.Command("git", "apply", "-p0", "-")
	apply.Dir, apply.Stdin = dir, strings.NewReader(diff.String())
	if out, err := apply.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s\n%s", err, out, diff.String())
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("got %v, %v", entries, err)
	}
	if left, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(left) != "a\nb\n" {
		t.Errorf("got %q, %v", left, err)
	}
}
