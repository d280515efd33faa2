package eval

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// FuzzTruth reads any bytes as a truth file: each line that is not blank gives a document or a problem.
func FuzzTruth(f *testing.F) {
	f.Add([]byte("{\"id\": \"a\", \"content\": \"The dam.\", \"with\": [\"dam\"]}\n\n{\"id\": \"a\", \"content\": \"\"}\r\n"))
	f.Add([]byte("\ufeff{\"id\": \"\\ud800\", \"content\": null}\n[]\n{\"id\": \"b\", \"content\": \"\xff\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d Dataset
		d.readTruth("truth.jsonl", bytes.NewReader(data))
		lines := 0
		for i, line := range bytes.Split(data, []byte("\n")) {
			if i == 0 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if len(bytes.TrimSpace(line)) > 0 {
				lines++
			}
		}
		if got := len(d.Items) + len(d.Problems); got != lines {
			t.Errorf("%d documents and %d problems for %d lines", len(d.Items), len(d.Problems), lines)
		}
		seen := map[string]bool{}
		for _, it := range d.Items {
			if it.ID == "" || it.Type == "" || seen[it.ID] {
				t.Errorf("id %q (seen %v), type %q", it.ID, seen[it.ID], it.Type)
			}
			seen[it.ID] = true
		}
	})
}

// FuzzLabels reads any bytes as the labels of any text, and scores the text itself and an empty one.
func FuzzLabels(f *testing.F) {
	f.Add([]byte("1\tkeep\n2\tblank\n3\tshare\n"), "Rain.\n\nShare\n", "Rain.")
	f.Add([]byte("0\tkeep\n1\tkeep\n1\tkeep\nx\n"), "Rain.", "")
	f.Fuzz(func(t *testing.T, rows []byte, raw, out string) {
		if strings.Count(raw, "\n") > 1000 || strings.Count(out, "\n") > 1000 {
			t.Skip("aligning them takes long")
		}
		var d Dataset
		lines := rawLines([]byte(raw))
		it := Item{kind: Labelled, raw: []byte(raw), Labels: d.readLabels("labels.tsv", "1", bytes.NewReader(rows), lines)}
		if len(it.Labels) != len(lines) {
			t.Fatalf("%d labels for %d lines", len(it.Labels), len(lines))
		}
		whole, err := it.Score(raw)
		if err != nil || whole.Lines.Kept != whole.Lines.Keep {
			t.Errorf("of the text as it is %d of %d lines are kept: %v", whole.Lines.Kept, whole.Lines.Keep, err)
		}
		some, err := it.Score(out)
		if err != nil || some.Lines.Keep != whole.Lines.Keep || some.Lines.Residue != whole.Lines.Residue {
			t.Errorf("the text counts %+v, what came out %+v: %v", whole.Lines, some.Lines, err)
		}
	})
}

// FuzzResults reads any bytes as stored results, and compares what they hold with itself and with another report.
func FuzzResults(f *testing.F) {
	for _, report := range []*Report{
		reportOf(map[string]float64{"a": 0.5, "b": 1}, "a", "b"),
		{Name: "news", Kind: Labelled, Documents: []Score{{ID: "a", Lines: &Lines{Keep: 2, Kept: 1}}}},
	} {
		stored, err := json.Marshal(Results{Datasets: []*Report{report}})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(stored)
	}
	other := reportOf(map[string]float64{"a": 0.7}, "a")
	f.Fuzz(func(t *testing.T, data []byte) {
		results, err := ReadResults(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, r := range results.Datasets {
			if c := Compare(r, r); c.Better+c.Worse > 0 && len(c.OnlyNew) == 0 {
				t.Errorf("against itself %d are better, %d worse", c.Better, c.Worse)
			}
			if old, err := results.Find(other, 0); err == nil {
				if err := Compare(old, other).WriteText(io.Discard, "old.json"); err != nil {
					t.Error(err)
				}
			}
		}
	})
}
