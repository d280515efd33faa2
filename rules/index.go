package rules

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"

	"winnow/cleaner"
	"winnow/rules/pattern"
)

// The index of the embedded packs is what parsing them comes to. It is made when they change, by
//
//	go test ./rules -run TestIndex -update
//
// since parsing two megabytes of TOML, folding its phrases and expanding its expressions takes longer than cleaning a
// page. Most strings in it are references into the text of their pack. One that was made of other packs is not used.
//
//go:embed packs.index
var index string

// indexVersion changes with the form of the index, and with what compile makes of a rule.
const indexVersion = "winnow packs 2\n"

// errStale says that the index is not that of the packs.
var errStale = errors.New("packs.index was made of other packs: run go test ./rules -run TestIndex -update")

// sizes are how many of each an index has in all, so that each is one piece of memory.
type sizes struct{ rules, strings uint64 }

// most is more than any index has. Beyond it the numbers are no numbers.
const most = 1 << 20

// readIndex reads the index of packs.
func readIndex(data string, packs []sheet, sum uint32) ([]*Pack, error) {
	const head = len(indexVersion) + 4
	if len(data) < head || data[:len(indexVersion)] != indexVersion ||
		binary.LittleEndian.Uint32([]byte(data[len(indexVersion):head])) != sum {
		return nil, errStale
	}
	r := &indexReader{rest: data[head:]}
	total := sizes{r.number(), r.number()}
	if total.rules > most || total.strings > most {
		return nil, errStale
	}
	r.phrases, r.infos = make([]phrase, total.rules), make([]cleaner.Rule, total.rules)
	r.strings = make([]string, total.strings)
	engines := pattern.NewEngines(maxStates)
	list := make([]*Pack, len(packs))
	for i, p := range packs {
		list[i] = r.pack(p, engines)
	}
	if r.broken || len(r.rest) > 0 {
		return nil, fmt.Errorf("packs.index is broken: %w", errStale)
	}
	return list, nil
}

// indexReader reads an index from front to end. What is behind its end is zero, and leaves it broken.
type indexReader struct {
	rest   string
	broken bool
	text   string // of the pack at hand
	at     int    // where in it the last string ended

	// What is left of memory.
	phrases []phrase
	infos   []cleaner.Rule
	strings []string
}

func (r *indexReader) pack(p sheet, engines *pattern.Engines) *Pack {
	r.text, r.at = p.text, 0
	pack := &Pack{File: p.file, Category: r.string(), Doc: r.string()}
	n := r.number()
	if n > uint64(len(r.phrases)) {
		r.broken = true
		return pack
	}
	pack.rules = make([]*phrase, n)
	for i := range pack.rules {
		pack.rules[i] = r.phrase(pack.Category, engines)
	}
	return pack
}

func (r *indexReader) phrase(category string, engines *pattern.Engines) *phrase {
	p, info := &r.phrases[0], &r.infos[0]
	r.phrases, r.infos = r.phrases[1:], r.infos[1:]
	info.Category, info.Stage = category, phrasesStage
	info.ID, info.Doc = r.string(), r.string()
	info.Reason = info.Doc
	for _, list := range lists(p, info) {
		*list = r.list()
	}
	source := r.string()
	flags := r.number()
	for i, flag := range flagsOf(p, info) {
		*flag = flags>>i&1 != 0
	}
	p.info = info
	p.scope = scope(r.number())
	p.maxWords = int32(r.number())
	p.weight = float32(r.number()) / weightUnit
	if source != "" {
		p.raw = source
		p.regex = engines.Known(func() string { return mustExpand(source) }, pattern.Needs(r.bytes()))
	}
	return p
}

// mustExpand expands the slots of an expression of the embedded packs, all of which were expanded when the index was made.
func mustExpand(source string) string {
	expanded, err := expandSlots(source)
	if err != nil {
		panic("rules: an embedded pack is broken: " + err.Error())
	}
	return expanded
}

// weightUnit is the precision of weights in the index: a thousandth.
const weightUnit = 1000

// lists are the lists of strings that a rule has, in the order of the index.
func lists(p *phrase, info *cleaner.Rule) [7]*[]string {
	return [...]*[]string{&info.Languages, &info.Sites, &p.exact, &p.literals, &info.Drops, &info.Keeps, &info.KnownMisses}
}

// flagsOf are what is so of a rule or not, in the order of the index's bits.
func flagsOf(p *phrase, info *cleaner.Rule) [7]*bool {
	return [...]*bool{&info.Keep, &info.Rest, &info.Wall, &p.atStart, &p.atEnd, &p.atSentence, &p.anywhere}
}

func (r *indexReader) number() uint64 {
	var n uint64
	for shift := 0; shift < 64 && len(r.rest) > 0; shift += 7 {
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.broken = true
	return 0
}

// bytes reads a length and the bytes.
func (r *indexReader) bytes() string {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.broken = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *indexReader) list() []string {
	n := r.number()
	if n > uint64(len(r.strings)) {
		r.broken = true
		return nil
	}
	if n == 0 {
		return nil
	}
	list := r.strings[:n:n]
	r.strings = r.strings[n:]
	for i := range list {
		list[i] = r.string()
	}
	return list
}

// string reads a length and, by its last bit, the bytes, or where they stand in the pack: how far behind the last ones, with
// a sign in the last bit.
func (r *indexReader) string() string {
	head := r.number()
	n := int(min(head>>1, most))
	if head&1 == 0 {
		if n > len(r.rest) {
			r.broken = true
			return ""
		}
		s := r.rest[:n]
		r.rest = r.rest[n:]
		return s
	}
	step := r.number()
	at := r.at + int(step>>1)
	if step&1 != 0 {
		at = r.at - int(step>>1)
	}
	if at < 0 || at > len(r.text) || n > len(r.text)-at {
		r.broken = true
		return ""
	}
	r.at = at + n
	return r.text[at:r.at]
}
