package explain

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/input"
	"winnow/cleaner/textreader"
)

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain ä 雨\t.":           "plain ä 雨\t.",
		"\x1b[31mred":            `\u001b[31mred`,
		"bell\a":                 `bell\u0007`,
		"\u009b31m":              `\u009b31m`,
		"abc\u202edef":           `abc\u202edef`,
		"broken \xff\xe2\x80":    `broken \xff\xe2\x80`,
		"mark\u061cx":            `mark\u061cx`,
		"del\x7f":                `del\u007f`,
		"none\ufdd0\ufffd\uff0c": "none\\ufdd0\ufffd\uff0c",
	} {
		if got := Visible([]byte(text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// cutter cuts lines that begin with an x, and what stands between brackets.
type cutter struct{}

var rule = &cleaner.Rule{ID: "x", Category: "test", Doc: "Begins with x.", Reason: "begins with x"}

func (cutter) Rules() []*cleaner.Rule { return []*cleaner.Rule{rule} }

func (cutter) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		text := string(doc.BlockText(i))
		if strings.HasPrefix(text, "x") {
			doc.Add(i, rule, 6, 0)
		}
		if open, end := strings.Index(text, "["), strings.Index(text, "]"); open >= 0 {
			b := doc.Blocks[i]
			doc.AddRange(i, b.Start+int32(open), b.Start+int32(end)+1, rule, 6, 0)
		}
	}
}

func TestText(t *testing.T) {
	in := "one\n\nxtwo\nthree [cut] four\n"
	for color, want := range map[bool]string{
		false: "  one\n\n- xtwo  <- test/x: begins with x\n~ three[- [cut]-] four  <- test/x: begins with x\n",
		true: "  one\n\n\x1b[9;31m- xtwo\x1b[0m  \x1b[36m<- test/x: begins with x\x1b[0m\n" +
			"~ three\x1b[9;31m [cut]\x1b[0m four  \x1b[36m<- test/x: begins with x\x1b[0m\n",
	} {
		var out strings.Builder
		w := NewText(&out, color)
		if _, err := cleaner.New(cutter{}).Run(w, textreader.New(strings.NewReader(in))); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("got  %q\nwant %q", out.String(), want)
		}
	}
}

func TestPage(t *testing.T) {
	page := "<!doctype html>\n<div id=d class='a b'><p>one</p><ul><li>x</ul></div>" + strings.Repeat("<section class='a\x1b[31m-very-long-name-of-a-class'>", 6) + "two"
	source, err := input.Open(strings.NewReader(page), input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	w := NewText(&out, false)
	if _, err := cleaner.New(cutter{}).Run(w, source); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	const section = `section.a\u001b[31m-very-long-name-of-a-class`
	want := "  one  @ body > div#d.a.b > p\n\n  - x  @ body > div#d.a.b > ul > li\n\n  two  @ ...n.a\\u001b[31m-very-long-name-of-a-class > " + section + " > " + section + "\n"
	if out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
}

// TestControls holds that no control sequence of an input or of a rule reaches a terminal.
func TestControls(t *testing.T) {
	in := "a\x1b]0;x\a b\u009b31m\x7f \u202e\u2028 [c\x1bd]\n"
	rule := &cleaner.Rule{ID: "x", Category: "\x1btest", Reason: "it\x1b[2J ends"}
	for name, write := range map[string]func(io.Writer) (cleaner.Writer, func() error){
		"text": func(w io.Writer) (cleaner.Writer, func() error) { t := NewText(w, false); return t, t.Flush },
		"json": func(w io.Writer) (cleaner.Writer, func() error) { return NewJSON(w), func() error { return nil } },
	} {
		var out strings.Builder
		w, flush := write(&out)
		if _, err := cleaner.New(one{rule}).Run(w, textreader.New(strings.NewReader(in))); err != nil {
			t.Fatal(err)
		}
		if err := flush(); err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(out.String()) {
			if l = strings.TrimSuffix(l, "\n"); Visible([]byte(l)) != l {
				t.Errorf("%s: got %q", name, l)
			}
		}
		if !strings.Contains(out.String(), `a\u001b]0;x\u0007 b\u009b31m\u007f`) {
			t.Errorf("%s: got %q", name, out.String())
		}
	}
}

// TestControlsJSON holds that what is escaped in JSON is the same text.
func TestControlsJSON(t *testing.T) {
	const in = "a\u009b31m\x7f \u202e \ufdd0 \\u009b b"
	var out strings.Builder
	if _, err := cleaner.New().Run(NewJSON(&out), textreader.New(strings.NewReader(in))); err != nil {
		t.Fatal(err)
	}
	var got line
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Text != in {
		t.Errorf("got %q, want %q", got.Text, in)
	}
}

// one cuts everything.
type one struct{ rule *cleaner.Rule }

func (o one) Rules() []*cleaner.Rule { return []*cleaner.Rule{o.rule} }

func (o one) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		doc.Add(i, o.rule, 6, 0)
	}
}

func TestPageJSON(t *testing.T) {
	source, err := input.Open(strings.NewReader("<!doctype html>\n<p>One <a href=x>two</a>"), input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if _, err := cleaner.New(cutter{}).Run(NewJSON(&out), source); err != nil {
		t.Fatal(err)
	}
	want := `{"line":2,"offset":0,"length":7,"source":[19,36],"element":"body > p","linked":3,"kind":"paragraph","action":"keep","text":"One two"}` + "\n"
	if out.String() != want {
		t.Errorf("got  %s\nwant %s", out.String(), want)
	}
}
