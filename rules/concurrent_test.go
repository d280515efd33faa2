package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"winnow/cleaner"
	"winnow/rules"
)

// TestConcurrent holds that one cleaner may be used by many goroutines: each gets what one alone gets, whatever
// it had before.
func TestConcurrent(t *testing.T) {
	files, _ := filepath.Glob("../testdata/cases/*/raw.*")
	if len(files) == 0 {
		t.Fatal("no fixtures")
	}
	clean := func(engine *cleaner.Cleaner, file string) []byte {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		var out bytes.Buffer
		if _, err := engine.Clean(&out, bytes.NewReader(source)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		return out.Bytes()
	}
	want := map[string][]byte{}
	for _, file := range files {
		want[file] = clean(cleaner.New(rules.Default()...), file)
	}
	engine := cleaner.New(rules.Default()...)
	var group sync.WaitGroup
	for g := range 4 {
		group.Go(func() {
			for i := range files {
				file := files[(i*(g+1)+g)%len(files)]
				if got := clean(engine, file); !bytes.Equal(got, want[file]) {
					t.Errorf("%s: got %q, want %q", file, got, want[file])
				}
			}
		})
	}
	group.Wait()
}
