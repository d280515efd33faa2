package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"winnow/cleaner/compress"
)

// addressSpace is how much the program may map, in KiB, heap, stacks and all. Go itself maps about 700 MB before anything is read,
// of which it uses next to nothing.
const addressSpace = 1 << 20

// repeated writes unit to w so often that it makes size bytes, with head before it.
func repeated(w io.Writer, head, unit string, size int) error {
	if _, err := io.WriteString(w, head); err != nil {
		return err
	}
	chunk := bytes.Repeat([]byte(unit), max(1, (64<<10)/len(unit)))
	for ; size > 0; size -= len(chunk) {
		if _, err := w.Write(chunk); err != nil {
			return err
		}
	}
	return nil
}

// TestAddressSpace holds memory down by the system: what the program does with files that are much larger must fit in a hard limit.
func TestAddressSpace(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("ulimit -v is Linux's")
	}
	if testing.Short() {
		t.Skip("cleans a gigabyte")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "winnow")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // C's threads map memory of their own
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	line := "The council of the valley will build the dam above the village after all, its chairman said on Monday.\n\n"
	for _, test := range []struct {
		name, head, unit string
		size             int
		args             string
		message          string // of the failure, if it must fail
	}{
		{"a text", "", line, 160 << 20, "", ""},
		{"a line", "", "a", 400 << 20, "", ""},
		{"a text that is held up to its end", "", line, 160 << 20, "--timeout 1h --skip-status teaser", ""},
		{"empty lines", "", "\n", 10 << 20, "", ""},
		{"lines that go", "", "Subscribe to continue reading\n", 8 << 20, "--ledger ledger.jsonl", ""},
		{"a page", "<!doctype html>", "<p>" + line, 100 << 20, "", ""},
		{"a page as Markdown", "<!doctype html>", "<p>" + line, 40 << 20, "--format markdown", ""},
		{"elements in elements", "<!doctype html>", "<div>", 100 << 20, "", ""},
		{"a comment without end", "<!doctype html><!--", "a", 300 << 20, "", "a tag, a comment or a text without tags of more than 33554432 bytes"},
		{"a word of a page", "<!doctype html><p>", "a", 300 << 20, "", "a tag, a comment or a text without tags of more than 33554432 bytes"},
		{"records", "", "{\"text\":\"" + strings.TrimSpace(line) + "\"}\n", 60 << 20, "--input jsonl -j 2", ""},
		{"a record too large", "{\"text\":\"", "a", 300 << 20, "--input jsonl --max-bytes 8M", "it has more than 8388608 bytes"},
		{"more than is allowed", "", "a", 300 << 20, "--max-bytes 200M", "zstd data that makes more than 209715200 bytes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(dir, "input.zst")
			if err := compressed(file, test.head, test.unit, test.size); err != nil {
				t.Fatal(err)
			}
			script := fmt.Sprintf("ulimit -v %d && exec ./winnow %s input.zst", addressSpace, test.args)
			cmd := exec.Command("sh", "-c", script)
			cmd.Dir = dir
			var message bytes.Buffer
			cmd.Stderr = &message
			cmd.Env = append(os.Environ(), "GOMEMLIMIT=", "GOGC=", "WINNOW_NO_CONFIG=1")
			err := cmd.Run()
			var exit *exec.ExitError
			switch {
			case test.message == "" && err != nil:
				t.Errorf("%v\n%.2000s", err, message.String())
			case test.message != "" && (!errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.Contains(message.String(), test.message)):
				t.Errorf("got %v, want an error that says %q\n%.2000s", err, test.message, message.String())
			}
		})
	}
}

// compressed writes a file of much that takes little.
func compressed(path, head, unit string, size int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	packed, err := compress.Create(f, compress.Zstd)
	if err != nil {
		return err
	}
	if err := repeated(packed, head, unit, size); err != nil {
		return err
	}
	return packed.Close()
}
