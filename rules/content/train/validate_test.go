package main

import (
	"strings"
	"testing"

	"winnow/cleaner/eval"
)

// TestHeldOut holds what is held out together, and that wrong flags are named.
func TestHeldOut(t *testing.T) {
	c := &corpus{}
	for _, test := range []struct {
		by    string
		folds int
		want  string
	}{
		{"site", 1, "-folds: 1 is too few"},
		{"site", 0, "-folds: 0 is too few"},
		{"publisher", 5, `-by: "publisher" is nothing to hold out`},
	} {
		if _, err := c.parts(test.by, test.folds); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("-by %s -folds %d: error %v, want %q", test.by, test.folds, err, test.want)
		}
	}
	for _, by := range []string{"site", "country", "type"} {
		part, err := c.parts(by, 3)
		if err != nil {
			t.Fatal(err)
		}
		a := &sample{Item: &eval.Item{Type: "forum", Country: "de"}, site: "a.example"}
		b := &sample{Item: &eval.Item{Type: "forum", Country: "de"}, site: "a.example"}
		if p := part(a); p != part(b) || p < 0 || p > 2 {
			t.Errorf("-by %s: two documents alike are held out with parts %d and %d of 3", by, p, part(b))
		}
	}
}
