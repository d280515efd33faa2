package sniff

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// labelled holds the labelled pages and texts that may stand beside the repository.
var labelled = filepath.Join("..", "..", "..", "shared")

func glob(t *testing.T, pattern ...string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(append([]string{labelled}, pattern...)...))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("there is no %s beside the repository", filepath.Join(pattern...))
	}
	return files
}

// headOf returns the head of a file, unpacked if it is packed.
func headOf(t *testing.T, file string) (head []byte, complete bool) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	head, err = io.ReadAll(io.LimitReader(r, HeadBytes+1))
	if err != nil {
		t.Fatal(err)
	}
	return head, len(head) <= HeadBytes
}

// kind names what an input is, in one word.
func kind(head []byte, complete bool) string {
	if name := Binary(head); name != "" {
		return name
	}
	if IsHTML(head, complete) {
		return "html"
	}
	return "text"
}

func TestLabelledPages(t *testing.T) {
	for _, folder := range []string{"wcxb-dev", "fundus-dev"} {
		files := glob(t, folder, "html", "*.html.gz")
		for _, file := range files {
			head, complete := headOf(t, file)
			// A page is one however little of it is there, and so is all that follows its doctype.
			for _, size := range []int{len(head), 4 << 10, 1 << 10} {
				size = min(size, len(head))
				if got := kind(head[:size], complete && size == len(head)); got != "html" {
					t.Errorf("%s: %d bytes are %s", file, size, got)
				}
			}
		}
		t.Logf("%s: %d pages", folder, len(files))
	}
}

func TestLabelledTexts(t *testing.T) {
	files := glob(t, "residue", "cases", "*", "raw.txt")
	for _, file := range files {
		if got := kind(headOf(t, file)); got != "text" {
			t.Errorf("%s: %s", file, got)
		}
	}
	t.Logf("%d texts", len(files))
}

func TestFlatTexts(t *testing.T) {
	for _, file := range glob(t, "wcxb-dev", "flat-block.jsonl.gz") {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		packed, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for lines := json.NewDecoder(bufio.NewReader(packed)); ; count++ {
			var page struct{ ID, Text string }
			if err := lines.Decode(&page); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if got := kind([]byte(page.Text), true); got != "text" {
				t.Errorf("%s, page %s: %s", file, page.ID, got)
			}
		}
		t.Logf("%s: %d texts", file, count)
	}
}

// The files of the repository itself are text.
func TestRepository(t *testing.T) {
	count := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if entry != nil && strings.HasPrefix(entry.Name(), ".git") {
				return filepath.SkipDir
			}
			return err
		}
		switch filepath.Ext(path) {
		case ".go", ".md", ".toml", ".txt", ".mod", ".sum":
			count++
			if got := kind(headOf(t, path)); got != "text" {
				t.Errorf("%s: %s", path, got)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files", count)
}
