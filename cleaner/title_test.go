package cleaner_test

import (
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/input"
)

func TestTitled(t *testing.T) {
	long := strings.Repeat("<p>a b", 60000) // takes two windows
	for in, want := range map[string]string{
		"<!doctype html><title>Top</title><p>a<p>CUT":         "Top\n\na\n",
		"<!doctype html><title>Top</title><h1>TOP</h1><p>a":   "TOP\n\na\n",
		"<!doctype html><title>Top</title><p>CUT<h1>Top</h1>": "Top\n",
		"<!doctype html><title>Top</title><p>CUT":             "Top\n",
		"<!doctype html><p>a":                                 "a\n",
		"plain text\n":                                        "plain text\n",
		"<!doctype html><title>Top</title>" + long:            "Top\n\n" + strings.ReplaceAll(long, "<p>", "\n\n")[2:] + "\n",
	} {
		source, err := input.Open(strings.NewReader(in), input.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if _, err := cleaner.New(marker{}).Run(&cleaner.Titled{Writer: cleaner.NewTextWriter(&out)}, source); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%.200s:\ngot  %.300q\nwant %.300q", in, out.String(), want)
		}
	}
}
