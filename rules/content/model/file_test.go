package model

import (
	"bytes"
	"hash/crc32"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"winnow/rules/content/feature"
)

// randomTable is a table whose features are cut into intervals at random.
func randomTable(random *rand.Rand) Table {
	t := Table{Cells: new([CellsMost]int16)}
	stride := 1
	for k := range Features {
		t.Columns[k] = feature.Column(random.IntN(int(feature.Count)))
		step := 0
		for v := 1; v < feature.Bins; v++ {
			if random.IntN(12) == 0 && (step+2)*stride <= CellsMost {
				step++
			}
			t.Steps[k][v] = uint16(step * stride)
		}
		stride *= step + 1
	}
	for i := range stride {
		t.Cells[i] = int16(random.IntN(1 << 16))
	}
	return t
}

func randomPass(random *rand.Rand, tables int) (p Pass) {
	p.Bias = random.Int32N(1<<14) - 1<<13
	for range tables {
		p.Tables = append(p.Tables, randomTable(random))
	}
	return p
}

// randomWeights has tables in each pass, and lexicons of a size.
func randomWeights(seed uint64, lexicon int) *Weights {
	random := rand.New(rand.NewPCG(seed, 1))
	list := func() []int8 {
		l := make([]int8, lexicon)
		for i := range l {
			l[i] = int8(random.IntN(256))
		}
		return l
	}
	w := &Weights{Words: list(), Names: list(), Types: list()}
	for _, p := range w.passes() {
		*p = randomPass(random, random.IntN(3))
	}
	return w
}

func TestRoundTrip(t *testing.T) {
	for seed := range uint64(50) {
		want := randomWeights(seed, int(seed%7))
		data := want.Encode()
		got, err := Decode(data)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: decoded weights differ from those encoded", seed)
		}
		if !bytes.Equal(got.Encode(), data) {
			t.Errorf("seed %d: decoded weights are encoded as other bytes", seed)
		}
	}
}

func TestRoundTripOfNone(t *testing.T) {
	data := (&Weights{}).Encode()
	w, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(w.Encode(), data) {
		t.Error("weights of nothing are encoded as other bytes again")
	}
}

func TestTruncated(t *testing.T) {
	data := randomWeights(1, 5).Encode()
	for n := range data {
		w, err := Decode(data[:n])
		if err == nil || w != nil {
			t.Fatalf("%d of %d bytes are accepted", n, len(data))
		}
		want := "truncated: "
		if n < len(magic) {
			want = "not a file of weights: "
		}
		if !strings.HasPrefix(err.Error(), want) {
			t.Fatalf("%d of %d bytes: error %q, want one that begins %q", n, len(data), err, want)
		}
	}
}

// seal gives a file that was changed the checksum that it needs.
func seal(data []byte) []byte {
	body := bytes.Clone(data[:max(len(data)-4, 0)])
	return order.AppendUint32(body, crc32.ChecksumIEEE(body))
}

// header is a file up to its first pass, with no lexicons.
func header() []byte {
	b := order.AppendUint16([]byte(magic), Version)
	b = order.AppendUint16(b, uint16(feature.Count))
	return append(b, make([]byte, 12)...)
}

// single is a file whose first pass has one table, of which these are the bytes, and whose other passes have none.
func single(table ...byte) []byte {
	b := append(header(), 0, 0, 0, 0, 1, 0)
	b = append(b, table...)
	b = append(b, make([]byte, 6*(len((&Weights{}).passes())-1))...)
	return order.AppendUint32(b, crc32.ChecksumIEEE(b))
}

