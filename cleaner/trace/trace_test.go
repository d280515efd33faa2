package trace

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/input"
	"winnow/cleaner/job"
)

// The rules of these tests: what begins with an x goes, and the part of a block behind a "|", too; what begins with x! is kept.
var (
	drop = &cleaner.Rule{ID: "x", Category: "test", Reason: "it begins with an x"}
	rest = &cleaner.Rule{ID: "rest", Category: "test", Doc: "All that follows.", Reason: "all that follows", Rest: true}
	keep = &cleaner.Rule{ID: "mark", Category: "test", Reason: "it has a mark", Keep: true}
)

type marker struct{}

func (marker) Rules() []*cleaner.Rule { return []*cleaner.Rule{drop, rest, keep} }

func (marker) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		text, b := string(doc.BlockText(i)), &doc.Blocks[i]
		if strings.HasPrefix(text, "x") {
			doc.Add(i, drop, 5, 0)
		}
		if strings.HasPrefix(text, "x!") {
			doc.Add(i, keep, 1, 0)
		}
		if text == "THE END" {
			doc.Add(i, rest, 5, 0)
		}
		if n := strings.IndexByte(text, '|'); n > 0 {
			doc.AddRange(i, b.Start+int32(n), b.End, drop, 5, 0)
		}
	}
}

// traced returns the blocks of a file.
func traced(t *testing.T, raw, name string, o input.Options) []Block {
	t.Helper()
	var r Recorder
	work := job.Job{Cleaner: cleaner.New(marker{}), Format: job.Text, Input: o, Watch: r.Watch}
	if _, err := work.File(io.Discard, strings.NewReader(raw), name); err != nil {
		t.Fatal(err)
	}
	blocks := r.Blocks()
	text, err := Decode([]byte(raw), o, blocks)
	if err != nil {
		t.Fatal(err)
	}
	Locate(blocks, text)
	return blocks
}

// TestBlocks holds where blocks stand and what became of them: a minus before a part that was cut.
func TestBlocks(t *testing.T) {
	const page = "<!doctype html>\n<p>\n  one\n  two\n</p><p>x</p> <p>é <b>three</b></p>\n"
	for _, test := range []struct {
		name, file, raw string
		want            []string
	}{
		{"text", "f", "one\n\n  x two\nx! three\nfour | five\n", []string{"1-1:1 one", "3-3:3 -x two", "4-4:1 x! three", "5-5:1 four/- | five"}},
		{"all that follows", "f", "one\nTHE END\ntwo\n", []string{"1-1:1 one", "2-2:1 -THE END", "3-3:1 -two"}},
		{"wide", "f", "\xff\xfeo\x00\n\x00x\x00", []string{"1-1:1 o", "2-2:1 -x"}},
		{"page", "f", page, []string{"3-4:3 one two", "5-5:8 -x", "5-5:17 é three"}},
		{"records", "f.jsonl", "{\"text\":\"one\\n x\"}\n\n{\"text\":\"two\"}\n", []string{"r1 1-1:0 one", "r1 2-2:0 -x", "r3 1-1:0 two"}},
		{"odd line ends", "f", "one\rx\u2028two\r\nthree", []string{"1-1:1 one", "1-1:5 -x", "1-1:7 two", "2-2:1 three"}},
	} {
		var got []string
		for _, b := range traced(t, test.raw, test.file, input.Options{}) {
			var parts []string
			for _, p := range b.Parts {
				mark := ""
				if p.Cut {
					mark = "-"
				}
				parts = append(parts, mark+b.Text[p.Start:p.End])
			}
			place := fmt.Sprintf("%d-%d:%d", b.Line, b.LastLine, b.Column)
			if b.Record > 0 {
				place = fmt.Sprintf("r%d %s", b.Record, place)
			}
			got = append(got, place+" "+strings.Join(parts, "/"))
		}
		if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%s: got:\n%s\nwant:\n%s", test.name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

// TestVotes holds that all findings are there, and whose word counted.
func TestVotes(t *testing.T) {
	blocks := traced(t, "x! one\nx two\nthree | four\nTHE END\nfive\n", "f", input.Options{})
	b := &blocks[0]
	if len(b.Votes) != 2 || !b.Pinned || b.Dropped() || b.Trimmed() || b.Votes[1].Rule != keep {
		t.Errorf("kept: got %+v", b)
	}
	b = &blocks[1]
	if b.Score != 5 || !b.Dropped() || b.Trimmed() || b.Parts[0].Rule != drop || b.Parts[0].Reason != "it begins with an x" || !b.Votes[0].Whole {
		t.Errorf("dropped: got %+v", b)
	}
	b = &blocks[2]
	if !b.Trimmed() || b.Dropped() || b.Votes[0].Whole || b.Text[b.Votes[0].Start:b.Votes[0].End] != "| four" {
		t.Errorf("trimmed: got %+v", b)
	}
	b = &blocks[4]
	if !b.Dropped() || len(b.Votes) != 0 || b.Parts[0].Rule != rest || b.Parts[0].Reason != rest.Doc {
		t.Errorf("at the end: got %+v", b)
	}
	if hint := (input.Options{Charset: "none"}); hint.Check() == nil {
		t.Fatal("an encoding that is none")
	} else if _, err := Decode(nil, hint, nil); err == nil {
		t.Error("decoded all the same")
	}
}

// TestWatchedBehindEverything holds that watching changes no output, whichever way a document goes.
func TestWatchedBehindEverything(t *testing.T) {
	const raw = "one\nx two\nthree | four\n"
	for _, whole := range []bool{false, true} {
		var plain, watched strings.Builder
		work := job.Job{Cleaner: cleaner.New(marker{}), Format: job.Text, SuspectWhole: whole}
		if _, err := work.File(&plain, strings.NewReader(raw), "f"); err != nil {
			t.Fatal(err)
		}
		var r Recorder
		work.Watch = r.Watch
		if _, err := work.File(&watched, strings.NewReader(raw), "f"); err != nil {
			t.Fatal(err)
		}
		if plain.String() != watched.String() || len(r.Blocks()) != 3 {
			t.Errorf("got %q and %q, %d blocks", plain.String(), watched.String(), len(r.Blocks()))
		}
	}
}

// TestPlaces compares places with those that are counted from the start each time.
func TestPlaces(t *testing.T) {
	text := []byte("é\n\nabc def\nx")
	p := places{text: text}
	for _, offset := range []int{0, 2, 3, 4, 6, 6, 9, 12, len(text), 5, 4, 0, 11} {
		before := string(text[:offset])
		line := strings.Count(before, "\n") + 1
		column := len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
		if l, c := p.of(offset); l != int64(line) || c != int64(column) {
			t.Errorf("byte %d: got %d:%d, want %d:%d", offset, l, c, line, column)
		}
	}
}
