package main

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"winnow/cleaner"
	"winnow/cleaner/fixture"
	"winnow/cleaner/job"
	"winnow/rules"
)

// TestCases cleans every fixture in testdata/cases: what is raw must come out as clean.txt, and clean.txt as it is. With
// -update, clean.txt is written.
func TestCases(t *testing.T) {
	cases, err := fixture.Find("../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	work := &job.Job{Cleaner: cleaner.New(rules.Default()...), Format: job.Text}
	suite := fixture.Suite{Job: func(fixture.Options) (*job.Job, error) { return work, nil }}
	err = suite.Run(context.Background(), cases, func(r *fixture.Result) error {
		if *update && (r.New || r.Failed()) {
			return r.Accept()
		}
		if r.Err != nil || r.Failed() {
			t.Errorf("%s", fixture.Explain(r))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		want, err := os.ReadFile(c.Clean)
		if err != nil {
			t.Fatal(err)
		}
		var again bytes.Buffer
		if _, err := work.File(&again, bytes.NewReader(want), c.Clean); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again.Bytes(), want) {
			t.Errorf("cleaning the clean text changes it:\n%s", diff.Diff(c.Clean, want, "got", again.Bytes()))
		}
	}
}
