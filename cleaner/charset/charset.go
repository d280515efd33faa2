// Package charset finds out which character encoding an input is in, and reads the input as UTF-8.
//
// What decides is, in this order:
//
//  1. a byte order mark: UTF-8, UTF-16 or UTF-32;
//  2. what the user says of the input (Options.Hint);
//  3. NUL bytes in every other place, which only UTF-16 has, or in three of four, as in UTF-32;
//  4. for markup, a declaration of UTF-8;
//  5. for markup, the bytes: what is valid UTF-8, or nearly so, is UTF-8 whatever it calls itself, since no text
//     in another encoding passes for it by chance;
//  6. for markup, what it calls itself: <meta charset>, <meta http-equiv> or an XML declaration;
//  7. for markup, windows-1252, the default of the HTML standard and of the web at large.
//
// Text that is no markup declares nothing, and a wrong guess could not be told from the author's words. So
// without evidence of the first three kinds it is taken for UTF-8 and comes out byte for byte as it went in.
//
// Encodings and their labels are those of https://encoding.spec.whatwg.org, and UTF-32.
package charset

import (
	"bytes"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// HeadBytes is how much of an input Detect looks at, at most.
const HeadBytes = 1 << 20

// Options say what is known of an input beforehand.
type Options struct {
	// Hint names the encoding: a label such as "windows-1251", or the value of a Content-Type header such as
	// "text/html; charset=windows-1251". It is the user's word, so only a byte order mark stands above it.
	// An empty one, and a header without a charset, say nothing.
	Hint string

	// Markup is set for HTML: then declarations in the input count, and so do the statistics of its bytes.
	Markup bool
}

// Choice is the encoding that was decided on. The zero Choice is UTF-8 by default.
type Choice struct {
	name     string
	evidence Evidence
	decoding encoding.Encoding // nil for UTF-8
}

// Detect decides the encoding of the input that begins with head. complete says that head is all of it: a
// character that is cut in two at the end is then an error of the input and not of the cut. Only the first
// HeadBytes of head count. The one error is a hint that names no encoding; Detect(nil, true, options) checks it.
func Detect(head []byte, complete bool, options Options) (Choice, error) {
	hint, hinted, err := parseHint(options.Hint)
	if err != nil {
		return Choice{}, err
	}
	if len(head) > HeadBytes {
		head, complete = head[:HeadBytes], false
	}
	if choice, ok := byteOrderMark(head); ok {
		return choice, nil
	}
	if hinted {
		return hint, nil
	}
	if choice, ok := wide(head); ok {
		return choice, nil
	}
	if !options.Markup {
		return Choice{}, nil
	}
	return detectMarkup(head, complete), nil
}

// detectMarkup decides by the bytes of a page and by what it says of itself.
func detectMarkup(head []byte, complete bool) Choice {
	choice, ok := declared(head)
	if ok && choice.UTF8() {
		return choice // whatever the bytes say: that it is UTF-8, or that some of them are broken
	}
	found := countUTF8(head, complete)
	if found.isUTF8() {
		return Choice{evidence: Content}
	}
	if ok {
		return choice
	}
	if found.ascii() {
		return Choice{}
	}
	choice, _ = lookup("windows-1252", Default)
	return choice
}

// decided reports that no byte behind the head of a page can change what encoding it is in.
func decided(head []byte) bool {
	if countUTF8(head, false).settled() {
		return true
	}
	choice, ok := declared(head)
	return ok && choice.UTF8()
}

// markBytes is the length of the longest byte order mark.
const markBytes = 4

// byteOrderMark recognises the marks of UTF-8, UTF-16 and UTF-32. That of UTF-32LE begins with that of
// UTF-16LE and so comes first; text does not begin with a NUL.
func byteOrderMark(head []byte) (Choice, bool) {
	for _, mark := range []struct{ bytes, name string }{
		{"\xef\xbb\xbf", "utf-8"},
		{"\xff\xfe\x00\x00", "utf-32le"},
		{"\x00\x00\xfe\xff", "utf-32be"},
		{"\xff\xfe", "utf-16le"},
		{"\xfe\xff", "utf-16be"},
	} {
		if bytes.HasPrefix(head, []byte(mark.bytes)) {
			return lookup(mark.name, Mark)
		}
	}
	return Choice{}, false
}

// Name is the encoding's name as the Encoding standard has it, in lower case: "utf-8", "windows-1251".
func (c Choice) Name() string {
	if c.name == "" {
		return "utf-8"
	}
	return c.name
}

// Evidence is what decided.
func (c Choice) Evidence() Evidence { return c.evidence }

// UTF8 reports whether the input is UTF-8 as it stands, so that nothing has to be decoded.
func (c Choice) UTF8() bool { return c.decoding == nil }

// NewReader returns a reader of r's text in UTF-8. For UTF-8 that is r itself: every byte comes as it is, a byte
// order mark and invalid ones too. From other encodings a byte order mark is dropped, and what cannot be decoded
// becomes U+FFFD. Memory is a few kilobytes, and how r cuts its reads makes no difference.
func (c Choice) NewReader(r io.Reader) io.Reader {
	if c.decoding == nil {
		return r
	}
	return decoded{transform.NewReader(r, c.decoding.NewDecoder())}
}

// Decode returns head in UTF-8, for a look at how an input begins. For UTF-8 that is head itself. A
// character that is cut in two at the end is left out.
func (c Choice) Decode(head []byte) []byte {
	if c.decoding == nil {
		return head
	}
	decoder := c.decoding.NewDecoder()
	text := make([]byte, 3*len(head)+16)
	written := 0
	for {
		n, read, err := decoder.Transform(text[written:], head, false)
		written, head = written+n, head[read:]
		if err != transform.ErrShortDst {
			return text[:written]
		}
		text = append(text, make([]byte, len(text))...)
	}
}

// NewReader decides r's encoding and returns a reader of its text in UTF-8, as Choice.NewReader does. For that
// it reads ahead: up to HeadBytes of markup, a few kilobytes of text, next to nothing after a hint. An error of
// r is returned where it stands, by Read. The error here is that of Detect.
func NewReader(r io.Reader, options Options) (io.Reader, Choice, error) {
	_, hinted, err := parseHint(options.Hint)
	if err != nil {
		return nil, Choice{}, err
	}
	size := wideBytes
	switch {
	case hinted:
		size = markBytes
	case options.Markup:
		size = HeadBytes
	}
	head, failure := readHead(r, size, options.Markup && !hinted)
	choice, err := Detect(head, failure == io.EOF, options)
	rest := r
	if failure != nil {
		rest = failed{failure}
	}
	return choice.NewReader(io.MultiReader(bytes.NewReader(head), rest)), choice, err
}

// readHead reads size bytes, in steps that grow, as most inputs are far smaller. With markup set it stops
// early, at the end of a step, when what is there settles the encoding. The error is r's.
func readHead(r io.Reader, size int, markup bool) ([]byte, error) {
	head := make([]byte, 0, min(size, 16<<10))
	for len(head) < size {
		if len(head) == cap(head) {
			if markup && decided(head) {
				break
			}
			head = append(make([]byte, 0, min(size, 4*len(head))), head...)
		}
		n, err := r.Read(head[len(head):cap(head)])
		head = head[:len(head)+n]
		if err != nil {
			return head, err
		}
	}
	return head, nil
}

// failed is the rest of a reader that has returned its last error.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }
