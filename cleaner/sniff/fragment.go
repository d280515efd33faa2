package sniff

import (
	"bytes"

	"winnow/cleaner/document"
)

// tally is what the tags of a head add up to.
type tally struct {
	open    []document.Tag // elements that are open
	known   int            // tags of HTML
	foreign int            // other tags
	stray   int            // end tags of what was not open, and elements that should have been closed
	proofs  int            // elements that were closed, quoted attributes, paragraphs after the second

	paragraphs int  // start tags that need no end tag, at the start of a line or after another tag
	broken     bool // the text follows a line break
	inside     int  // bytes of text in elements, or after a line break
	outside    int  // bytes of text elsewhere
	lines      int  // line ends in text where they mean nothing
	markdown   int  // signs of Markdown
}

// linesPerTag is how many lines of text there may be to a tag. A paragraph of HTML that is hard-wrapped has that
// many at most; a text that speaks of tags here and there has more.
const linesPerTag = 8

// maxDepth is how many elements may be open at once. Those of a fragment are fewer; a chat log only ever opens.
const maxDepth = 64

// isFragment reports whether head, whose first content is the token first, is HTML without a doctype. A text may
// begin with a tag, as "<p> values were low" or "<Mark> hello" in a chat log. But its tags do not close, or
// its text goes on outside of them.
func isFragment(head []byte, first token, complete bool) bool {
	if first.kind != startToken || first.tag == document.TagUnknown {
		return false
	}
	if first.cut {
		return !complete && !first.bare
	}
	count := tally{open: make([]document.Tag, 0, maxDepth)}
	count.add(head, first.start, complete)
	needed := 1
	rest := head[first.start+len(first.bytes):]
	switch {
	case holdsNoText(first.tag) && !markupFollows(scanner{head: rest}):
		return false // "<table>: the element for tables"
	case first.bare && len(rest) > 1 && rest[0] == ' ' && 'a' <= rest[1] && rest[1] <= 'z':
		needed = 3 // "<p> values": a sentence goes on
	}
	bad := count.foreign + count.stray
	return count.proofs >= needed && 4*bad <= count.known &&
		4*count.outside <= count.inside+count.outside && count.lines <= linesPerTag*count.known && count.markdown < 2
}

// add counts the tokens of head, beginning at start.
func (c *tally) add(head []byte, start int, complete bool) {
	scan := scanner{head: head, at: start}
	var last token
	for {
		isRawText := scan.raw != document.TagUnknown
		piece, ok := scan.next()
		if !ok {
			break
		}
		switch {
		case piece.kind == startToken:
			c.start(piece, last)
		case piece.kind == endToken:
			c.end(piece)
		case piece.kind == textToken && isRawText:
			if piece.cut && !complete && bytes.ContainsAny(piece.bytes, "{};=") {
				c.proofs++ // a script or style sheet that is longer than the head
			}
		case piece.kind == textToken:
			c.text(piece, head)
		}
		last = piece
	}
	if complete {
		c.stray += c.unclosed(0)
	}
}

func (c *tally) start(piece, last token) {
	if piece.tag == document.TagUnknown {
		c.unknown(piece)
		return
	}
	c.known++
	if piece.quoted {
		c.proofs++
	}
	if isVoid(piece.tag) {
		c.broken = c.broken || piece.tag == document.TagBr || piece.tag == document.TagHr
		return
	}
	atLine := last.bytes == nil || last.kind != textToken || bytes.HasSuffix(last.bytes, []byte("\n"))
	if needsNoEnd(piece.tag) && atLine {
		c.paragraphs++
		if c.paragraphs > 2 {
			c.proofs++
		}
	}
	switch {
	case piece.closed:
	case len(c.open) == cap(c.open):
		c.stray++
	default:
		c.open = append(c.open, piece.tag)
	}
}

// unknown counts a tag that is not HTML's. Those with a hyphen are custom elements, those with a colon come from
// word processors and scripts, and images have their own.
func (c *tally) unknown(piece token) {
	if bytes.IndexByte(piece.name, '-') > 0 || bytes.IndexByte(piece.name, ':') > 0 {
		return
	}
	for _, tag := range c.open {
		if tag == document.TagSVG || tag == document.TagMath {
			return
		}
	}
	c.foreign++
}

func (c *tally) end(piece token) {
	if piece.tag == document.TagUnknown {
		c.unknown(piece)
		return
	}
	c.known++
	for i := len(c.open) - 1; i >= 0; i-- {
		if c.open[i] == piece.tag {
			c.stray += c.unclosed(i + 1)
			c.open = c.open[:i]
			c.proofs++
			return
		}
	}
	if !needsNoEnd(piece.tag) {
		c.stray++
	}
}

// unclosed returns how many of the open elements, from the given one on, should have been closed.
func (c *tally) unclosed(from int) int {
	n := 0
	for _, tag := range c.open[from:] {
		if !needsNoEnd(tag) {
			n++
		}
	}
	return n
}

func (c *tally) text(piece token, head []byte) {
	if bytes.Contains(piece.bytes, []byte("\n\n")) || bytes.Contains(piece.bytes, []byte("\n\r\n")) {
		c.broken = false
	}
	size := len(bytes.TrimSpace(piece.bytes))
	if len(c.open) > 0 || c.broken {
		c.inside += size
	} else {
		c.outside += size
	}
	for _, tag := range c.open {
		if tag == document.TagPre || tag == document.TagCode {
			return
		}
	}
	c.lines += bytes.Count(bytes.TrimSpace(piece.bytes), []byte("\n"))
	c.markdown += markdownSigns(piece.bytes, piece.start == 0 || head[piece.start-1] == '\n')
}

// markdownSigns counts headings and fences, two each, and links in a text.
func markdownSigns(text []byte, atLine bool) int {
	signs := 0
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		if atLine && (bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")) || isHeading(line)) {
			signs += 2
		}
		signs += bytes.Count(line, []byte("]("))
		text, atLine = rest, true
	}
	return signs
}

// isHeading reports one to six "#" and a space.
func isHeading(line []byte) bool {
	rest := bytes.TrimLeft(line, "#")
	level := len(line) - len(rest)
	return 1 <= level && level <= 6 && len(rest) > 0 && rest[0] == ' '
}

// isVoid reports an element without content.
func isVoid(tag document.Tag) bool {
	switch tag {
	case document.TagBase, document.TagBr, document.TagCol, document.TagEmbed, document.TagFrame, document.TagHr,
		document.TagImg, document.TagInput, document.TagLink, document.TagMeta, document.TagParam, document.TagSource,
		document.TagTrack, document.TagWbr:
		return true
	}
	return false
}

// holdsNoText reports an element that may hold other elements but no text of its own.
func holdsNoText(tag document.Tag) bool {
	switch tag {
	case document.TagHTML, document.TagHead, document.TagTable, document.TagThead, document.TagTbody, document.TagTfoot,
		document.TagTr, document.TagColgroup, document.TagUl, document.TagOl, document.TagDl, document.TagSelect,
		document.TagOptgroup, document.TagPicture, document.TagFrameset:
		return true
	}
	return false
}

// needsNoEnd reports an element whose end tag may be left out.
func needsNoEnd(tag document.Tag) bool {
	switch tag {
	case document.TagHTML, document.TagHead, document.TagBody, document.TagP, document.TagLi, document.TagDt, document.TagDd,
		document.TagOption, document.TagOptgroup, document.TagTr, document.TagTd, document.TagTh, document.TagThead,
		document.TagTbody, document.TagTfoot, document.TagColgroup, document.TagCaption, document.TagRt, document.TagRp:
		return true
	}
	return false
}
