package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"testing"
)

func TestReal(t *testing.T) {
	c, err := Real("../..")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the real documents are missing: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Pages) != 150 || len(c.Texts) != 1637 {
		t.Errorf("%d pages and %d texts, want 150 and 1637", len(c.Pages), len(c.Texts))
	}
}

// TestOpenWithoutReal holds that fixtures stand in for real documents that are missing.
func TestOpenWithoutReal(t *testing.T) {
	root := t.TempDir()
	if _, err := Real(root); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Real: %v, want fs.ErrNotExist", err)
	}
	if _, err := Open(root); err == nil {
		t.Error("Open finds documents where there are none")
	}
	c, err := Fixtures("../..")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Pages) < 5 || len(c.Texts) < 20 || Size(c.Pages) == 0 || Size(c.Texts) == 0 {
		t.Errorf("%d pages and %d texts", len(c.Pages), len(c.Texts))
	}
}

func TestJSONL(t *testing.T) {
	texts := [][]byte{[]byte("a <b>\n\"c\""), nil, []byte("ö")}
	file, err := JSONL(texts)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	if len(lines) != len(texts)+1 || len(lines[len(texts)]) > 0 {
		t.Fatalf("%q has %d lines", file, len(lines)-1)
	}
	for i, text := range texts {
		var record struct{ Text string }
		if err := json.Unmarshal(lines[i], &record); err != nil || record.Text != string(text) {
			t.Errorf("%q: %q, %v; want %q", lines[i], record.Text, err, text)
		}
	}
}
