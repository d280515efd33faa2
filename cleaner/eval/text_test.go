package eval

import (
	"fmt"
	"strings"
	"testing"
)

// TestWriteText holds that a table has the ten publishers that did worst, with the columns in line whatever the
// width of their names, and that nothing in a name steers the terminal.
func TestWriteText(t *testing.T) {
	var scores []Score
	for i, publisher := range strings.Fields("p0 p1 p2 p3 p4 p5 p6 p7 p8 p9 新华网 \x1b[31mred") {
		f1 := Ratio(1 - float64(i)/16)
		scores = append(scores, Score{ID: fmt.Sprint("d", i), Type: "article", Publisher: publisher, F1: f1, Exact: f1 == 1, Words: &Words{F1: f1}})
	}
	r := Summarize(&Dataset{Path: "news", Kind: Truth, Items: make([]Item, len(scores))}, scores, []Problem{{Message: "no page"}})
	r.Level = "strict"
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{
		"news: 12 documents, level strict, 1 problem\n",
		"\nall                12  0.6562  ",
		"\npublisher, the 10 of 12 with the least F1\n  \ufffd[31mred          1  0.3125  0.3125-0.3125  ",
		"\n  新华网            1  0.3750  0.3750-0.3750  ",
		"\n  p2                1  0.8750  ",
		"\nworst documents      F1       P       R     type\n  d11            0.3125  0.0000  0.0000  article\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, not := range []string{"\x1b", "  p1 ", "  d1  "} {
		if strings.Contains(text, not) {
			t.Errorf("%q is in\n%s", not, text)
		}
	}
}
