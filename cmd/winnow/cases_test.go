package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"winnow/cleaner"
	"winnow/rules"
)

// TestCases cleans every fixture: testdata/cases/NAME/raw.txt or raw.html must come out as clean.txt, and
// clean.txt as it is. With -update, clean.txt is written.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("../../testdata/cases/*/raw.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	engine := cleaner.New(rules.Default()...)
	for _, file := range files {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			golden := filepath.Join(dir, "clean.txt")
			got := cleanFile(t, engine, file)
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("wrong cuts:\n%s", diff.Diff("clean.txt", want, "got", got))
			}
			if again := cleanFile(t, engine, golden); !bytes.Equal(again, want) {
				t.Errorf("cleaning the clean text changes it:\n%s", diff.Diff("clean.txt", want, "got", again))
			}
		})
	}
}

func cleanFile(t *testing.T, engine *cleaner.Cleaner, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out bytes.Buffer
	if _, err := engine.Clean(&out, f); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
