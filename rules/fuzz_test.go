package rules_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"winnow/cleaner"
	"winnow/cleaner/build"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
	"winnow/cleaner/records"
	"winnow/rules"
)

// seedFiles adds the raw files of the fixtures that are small, each with numbers that make the fuzzer choose.
func seedFiles(f *testing.F, add func(data []byte, choice uint16)) {
	f.Helper()
	files, err := filepath.Glob("../testdata/cases/*/raw.*")
	if err != nil || len(files) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(data) < 8<<10 {
			add(data, uint16(i*7))
		}
	}
}

// FuzzFile cleans any bytes as any kind of file into any format, with the rules that winnow runs: no document is a defect, what
// comes in is kept or dropped, and the same bytes come out whatever the size of reads and the number of workers.
func FuzzFile(f *testing.F) {
	seedFiles(f, func(data []byte, choice uint16) { f.Add(data, choice) })
	f.Add([]byte("{\"id\":1,\"text\":\"Advertisement\\nIt rained.\",\"html\":\"<p>a\"}\n{}\n"), uint16(1))
	f.Add([]byte("id,text\n1,\"Advertisement\nIt rained.\"\n"), uint16(2))
	f.Add([]byte("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 3\r\n\r\na\nb\r\n\r\n"), uint16(4))
	engine := cleaner.New(rules.Default()...)
	kinds := []records.Kind{records.None, records.Auto, records.JSONL, records.CSV, records.TSV, records.WARC}
	inputs := []input.Kind{input.Auto, input.Text, input.HTML}
	f.Fuzz(func(t *testing.T, data []byte, choice uint16) {
		work := job.Job{Cleaner: engine, Title: choice&1 > 0, SuspectWhole: choice&2 > 0, Whole: choice&4 > 0}
		rest := int(choice / 8)
		work.Format, rest = job.Formats()[rest%3], rest/3
		work.Records.Kind, rest = kinds[rest%len(kinds)], rest/len(kinds)
		if work.Records.Kind == records.None {
			work.Input.Kind, rest = inputs[rest%3], rest/3
		}
		work.Records.MaxBytes = 1 << 20
		if rest&1 > 0 {
			work.Records.HTMLField = "html"
		}
		work.Records.Annotate = work.Records.Kind == records.JSONL && rest&2 > 0
		out, message := cleanBoth(t, work, data)
		if message == "" && work.Format == job.JSON && work.Records.Kind == records.None && !json.Valid(out) {
			t.Errorf("no JSON: %q", out)
		}
	})
}

// cleanBoth cleans data at once and byte by byte, and holds that the same comes out. It returns that, and the error.
func cleanBoth(t *testing.T, work job.Job, data []byte) (out []byte, message string) {
	t.Helper()
	var first []byte
	var said string
	for workers := 1; workers <= 2; workers++ {
		var out, book bytes.Buffer
		sink, err := ledger.NewWriter(&book, compress.None, build.Info{})
		if err != nil {
			t.Fatal(err)
		}
		work.Ledger, work.Workers = sink, workers
		work.Bad = func(bad *job.BadRecord) error {
			if bytes.Contains([]byte(bad.Reason), []byte("a defect of winnow")) {
				t.Error(bad.Reason)
			}
			return nil
		}
		source := bytes.NewReader(data)
		var outcome job.Outcome
		if workers == 1 {
			outcome, err = work.File(&out, source, "f")
		} else {
			outcome, err = work.File(&out, iotest.OneByteReader(source), "f")
		}
		message := ""
		if err != nil {
			message = err.Error()
			if bytes.Contains([]byte(message), []byte("a defect of winnow")) {
				t.Error(message)
			}
		} else {
			balanced(t, &outcome)
		}
		if err := sink.Flush(); err != nil {
			t.Fatal(err)
		}
		result := append(out.Bytes(), book.Bytes()...)
		if workers > 1 && message == "" && (!bytes.Equal(result, first) || message != said) {
			t.Errorf("byte by byte: got %q, %s\nat once:      %q, %s", result, message, first, said)
		}
		first, said = bytes.Clone(result), message
		if workers == 1 {
			continue
		}
		return bytes.Clone(out.Bytes()), message
	}
	return nil, said
}

// FuzzPropose holds that a rule which is proposed for a text can be read, and that it is refused or does what it is for.
func FuzzPropose(f *testing.F) {
	for _, seed := range []string{"Advertisement", "Read \"more\" at C:\\x", "関連記事はこちらからどうぞ", "a\x01\u009b\u202e\ufeff b", "# ] = '''", "İ ﷺ ǅ", "1 2 3"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	stages := rules.Default()
	f.Fuzz(func(t *testing.T, text string, keep bool) {
		p, err := rules.Propose(text, keep, stages)
		if err != nil {
			return
		}
		pack, err := rules.ParsePack("house.toml", []byte("category = \"house\"\n"+p.TOML))
		if err != nil {
			t.Fatalf("%v\n%s", err, p.TOML)
		}
		if list := pack.Rules(); len(list) != 1 || list[0].Keep != keep || list[0].ID != p.ID {
			t.Errorf("got %+v of\n%s", list, p.TOML)
		}
	})
}
