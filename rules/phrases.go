package rules

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner"
	"winnow/cleaner/document"
	"winnow/cleaner/sentence"
	"winnow/rules/fold"
	"winnow/rules/match"
	"winnow/rules/pattern"
)

const (
	phrasesStage = "phrases"

	minLiteral  = match.MinLiteral
	exactWords  = 12   // longer blocks are no labels
	exactBytes  = 200  // likewise
	longBlock   = 4096 // bytes; in longer blocks a regexp sees only what is around a literal
	aroundBytes = 1024 // so much of it, each side
	longMatches = 64   // and of so many literals a rule and block
)

// phrases is the stage that all packs make up together: one automaton finds the literals of all rules in
// one pass over the text, and a rule's regexp is run only on blocks where one of its literals was found.
// Blocks that an earlier stage settled are left out, but for keep rules that users add.
// Rules that are off by default have an automaton of their own, so that nobody pays for them who has not
// asked for them.
type phrases struct {
	infos     []*cleaner.Rule
	on, asked *lexicon
	keeping   *lexicon // the keep rules of packs that users add, which have the last word on settled blocks too; or nil
	pool      sync.Pool
}

// lexicon is a list of rules and the automaton over their literals.
type lexicon struct {
	rules  []*phrase
	sited  bool // some speak of some sites only
	set    *match.Set
	owners []int32 // the rule of each literal
	labels *labels
}

// phraseScratch is the memory of one Mark.
type phraseScratch struct {
	open    []span // runs of blocks to look at
	matches []match.Match
	folded  []byte
	offsets []int32
	grams   pattern.Grams // of folded
	key     []byte
	named   []int32 // rules that name the block
	hits    []hit
	places  []pattern.Place // of matches
	claims  claims
	turns   []turns // of each rule
	host    string  // of the document, where some rules ask for it
	block   int     // serial number of the block at hand, over all documents
}

// span is a run of blocks, up to but without end.
type span struct{ start, end int }

// turns counts the hits of a rule in one block.
type turns struct{ block, count int }

// hit is a literal of a rule found in the block at hand.
type hit struct {
	rule       int32
	start, end int32
}

// newPhrases makes the stage of packs. It fails when two rules share an id.
func newPhrases(packs []*Pack) (*phrases, error) {
	if err := crowded(packs); err != nil {
		return nil, err
	}
	s := &phrases{}
	s.pool.New = func() any { return &phraseScratch{} }
	files := map[string]string{}
	var on, asked, keeping []*phrase
	for _, pack := range packs {
		for _, r := range pack.rules {
			if other, ok := files[r.info.ID]; ok {
				return nil, fmt.Errorf("%s: rule %q: the id is taken by a rule of %s", pack.File, r.info.ID, other)
			}
			files[r.info.ID] = pack.File
			s.infos = append(s.infos, r.info)
			if r.info.Keep && !pack.builtin {
				keeping = append(keeping, r)
			}
			if cleaner.OffByDefault(r.info.Category) {
				asked = append(asked, r)
			} else {
				on = append(on, r)
			}
		}
	}
	s.on, s.asked = newLexicon(on), newLexicon(asked)
	if len(keeping) > 0 {
		s.keeping = newLexicon(keeping)
	}
	return s, nil
}

func newLexicon(rules []*phrase) *lexicon {
	exact, count := 0, 0
	for _, r := range rules {
		exact += len(r.exact)
		count += len(r.literals)
	}
	s := &lexicon{rules: rules, sited: slices.ContainsFunc(rules, func(r *phrase) bool { return len(r.info.Sites) > 0 })}
	var other sync.WaitGroup // starting the program waits for both, which take about as long
	other.Go(func() {
		s.labels = newLabels(exact)
		for n, r := range rules {
			for _, key := range r.exact {
				s.labels.add(key, int32(n))
			}
		}
	})
	literals := make([]string, 0, count)
	s.owners = make([]int32, 0, count)
	for n, r := range rules {
		for _, literal := range r.literals {
			literals = append(literals, literal)
			s.owners = append(s.owners, int32(n))
		}
	}
	s.set = match.New(literals)
	other.Wait()
	return s
}

