package ledger_test

import (
	"encoding/json"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/ledger"
)

// collect sums up a ledger.
func collect(t *testing.T, b *book, examples, top int) *ledger.Stats {
	t.Helper()
	file, err := b.source(t)()
	if err != nil {
		t.Fatal(err)
	}
	r, err := ledger.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c := ledger.NewCollector(examples, top)
	if err := c.Add(r); err != nil {
		t.Fatal(err)
	}
	return c.Stats()
}

// sorter drops blocks by their first letter, as rules of two categories.
type sorter struct{ shredder }

var sorted = map[byte]*cleaner.Rule{
	'x': {ID: "ex", Category: "test"}, 'y': {ID: "why", Category: "test"}, 'z': {ID: "zed", Category: "other"},
}

func (sorter) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		if rule := sorted[doc.BlockText(i)[0]]; rule != nil {
			doc.Add(i, rule, 6, 0)
		}
	}
}

func TestStats(t *testing.T) {
	b := newBook(t, cleaner.New(sorter{}), input.Options{}, compress.Zstd)
	for _, d := range []struct{ name, text string }{
		{"one", "a\nx1\nx2\nx2\nz3\n"},
		{"two\x1b[2J", "b\nx\x1b]0;title\a\ny" + strings.Repeat("long ", 40) + "\nz4\n"},
		{"three", "c\n"},
		{"four\xff", "y\n"},
	} {
		if d.name == "three" {
			b.work.Statuses.Skip = []account.Status{account.Unchanged}
		}
		if _, err := b.clean(d.name, strings.NewReader(d.text)); err != nil {
			t.Fatal(err)
		}
	}
	var text strings.Builder
	stats := collect(t, b, 2, 2)
	if err := stats.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	want := `4 documents: 2 clean, 1 unchanged, 1 empty; 1 not written
237 bytes of text, 6 kept, 231 cut (97.5 %), in 8 cuts of 8 lines

rule      lines       bytes    share  documents
test          6         222   96.1 %          3
  why         2         203   87.9 %          2  ylong long long long long long long long long long long lon…
                                                 y
  ex          4          19    8.2 %          2  x1
                                                 x2
other         2           9    3.9 %          2
  zed         2           9    3.9 %          2  z3
                                                 z4

      lost    share  status     document
       217   99.1 %  clean      two\u001b[2J
        12   85.7 %  clean      one
`
	if text.String() != want {
		t.Errorf("got\n%s\nwant\n%s", text.String(), want)
	}
	if all := collect(t, b, 9, 9); len(all.Categories[0].Rules[1].Examples) != 3 || len(all.Top) != 3 {
		t.Errorf("got %+v", all)
	}
	if err := collect(t, b, 9, 9).WriteText(&text); err != nil || strings.ContainsAny(text.String(), "\x1b\a") {
		t.Errorf("control characters: %q, %v", text.String(), err)
	}
}

// TestStatsJSON holds that lists without elements are lists.
func TestStatsJSON(t *testing.T) {
	b := newBook(t, cleaner.New(sorter{}), input.Options{}, compress.None)
	got, err := json.Marshal(collect(t, b, 0, 0))
	want := `{"documents":0,"statuses":[],"filtered":0,"failed":0,"text":0,"kept":0,"cuts":0,"lines":0,"bytes":0,"categories":[],"top":[]}`
	if err != nil || string(got) != want {
		t.Errorf("got %s, want %s (%v)", got, want, err)
	}
	if _, err := b.clean("n", strings.NewReader("x\n")); err != nil {
		t.Fatal(err)
	}
	if got, err = json.Marshal(collect(t, b, 0, 0)); err != nil || !strings.Contains(string(got), `"examples":[]`) {
		t.Errorf("got %s, %v", got, err)
	}
}
