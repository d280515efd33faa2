package feature

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestCount(t *testing.T) {
	for _, test := range []struct {
		n    int32
		want uint8
	}{
		{math.MinInt32, 0}, {-1, 0}, {0, 0}, {1, 1}, {7, 7},
		{8, 8}, {9, 8}, {10, 9}, {11, 9}, {12, 10}, {14, 11}, {15, 11}, // quarters of the octave from 8
		{16, 12}, {19, 12}, {20, 13}, {31, 15}, {32, 16}, {1024, 36},
		{math.MaxInt32, Bins - 1},
	} {
		if got := count(test.n); got != test.want {
			t.Errorf("count(%d) is %d, want %d", test.n, got, test.want)
		}
	}
}

func TestCountGrows(t *testing.T) {
	last := uint8(0)
	for n := int32(0); n < 1<<17; n++ {
		got := count(n)
		if got < last || got > last+1 || got >= Bins {
			t.Fatalf("count(%d) is %d, behind %d", n, got, last)
		}
		last = got
	}
	for n := int64(1 << 17); n <= math.MaxInt32; n += n/50 + 1 {
		got := count(int32(n))
		if got < last || got >= Bins {
			t.Fatalf("count(%d) is %d, behind %d", n, got, last)
		}
		last = got
	}
}

func TestShare(t *testing.T) {
	for _, test := range []struct {
		part, whole int32
		want        uint8
	}{
		{0, 0, 0}, {5, 0, 0}, {5, -1, 0}, {-5, 10, 0}, {0, 10, 0}, {10, 10, shareBins}, {11, 10, shareBins},
		{1, 2, 15}, {1, 31, 1}, {30, 31, 30}, {31, 31, 31}, {1, 32, 0}, {1, 1, shareBins},
		{math.MaxInt32, math.MaxInt32, shareBins},
		{1, math.MaxInt32, 0}, {math.MaxInt32, 1, shareBins},
	} {
		if got := share(test.part, test.whole); got != test.want {
			t.Errorf("share(%d, %d) is %d, want %d", test.part, test.whole, got, test.want)
		}
	}
}

// TestShareDivides holds that the reciprocal stands for a division: the very same one for up to 65,536 words, and one
// that is off by a bin at most for more.
func TestShareDivides(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		whole := random.Int32N(1<<uint(1+random.IntN(30))) + 1
		part := random.Int32N(whole + 1)
		got, want := share(part, whole), uint8(int64(part)*shareBins/int64(whole))
		if got != want && (whole <= 1<<16 || got != want+1 || got > shareBins) {
			t.Fatalf("share(%d, %d) is %d, want %d", part, whole, got, want)
		}
	}
	for whole := int32(1); whole < 70; whole++ {
		last := uint8(0)
		for part := int32(0); part <= whole; part++ {
			got := share(part, whole)
			if got < last || got >= Bins {
				t.Fatalf("share(%d, %d) is %d, behind %d", part, whole, got, last)
			}
			last = got
		}
	}
}

func TestScore(t *testing.T) {
	for _, test := range []struct {
		s    int32
		want uint8
	}{
		{0, Bins / 2}, {3, Bins / 2}, {4, Bins/2 + 1}, {-1, Bins/2 - 1}, {-4, Bins/2 - 1}, {-5, Bins/2 - 2},
		{Unit, Bins/2 + 4}, {-Unit, Bins/2 - 4},
		{8*Unit - 1, Bins - 1}, {8 * Unit, Bins - 1}, {-8 * Unit, 0}, {-8*Unit - 1, 0},
		{math.MaxInt32, Bins - 1}, {math.MinInt32, 0},
	} {
		if got := score(test.s); got != test.want {
			t.Errorf("score(%d) is %d, want %d", test.s, got, test.want)
		}
	}
	last := uint8(0)
	for s := int32(-1000); s <= 1000; s++ {
		got := score(s)
		if got < last || got > last+1 || got >= Bins {
			t.Fatalf("score(%d) is %d, behind %d", s, got, last)
		}
		last = got
	}
}

func TestPerBlock(t *testing.T) {
	for n := range perBlock {
		by := max(n, 1)
		for _, sum := range []int32{0, 1, 2, 6, 7, 14, 15, 100, 3839, 3840, math.MaxInt32 / 16} {
			if got, want := perBlock[n].of(sum), sum/int32(by); got != want {
				t.Errorf("%d over %d blocks is %d, want %d", sum, n, got, want)
			}
			got, exact := float64(perBlock[n].of(-sum)), -float64(sum)/float64(by)
			if got > exact || got < exact-1 {
				t.Errorf("%d over %d blocks is %v, want %v or at most one less", -sum, n, got, exact)
			}
		}
	}
}

func TestChance(t *testing.T) {
	if got := Chance(0); got != chanceUnit/2 {
		t.Errorf("a score of 0 is a chance of %d, want %d", got, chanceUnit/2)
	}
	last := int32(-1)
	for s := int32(-2 * scoreMost); s <= 2*scoreMost; s++ {
		got := Chance(s)
		if got < last || got <= 0 || got >= chanceUnit {
			t.Fatalf("a score of %d is a chance of %d, that of one less %d", s, got, last)
		}
		if sum := got + Chance(-s); sum < chanceUnit-1 || sum > chanceUnit+1 {
			t.Fatalf("the chances of %d and %d make %d, want %d", s, -s, sum, chanceUnit)
		}
		last = got
	}
	if Chance(math.MaxInt32) != Chance(scoreMost) || Chance(math.MinInt32) != Chance(-scoreMost) {
		t.Error("scores without bounds have other chances than the outermost ones")
	}
}

func TestColumnsFitARow(t *testing.T) {
	if int(Count) > len(Row{}) {
		t.Errorf("there are %d features, a row holds %d", Count, len(Row{}))
	}
	if classes*3 > Bins {
		t.Errorf("an ending has %d values, a feature at most %d", classes*3, Bins)
	}
}
