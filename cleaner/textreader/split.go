package textreader

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"winnow/cleaner/document"
	"winnow/cleaner/sentence"
)

// split makes blocks of the text that has none yet: of whole lines, as many as a window takes, and of whole
// paragraphs in wrapped text, unless a single one fills the window.
func (r *Reader) split(doc *document.Document) {
	r.scan(doc)
	if !r.started {
		r.width = wrapWidth(doc.Text, r.lines)
	}
	if r.width > 0 && !(r.eof && r.consumed(len(r.lines)) == len(doc.Text)) {
		r.holdParagraph()
	}
	for i := 0; i < len(r.lines); {
		l := r.lines[i]
		if l.blank() {
			r.gap = true
			r.anchor(doc, l.next)
			r.line++
			i++
			continue
		}
		n := 1
		for r.width > 0 && i+n < len(r.lines) && !r.lines[i+n].blank() &&
			joined(doc.Text, r.lines[i+n-1], r.lines[i+n], r.width) {
			n++
		}
		if r.sole(doc, l) {
			r.sentences(doc, l)
		} else {
			r.block(doc, l, r.lines[i+n-1])
		}
		r.line += int64(n)
		i += n
	}
	r.parsed = r.consumed(len(r.lines))
	if !r.eof || r.parsed < len(doc.Text) {
		r.pieces(doc)
	}
}

// scan lists the lines behind parsed, as many as end in the text and a window takes.
func (r *Reader) scan(doc *document.Document) {
	r.lines = r.lines[:0]
	if r.piece {
		return // pieces goes on with the long line first
	}
	b, at := look(doc.Text[r.parsed:]), r.parsed
	r.lines = slices.Grow(r.lines, min(1+bytes.Count(doc.Text[r.parsed:], lineFeed), windowBlocks))
	for at < len(doc.Text) && len(r.lines) < windowBlocks && at-r.parsed < windowBytes {
		end, next := b.next(doc.Text[at:], r.eof)
		if next < 0 && (!r.eof || end > lineBytes) {
			break
		}
		if end > lineBytes {
			break
		}
		if next < 0 {
			next = end
		}
		l := line{begin: at, next: at + next}
		l.start, l.end = trim(doc.Text, at, at+end)
		r.lines = append(r.lines, l)
		at += next
	}
}

// consumed returns where the first n lines end.
func (r *Reader) consumed(n int) int {
	if n == 0 {
		return r.parsed
	}
	return r.lines[n-1].next
}

// holdParagraph drops the lines behind the last empty one: their paragraph may go on behind the window.
func (r *Reader) holdParagraph() {
	for i := len(r.lines) - 1; i > 0; i-- {
		if r.lines[i].blank() {
			r.lines = r.lines[:i+1]
			return
		}
	}
}

// block adds the block that reaches from line a to line b.
func (r *Reader) block(doc *document.Document, a, b line) {
	text := doc.Text[a.start:b.end]
	doc.Blocks = append(doc.Blocks, document.Block{
		Start: int32(a.start), End: int32(b.end), Line: r.line, Gap: r.gap,
		Kind: shape(doc.Text[a.start:a.end]), Stats: document.Measure(text),
	})
	r.gap = false
}

// soleWords is how many words the only line of a text has at least that is no paragraph, but a document whose lines were
// joined to one.
const soleWords = 100

// sole reports that l is all that the text has.
func (r *Reader) sole(doc *document.Document, l line) bool {
	return !r.started && r.eof && l.end-l.start > soleWords && r.consumed(len(r.lines)) == len(doc.Text) &&
		len(bytes.TrimSpace(doc.Text[:l.begin])) == 0 && len(bytes.TrimSpace(doc.Text[l.next:])) == 0 &&
		document.Measure(doc.Text[l.start:l.end]).Words >= soleWords
}

// sentences adds a block for each sentence of line l.
func (r *Reader) sentences(doc *document.Document, l line) {
	for at := l.start; at < l.end; {
		end := at + sentence.Next(doc.Text[at:l.end])
		start, stop := trim(doc.Text, at, end)
		if start < stop {
			doc.Blocks = append(doc.Blocks, document.Block{
				Start: int32(start), End: int32(stop), Line: r.line, Gap: r.gap, Stats: document.Measure(doc.Text[start:stop]),
			})
			r.gap = false
		}
		at = end
	}
}

// pieces makes blocks of a line longer than lineBytes, where the text stands at one: as many as there is
// text for. The last piece is an ordinary block up to the line's end.
func (r *Reader) pieces(doc *document.Document) {
	for {
		rest := doc.Text[r.parsed:]
		end, next := look(rest).next(rest, r.eof)
		if !r.piece && end <= lineBytes {
			return
		}
		if end > lineBytes {
			end, next = pieceEnd(rest[:lineBytes]), 0
		} else if next < 0 {
			if !r.eof {
				return
			}
			next = end
		}
		r.piece = next == 0
		r.addPiece(doc, end)
		r.parsed += max(end, next)
		if !r.piece {
			r.line++
			return
		}
	}
}

func (r *Reader) addPiece(doc *document.Document, end int) {
	start, stop := trim(doc.Text, r.parsed, r.parsed+end)
	if start == stop {
		r.anchor(doc, r.parsed+end)
		return
	}
	doc.Blocks = append(doc.Blocks, document.Block{
		Start: int32(start), End: int32(stop), Line: r.line, Gap: r.gap,
		Kind: document.Piece, Stats: document.Measure(doc.Text[start:stop]),
	})
	r.gap = false
}

// anchor adds an empty block where more white space has gathered than a window should carry along, so that
// white space without end needs no memory without end.
func (r *Reader) anchor(doc *document.Document, at int) {
	last := 0
	if n := len(doc.Blocks); n > 0 {
		last = int(doc.Blocks[n-1].End)
	}
	if at-last > gapBytes {
		doc.Blocks = append(doc.Blocks, document.Block{
			Start: int32(at), End: int32(at), Line: r.line, Gap: true, Kind: document.Piece,
		})
	}
}

// pieceEnd returns where to cut a piece off a long line: behind the last space, or else between two
// characters.
func pieceEnd(text []byte) int {
	if i := bytes.LastIndexByte(text, ' '); i > len(text)/2 {
		return i + 1
	}
	end := len(text)
	for n := 1; n < utf8.UTFMax && n < end; n++ {
		if utf8.RuneStart(text[end-n]) {
			if !utf8.FullRune(text[end-n : end]) {
				end -= n
			}
			break
		}
	}
	return end
}
