package feature

import (
	"math/rand/v2"
	"testing"
)

// passed is a table of n blocks of one word, after a pass with these scores.
func passed(t *testing.T, scores ...int32) *Table {
	t.Helper()
	table, _ := filled(t, repeat(len(scores), "Home")...)
	table.Pass(scores, func(int32) bool { return true })
	return table
}

func TestCore(t *testing.T) {
	for _, test := range []struct {
		name        string
		scores      []int32
		first, last int
	}{
		{"one stretch", []int32{-20, -20, 30, 30, -20}, 2, 4},
		{"over a gap that costs less than what is behind it", []int32{-20, 30, 30, -20, 30, 30, -20}, 1, 6},
		{"not over one that costs more", []int32{30, -90, 30, 30, -90, 10}, 2, 4},
		{"all", []int32{10, 10, 10}, 0, 3},
		{"none", []int32{-10, 0, -10}, 0, 0},
		{"the first of two alike", []int32{30, -90, 30}, 0, 1},
		{"scores without bounds weigh no more than the most", []int32{900, -96, 40, 40, 40}, 2, 5},
	} {
		table := passed(t, test.scores...)
		if first, last := table.core(); first != test.first || last != test.last {
			t.Errorf("%s: blocks %d to %d, want %d to %d", test.name, first, last, test.first, test.last)
		}
	}
}

// TestCoreIsBest compares the stretch with all there are.
func TestCoreIsBest(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		scores := make([]int32, 1+random.IntN(25))
		for i := range scores {
			scores[i] = random.Int32N(161) - 80
		}
		table := passed(t, scores...)
		first, last := table.core()
		best := int64(0)
		for from := range scores {
			for to := from; to <= len(scores); to++ {
				best = max(best, table.places[to].scores-table.places[from].scores)
			}
		}
		if got := table.places[last].scores - table.places[first].scores; got != best {
			t.Fatalf("%v: blocks %d to %d have %d, the best have %d", scores, first, last, got, best)
		}
	}
}

func TestSides(t *testing.T) {
	const weight = 1 + wordsLeast // of a block of one word
	table := passed(t, -64, -64, 40, 40, -64, -32, -64)
	for i, want := range []struct {
		side     uint8
		distance uint8
		bridge   int32 // scores of the blocks between, against the article
	}{
		{SideBefore, 2, 64}, {SideBefore, 1, 0},
		{SideInside, 0, 0}, {SideInside, 0, 0},
		{SideBehind, 1, 0}, {SideBehind, 2, 64}, {SideBehind, 3, 96},
	} {
		row := table.Row(i)
		if row[CoreSide] != want.side || row[CoreDistance] != want.distance {
			t.Errorf("block %d: side %d and distance %d, want %d and %d", i, row[CoreSide], row[CoreDistance], want.side, want.distance)
		}
		if bridge := count(want.bridge * weight / (8 * Unit)); row[CoreBridge] != bridge {
			t.Errorf("block %d: the bridge is %d, want %d", i, row[CoreBridge], bridge)
		}
	}
}

// TestSidesOfAll holds that blocks that are in no doubt have their side too, which explanations name.
func TestSidesOfAll(t *testing.T) {
	scores := []int32{-100, -64, 40, 90, -64, -32, -100}
	want := passed(t, scores...)
	table, _ := filled(t, repeat(len(scores), "Home")...)
	table.Pass([]int32{30, 30, 30, 30, 30, 30, 30}, func(int32) bool { return true }) // of a document before
	table.Pass(scores, func(s int32) bool { return s > -64 && s < 64 })
	for i := range scores {
		if got := table.Row(i)[CoreSide]; got != want.Row(i)[CoreSide] {
			t.Errorf("block %d: side %d, want %d", i, got, want.Row(i)[CoreSide])
		}
	}
}

func TestMeans(t *testing.T) {
	table := passed(t, 16, 32, -16, 48, 64, 0)
	for _, test := range []struct {
		name      string
		got, want uint8
	}{
		{"Score1Before of the first", table.Row(0)[Score1Before], outside},
		{"Mean2Before of the first", table.Row(0)[Mean2Before], outside},
		{"Mean15ScoreAfter of the last", table.Row(5)[Mean15ScoreAfter], outside},
		{"Score1Before", table.Row(3)[Score1Before], score(-16)},
		{"Score2Before", table.Row(3)[Score2Before], score(32)},
		{"Score3Before", table.Row(3)[Score3Before], score(16)},
		{"Score1After", table.Row(3)[Score1After], score(64)},
		{"Score2After", table.Row(3)[Score2After], score(0)},
		{"Score3After", table.Row(3)[Score3After], outside},
		{"Mean2Before", table.Row(3)[Mean2Before], score(8)},
		{"Mean5ScoreBefore", table.Row(3)[Mean5ScoreBefore], score(10)},
		{"Mean15ScoreAfter", table.Row(0)[Mean15ScoreAfter], score(25)},
		{"Score", table.Row(3)[Score], score(48)},
	} {
		if test.got != test.want {
			t.Errorf("%s is %d, want %d", test.name, test.got, test.want)
		}
	}
}

func TestKept(t *testing.T) {
	sure := passed(t, 900, 900, -900, -900)
	if row := sure.Row(1); row[KeptShare] != share(1, 2) && row[KeptShare] != share(1, 2)-1 {
		t.Errorf("half of the words stay, in bin %d, want about %d", row[KeptShare], share(1, 2))
	}
	if row := sure.Row(0); row[Doubt] != 0 {
		t.Errorf("doubt is %d where there is none", row[Doubt])
	}
	if row := passed(t, 0, 0, 0, 0).Row(2); row[Doubt] != shareBins {
		t.Errorf("doubt is %d where there is nothing else, want %d", row[Doubt], shareBins)
	}
	table, _ := filled(t, repeat(40, prose)...)
	table.Pass(make([]int32, 40), func(int32) bool { return true })
	words := table.Length[0]
	if row := table.Row(10); row[KeptBefore] != count(5*words) || row[KeptAfter] != count(29*words/2) {
		t.Errorf("kept before %d and after %d, want %d and %d", row[KeptBefore], row[KeptAfter], count(5*words), count(29*words/2))
	}
}

func TestPassLeavesTheSure(t *testing.T) {
	table, _ := filled(t, repeat(3, "Home")...)
	table.Pass([]int32{100, 10, -100}, func(s int32) bool { return s == 10 })
	if row := table.Row(0); row[Score1After] != 0 || row[Score] != score(100) {
		t.Errorf("a block that is in no doubt has the score %d in bin %d behind it", row[Score], row[Score1After])
	}
	if row := table.Row(1); row[Score1Before] != score(100) || row[Score1After] != score(-100) {
		t.Errorf("a block in doubt has %d before and %d behind it", row[Score1Before], row[Score1After])
	}
}
