package feature

import "math"

// place is what a pass says of all blocks before one.
type place struct {
	scores int64 // weighed by words
	weight int64
	kept   int64 // words that the pass expects to stay, in thousandths
}

const (
	scoreMost  = 6 * Unit // the most that one block says of those around it
	wordsMost  = 30       // likewise: a longer block says no more
	wordsLeast = 2
	chanceUnit = 1000
)

// chances holds the chance, in thousandths, that a block with each score belongs to the article.
var chances = func() (list [2*scoreMost + 1]int32) {
	for i := range list {
		list[i] = int32(math.Round(chanceUnit / (1 + math.Exp(-float64(i-scoreMost)/Unit))))
	}
	return list
}()

// Chance returns the chance, in thousandths, that a block with score s belongs to the article.
func Chance(s int32) int32 { return chances[min(max(s, -scoreMost), scoreMost)+scoreMost] }

// Pass describes the blocks whose scores are in doubt by those scores, which an earlier pass gave to them and to the
// blocks around them.
func (t *Table) Pass(scores []int32, inDoubt func(int32) bool) {
	n := len(scores)
	doubt := t.weigh(scores)
	all := t.places[n]
	first, last := t.core()
	words := newWhole(t.sums[n].words)
	kept, doubted := words.share(int32(all.kept/chanceUnit)), words.share(int32(2*doubt/chanceUnit))
	core := share(int32((t.places[last].kept-t.places[first].kept)/chanceUnit), int32(all.kept/chanceUnit)+1)
	for i, s := range scores {
		row := t.Row(i)
		row[CoreSide] = side(i, first, last) // of all: explanations name it
		if !inDoubt(s) {
			continue
		}
		row[Score1Before], row[Score2Before], row[Score3Before] = t.near(i - 1)[Score], t.near(i - 2)[Score], t.near(i - 3)[Score]
		row[Score1After], row[Score2After], row[Score3After] = t.near(i + 1)[Score], t.near(i + 2)[Score], t.near(i + 3)[Score]
		for k, reach := range [...]int{2, 5, 15} {
			row[Mean2Before+Column(k)] = t.mean(max(i-reach, 0), i)
			row[Mean2After+Column(k)] = t.mean(i+1, min(i+1+reach, n))
		}
		distance, bridge := 0, uint8(0)
		switch row[CoreSide] {
		case SideBefore:
			distance, bridge = first-i, t.bridge(i+1, first)
		case SideBehind:
			distance, bridge = i-last+1, t.bridge(last, i)
		}
		row[CoreDistance], row[CoreBridge] = count(int32(distance)), bridge
		row[CoreWords], row[KeptShare], row[Doubt] = core, kept, doubted
		row[KeptBefore] = count(int32(t.places[i].kept / chanceUnit))
		row[KeptAfter] = count(int32((all.kept - t.places[i+1].kept) / chanceUnit))
	}
}

// side tells on which side of the blocks [first, last) block i stands.
func side(i, first, last int) uint8 {
	switch {
	case i < first:
		return SideBefore
	case i >= last:
		return SideBehind
	}
	return SideInside
}

// weigh fills the places, and returns how many words the pass is in doubt about, in thousandths.
func (t *Table) weigh(scores []int32) (doubt int64) {
	n := len(scores)
	if cap(t.places) < n+1 {
		t.places = make([]place, n+1+n/4)
	}
	t.places = t.places[:n+1]
	p := place{}
	t.places[0] = p
	for i, s := range scores {
		t.Rows[i][Score] = score(s)
		s = min(max(s, -scoreMost), scoreMost)
		words, chance := t.Length[i], chances[s+scoreMost]
		weight := min(words, wordsMost) + wordsLeast
		p.scores += int64(s * weight)
		p.weight += int64(weight)
		p.kept += int64(words) * int64(chance)
		doubt += int64(words) * int64(min(chance, chanceUnit-chance))
		t.places[i+1] = p
	}
	return doubt
}

// mean is the mean score of the blocks [from, to).
func (t *Table) mean(from, to int) uint8 {
	if to <= from {
		return outside
	}
	a, b := &t.places[from], &t.places[to]
	return score(int32((b.scores - a.scores) / (b.weight - a.weight)))
}

// bridge is what speaks against the blocks [from, to) together.
func (t *Table) bridge(from, to int) uint8 {
	return count(int32((t.places[from].scores - t.places[to].scores) / (8 * Unit)))
}

// core finds the stretch of blocks with the greatest sum of scores (Kadane's algorithm: Bentley, "Programming pearls:
// algorithm design techniques", 1984).
func (t *Table) core() (first, last int) {
	best, from := int64(0), 0
	for i := range t.figures {
		switch sum := t.places[i+1].scores - t.places[from].scores; {
		case sum <= 0:
			from = i + 1
		case sum > best:
			best, first, last = sum, from, i+1
		}
	}
	return first, last
}