func TestSingle(t *testing.T) {
	w, err := Decode(single(3, 2, 0, 10, 4, 1, 0, 5, 1, 0, 1, 0, 255, 255))
	if err != nil {
		t.Fatal(err)
	}
	p := w.Lean
	if len(p.Tables) != 1 || p.Tables[0].Columns != [Features]feature.Column{3, 4, 5} {
		t.Fatalf("decoded %+v", p)
	}
	var row feature.Row
	for v, want := range map[uint8]int32{0: 1, 9: 1, 10: -1, 63: -1} {
		row[3] = v
		if got := p.Tables[0].look(&row); got != want {
			t.Errorf("of value %d the table says %d, want %d", v, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	good := randomWeights(2, 3).Encode()
	change := func(at int, to byte) []byte {
		data := bytes.Clone(good)
		data[at] = to
		return data
	}
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, `not a file of weights: it does not begin with "winnow content weights\n"`},
		{"another file", []byte("<!doctype html><p>This is a page, and a long one."), "not a file of weights: "},
		{"another magic", change(0, 'W'), "not a file of weights: "},
		{"another version", change(len(magic), 9), "version 9, want 1: train them again"},
		{"other features", change(len(magic)+2, 7), "made for 7 features, there are "},
		{"a byte more", append(bytes.Clone(good), 0), "1 bytes behind the end"},
		{"a file and a half", append(bytes.Clone(good), good[:len(good)/2]...), " bytes behind the end"},
		{"a weight that changed", change(len(magic)+8, good[len(magic)+8]^1), "damaged: the checksum is wrong"},
		{"a checksum that changed", change(len(good)-1, good[len(good)-1]^0x80), "damaged: the checksum is wrong"},
		{"a lexicon without end", seal(append(header()[:len(magic)+4], 255, 255, 255, 255, 0, 0, 0, 0)), "truncated: 4294967295 bytes more are due at byte "},
		{"a feature that is none", single(200, 1, 0, 1, 1, 0, 2, 1, 0, 0, 0), "damaged: a table wants feature 200 at byte "},
		{"too many cells", single(append(append(append([]byte{1, 33}, ascending(33)...), 2, 33), append(ascending(33), 3, 1, 0)...)...), "damaged: a table of 1089 cells at byte "},
		{"no interval", single(1, 0, 2, 1, 0, 3, 1, 0, 0, 0), "damaged: "},
		{"a first interval that does not begin at 0", single(1, 1, 5, 2, 1, 0, 3, 1, 0, 0, 0), "damaged: "},
		{"intervals that go back", single(1, 3, 0, 9, 4, 2, 1, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0), "damaged: "},
		{"an interval twice", single(1, 3, 0, 9, 9, 2, 1, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0), "damaged: "},
		{"an interval beyond the values", single(1, 2, 0, feature.Bins, 2, 1, 0, 3, 1, 0, 0, 0, 0, 0), "damaged: "},
	} {
		w, err := Decode(test.data)
		switch {
		case err == nil:
			t.Errorf("%s: accepted", test.name)
		case w != nil:
			t.Errorf("%s: weights come with the error %v", test.name, err)
		case !strings.Contains(err.Error(), test.want):
			t.Errorf("%s: error %q, want %q in it", test.name, err, test.want)
		}
	}
}

func ascending(n int) (list []byte) {
	for i := range n {
		list = append(list, byte(i))
	}
	return list
}

// TestDamaged holds that no single byte can change without being noticed.
func TestDamaged(t *testing.T) {
	good := randomWeights(3, 2).Encode()
	random := rand.New(rand.NewPCG(4, 5))
	reasons := []string{"not a file of weights: ", "version ", "made for ", "truncated: ", "damaged: ", "bytes behind the end"}
	for at := range good {
		data := bytes.Clone(good)
		data[at] ^= byte(1 + random.IntN(255))
		_, err := Decode(data)
		if err == nil {
			t.Fatalf("byte %d of %d was changed, and nothing is said", at, len(good))
		}
		known := false
		for _, r := range reasons {
			known = known || strings.Contains(err.Error(), r)
		}
		if !known {
			t.Fatalf("byte %d of %d: error %q gives none of the reasons %q", at, len(good), err, reasons)
		}
	}
}

// FuzzDecode holds that no file makes Decode panic, and that one that it accepts is the file of what it gives. The
// checksum is set right, or hardly a file would be looked into.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(nil))
	f.Add((&Weights{}).Encode())
	f.Add(randomWeights(5, 3).Encode())
	f.Add(single(3, 2, 0, 10, 4, 1, 0, 5, 1, 0, 1, 0, 255, 255))
	f.Add(single(1, 3, 0, 9, 4, 2, 1, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, file := range [][]byte{data, seal(data)} {
			w, err := Decode(file)
			if err != nil {
				if w != nil {
					t.Errorf("weights come with the error %v", err)
				}
				continue
			}
			if !bytes.Equal(w.Encode(), file) {
				t.Errorf("accepted %q, which is encoded as %q", file, w.Encode())
			}
		}
	})
}
