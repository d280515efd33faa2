// Package document holds the words that every part of winnow shares: a Document is a slice of Blocks, a
// Finding is what a rule says of one, and a Cut is what was decided. It has no behaviour of its own beyond
// keeping them consistent: readers fill documents, stages add findings, the judge in package cleaner cuts.
package document

import "winnow/cleaner/site"

// Kind is the shape of a block.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota // running text, or a line that shows no other shape
	Heading               // a line marked as a heading
	ListItem              // a line that opens with a bullet or a number
	TableRow              // cells parted by tabs or pipes
	Ruler                 // a line of nothing but punctuation: "-----", "* * *"
	Piece                 // a part of a line too long to be held as one block
)

var kindNames = [...]string{"paragraph", "heading", "list-item", "table-row", "ruler", "piece"}

// String returns the kind's name, as explain prints it.
func (k Kind) String() string { return kindNames[k] }

// Block is a paragraph, line, heading, list item or table row.
type Block struct {
	Start, End int32 // byte range in Document.Text, without the white space around it
	Line       int64 // number of the input line the block begins on, from 1
	Kind       Kind
	Gap        bool // an empty line stands between this block and the one before
	Stats
}

// Document is an input, or one window of an input too large to hold, as blocks in input order, together
// with what the stages have found. Only readers write Text and Blocks; stages add findings.
type Document struct {
	Text     []byte // what the blocks index: the input's own bytes, or the text of a page
	Offset   int64  // offset of Text[0] in the input; for a page, in the text that is made of it
	Blocks   []Block
	Findings []Finding

	// From and To bound the blocks that are decided with this window. Blocks before From are context that
	// was decided with the window before, blocks from To on come again with the next one. A document that
	// fits into one window has From 0 and To len(Blocks). Stages need not care.
	From, To int
	// Last reports that the input ends with this window.
	Last bool

	// Site is the host or the address that the input is known to come from, beside what a page says of itself, or empty.
	// Only readers write it.
	Site string
	// Page is what markup says of the blocks, or nil for plain text. Only readers write it.
	Page *Page

	// Enabled, when not nil, tells which rules may speak.
	Enabled func(*RuleInfo) bool
	// Spare, when not nil, tells of rules that may not speak that what they would drop is wanted.
	Spare func(*RuleInfo) bool

	scores []score
	page   *Page // kept for the next page
}

// score sums the findings that cover a whole block.
type score struct {
	drop, keep float32
	pinned     bool
	spared     bool
}

// Reset empties the document for the next window and keeps its memory.
func (d *Document) Reset() {
	d.Text, d.Offset = d.Text[:0], 0
	d.Blocks = d.Blocks[:0]
	d.From, d.To, d.Last = 0, 0, false
	d.Page, d.Site = nil, ""
	d.Forget()
}

// Host returns the host of the site that the document comes from: that of Site, or else of the address that its page
// gives as its own. It is empty where neither names one.
func (d *Document) Host() string {
	if host, err := site.Parse(d.Site); err == nil {
		return host
	}
	if d.Page != nil {
		return site.Of(d.Page.Meta.URL)
	}
	return ""
}

// OpenPage gives the document an empty page.
func (d *Document) OpenPage() *Page {
	if d.page == nil {
		d.page = &Page{}
	}
	d.page.Reset()
	d.Page = d.page
	return d.Page
}

// Forget drops all findings. A reader calls it through Reset; the engine before the stages run.
func (d *Document) Forget() {
	d.Findings = d.Findings[:0]
	if cap(d.scores) < len(d.Blocks) {
		d.scores = make([]score, len(d.Blocks), len(d.Blocks)+len(d.Blocks)/4)
	}
	d.scores = d.scores[:len(d.Blocks)]
	clear(d.scores)
}

// BlockText returns the text of block i. It must not be changed.
func (d *Document) BlockText(i int) []byte {
	b := &d.Blocks[i]
	return d.Text[b.Start:b.End]
}

// Add records that rule speaks of the whole of block i with weight (log-odds; positive says boilerplate,
// negative says article). count fills the rule's reason where that names a number.
func (d *Document) Add(i int, rule *RuleInfo, weight float32, count int) {
	b := &d.Blocks[i]
	d.AddRange(i, b.Start, b.End, rule, weight, count)
}

// AddNoted is Add with a note that the rule's reason is worded by.
func (d *Document) AddNoted(i int, rule *RuleInfo, weight float32, count int, note uint16) {
	before := len(d.Findings)
	d.Add(i, rule, weight, count)
	if len(d.Findings) > before {
		d.Findings[before].Note = note
	}
}

// AddRange is Add for the bytes [start, end) of Text, which must lie inside block i.
func (d *Document) AddRange(i int, start, end int32, rule *RuleInfo, weight float32, count int) {
	if !rule.Keep && !rule.Support && weight > 0 && d.Enabled != nil && !d.Enabled(rule) {
		if d.Spare != nil && d.Spare(rule) {
			d.scores[i].spared = true
		}
		return
	}
	b := &d.Blocks[i]
	if start == b.Start && end == b.End {
		s := &d.scores[i]
		switch {
		case rule.Keep:
			s.pinned = true
		case weight > 0:
			s.drop += weight
		default:
			s.keep += weight
		}
	}
	d.Findings = append(d.Findings, Finding{
		Block: int32(i), Start: start, End: end, Rule: rule, Weight: weight, Count: int32(count),
	})
}

// Score returns the sum of the findings that cover the whole of block i so far, in log-odds. A block that a
// keep rule holds has a score below any threshold.
func (d *Document) Score(i int) float32 {
	s := &d.scores[i]
	if s.pinned {
		return Pinned
	}
	return s.drop + s.keep
}

// Evidence returns only what speaks for boilerplate in the whole of block i.
func (d *Document) Evidence(i int) float32 { return d.scores[i].drop }

// Spared reports that a rule that may not speak would drop block i, or a part of it, and that this is wanted. A stage
// that finds residue of all kinds leaves such a block alone.
func (d *Document) Spared(i int) bool { return d.scores[i].spared }

// Pinned is the score of a block that a keep rule holds.
const Pinned = -1e9
