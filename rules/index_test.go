package rules

import (
	"encoding/binary"
	"flag"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write packs.index anew")

// indexWriter writes an index, the strings of which indexReader finds again.
type indexWriter struct {
	body  []byte
	sizes sizes
	text  string
	at    int
}

func (w *indexWriter) number(n uint64) { w.body = binary.AppendUvarint(w.body, n) }

// string writes s as a place in the pack: the next one behind the last string, or else the first of all.
func (w *indexWriter) string(s string) {
	step := 2 * strings.Index(w.text[w.at:], s)
	at := w.at + step/2
	if step < 0 {
		at = strings.Index(w.text, s)
		step = 2*(w.at-at) + 1
	}
	if at < 0 || len(s) < 3 { // as long as the reference, or nearly so
		w.number(uint64(len(s)) << 1)
		w.body = append(w.body, s...)
		return
	}
	w.number(uint64(len(s))<<1 | 1)
	w.number(uint64(step))
	w.at = at + len(s)
}

func (w *indexWriter) list(list []string) {
	w.number(uint64(len(list)))
	w.sizes.strings += uint64(len(list))
	for _, s := range list {
		w.string(s)
	}
}

func (w *indexWriter) phrase(p *phrase) {
	w.sizes.rules++
	w.string(p.info.ID)
	w.string(p.info.Doc)
	for _, list := range lists(p, p.info) {
		w.list(*list)
	}
	w.string(p.raw)
	var flags uint64
	for i, flag := range flagsOf(p, p.info) {
		if *flag {
			flags |= 1 << i
		}
	}
	w.number(flags)
	w.number(uint64(p.scope))
	w.number(uint64(p.maxWords))
	w.number(uint64(math.Round(float64(p.weight) * weightUnit)))
	if p.regex != nil {
		needs := p.regex.Needs()
		w.number(uint64(len(needs)))
		w.body = append(w.body, needs...)
	}
}

// writeIndex returns the index of packs.
func writeIndex(packs []*Pack, texts []sheet, sum uint32) []byte {
	var w indexWriter
	for i, p := range packs {
		w.text, w.at = texts[i].text, 0
		w.string(p.Category)
		w.string(p.Doc)
		w.number(uint64(len(p.rules)))
		for _, r := range p.rules {
			w.phrase(r)
		}
	}
	out := binary.LittleEndian.AppendUint32([]byte(indexVersion), sum)
	out = binary.AppendUvarint(out, w.sizes.rules)
	out = binary.AppendUvarint(out, w.sizes.strings)
	return append(out, w.body...)
}

// TestSheets holds that all packs of the folder are among the program's own.
func TestSheets(t *testing.T) {
	files, err := filepath.Glob("packs/*")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range sheets {
		names = append(names, s.file)
		if written, err := os.ReadFile(s.file); err != nil || s.text != string(written) {
			t.Errorf("%s: its text is that of another file, or there is none: %v", s.file, err)
		}
	}
	if !slices.Equal(names, files) {
		t.Errorf("builtin.go lists\n%q, the folder has\n%q", names, files)
	}
}

// TestIndex holds the index to be that of the packs, and what it gives to what parsing them does.
func TestIndex(t *testing.T) {
	parsed, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	want := writeIndex(parsed, sheets, checksum(sheets))
	if *update {
		if err := os.WriteFile("packs.index", want, 0o644); err != nil {
			t.Fatal(err)
		}
		index = string(want)
	}
	if index != string(want) {
		t.Fatal(errStale)
	}
	got, err := indexed()
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(parsed) {
		t.Fatalf("%d packs, want %d", len(got), len(parsed))
	}
	for i, p := range got {
		comparePacks(t, p, parsed[i])
	}
}

func comparePacks(t *testing.T, got, want *Pack) {
	t.Helper()
	if got.File != want.File || got.Category != want.Category || got.Doc != want.Doc || len(got.rules) != len(want.rules) {
		t.Fatalf("pack %q of %d rules, want %q of %d", got.File, len(got.rules), want.File, len(want.rules))
	}
	for i, r := range got.rules {
		a, b := *r, *want.rules[i]
		if (a.regex == nil) != (b.regex == nil) || a.regex != nil && a.regex.String() != b.regex.String() {
			t.Errorf("%s: another regular expression", b.info.ID)
		}
		if a.regex != nil && a.regex.Needs() != b.regex.Needs() {
			t.Errorf("%s: other needs", b.info.ID)
		}
		for _, p := range []*phrase{&a, &b} {
			info := *p.info
			for _, list := range lists(p, &info) {
				*list = append([]string{}, *list...) // none and an empty one are the same
			}
			p.info, p.regex = &info, nil
		}
		if !reflect.DeepEqual(*a.info, *b.info) {
			t.Errorf("%s: got %+v", b.info.ID, *a.info)
		}
		a.info, b.info = nil, nil
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: got %+v, want %+v", want.rules[i].info.ID, a, b)
		}
	}
}

// TestIndexBroken holds that an index which is not that of the packs, or is cut off or spoilt, is refused, whatever it says.
func TestIndexBroken(t *testing.T) {
	texts, sum := sheets, checksum(sheets)
	if _, err := readIndex(index, texts, sum+1); err == nil {
		t.Error("an index of other packs is taken")
	}
	for n := 0; n < len(index); n += 1 + len(index)/50 {
		if _, err := readIndex(index[:n], texts, sum); err == nil {
			t.Errorf("the first %d bytes are taken for all of %d", n, len(index))
		}
	}
	head := len(indexVersion) + 4
	for n := head; n < len(index); n += 1 + len(index)/50 {
		spoilt := []byte(index)
		spoilt[n] ^= 0xff
		_, _ = readIndex(string(spoilt), texts, sum) // must come back, whatever it finds
	}
}
