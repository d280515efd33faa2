package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
	"winnow/rules"
)

// restoring cleans documents with a ledger, and holds that it gives them back.
type restoring struct {
	work  job.Job
	texts int
}

func newRestoring() *restoring {
	return &restoring{work: job.Job{
		Cleaner: cleaner.New(rules.Default()...), Input: input.Options{Kind: input.Text}, Format: job.Text,
	}}
}

// check cleans a text and restores it.
func (r *restoring) check(t *testing.T, name string, text []byte) {
	t.Helper()
	var book, clean, got bytes.Buffer
	writer, err := ledger.NewWriter(&book, compress.None, build.Info{})
	if err != nil {
		t.Fatal(err)
	}
	r.work.Ledger = writer
	if _, err := r.work.File(&clean, bytes.NewReader(text), name); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := writer.Flush(); err != nil {
		t.Fatal(err)
	}
	source := ledger.Source(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(book.Bytes())), nil })
	d, err := source.Find(bytes.NewReader(clean.Bytes()), "")
	if err == nil {
		err = source.Restore(&got, bytes.NewReader(clean.Bytes()), d)
	}
	if err != nil || !bytes.Equal(got.Bytes(), text) {
		t.Errorf("%s: what is restored is not what it was (%v)", name, err)
	}
	r.texts++
}

// TestRestoreFixtures holds that every fixture, pages taken for texts, comes back as it was.
func TestRestoreFixtures(t *testing.T) {
	files, err := filepath.Glob("../../testdata/cases/*/*.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	r := newRestoring()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r.check(t, file, text)
	}
}

// TestRestoreTexts holds that every text of the labelled articles comes back as it was.
func TestRestoreTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of texts")
	}
	const shared = "../../../shared/"
	files, err := filepath.Glob(shared + "residue/cases/*/raw.txt")
	if err != nil {
		t.Fatal(err)
	}
	lists, err := filepath.Glob(shared + "*/extracted/*.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	flat, err := filepath.Glob(shared + "*/flat-*.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	if lists = slices.Concat(flat, lists); len(files) == 0 || len(lists) == 0 {
		t.Skip("needs the labelled articles in " + shared + ", which are no part of the repository")
	}
	r := newRestoring()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r.check(t, file, text)
	}
	each := 1
	if testing.Short() {
		each = 50
	}
	for _, list := range lists {
		if err := r.list(t, list, each); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d texts restored", r.texts)
}

// list checks every so many-th text of a list.
func (r *restoring) list(t *testing.T, path string, each int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	lines := bufio.NewReader(z)
	for n := 0; ; n++ {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if n%each > 0 {
			continue
		}
		var record struct{ ID, Text string }
		if err := json.Unmarshal(line, &record); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if !strings.Contains(record.Text, "\x00") {
			r.check(t, path+" "+record.ID, []byte(record.Text))
		}
	}
}
