package trace

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner/charset"
	"winnow/cleaner/input"
)

// LineAt returns the number of the line on which the byte at of the block's text stands. Of a page, whose text is not that of
// the file, it is the line on which the block begins.
func (k *Block) LineAt(at int) int64 {
	if k.Page {
		return k.Line
	}
	return k.Line + int64(strings.Count(k.Text[:at], "\n"))
}

// Dropped reports that nothing of the block was kept.
func (k *Block) Dropped() bool {
	return !slices.ContainsFunc(k.Parts, func(p Part) bool { return !p.Cut })
}

// Trimmed reports that a part of the block was cut, and not all of it.
func (k *Block) Trimmed() bool {
	return !k.Dropped() && slices.ContainsFunc(k.Parts, func(p Part) bool { return p.Cut })
}

// Locate finds out the columns of blocks in the text of their file as UTF-8, and their lines as editors count them, which end
// with a line feed; of those of a page a reader knows only where the run of text begins that they are in. Blocks of records stay
// as they are.
func Locate(blocks []Block, text []byte) {
	p := places{text: text}
	for i := range blocks {
		k := &blocks[i]
		if k.Record > 0 || k.end > int64(len(text)) || k.start > k.end {
			continue
		}
		own := text[k.start:k.end]
		start := len(own) - len(bytes.TrimLeftFunc(own, unicode.IsSpace))
		k.Line, k.Column = p.of(int(k.start) + start)
		k.LastLine = k.Line + int64(bytes.Count(bytes.TrimRightFunc(own[start:], unicode.IsSpace), []byte{'\n'}))
	}
}

// places tells line and column of bytes of a text, fast where they are asked for in order.
type places struct {
	text []byte
	// The line at hand: its number less one, where it begins, and the column less one of a byte on it.
	lines, begin int
	at, column   int
}

// of returns the line and the column, both from 1, of the byte at offset.
func (p *places) of(offset int) (line, column int64) {
	if offset < p.begin {
		*p = places{text: p.text}
	}
	from := max(p.at, p.begin)
	if offset > from {
		between := p.text[from:offset]
		if n := bytes.LastIndexByte(between, '\n'); n >= 0 {
			p.lines += bytes.Count(between, []byte{'\n'})
			p.begin = from + n + 1
			p.at, p.column = p.begin, 0
		}
	} else {
		p.at, p.column = p.begin, 0
	}
	p.column += utf8.RuneCount(p.text[p.at:offset])
	p.at = offset
	return int64(p.lines) + 1, int64(p.column) + 1
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// Decode returns the text of a file as UTF-8, in which Locate finds the blocks that options made of it.
func Decode(raw []byte, o input.Options, blocks []Block) ([]byte, error) {
	page := len(blocks) > 0 && blocks[0].Page
	text, _, err := charset.NewReader(bytes.NewReader(raw), charset.Options{Hint: o.Charset, Markup: page})
	if err != nil {
		return nil, err
	}
	return io.ReadAll(text)
}
