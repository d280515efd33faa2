package feature

import (
	"strings"
	"testing"

	"winnow/cleaner/document"
)

// filled is the table of a text, described without lexicons.
func filled(t *testing.T, lines ...string) (*Table, *document.Document) {
	t.Helper()
	doc := textOf(t, strings.Join(lines, "\n\n"))
	if len(doc.Blocks) != len(lines) {
		t.Fatalf("%d blocks of %d lines", len(doc.Blocks), len(lines))
	}
	var table Table
	table.Fill(doc, nil, nil, nil)
	return &table, doc
}

func repeat(n int, lines ...string) (list []string) {
	for range n {
		list = append(list, lines...)
	}
	return list
}

func TestRun(t *testing.T) {
	lines := append(repeat(3, "Home"), prose, "Sport")
	lines = append(lines, prose, prose)
	lines = append(lines, repeat(31, "More of it")...)
	table, _ := filled(t, lines...)
	want := append([]int{3, 3, 3, 0, 1, 0, 0}, make([]int, 31)...)
	for i := 7; i < len(want); i++ {
		want[i] = 31
	}
	for i, n := range want {
		if got := table.Run(i); got != n {
			t.Errorf("block %d stands in a run of %d, want %d", i, got, n)
		}
		if got := table.Row(i)[ShortRun]; got != count(int32(n)) {
			t.Errorf("block %d: the run's feature is %d, want %d", i, got, count(int32(n)))
		}
	}
}

// TestProse holds what counts as prose: a sentence of ten words, or what is long without its end.
func TestProse(t *testing.T) {
	for _, test := range []struct {
		name string
		text string
		run  int
	}{
		{"a sentence of ten words", "One two three four five six seven eight nine ten.", 0},
		{"a sentence of nine words", "One two three four five six seven eight nine.", 1},
		{"ten words without an end", "One two three four five six seven eight nine ten", 1},
		{"35 words without an end", strings.TrimSpace(strings.Repeat("word ", 35)), 0},
		{"34 words without an end", strings.TrimSpace(strings.Repeat("word ", 34)), 1},
	} {
		if table, _ := filled(t, test.text); table.Run(0) != test.run {
			t.Errorf("%s: a run of %d, want %d", test.name, table.Run(0), test.run)
		}
	}
}

func TestSince(t *testing.T) {
	lines := append([]string{"Home", prose}, repeat(50, "Home")...)
	table, _ := filled(t, append(lines, prose, "Home")...)
	last := len(table.Rows) - 1
	for _, test := range []struct {
		block        int
		since, until uint8
	}{
		{0, sinceMost, 0}, {1, sinceMost, sinceMost}, {2, 0, sinceMost}, {5, 3, sinceMost},
		{41, 39, 10}, {42, sinceMost, 9}, {51, sinceMost, 0}, {52, sinceMost, sinceMost}, {last, 0, sinceMost},
	} {
		if row := table.Row(test.block); row[SinceProse] != test.since || row[UntilProse] != test.until {
			t.Errorf("block %d: %d since prose and %d until, want %d and %d",
				test.block, row[SinceProse], row[UntilProse], test.since, test.until)
		}
	}
}

func TestWholeDocument(t *testing.T) {
	table, doc := filled(t, "Home", "Sport", prose, prose, "Imprint")
	words := 2*doc.Blocks[2].Words + 3
	for i := range table.Rows {
		row := table.Row(i)
		for _, test := range []struct {
			name      string
			got, want uint8
		}{
			{"Blocks", row[Blocks], 5},
			{"ProseWords", row[ProseWords], count(2 * doc.Blocks[2].Words)},
			{"ProseShare", row[ProseShare], share(2*doc.Blocks[2].Words, words)},
			{"ShortShare", row[ShortShare], share(3, 5)},
			{"LongestProse", row[LongestProse], count(doc.Blocks[2].Words)},
			{"ProseFrom", row[ProseFrom], 2},
			{"ProseTo", row[ProseTo], 1},
			{"FromStart", row[FromStart], uint8(i)},
			{"FromEnd", row[FromEnd], uint8(4 - i)},
		} {
			if test.got != test.want {
				t.Errorf("block %d: %s is %d, want %d", i, test.name, test.got, test.want)
			}
		}
	}
	if got := table.Row(4)[Place]; got != share(words-1, words) {
		t.Errorf("the last block stands behind %d, want %d", got, share(words-1, words))
	}
}

func TestNeighbours(t *testing.T) {
	table, _ := filled(t, "Home", "Two words", "Now three words", prose)
	row := table.Row(1)
	for _, test := range []struct {
		name      string
		got, want uint8
	}{
		{"Words1Before", row[Words1Before], 1},
		{"Words2Before", row[Words2Before], outside},
		{"Words3Before", row[Words3Before], outside},
		{"Words1After", row[Words1After], 3},
		{"Words2After", row[Words2After], table.Row(3)[Words]},
		{"Words3After", row[Words3After], outside},
		{"Ending1Before", row[Ending1Before], letter},
		{"Opening1After", row[Opening1After], capital},
		{"Gap1After", row[Gap1After], 1},
		{"Ending1After of the last", table.Row(3)[Ending1After], outside},
		{"Ending of a sentence", table.Row(3)[Ending], EndingTerminal + stop},
	} {
		if test.got != test.want {
			t.Errorf("%s is %d, want %d", test.name, test.got, test.want)
		}
	}
}

