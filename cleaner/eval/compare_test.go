package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

// reportOf returns a report of documents with the given F1.
func reportOf(f1 map[string]float64, ids ...string) *Report {
	var scores []Score
	for _, id := range ids {
		f := Ratio(f1[id])
		scores = append(scores, Score{ID: id, Type: "article", F1: f, Words: &Words{
			Precision: f, Recall: f, F1: f, ShinglePrecision: f, ShingleRecall: f, With: Ratio(math.NaN()), Without: 1 - f,
		}})
	}
	return Summarize(&Dataset{Path: "news", Kind: Truth, Items: make([]Item, len(ids))}, scores, nil)
}

func TestCompare(t *testing.T) {
	old := reportOf(map[string]float64{"a": 0.5, "b": 0.9, "c": 0.7, "gone": 0.1}, "a", "b", "c", "gone")
	now := reportOf(map[string]float64{"a": 0.6, "b": 0.6, "c": 0.70001, "new": 1}, "new", "c", "b", "a")
	c := Compare(old, now)
	if c.Common != 3 || c.Better != 1 || c.Worse != 1 || fmt.Sprint(c.OnlyOld, c.OnlyNew) != "[gone] [new]" {
		t.Errorf("%d common, %d better, %d worse, only old %v, only new %v", c.Common, c.Better, c.Worse, c.OnlyOld, c.OnlyNew)
	}
	if got, want := fmt.Sprint(c.Changes), "[{b 0.9 0.6} {a 0.5 0.6}]"; got != want {
		t.Errorf("changes %s, want %s", got, want)
	}
	var text bytes.Buffer
	if err := c.WriteText(&text, "old.json"); err != nil {
		t.Fatal(err)
	}
	const want = `compared with old.json: 1 document better, 1 worse, 1 the same
1 document is only in old.json: gone
1 document is not in old.json: new
what follows is of the 3 documents that both have

figure               before     now   change
  f1                 0.7000  0.6333  -0.0667   worse
  precision          0.7000  0.6333  -0.0667   worse
  recall             0.7000  0.6333  -0.0667   worse
  shingle f1         0.7000  0.6333  -0.0667   worse
  shingle precision  0.7000  0.6333  -0.0667   worse
  shingle recall     0.7000  0.6333  -0.0667   worse
  without            0.3000  0.3667  +0.0667   worse
  exact              0.0000  0.0000  +0.0000    same
document
  b                  0.9000  0.6000  -0.3000   worse
  a                  0.5000  0.6000  +0.1000  better
`
	if got := text.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCompareNothingInCommon(t *testing.T) {
	c := Compare(reportOf(nil, "a"), reportOf(nil, "b"))
	var text strings.Builder
	if err := c.WriteText(&text, "old.json"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "what follows is of the 0 documents that both have\n") {
		t.Errorf("got\n%s", text.String())
	}
}

// TestResults holds that reports survive being stored, undefined figures and all.
func TestResults(t *testing.T) {
	report := reportOf(map[string]float64{"a": 0.5}, "a")
	first, err := json.Marshal(Results{Datasets: []*Report{report, report}})
	if err != nil {
		t.Fatal(err)
	}
	results, err := ReadResults(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(results)
	if err != nil {
		t.Fatal(err)
	}
	if string(first) != string(second) {
		t.Errorf("stored\n%s\nread\n%s", first, second)
	}
	if !strings.Contains(string(first), `"with":null`) {
		t.Errorf("no snippets give %s, want null", first)
	}
	for nth, want := range []string{"", "", `holds no results of truth dataset "news": it has "news", "news"`} {
		if _, err := results.Find(report, nth); fmt.Sprint(err) != want && (err != nil || want != "") {
			t.Errorf("dataset %d: error %v, want %q", nth, err, want)
		}
	}
}

func TestReadResultsFails(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "no results: EOF: it must be what 'winnow eval --json' prints",
		"[]":                  "no results: json: cannot unmarshal array",
		"{}":                  "no results: it holds no datasets",
		`{"datasets":[{}]}`:   "no results: a dataset has no documents",
		`{"datasets":[null]}`: "no results: a dataset has no documents",
		`{"datasets":[{"name":"n","kind":"x","documents":[{"id":"a"}]}]}`:        `no results: "n" is of kind "x"`,
		`{"datasets":[{"name":"n","kind":"truth","documents":[{"id":"a"}]}]}`:    `no results: document "a" of "n" has not the scores of kind "truth"`,
		`{"datasets":[{"name":"n","kind":"labelled","documents":[{"id":"a"}]}]}`: `no results: document "a" of "n" has not the scores of kind "labelled"`,
	} {
		if _, err := ReadResults(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}
