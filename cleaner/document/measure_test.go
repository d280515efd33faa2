package document

import (
	"math/rand/v2"
	"testing"
)

func TestMeasure(t *testing.T) {
	tests := []struct {
		text string
		want Stats
	}{
		{"", Stats{}},
		{"It rained.", Stats{Words: 2, Letters: 8, Ends: 1, Terminal: true}},
		{"“It rained, didn’t it?”", Stats{Words: 4, Letters: 15, Commas: 1, Ends: 1, Terminal: true, Asks: true, Quoted: true}},
		{"READ MORE: 3 tips", Stats{Words: 4, Letters: 12, Digits: 1}},
		{"It cost 3.50 in the U.S. shop. It rained", Stats{Words: 9, Letters: 25, Digits: 3, Ends: 2}},
		{"雨が降った。", Stats{Words: 2, Letters: 5, Ends: 1, Terminal: true}},
		{"बारिश हुई।", Stats{Words: 2, Letters: 5, Ends: 1, Terminal: true}},
		{"© — →", Stats{}},
		{"\xff\xfe", Stats{}},
	}
	for _, test := range tests {
		if got := Measure([]byte(test.text)); got != test.want {
			t.Errorf("%q:\ngot  %+v\nwant %+v", test.text, got, test.want)
		}
	}
}

// TestMeasureInSteps holds that eight bytes at once come to the same as one after the other, wherever they begin.
func TestMeasureInSteps(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "Word", "longerword", "7", "1996", " ", "  ", "        ", ".", "?", ",", "\"", "'", ")", "-", "\t", "é", "’", "。", "雨", "\xff"}
	for range 20000 {
		var text []byte
		for range random.IntN(30) {
			text = append(text, pieces[random.IntN(len(pieces))]...)
		}
		m := measurer{}
		for i := 0; i < len(text); {
			i += m.next(text[i:])
		}
		if got, want := Measure(text), m.stats(text); got != want {
			t.Fatalf("%q:\ngot  %+v\nwant %+v", text, got, want)
		}
	}
}

func TestScore(t *testing.T) {
	doc := &Document{Text: []byte("one two"), Blocks: []Block{{Start: 0, End: 3}, {Start: 4, End: 7}}}
	doc.Forget()
	drop, keep := &RuleInfo{ID: "drop", Category: "ad"}, &RuleInfo{ID: "keep", Keep: true}
	off := &RuleInfo{ID: "off", Category: "share"}
	doc.Enabled = func(r *RuleInfo) bool { return r != off }
	doc.Add(0, drop, 4, 0)
	doc.Add(0, drop, -1, 0)
	doc.Add(0, off, 9, 0)
	doc.AddRange(0, 1, 2, drop, 9, 0)
	if got := doc.Score(0); got != 3 {
		t.Errorf("score is %g, want 3: a rule that is off and a finding on a part do not count", got)
	}
	if got := doc.Evidence(0); got != 4 {
		t.Errorf("evidence is %g, want 4", got)
	}
	doc.Add(1, drop, 9, 0)
	doc.Add(1, keep, 1, 0)
	if got := doc.Score(1); got != Pinned {
		t.Errorf("score is %g, want that of a pinned block", got)
	}
	if len(doc.Findings) != 5 {
		t.Errorf("%d findings, want 5", len(doc.Findings))
	}
}

func BenchmarkMeasure(b *testing.B) {
	text := []byte("The council will build the dam above the village after all, its chairman said on Monday after a meeting of five hours.")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Measure(text)
	}
}
