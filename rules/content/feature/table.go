package feature

import (
	"bytes"
	"slices"

	"winnow/cleaner/document"
)

// Row holds the features of a block, by Column. It is longer than Count, so that a column's number need not be checked.
type Row [1 << 7]uint8

// Table holds the features of a document's blocks, a row each. Its memory is used again for the
// next document. The zero Table is ready for use.
type Table struct {
	Rows   []Row
	Length []int32 // words of each block, at least one

	figures  []figures
	glance   glance
	seen     seen
	sums     []sums
	places   []place
	elements []element
	names    []uint32 // tokens of an element's names
	kinds    kinds
	signed   bool // the first block names the site behind a headline
}

// figures are what the features of neighbours are made of.
type figures struct {
	words int32 // what its words say
	rules int32 // what the rules say, for the article
	prose int32 // words, if the block is prose
	run   int32 // blocks of the run of short ones that it stands in
	form  uint8 // lines of one form look alike
	short bool
}

const (
	proseWords = 10 // a sentence of fewer is no prose yet
	proseLeast = 35 // a block of more is prose without a sentence's end, too
	shortWords = 5
	saidMost   = 16 * Unit // the most that the words of a block say
	rulesMost  = 12 * Unit // more certain than that no rule need be
)

// Row returns the features of block i.
func (t *Table) Row(i int) *Row { return &t.Rows[i] }

// Blocks returns how many blocks the table describes.
func (t *Table) Blocks() int { return len(t.figures) }

// Fill describes the blocks of doc, but for what earlier passes say of them. words holds what the words of a block say,
// names and types what those of the elements around it do.
func (t *Table) Fill(doc *document.Document, words, names Lexicon, types Types) {
	t.open(doc)
	for i := range doc.Blocks {
		t.own(doc, i)
		t.SetWords(i, words.Of(t.glance.tokens))
	}
	t.repeats()
	if doc.Page != nil {
		t.markup(doc)
		t.named(doc, names, types)
	}
	t.Around()
}

// Learn describes the blocks of doc as Fill does, and hands the tokens of each block and of the elements around it to
// what learns a lexicon from them. SetWords and SetNames, with what was learnt, and Around come next.
func (t *Table) Learn(doc *document.Document, each func(words, names []uint32)) (all []uint32) {
	t.open(doc)
	for i := range doc.Blocks {
		t.own(doc, i)
		var names []uint32
		if doc.Page != nil {
			names = nameTokens(doc, i)
		}
		each(t.glance.tokens, names)
	}
	t.repeats()
	if doc.Page == nil {
		return nil
	}
	t.markup(doc)
	for i := range t.elements {
		all = elementTokens(doc.Page, int32(i), all)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// SetWords says what the words of block i say, in steps of a score.
func (t *Table) SetWords(i int, s int32) {
	t.figures[i].words = min(max(s, -saidMost), saidMost)
	t.Rows[i][WordScore] = score(s)
}

// SetNames says what the names of the elements around block i say.
func (t *Table) SetNames(i int, s int32) { t.Rows[i][PathScore] = score(s) }

// SetWhole says what kind of document it is: Lean or Article.
func (t *Table) SetWhole(c Column, s int32) {
	v := score(s)
	for i := range t.Rows {
		t.Rows[i][c] = v
	}
}

// Rules returns what the rules say of block i for the article, in steps of a score.
func (t *Table) Rules(i int) int32 { return t.figures[i].rules }

// Words returns how many words the document has. Around comes before.
func (t *Table) Words() int32 { return t.sums[len(t.figures)].words }

// Run returns the length of the run of blocks without prose that block i stands in.
func (t *Table) Run(i int) int { return int(t.figures[i].run) }

// open makes room for the blocks of doc.
func (t *Table) open(doc *document.Document) {
	n := len(doc.Blocks)
	if cap(t.figures) < n {
		more := n + n/4
		t.Rows, t.figures, t.Length = make([]Row, more), make([]figures, more), make([]int32, more)
	}
	t.Rows, t.figures, t.Length = t.Rows[:n], t.figures[:n], t.Length[:n]
	t.seen.reset(n)
	t.signed = n > 0 && signed(doc.BlockText(0))
}

// Signed reports that the document's first block is the title of a page, which ends with the name of the site:
// "River rises - The Valley Post". A headline has none.
func (t *Table) Signed() bool { return t.signed }

// signatureMost is how long the name of a site may be, in bytes.
const signatureMost = 48

// signed reports that text ends with a short part behind a mark that parts titles.
func signed(text []byte) bool {
	for _, mark := range [...]string{" | ", " - ", " – ", " — ", " · ", " » "} {
		// The mark must have something before it.
		if from := max(len(text)-signatureMost-len(mark), 1); from < len(text) && bytes.Contains(text[from:], []byte(mark)) {
			return true
		}
	}
	return false
}

// own describes block i by itself.
func (t *Table) own(doc *document.Document, i int) {
	b, text, row, f := &doc.Blocks[i], doc.BlockText(i), t.Row(i), &t.figures[i]
	*row = Row{} // nothing of a document before shows
	t.seen.add(text)
	t.Length[i] = max(b.Words, 1)
	drop, all := doc.Evidence(i), max(doc.Score(i), -rulesMost/Unit)
	f.rules = max(-int32(all*Unit), -rulesMost)
	f.prose, f.short = 0, b.Words < shortWords
	if b.Terminal && b.Words >= proseWords || b.Words >= proseLeast {
		f.prose = b.Words
	}
	row[Words] = count(b.Words)
	row[WordLength] = wordLength(b)
	row[Digits] = count(b.Digits)
	row[Commas] = count(b.Commas)
	row[Ends] = count(b.Ends)
	row[Ending] = ending(b, text)
	row[Kind] = uint8(b.Kind)
	row[Gap] = bit(b.Gap)
	row[Opening] = opening(text)
	row[Dropped] = count(int32(drop * 2))
	row[Protected] = count(int32((drop - all) * 2))
	row[RuleScore] = score(f.rules)
	t.glance.look(text)
	row[Capitals] = capitals(t.glance.capitals, t.glance.words)
	row[Marks] = t.glance.marks & (Bins - 1)
	f.form = min(row[Words]/3, 7)<<4 | bit(b.Terminal)<<3 | bit(b.Digits > 0)<<2 | uint8(b.Kind)&3
}

// wordLength is the mean length of a block's words, in quarters of a letter.
func wordLength(b *document.Block) uint8 {
	if b.Words == 0 {
		return 0
	}
	return count(int32(uint32(b.Letters) * 4 / uint32(b.Words)))
}

func (t *Table) repeats() {
	for i := range t.figures {
		t.Rows[i][Repeats] = uint8(min(t.seen.times(i), 7))
	}
}
