package job

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner/account"
	"winnow/cleaner/input"
)

func TestChanged(t *testing.T) {
	for _, test := range []struct {
		name, file, in string
		set            func(*Job)
		told           []string
		changed        int
		why            string // the file cannot be replaced
	}{
		{name: "text", file: "f", in: "a\nx\nb\n", told: []string{`f true "a\nx\nb\n" [2 4]`}, changed: 1},
		{name: "nothing goes", file: "f", in: "a\n"},
		{name: "another encoding", file: "f", in: "\xe9\nx\n", set: func(j *Job) { j.Input.Charset = "latin1" },
			told: []string{`f false "é\nx\n" [3 5]`}, changed: 1, why: "is in windows-1252, and would be in UTF-8"},
		{name: "page", file: "f", in: "<!doctype html><p>a<p>x", told: []string{`f false "a\n\nx\n" [2 5]`}, changed: 1,
			why: "is a page, of which only the text would be left"},
		{name: "records", file: "f.jsonl", in: `{"text":"x\na"}` + "\n" + `{"text":"a"}` + "\n" + `{"id":"i","text":"a\nx"}`,
			told: []string{`f.jsonl:1 false "x\na" [0 2]`, `f.jsonl#i false "a\nx" [2 3]`}, changed: 2},
		{name: "a bad record", file: "f.jsonl", in: "{}\n", why: "holds records that are bad, which would be lost"},
		{name: "only a note", file: "f.jsonl", in: `{"text":"a"}`, set: func(j *Job) { j.Records.Annotate = true }, changed: 1},
		{name: "a page in a field", file: "f.jsonl", in: `{"text":"","h":"<p>a"}`, set: func(j *Job) { j.Records.HTMLField = "h" }, changed: 1},
		{name: "again", file: "f.jsonl", in: `{"text":"a\n","h":"<p>a"}`, set: func(j *Job) { j.Records.HTMLField = "h" }},
		{name: "from the web", file: "f", in: fetched, told: []string{`f#urn:uuid:1 false "а\n\nx\n" [3 6]`}, changed: 1,
			why: "is a web archive, of which only JSONL would be left"},
		{name: "left out", file: "f.jsonl", in: `{"text":"a\nx"}`, set: func(j *Job) { j.Statuses.Skip = []account.Status{account.Clean} }},
		{name: "binary", file: "f", in: "a\x00\nx\n", set: func(j *Job) { j.Input = input.Options{Kind: input.Text, Binary: true} },
			told: []string{`f true "a\x00\nx\n" [3 5]`}, changed: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, workers := range []int{0, 1, 3} {
				j := newJob()
				j.Workers, j.Records.IDField = workers, "id"
				if test.set != nil {
					test.set(j)
				}
				var told []string
				j.Changed = func(c *Change) error {
					line := fmt.Sprintf("%s %v %q", c.Name, c.Own, c.Text)
					for _, cut := range c.Cuts {
						line += fmt.Sprint(" ", []int64{cut.Start, cut.End})
					}
					told = append(told, line)
					return nil
				}
				outcome, err := j.File(io.Discard, strings.NewReader(test.in), test.file)
				if err != nil || outcome.Changed != test.changed {
					t.Errorf("%d changed, %v, want %d", outcome.Changed, err, test.changed)
				}
				if !slices.Equal(told, test.told) {
					t.Errorf("told %q, want %q", told, test.told)
				}
				if why, ok := outcome.Replaceable(); why != test.why || ok != (test.why == "") {
					t.Errorf("replaceable: %q, %v, want %q", why, ok, test.why)
				}
			}
		})
	}
}

// TestChangedFails holds that an error of who is told ends the file.
func TestChangedFails(t *testing.T) {
	failure := fmt.Errorf("no more")
	for file, in := range map[string]string{"f": "x\na\n", "f.jsonl": `{"text":"x\na"}`} {
		j := newJob()
		j.Changed = func(*Change) error { return failure }
		if _, err := j.File(io.Discard, strings.NewReader(in), file); err != failure {
			t.Errorf("%s: got %v", file, err)
		}
	}
}
