package rules_test

import (
	"slices"
	"strings"
	"testing"

	"winnow/cleaner/document"
	"winnow/cleaner/textreader"
	"winnow/rules"
)

// TestHeadline holds which lines are protected as the headline.
func TestHeadline(t *testing.T) {
	const body = "The harbour will be closed to large ships from the first of May, the authority said on Monday, after three accidents in as many months.\n"
	for _, test := range []struct {
		name, text string
		want       []int // blocks
	}{
		{"alone", "Harbour to be closed from May\nShare\n" + body, []int{0}},
		{"said again", "Harbour to be closed from May\nShare\nHarbour to be closed from May\n" + body, []int{0, 2}},
		{"broken in two", "Harbour to be closed from\nMay\nShare\nHarbour to be closed from May\n" + body, []int{0, 1, 3}},
		{"not all of it said again", "Harbour to be closed from\nMay\nShare\nHarbour to be closed from May on\n" + body, []int{0}},
	} {
		doc := &document.Document{}
		if err := textreader.New(strings.NewReader(test.text)).Next(doc); err != nil {
			t.Fatal(err)
		}
		doc.Forget()
		for _, stage := range rules.Default() {
			stage.Mark(doc)
		}
		var got []int
		for i := range doc.Blocks {
			if slices.ContainsFunc(doc.Findings, func(f document.Finding) bool { return int(f.Block) == i && f.Rule.ID == "headline" }) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: blocks %v, want %v", test.name, got, test.want)
		}
	}
}
