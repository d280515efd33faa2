package feature

// sums are figures of all blocks before one.
type sums struct {
	words, prose, short int32
	said, rules         int32
	alike               [4]int32 // blocks that have the form of the one 2, 3, 4 or 5 on
}

// Around describes what stands around each block, and its place.
func (t *Table) Around() {
	n := len(t.figures)
	t.add()
	whole := t.sums[n]
	longest, cited, from, to := int32(0), int32(0), int32(-1), int32(-1)
	for i := range t.figures {
		if p := t.figures[i].prose; p > 0 {
			longest, to = max(longest, p), int32(i)
			if from < 0 {
				from = int32(i)
			}
		}
		if t.figures[i].rules <= -4*Unit {
			cited += t.Length[i]
		}
	}
	var all [9]uint8
	all[0], all[1] = count(int32(n)), count(whole.prose)
	all[2], all[3], all[4] = share(whole.prose, whole.words), share(whole.short, int32(n)), share(cited, whole.words)
	all[5], all[6] = score(2*whole.said/int32(max(n, 1))), count(longest)
	all[7], all[8] = count(from), count(int32(n)-1-to)
	since, run, words := int32(sinceMost), 0, newWhole(whole.words)
	for i := range t.figures {
		row := t.Row(i)
		copy(row[Blocks:ProseTo+1], all[:])
		row[Place] = words.share(t.sums[i].words)
		row[FromStart], row[FromEnd] = count(int32(i)), count(int32(n-1-i))
		row[ProseBefore], row[ProseAfter] = count(t.sums[i].prose), count(whole.prose-t.sums[i+1].prose)
		row[SinceProse] = uint8(since)
		if since < sinceMost {
			since++
		}
		if t.figures[i].prose > 0 {
			since = 0
		}
		if i >= run {
			run = t.run(i)
		}
		t.neighbours(i)
		t.windows(i)
		t.period(i)
	}
	until := int32(sinceMost)
	for i := n - 1; i >= 0; i-- {
		t.Row(i)[UntilProse] = uint8(until)
		if until < sinceMost {
			until++
		}
		if t.figures[i].prose > 0 {
			until = 0
		}
	}
}

// add fills the sums.
func (t *Table) add() {
	n := len(t.figures)
	if cap(t.sums) < n+1 {
		t.sums = make([]sums, (n+1)*5/4)
	}
	t.sums = t.sums[:n+1]
	t.sums[0] = sums{}
	for i := range t.figures {
		f := &t.figures[i]
		s := t.sums[i]
		s.words += t.Length[i]
		s.prose += f.prose
		s.short += int32(bit(f.short))
		s.said += f.words
		s.rules += f.rules
		for k := range s.alike {
			if j := i + k + 2; j < n {
				s.alike[k] += int32(bit(t.figures[j].form == f.form)) // which cannot be foreseen: no branch
			}
		}
		t.sums[i+1] = s
	}
}

// run notes, for all blocks of the run of short ones that begins at i, how long it is, and returns its end.
func (t *Table) run(i int) int {
	end := i
	for end < len(t.figures) && t.figures[end].prose == 0 {
		end++
	}
	length := count(int32(end - i))
	for k := i; k < end; k++ {
		t.Row(k)[ShortRun] = length
		t.figures[k].run = int32(end - i)
	}
	if end == i {
		t.Row(i)[ShortRun] = 0
		t.figures[i].run = 0
		end++
	}
	return end
}

const sinceMost = 40 // blocks; farther prose is out of sight

const outside = Bins - 1 // there is no such block

// beyond is the row of blocks that there are not.
var beyond = func() (row Row) {
	for c := range row {
		row[c] = outside
	}
	return row
}()

// near returns the row of block i, if there is one.
func (t *Table) near(i int) *Row {
	if uint(i) < uint(len(t.Rows)) {
		return &t.Rows[i]
	}
	return &beyond
}

func (t *Table) neighbours(i int) {
	row, before, after := t.Row(i), t.near(i-1), t.near(i+1)
	row[Words1Before], row[Words1After] = before[Words], after[Words]
	row[Words2Before], row[Words2After] = t.near(i - 2)[Words], t.near(i + 2)[Words]
	row[Words3Before], row[Words3After] = t.near(i - 3)[Words], t.near(i + 3)[Words]
	row[Ending1Before], row[Ending1After] = before[Ending], after[Ending]
	row[Kind1Before], row[Kind1After] = before[Kind], after[Kind]
	row[Gap1After] = after[Gap]
	row[Opening1Before], row[Opening1After] = before[Opening], after[Opening]
	row[WordScore1Before], row[WordScore1After] = before[WordScore], after[WordScore]
	row[Rule1Before], row[Rule1After] = before[RuleScore], after[RuleScore]
}

func (t *Table) windows(i int) {
	row, n := t.Row(i), len(t.figures)
	here, next := &t.sums[i], &t.sums[i+1]
	for k, reach := range [...]int{5, 15, 50} {
		from, to := max(i-reach, 0), min(i+1+reach, n)
		before, after := &t.sums[from], &t.sums[to]
		c := Column(k)
		row[Prose5Before+c] = count(here.prose - before.prose)
		row[Prose5After+c] = count(after.prose - next.prose)
		if reach == 50 {
			continue
		}
		left, right := perBlock[i-from], perBlock[to-i-1]
		row[Mean5Before+c] = count(left.of(here.words - before.words))
		row[Mean5After+c] = count(right.of(after.words - next.words))
		row[Score5Before+c] = score(left.of(here.said - before.said))
		row[Score5After+c] = score(right.of(after.said - next.said))
		row[Rule5Before+c] = score(left.of(here.rules - before.rules))
		row[Rule5After+c] = score(right.of(after.rules - next.rules))
	}
}

// reciprocal divides by a small number, rounding down.
type reciprocal int64

func (r reciprocal) of(sum int32) int32 { return int32(int64(sum) * int64(r) >> 32) }

// perBlock divides by the number of blocks in a window.
var perBlock = func() (list [16]reciprocal) {
	for i := range list {
		list[i] = (1<<32 + reciprocal(max(i, 1)) - 1) / reciprocal(max(i, 1))
	}
	return list
}()

const periodReach = 9 // blocks each side

// period tells after how many blocks lines of the same form come again around block i: headline, summary, time,
// headline, summary, time.
func (t *Table) period(i int) {
	from, to := max(i-periodReach, 0), min(i+periodReach, len(t.figures))
	best, at := int32(0), 0
	for k := range t.sums[0].alike {
		if a := t.sums[to].alike[k] - t.sums[from].alike[k]; a > best {
			best, at = a, k+1
		}
	}
	row := t.Row(i)
	row[Period], row[Periodic] = uint8(at), uint8(best)
}
