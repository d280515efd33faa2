// Package ledger holds the record of what was cut: it is written while documents are cleaned, and read to rebuild a
// text from what was left of it, or to see what rules do.
//
// A ledger is a file of JSON objects, one a line, as it is or compressed with gzip or zstd. The first line is a header:
//
//	{"ledger":"winnow","version":1,"winnow":{"version":"v1.2.0","commit":"0123456789ab","rules":"0123456789ab"}}
//
// where version is that of the format, and "winnow", which may be missing, says what made the ledger: the program's
// version and commit, and a hash of its rule set.
// Then each document has a line, and behind it one for each of its entries. All have "doc", the document's number
// behind the header, from 1. A document's line has besides
//
//	name         what it is called: a file, or the id of a record; "name_base64" where that is no UTF-8
//	status       clean, unchanged, empty, teaser or suspect
//	evidence     of a teaser and a suspect: quotations that show it
//	input        text or html
//	charset      the input's encoding, such as "windows-1251"
//	size, sha256 the input's bytes, and their hash, in hexadecimal digits
//	text         bytes of text that were read; of a page, those of the text it shows
//	kept         bytes of it that stayed, which of a text are the output; and kept_sha256, their hash
//	cuts         how many entries are cuts
//	blocks       of a page: how many entries are blocks that stayed
//	patches      of a text in another encoding than UTF-8: how many entries are patches
//	filtered     true where nothing of the document was written, because of its status
//	error        where reading it failed: what was the matter. Its entries are those up to there
//
// A cut is a range of the text that went. A kept block of a page has the same fields, without a rule:
//
//	offset, length  in bytes of the input as UTF-8; of a page, of the text that is made of it
//	source          of a page: where the block begins and ends in the page, in bytes of it as UTF-8
//	rule, category  what cut it
//	text            what went, or "base64" where that is no UTF-8
//
// A patch is a range of the text that does not give the input when it is encoded again, and "raw", what the input has
// there, in base64. Cuts, blocks and patches are each in the order of their offsets, and neither overlap.
//
// Entries of one document follow each other, and documents are in the order in which they were appended. Ledgers that stand
// one behind the other, headers and all, are a ledger: that of a batch is made so of one for each file. A compressed
// ledger consists of many gzip members or zstd frames.
package ledger

import "winnow/cleaner/build"

// Version is that of the format, in the header.
const Version = 1

// Header is the first line of a ledger.
type Header struct {
	Ledger  string `json:"ledger"` // "winnow"
	Version int    `json:"version"`

	Program *build.Info `json:"winnow,omitempty"` // nil where it is not known
}

// program is what the header's first field says.
const program = "winnow"

// Document is what a ledger says of a document as a whole. The package's documentation names the fields.
type Document struct {
	Doc        int64    `json:"doc,omitempty"`
	Name       string   `json:"name,omitempty"`
	NameBase64 []byte   `json:"name_base64,omitempty"`
	Status     string   `json:"status"`
	Evidence   []string `json:"evidence,omitempty"`
	Input      string   `json:"input"`
	Charset    string   `json:"charset"`
	Size       int64    `json:"size"`
	SHA256     string   `json:"sha256"`
	Text       int64    `json:"text"`
	Kept       int64    `json:"kept"`
	KeptSHA256 string   `json:"kept_sha256"`
	Cuts       int64    `json:"cuts"`
	Blocks     int64    `json:"blocks,omitempty"`
	Patches    int64    `json:"patches,omitempty"`
	Filtered   bool     `json:"filtered,omitempty"`
	Error      string   `json:"error,omitempty"`
}

// FullName returns the document's name, whichever field it is in.
func (d *Document) FullName() string {
	if d.NameBase64 != nil {
		return string(d.NameBase64)
	}
	return d.Name
}

// Entry is a cut, a kept block or a patch.
type Entry struct {
	Doc      int64   `json:"doc,omitempty"`
	Offset   int64   `json:"offset"`
	Length   int64   `json:"length"`
	Source   []int64 `json:"source,omitempty"`
	Rule     string  `json:"rule,omitempty"`
	Category string  `json:"category,omitempty"`
	Text     string  `json:"text,omitempty"`
	Base64   []byte  `json:"base64,omitempty"`
	Raw      []byte  `json:"raw,omitempty"`
}

// Kind is a kind of entry.
type Kind uint8

// The kinds of entry.
const (
	Cut Kind = iota
	Block
	Patch
)

// Kind tells what the entry is.
func (e *Entry) Kind() Kind {
	switch {
	case e.Raw != nil:
		return Patch
	case e.Rule != "":
		return Cut
	}
	return Block
}

// Bytes returns what a cut took out, whichever field it is in.
func (e *Entry) Bytes() []byte {
	if e.Base64 != nil {
		return e.Base64
	}
	return []byte(e.Text)
}
