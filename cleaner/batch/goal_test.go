package batch

import (
	"encoding/json"
	"testing"

	"winnow/cleaner/compress"
	"winnow/cleaner/job"
)

func TestGoalOf(t *testing.T) {
	for _, test := range []struct {
		name   string
		format job.Format
		want   Goal
	}{
		{"a.txt", job.Text, Goal{"a.txt", compress.None}},
		{"x/a.html", job.Text, Goal{"x/a.txt", compress.None}},
		{"a.HTM", job.Text, Goal{"a.txt", compress.None}},
		{"a.html", job.Markdown, Goal{"a.md", compress.None}},
		{"a.html", job.JSON, Goal{"a.json", compress.None}},
		{"a.txt", job.Markdown, Goal{"a.md", compress.None}},
		{"a.md", job.Text, Goal{"a.md", compress.None}},
		{"a", job.Text, Goal{"a", compress.None}},
		{"a", job.JSON, Goal{"a.json", compress.None}},
		{"example.com", job.Text, Goal{"example.com", compress.None}},
		{"example.com", job.JSON, Goal{"example.com.json", compress.None}}, // beside example.org
		{"a.html.gz", job.Text, Goal{"a.txt.gz", compress.Gzip}},
		{"a.txt.ZST", job.Text, Goal{"a.txt.zst", compress.Zstd}},
		{"a.txt.zstd", job.Text, Goal{"a.txt.zstd", compress.Zstd}},
		{"a.txt.bz2", job.Text, Goal{"a.txt.gz", compress.Gzip}}, // nothing here compresses so
		{".html", job.Text, Goal{".html", compress.None}},
		{"x/.html", job.JSON, Goal{"x/.html.json", compress.None}},
		{"caf\xe9.html", job.Text, Goal{"caf\xe9.txt", compress.None}},
	} {
		if got := GoalOf(test.name, test.format); got != test.want {
			t.Errorf("%q in %s: %v, want %v", test.name, test.format, got, test.want)
		}
	}
}

func TestName(t *testing.T) {
	for name, quoted := range map[string]string{
		"a b.txt":       "a b.txt",
		"café.txt":      "café.txt",
		"caf\xe9.txt":   `"caf\xe9.txt"`,
		"two\nlines":    `"two\nlines"`,
		"\x1b[2Jclear":  `"\x1b[2Jclear"`,
		"zero\u200bwid": `"zero\u200bwid"`,
	} {
		if got := Quote(name); got != quoted {
			t.Errorf("Quote(%q) = %s, want %s", name, got, quoted)
		}
		data, err := json.Marshal(Name(name))
		if err != nil {
			t.Fatal(err)
		}
		var back Name
		if err := json.Unmarshal(data, &back); err != nil || string(back) != name {
			t.Errorf("%q became %s and then %q (%v)", name, data, back, err)
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("a\xffb\n")
	f.Fuzz(func(t *testing.T, name string) {
		data, err := json.Marshal(Name(name))
		if err != nil {
			t.Fatal(err)
		}
		var back Name
		if err := json.Unmarshal(data, &back); err != nil || string(back) != name {
			t.Errorf("%q became %s and then %q (%v)", name, data, back, err)
		}
	})
}