// Rules returns the rules of all packs.
func (s *phrases) Rules() []*cleaner.Rule { return s.infos }

// Mark cites the rules whose phrases occur.
func (s *phrases) Mark(doc *cleaner.Document) {
	m := s.pool.Get().(*phraseScratch)
	defer s.pool.Put(m)
	m.open = runsOf(doc, m.open[:0], false)
	if s.on.sited || s.asked.sited || s.keeping != nil && s.keeping.sited {
		m.host = doc.Host()
	}
	s.on.mark(doc, m)
	for _, r := range s.asked.rules {
		if doc.Enabled == nil || doc.Enabled(r.info) {
			s.asked.mark(doc, m)
			break
		}
	}
	if s.keeping != nil {
		m.open = runsOf(doc, m.open[:0], true)
		s.keeping.mark(doc, m)
	}
}

// runsOf appends to runs the runs of blocks that are settled, or that are not: what an earlier stage found is enough to cut
// the former, and no phrase need be looked for there but those of keep rules.
func runsOf(doc *cleaner.Document, runs []span, settled bool) []span {
	for i := 0; i < len(doc.Blocks); i++ {
		if doc.Score(i) >= cleaner.DefaultThreshold != settled {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1].end == i {
			runs[n-1].end++
		} else {
			runs = append(runs, span{i, i + 1})
		}
	}
	return runs
}

// mark cites the rules of the lexicon in the blocks of m.open.
func (s *lexicon) mark(doc *cleaner.Document, m *phraseScratch) {
	// The turns of earlier blocks need not be forgotten: no other block has their numbers. To clear them would take longer
	// than a small document does, where there are many rules.
	m.turns = slices.Grow(m.turns[:0], len(s.rules))[:len(s.rules)]
	for _, open := range m.open {
		s.run(doc, open, m)
	}
}

// run cites the rules of the lexicon in a run of blocks.
func (s *lexicon) run(doc *cleaner.Document, open span, m *phraseScratch) {
	base := doc.Blocks[open.start].Start
	m.matches = s.set.Append(m.matches[:0], doc.Text[base:doc.Blocks[open.end-1].End])
	next := 0
	for i := open.start; i < open.end; i++ {
		b := &doc.Blocks[i]
		start, end := b.Start-base, b.End-base
		for next < len(m.matches) && m.matches[next].Start < start {
			next++
		}
		m.hits = m.hits[:0]
		for next < len(m.matches) && m.matches[next].Start < end {
			if l := m.matches[next]; l.End <= end {
				if rule := s.owners[l.Literal]; !s.sited || s.rules[rule].speaksOf(m.host) {
					m.hits = append(m.hits, hit{rule, base + l.Start, base + l.End})
				}
			}
			next++
		}
		if m.block++; b.End > b.Start {
			s.block(doc, i, m)
		}
	}
}

// block weighs the hits in block i, and the block as a whole.
func (s *lexicon) block(doc *cleaner.Document, i int, m *phraseScratch) {
	b := &doc.Blocks[i]
	text := doc.Text[b.Start:b.End]
	folded, known := false, false // whether m has it, and its grams
	if b.Words <= exactWords && len(text) <= exactBytes && s.labels.may(text) {
		m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], text)
		folded = true
		m.key = fold.Key(m.key[:0], m.folded)
		m.named = s.labels.of(m.key, m.named[:0])
		for _, n := range m.named {
			if !s.sited || s.rules[n].speaksOf(m.host) {
				m.claims.add(s.rules[n], int(b.Start), int(b.End))
			}
		}
	}
	for k := range m.hits {
		r := s.rules[m.hits[k].rule]
		if r.maxWords > 0 && b.Words > r.maxWords || m.enough(m.hits[k].rule, r, len(text)) {
			continue
		}
		if len(text) > longBlock {
			s.around(doc, i, r, m, m.hits[k])
			continue
		}
		if r.regex == nil {
			s.cite(doc, i, r, int(m.hits[k].start), int(m.hits[k].end), &m.claims)
			continue
		}
		if !folded {
			m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], text)
			folded = true
		}
		if !known {
			m.grams.Set(m.folded)
			known = true
		}
		if r.regex.May(&m.grams) {
			s.search(doc, i, r, m, int(b.Start))
		}
	}
	m.claims.flush(doc, i)
}

