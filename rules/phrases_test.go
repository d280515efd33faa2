package rules

import (
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/textreader"
)

// TestSettled holds that the phrases stage leaves blocks alone that an earlier stage has settled, and no
// others.
func TestSettled(t *testing.T) {
	const label = "Already a subscriber? Log in"
	doc := &cleaner.Document{}
	text := strings.Join([]string{label, "It rained.", label, label, "It rained again.", label}, "\n")
	if err := textreader.New(strings.NewReader(text)).Next(doc); err != nil {
		t.Fatal(err)
	}
	doc.Forget()
	earlier := &cleaner.Rule{ID: "earlier", Category: "nav"}
	doc.Add(0, earlier, cleaner.DefaultThreshold, 0)
	doc.Add(3, earlier, cleaner.DefaultThreshold+1, 0)
	doc.Add(5, earlier, cleaner.DefaultThreshold-1, 0)
	stage, err := newPhrases(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	stage.Mark(doc)
	cited := map[int32]bool{}
	for _, f := range doc.Findings {
		if f.Rule != earlier {
			cited[f.Block] = true
			if f.Start != doc.Blocks[f.Block].Start || f.End != doc.Blocks[f.Block].End {
				t.Errorf("block %d: cited from %d to %d", f.Block, f.Start, f.End)
			}
		}
	}
	for i := range doc.Blocks {
		if want := i == 2 || i == 5; cited[int32(i)] != want {
			t.Errorf("block %d: cited is %v, want %v", i, cited[int32(i)], want)
		}
	}
}
