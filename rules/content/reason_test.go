package content

import (
	"testing"

	"winnow/rules/content/feature"
)

func TestExplain(t *testing.T) {
	for _, test := range []struct {
		run  int32
		note uint16
		want string
	}{
		{31, noteShort | noteOpen | noteRun, "short, no sentence end, in a run of 31 lines without a sentence"},
		{0, 0, "looks like a page's frame by its form, its place and what stands around it"},
		{7, noteShort, "short"},
		{7, noteOpen, "no sentence end"},
		{7, noteWords, "words of menus and notices"},
		{7, noteLinked, "most of it links"},
		{7, noteNames, "in elements named like a page's frame"},
		{7, noteRun, "in a run of 7 lines without a sentence"},
		{7, notePeriodic, "among lines of one form that come again and again"},
		{7, noteCompany, "among lines that rules drop"},
		{7, noteBefore, "before the article"},
		{7, noteBehind, "behind the article"},
		{12, noteShort | noteLinked | noteNames | noteRun | noteBehind,
			"short, most of it links, in elements named like a page's frame, in a run of 12 lines without a sentence, behind the article"},
	} {
		if got := explain(test.run, test.note); got != test.want {
			t.Errorf("note %010b, run %d: %q, want %q", test.note, test.run, got, test.want)
		}
	}
}

func TestExplainText(t *testing.T) {
	for _, test := range []struct {
		words int32
		note  uint16
		want  string
	}{
		{41, 0, "41 words that end a sentence amid the article, and like it"},
		{3, noteOpen | noteShort, "3 words amid the article, and like it"},
		{12, noteBefore, "12 words that end a sentence, before most of the article, and like it"},
		{12, noteBehind | noteOpen, "12 words, behind most of the article, and like it"},
	} {
		if got := explainText(test.words, test.note); got != test.want {
			t.Errorf("note %010b: %q, want %q", test.note, got, test.want)
		}
	}
}

// TestNote holds at which value of which feature each note is made, and that it is not made one before.
func TestNote(t *testing.T) {
	plain := feature.Row{ // of which nothing is noted
		feature.Words: 30, feature.Ending: feature.EndingTerminal, feature.WordScore: feature.Bins / 2,
		feature.PathScore: feature.Bins / 2, feature.CoreSide: feature.SideInside,
		feature.Rule5Before: feature.Bins / 2, feature.Rule5After: feature.Bins / 2,
	}
	if n := note(&plain); n != 0 {
		t.Fatalf("note %010b on a block of which nothing is to be said", n)
	}
	for _, test := range []struct {
		name    string
		note    uint16
		columns []feature.Column
		yes, no uint8
	}{
		{"short", noteShort, []feature.Column{feature.Words}, shortMost, shortMost + 1},
		{"open", noteOpen, []feature.Column{feature.Ending}, feature.EndingTerminal - 1, feature.EndingTerminal},
		{"words", noteWords, []feature.Column{feature.WordScore}, sayLeast - 1, sayLeast},
		{"names", noteNames, []feature.Column{feature.PathScore}, sayLeast - 1, sayLeast},
		{"names of a text, which has none", noteNames, []feature.Column{feature.PathScore}, 1, 0},
		{"linked", noteLinked, []feature.Column{feature.Linked}, linkedLeast, linkedLeast - 1},
		{"run", noteRun, []feature.Column{feature.ShortRun}, runLeast, runLeast - 1},
		{"before", noteBefore, []feature.Column{feature.CoreSide}, feature.SideBefore, feature.SideInside},
		{"behind", noteBehind, []feature.Column{feature.CoreSide}, feature.SideBehind, feature.SideInside},
		{"periodic", notePeriodic, []feature.Column{feature.Periodic}, periodicLeast, periodicLeast - 1},
		{"company", noteCompany, []feature.Column{feature.Rule5Before, feature.Rule5After}, companyLeast - 1, companyLeast},
	} {
		for value, want := range map[uint8]uint16{test.yes: test.note, test.no: 0} {
			row := plain
			for _, c := range test.columns {
				row[c] = value
			}
			if got := note(&row); got != want {
				t.Errorf("%s: note %010b at the value %d, want %010b", test.name, got, value, want)
			}
		}
	}
	row := plain
	row[feature.Rule5Before] = 0
	if got := note(&row); got != 0 {
		t.Errorf("note %010b where rules drop what is on one side, want none", got)
	}
}