// enough counts a hit of a rule, and reports that the rule had its turns in this block: a regexp is run once a
// block, a block is cited once, and hostile text gets a bounded number of either.
func (m *phraseScratch) enough(rule int32, r *phrase, size int) bool {
	t := &m.turns[rule]
	if t.block != m.block {
		*t = turns{block: m.block}
	}
	t.count++
	if size > longBlock {
		return t.count > longMatches
	}
	return t.count > 1 && (r.regex != nil || r.scope == scopeBlock)
}

// search runs the rule's regexp on the folded text in m, which begins at offset base of the document.
func (s *lexicon) search(doc *cleaner.Document, i int, r *phrase, m *phraseScratch, base int) {
	if b := &doc.Blocks[i]; r.anywhere && !sentences(b) && base == int(b.Start) {
		if r.regex.Match(m.folded) {
			m.claims.add(r, int(b.Start), int(b.End))
		}
		return
	}
	m.places = r.regex.AppendAll(m.places[:0], m.folded, longMatches)
	for _, at := range m.places {
		if at.Start < at.End {
			s.cite(doc, i, r, base+int(m.offsets[at.Start]), base+int(m.offsets[at.End]), &m.claims)
		}
	}
}

// around weighs one literal of a long block, of which the regexp sees only the surroundings: hostile text
// must not buy a run of every regexp over all of it.
func (s *lexicon) around(doc *cleaner.Document, i int, r *phrase, m *phraseScratch, h hit) {
	b := &doc.Blocks[i]
	if r.regex == nil {
		s.cite(doc, i, r, int(h.start), int(h.end), &m.claims)
	} else {
		start := max(int(b.Start), int(h.start)-aroundBytes)
		end := min(int(b.End), int(h.end)+aroundBytes)
		for start > int(b.Start) && !utf8.RuneStart(doc.Text[start]) {
			start--
		}
		for end < int(b.End) && !utf8.RuneStart(doc.Text[end]) {
			end++
		}
		m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], doc.Text[start:end])
		s.search(doc, i, r, m, start)
	}
}

// cite adds the rule's finding for a match at [start, end) of the text, if its guards hold.
func (s *lexicon) cite(doc *cleaner.Document, i int, r *phrase, start, end int, claims *claims) {
	b := &doc.Blocks[i]
	if r.atStart && document.Wordy(doc.Text[b.Start:start]) || r.atEnd && document.Wordy(doc.Text[end:b.End]) {
		return
	}
	switch r.scope {
	case scopeBlock:
		claims.add(r, start, end)
	case scopeSentence:
		start += leadIn(doc.Text[start:end])
		first := start
		start, end = sentence.Around(doc.Text[b.Start:b.End], start-int(b.Start), end-int(b.Start))
		start, end = start+int(b.Start), end+int(b.Start)
		if r.atSentence && document.Wordy(doc.Text[start:first]) {
			return
		}
		doc.AddRange(i, int32(start), int32(end), r.info, r.weight, 0)
	case scopeMatch:
		doc.AddRange(i, int32(start), int32(end), r.info, r.weight, 0)
	}
}

// leadIn returns how much of a match belongs to the end of the sentence before it.
func leadIn(text []byte) int {
	at := 0
	for at < len(text) {
		r, n := utf8.DecodeRune(text[at:])
		if !sentence.IsMark(r) && !sentence.IsClosing(r) && !unicode.IsSpace(r) {
			break
		}
		at += n
	}
	return at
}

// exactKey is the form in which whole blocks are compared. Starting the program makes tens of thousands, most
// of which fit these.
func exactKey(text string) string {
	var (
		raw, folded, key [exactBytes]byte
		origin           [exactBytes + 1]int32
	)
	form, _ := fold.Append(folded[:0], origin[:0], append(raw[:0], text...))
	return string(fold.Key(key[:0], form))
}

// foldLiteral is the form in which literals are looked for. A space at the end stays: it ends the word.
func foldLiteral(text string) string { return strings.TrimLeft(fold.String(text), " ") }
