// Package htmlreader turns a page into blocks in one pass over its tags. No tree is built: html.Tokenizer's
// tokens go through a stack of open elements, text runs into blocks, and the elements that hold blocks are
// kept as a list by their parents. The text of the document is the page as a reader sees it: paragraphs with
// an empty line between them, list items behind "- " or their number, rows of tables with tabs between cells.
package htmlreader

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"

	"winnow/cleaner/document"
	"winnow/cleaner/htmlreader/metadata"
)

// The bounds of a window. They hold memory down whatever the input is; a page below them, as nearly all are,
// is seen whole.
const (
	windowBytes  = 4 << 20  // new text in a window
	windowBlocks = 48 << 10 // new blocks in a window
	marginBlocks = 256      // decided blocks before, and undecided ones behind
	marginBytes  = 128 << 10
)

// Reader reads one page as a sequence of windows.
type Reader struct {
	// Spans asks for the inline elements inside blocks, which only writers of markup have a use for.
	Spans bool

	source  source
	z       *html.Tokenizer // of source
	fresh   html.Tokenizer  // as z was when nothing had been read
	doc     *document.Document
	stack   []node // open elements; the first stands for the page
	opened  [256]int
	form    bool // the last form that was opened has had no end tag, and other forms count for nothing
	over    int  // elements open that are deeper than maxDepth
	formats []format
	links   int   // formats that are links
	hiding  int   // formats that are hidden
	cells   []int // first block of each cell of the open rows
	flow    flow
	attr    attributes
	scratch []byte

	windowText, windowBlocks, margin int // bounds of a window

	offset      int64 // of the token at hand in the input
	size        int   // its length
	line        int64 // its line
	started     bool
	eof         bool
	skipNewline bool // the next newline is the one behind <pre>
	frames      bool // the page is made of frames
	words       int  // words of the blocks so far
	prose       int  // of them in prose that is no link
	data        []payload
	held        int    // bytes of data
	script      script // kind of the script element at hand
	meta        metadata.Collector
}

// New returns a reader of src, which must be UTF-8. Bytes that are no UTF-8 are passed on.
func New(src io.Reader) *Reader {
	r := &Reader{}
	r.Reset(src)
	return r
}

// smallPage is the size of the largest page after which the tokenizer is used again, in bytes.
const smallPage = 16 << 10

// source is what a tokenizer reads, one page after the other.
type source struct{ io.Reader }

// Reset makes r a reader of src, as New does, in the memory of r. Where src is nil, r only lets go of its source.
func (r *Reader) Reset(src io.Reader) {
	// A tokenizer cannot be reset. But it is a plain value, and to make a new one takes as long as a page of a few paragraphs. What
	// it keeps, a table for the attributes of a tag, is cheap to clear as long as no tag had many.
	if r.z == nil || r.offset > smallPage {
		r.z = html.NewTokenizer(&r.source)
		r.z.SetMaxBuf(MaxToken)
		r.fresh = *r.z
	}
	*r.z = r.fresh
	r.meta.Reset()
	*r = Reader{
		line: 1, windowText: windowBytes, windowBlocks: windowBlocks, margin: marginBlocks,
		source: source{src}, z: r.z, fresh: r.fresh,
		stack: r.stack[:0], formats: r.formats[:0], cells: r.cells[:0], scratch: r.scratch[:0], meta: r.meta,
	}
}

// MaxToken is how many bytes a tag, a comment or a run of text without tags may have, each of which is held in memory.
const MaxToken = 32 << 20

// TokenError reports a page with a tag, a comment or a run of text that has more than MaxToken bytes.
type TokenError struct{ Offset int64 } // of the byte, as UTF-8, at which what was read of it ends

// Error names the place.
func (e *TokenError) Error() string {
	return fmt.Sprintf("a tag, a comment or a text without tags of more than %d bytes, up to byte %d: no page", MaxToken, e.Offset)
}

// Next fills doc with the next window. The caller passes the same document each time, unchanged but for its
// findings. It returns io.EOF when the page is used up.
func (r *Reader) Next(doc *document.Document) error {
	if r.started && doc.Last {
		return io.EOF
	}
	if r.started {
		r.advance()
	} else {
		doc.Reset()
		doc.OpenPage()
		r.start(doc)
	}
	if err := r.fill(); err != nil {
		return err
	}
	if !r.eof {
		doc.Page.Meta = r.meta.Metadata() // what is known so far, which is the head at least
	}
	doc.Last = r.eof
	doc.To = len(doc.Blocks)
	if !doc.Last {
		doc.To = min(max(doc.From+1, r.back(len(doc.Blocks))), len(doc.Blocks))
	}
	return nil
}

// start opens the page.
func (r *Reader) start(doc *document.Document) {
	r.started, r.doc = true, doc
	root := doc.Page.Open(-1, document.TagHTML, 0)
	body := doc.Page.Open(root, document.TagBody, 0)
	r.stack = append(r.stack, node{tag: document.TagBody, element: body})
	r.flow.list = -1
}

// fill reads until a full window of new blocks is there, or the page ends.
func (r *Reader) fill() error {
	text, blocks := len(r.doc.Text)+r.windowText, len(r.doc.Blocks)+r.windowBlocks
	for len(r.doc.Text) < text && len(r.doc.Blocks) < blocks {
		r.z.AllowCDATA(r.top().foreign)
		kind := r.z.Next()
		raw := r.z.Raw()
		r.size = len(raw)
		switch kind {
		case html.ErrorToken:
			if err := r.z.Err(); errors.Is(err, html.ErrBufferExceeded) {
				return &TokenError{r.offset + int64(r.size)}
			} else if !errors.Is(err, io.EOF) {
				return err
			}
			r.finishPage()
			return nil
		case html.TextToken:
			r.textToken()
		case html.StartTagToken, html.SelfClosingTagToken:
			r.startTag(kind == html.SelfClosingTagToken, raw)
		case html.EndTagToken:
			r.endTag(raw)
		}
		r.offset += int64(r.size)
		r.line += int64(bytes.Count(raw, newline))
	}
	return nil
}

var newline = []byte{'\n'}

// finishPage closes what is open at the end of the page.
func (r *Reader) finishPage() {
	r.popTo(1)
	r.close()
	r.eof = true
	r.closePage()
	if len(r.doc.Text) > 0 {
		r.doc.Text = append(r.doc.Text, '\n')
	}
}

func (r *Reader) textToken() {
	switch n := r.top(); {
	case n.tag == document.TagTitle || n.tag == document.TagScript:
		r.aboutText(n.tag)
	case !n.unseen:
		r.text(r.z.Text())
	}
}