// TestPeriodic finds lists of headline, summary and time.
func TestPeriodic(t *testing.T) {
	headline, summary, time := "Council to build the dam above the village", prose, "12:30"
	all := []string{headline, summary, time}
	for _, test := range []struct {
		name   string
		lines  []string
		period uint8 // the least number of blocks after which a form comes again, less one; 0: none does
		most   bool  // as many lines around do as there are
	}{
		{"headline, summary, time", repeat(12, all...), 2, true},
		{"headline, time", repeat(15, headline, time), 1, true},
		{"four a story", repeat(9, headline, summary, time, "Sport"), 3, true},
		{"lines of one form", repeat(30, headline), 1, true},
		{"no list", []string{headline, prose, time, "Sport"}, 0, false},
	} {
		table, _ := filled(t, test.lines...)
		row := table.Row(len(test.lines) / 2)
		if row[Period] != test.period {
			t.Errorf("%s: the period is %d, want %d", test.name, row[Period], test.period)
		}
		if most := row[Periodic] == 2*periodReach; most != test.most {
			t.Errorf("%s: %d lines of %d, want all: %v", test.name, row[Periodic], 2*periodReach, test.most)
		}
	}
	// An article between two lists has few of them around it.
	article := append(repeat(12, all...), prose, "Short one.", prose+" "+prose+" "+prose, "Between the lines:", prose+" "+prose)
	table, _ := filled(t, append(article, repeat(12, all...)...)...)
	if row := table.Row(38); row[Periodic] >= 2*periodReach-5 {
		t.Errorf("between two lists %d lines come again, want fewer than %d", row[Periodic], 2*periodReach-5)
	}
}

func TestRepeats(t *testing.T) {
	long := strings.Repeat("as long as it is ", 20)
	lines := append(repeat(3, "Home"), repeat(9, "More")...)
	lines = append(lines, "Once", prose, prose, "home", long+"one", long+"two")
	table, _ := filled(t, lines...)
	for _, test := range []struct {
		block int
		want  uint8
	}{
		{0, 3}, {2, 3}, {3, 7}, {11, 7}, {12, 1}, {13, 2}, {14, 2}, {15, 1},
		{16, 2}, {17, 2}, // of one length and head: not told apart
	} {
		if got := table.Row(test.block)[Repeats]; got != test.want {
			t.Errorf("block %d: said %d times, want %d", test.block, got, test.want)
		}
	}
}

func TestSeenManyTimes(t *testing.T) {
	var s seen
	for range 2 { // the second time in the memory of the first
		s.reset(1000)
		for i := range 1000 {
			s.add([]byte(strings.Repeat("x", i%10+1)))
		}
		for i := range 1000 {
			if got := s.times(i); got != 100 {
				t.Fatalf("block %d was seen %d times, want 100", i, got)
			}
		}
	}
	s.reset(0)
	s.reset(1)
	s.add(nil)
	if got := s.times(0); got != 1 {
		t.Errorf("an empty block was seen %d times, want 1", got)
	}
}

func TestRules(t *testing.T) {
	doc := textOf(t, strings.Join(repeat(6, "Home"), "\n\n"))
	drop, pin := &document.RuleInfo{ID: "drop"}, &document.RuleInfo{ID: "pin", Keep: true}
	doc.Add(1, drop, 6, 0)
	doc.Add(2, drop, -2, 0)
	doc.Add(3, drop, 50, 0)
	doc.Add(4, drop, 6, 0)
	doc.Add(4, pin, 0, 0)
	doc.Add(5, drop, 6, 0)
	doc.Add(5, drop, -2.5, 0)
	var table Table
	table.Fill(doc, nil, nil, nil)
	for i, want := range []struct {
		rules              int32
		dropped, protected uint8
	}{
		{0, 0, 0}, {-6 * Unit, count(12), 0}, {2 * Unit, 0, 4}, {-rulesMost, count(100), 0}, {rulesMost, count(12), count(36)}, {-3*Unit - Unit/2, count(12), 5},
	} {
		row := table.Row(i)
		if got := table.Rules(i); got != want.rules || row[RuleScore] != score(want.rules) {
			t.Errorf("block %d: the rules say %d in bin %d, want %d", i, got, row[RuleScore], want.rules)
		}
		if row[Dropped] != want.dropped || row[Protected] != want.protected {
			t.Errorf("block %d: dropped %d and protected %d, want %d and %d", i, row[Dropped], row[Protected], want.dropped, want.protected)
		}
	}
}
