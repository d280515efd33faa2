package main

import (
	"bytes"
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestRun prints all tables but those of whole processes, of a few small documents.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	o := options{root: "../..", fixtures: true, only: "pages,texts,stages,sizes,blocks,rules", rounds: 1, limit: time.Minute, size: 100_000, largest: 100_000}
	if err := run(o, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"### Pages", "| html.Parse |", "| winnow careful |", "| go-trafilatura v1", "| go-readability v2", "| go-domdistiller v1",
		"### Texts", "| matcher alone |", "| winnow balanced, JSONL |", "### Stages, pages", "| content |",
		"### Growth with the size of a document", "| 100 kB |", "### Growth with rules", "| 20000 |",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %q in\n%s", want, &out)
		}
	}
}

func TestCheck(t *testing.T) {
	good := options{rounds: 1, limit: time.Second, size: 1, largest: smallest, only: "pages,rules"}
	if err := good.check(nil); err != nil {
		t.Errorf("%+v: %v", good, err)
	}
	for want, spoil := range map[string]func(o *options){
		"-rounds 0": func(o *options) { o.rounds = 0 }, "-limit 0s": func(o *options) { o.limit = 0 },
		"-size 0": func(o *options) { o.size = 0 }, "-largest 9": func(o *options) { o.largest = 9 },
		`"speed"`: func(o *options) { o.only = "pages,speed" },
	} {
		o := good
		spoil(&o)
		if err := o.check(nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want an error with %q", o, err, want)
		}
	}
	if err := good.check([]string{"file"}); err == nil || !strings.Contains(err.Error(), `"file"`) {
		t.Errorf("an argument: %v", err)
	}
	if err := run(options{root: t.TempDir(), fixtures: true}, io.Discard); err == nil || !strings.Contains(err.Error(), "testdata/cases") {
		t.Errorf("a folder without a repository: %v", err)
	}
}

// TestProcess holds that a process that takes too long is ended and said to be, and that one that fails is an error.
func TestProcess(t *testing.T) {
	for _, name := range []string{"sleep", "false", "sh"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is missing: it is what this runs", name)
		}
	}
	slow := &process{args: []string{"sleep", "600"}}
	if err := slow.run(time.Millisecond); err != nil || !slow.over || len(slow.times) > 0 {
		t.Errorf("sleep: %v, %+v", err, slow)
	}
	nothing := &process{args: []string{"false"}} // as a search does that finds nothing
	if err := nothing.run(time.Minute); err != nil || nothing.over || len(nothing.times) != 1 {
		t.Errorf("false: %v, %+v", err, nothing)
	}
	wrong := &process{args: []string{"sh", "-c", "echo no such file >&2; exit 2"}}
	if err := wrong.run(time.Minute); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("sh: %v, want an error with what it said", err)
	}
}

func TestMedian(t *testing.T) {
	values := []float64{9, 1, 4, 7}
	if got := median(len(values), func(i int) float64 { return values[i] }); got != 7 {
		t.Errorf("median of %v is %v, want 7", values, got)
	}
	if got := median(3, func(i int) float64 { return values[i] }); got != 4 {
		t.Errorf("median of %v is %v, want 4", values[:3], got)
	}
}

func TestNumbers(t *testing.T) {
	for x, want := range map[float64]string{0: "0.00", 0.126: "0.13", 9.994: "9.99", 12.34: "12.3", 123.4: "123", 45678: "45678"} {
		if got := digits(x); got != want {
			t.Errorf("digits(%v) = %q, want %q", x, got, want)
		}
	}
	for n, want := range map[int64]string{10: "10 B", 10_000: "10 kB", 1_000_000_000: "1 GB", 25_635_166: "25.6 MB", 999_999: "1 MB"} {
		if got := bytesOf(n); got != want {
			t.Errorf("bytesOf(%d) = %q, want %q", n, got, want)
		}
	}
}

// TestStream holds that documents have the size that was asked for, whatever is read at a time.
func TestStream(t *testing.T) {
	texts := [][]byte{[]byte("one\n\n  two  \n"), []byte("a line that is longer than forty bytes, so that it is <none> of the links")}
	for _, test := range []struct {
		page   bool
		blocks int
		bytes  int64
		want   string
	}{
		{false, 4, 0, "one\ntwo\n" + string(texts[1]) + "\none\n"},
		{false, 0, 5, "one\ntwo\n"},
		{true, 3, 0, "<body><main>\n<li><a href=\"/story/0\">one</a></li>\n<li><a href=\"/story/1\">two</a></li>\n" +
			"<p>a line that is longer than forty bytes, so that it is &lt;none&gt; of the links</p>\n</main></body></html>\n"},
	} {
		s := newStream(texts, test.page)
		got, err := io.ReadAll(s.document(test.blocks, test.bytes))
		if err != nil || !strings.HasSuffix(string(got), test.want) || !test.page && len(got) != len(test.want) {
			t.Errorf("%+v: %q, %v", test, got, err)
		}
	}
}

// TestSyntheticRules holds that winnow takes the packs.
func TestSyntheticRules(t *testing.T) {
	for _, n := range []int{1, 200} {
		stages, err := syntheticRules(n)
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for _, s := range stages {
			if rules := s.Rules(); rules[0].Stage == "phrases" {
				count += len(rules)
			}
		}
		if count != n {
			t.Errorf("%d rules, want %d", count, n)
		}
	}
}
