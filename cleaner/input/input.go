// Package input opens what a user hands over: it finds out whether it is a page or a text and which encoding it
// is in, refuses what is neither, and gives the reader that makes a document of it.
package input

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"winnow/cleaner/charset"
	"winnow/cleaner/document"
	"winnow/cleaner/htmlreader"
	"winnow/cleaner/sniff"
	"winnow/cleaner/textreader"
)

// Kind is a kind of input.
type Kind uint8

// The kinds of input. Auto is to be found out.
const (
	Auto Kind = iota
	Text
	HTML
)

var kindNames = [...]string{"auto", "text", "html"}

// String returns the kind's name.
func (k Kind) String() string { return kindNames[k] }

// ParseKind returns the kind called name.
func ParseKind(name string) (Kind, error) {
	for k, n := range kindNames {
		if n == name {
			return Kind(k), nil
		}
	}
	return Auto, fmt.Errorf("%q is no kind of input: use auto, text or html", name)
}

// Options say what is known of an input beforehand. The zero Options leave all to be found out.
type Options struct {
	Kind    Kind
	Charset string // a label such as "windows-1251", or a Content-Type header; it outweighs what the input says
	Site    string // the host or the address that it comes from, which outweighs what a page says of itself
	Binary  bool   // take a binary file, and NUL bytes, for text
	Spans   bool   // keep emphasis, links and the like of a page, for writers that show them
	Invert  bool   // note what it takes to write a text again in its own encoding: see Patches
}

// Check reports an encoding that does not exist.
func (o *Options) Check() error {
	_, err := charset.Detect(nil, true, charset.Options{Hint: o.Charset})
	return err
}

// Input reads one input as a sequence of windows.
type Input struct {
	Kind    Kind   // Text or HTML
	Charset string // the encoding's name, in lower case
	site    string

	reader interface {
		Next(doc *document.Document) error
	}
	recording *charset.Recording // nil where nothing is noted

	// What Reset uses again.
	source   until
	buffered *bufio.Reader
	text     textreader.Reader
	page     htmlreader.Reader
}

// headBytes is how much of an input is looked at to tell its kind.
const headBytes = sniff.HeadBytes

// FormatError reports an input in a format that is neither a text nor a page, such as "a PNG image".
type FormatError struct{ Format string }

// Error names the format.
func (e *FormatError) Error() string { return e.Format + ": neither a text nor a page" }

// Open opens r. It returns a *FormatError for files of other formats. NUL bytes in a text are found when it is
// read; then Next returns a *textreader.BinaryError.
func Open(r io.Reader, o Options) (*Input, error) {
	in := &Input{}
	if err := in.Reset(r, o); err != nil {
		return nil, err
	}
	return in, nil
}

// Reset opens r in place of the input before, as Open does, in the memory of in. Of an input that could not be
// opened nothing but the memory is good.
func (in *Input) Reset(r io.Reader, o Options) error {
	if in.buffered == nil {
		in.buffered = bufio.NewReaderSize(nil, headBytes)
	}
	in.source = until{Reader: r}
	in.buffered.Reset(&in.source)
	head, err := in.buffered.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	complete := err != nil
	if name := sniff.Binary(head); name != "" && !o.Binary {
		return &FormatError{name}
	}
	in.Kind, in.site, in.recording = o.Kind, o.Site, nil
	if in.Kind == HTML || in.Kind == Auto && mayBePage(head) {
		markup, err := charset.Detect(head, complete, charset.Options{Hint: o.Charset, Markup: true})
		if err != nil {
			return err
		}
		if in.Kind == HTML || sniff.IsHTML(markup.Decode(head), complete) {
			in.Kind = HTML
			return in.openPage(markup, complete, o)
		}
	}
	in.Kind = Text
	// Text says nothing of its encoding behind its head.
	encoding, err := charset.Detect(head, complete, charset.Options{Hint: o.Charset})
	if err != nil {
		return err
	}
	in.Charset = encoding.Name()
	source := encoding.NewReader(in.buffered)
	if o.Invert && !encoding.UTF8() {
		in.recording = encoding.NewRecording(in.buffered)
		source = in.recording
	}
	in.text.Reset(source)
	in.text.Text = o.Binary
	in.reader = &in.text
	return nil
}

// mayBePage reports that head has the byte that every tag begins with, in all encodings.
func mayBePage(head []byte) bool { return bytes.IndexByte(head, '<') >= 0 }

// openPage opens the page that is buffered. encoding is what its head says, which complete says is all of it.
func (in *Input) openPage(encoding charset.Choice, complete bool, o Options) error {
	source := io.Reader(in.buffered)
	if complete { // a small page, for which there is no need to read ahead
		source = encoding.NewReader(source)
	} else {
		var err error
		if source, encoding, err = charset.NewReader(source, charset.Options{Hint: o.Charset, Markup: true}); err != nil {
			return err
		}
	}
	in.Charset = encoding.Name()
	in.page.Reset(source)
	in.page.Spans = o.Spans
	in.reader = &in.page
	return nil
}

// Close lets go of the reader that was opened. The memory can still be used, by Reset.
func (in *Input) Close() {
	if in.buffered != nil {
		in.buffered.Reset(nil)
	}
	switch in.reader {
	case &in.text:
		in.text.Reset(nil)
	case &in.page:
		in.page.Reset(nil)
	}
	in.source = until{}
	in.reader, in.recording = nil, nil
}

// Next fills doc with the next window. It returns io.EOF when the input is used up.
func (in *Input) Next(doc *document.Document) error {
	err := in.reader.Next(doc)
	doc.Site = in.site
	return err
}

// Patches returns what a charset.Inverse needs besides the text that was read since the last call, if Options.Invert
// asked for it. Of pages and of UTF-8 that is nothing.
func (in *Input) Patches() []charset.Patch {
	if in.recording == nil {
		return nil
	}
	return in.recording.Take()
}

// WhyEmpty says, of a page that was read and has no text, what it has instead.
func (in *Input) WhyEmpty() string {
	if page, ok := in.reader.(*htmlreader.Reader); ok && page.Frames() {
		return "it is made of frames, whose pages are files of their own"
	}
	return "it is empty, or a script makes it"
}
