// Package sniff tells by the beginning of an input whether it is HTML, text or a binary file.
//
// Binary goes by the first bytes as they stand in the file. IsHTML goes by its decoded beginning. Where the
// encoding is unknown too, decode the head as package charset understands markup and ask IsHTML; if the answer
// is no, let package charset judge the head again, as text. That works since tags are ASCII in all
// encodings but UTF-16 and UTF-32, which have to be found out first.
//
// What is neither HTML nor a known binary format is text. So are XML documents other than XHTML, such as RSS, Atom
// or SVG: their elements are not those of a page, and which of them hold an article differs from one to
// the next. Source code with tags in it and Markdown that begins with a few are text as well.
package sniff

import (
	"bytes"

	"winnow/cleaner/document"
)

// HeadBytes is how much of an input IsHTML looks at, at most.
const HeadBytes = 16 << 10

// junkBytes is how much may stand before a document that something else printed into: warnings, headers.
const junkBytes = 1 << 10

// IsHTML reports whether the input that begins with head, in UTF-8, is a page or a fragment of HTML. complete
// says that head is all of it. A page is known by its doctype or its html element, which may follow white space,
// comments, an XML declaration, the headers of an HTTP response or up to a kilobyte of warnings. A fragment
// begins with a tag of HTML and has its text within elements that close; one tag and a paragraph are none.
func IsHTML(head []byte, complete bool) bool {
	if len(head) > HeadBytes {
		head, complete = head[:HeadBytes], false
	}
	head = afterHeaders(bytes.TrimPrefix(head, []byte("\ufeff")))
	if bytes.HasPrefix(head, []byte("WARC/")) {
		return false // an archive of pages is not a page
	}
	beginning := readOpening(head)
	switch {
	case beginning.isDocument():
		return true
	case beginning.foreign:
		return false
	}
	return isFragment(head, beginning.first, complete) || afterJunk(head)
}

// afterHeaders returns what follows the headers of an HTTP response, or of several when the first ones redirect.
func afterHeaders(head []byte) []byte {
	for bytes.HasPrefix(head, []byte("HTTP/")) {
		_, body, found := bytes.Cut(head, []byte("\r\n\r\n"))
		if !found {
			_, body, found = bytes.Cut(head, []byte("\n\n"))
		}
		if !found {
			break
		}
		head = body
	}
	return head
}

// opening is how a head begins.
type opening struct {
	doctype bool  // with a doctype of HTML
	saved   bool  // with the comment of a browser that saved the page
	foreign bool  // with what only XML has
	newLine bool  // a line ends between the doctype and first
	first   token // the first token that is content
	none    bool  // there is no content
	within  bool  // first is an html tag that has attributes or markup behind it
}

// readOpening reads up to the first content.
func readOpening(head []byte) opening {
	var found opening
	var xml bool
	scan := scanner{head: head}
	for {
		piece, ok := scan.next()
		switch {
		case !ok:
			found.none = true
			return found
		case piece.kind == textToken && len(bytes.TrimSpace(piece.bytes)) == 0:
			found.newLine = found.newLine || found.doctype && hasNewLine(piece.bytes)
		case piece.kind == commentToken:
			found.saved = found.saved || bytes.Contains(piece.bytes, []byte("saved from url="))
		case piece.kind == xmlToken:
			xml = true
		case piece.kind == doctypeToken:
			found.doctype = isHTMLDoctype(piece.bytes)
			found.foreign = !found.doctype
		default:
			found.first = piece
			found.newLine = found.newLine || found.doctype && hasNewLine(leadingSpace(piece.bytes))
			isRoot := piece.kind == startToken && piece.tag == document.TagHTML
			found.within = isRoot && (piece.quoted || piece.cut || markupFollows(scan))
			found.foreign = !isRoot && !found.doctype && (xml || isForeignRoot(piece))
			return found
		}
		if found.foreign {
			return found
		}
	}
}

// isDocument reports that the head begins as a page does: by its doctype and markup, or its html element.
// "<!DOCTYPE html> is what every page begins with" does not.
func (o opening) isDocument() bool {
	switch {
	case o.foreign:
		return false
	case o.doctype:
		return o.none || o.first.kind == startToken || o.newLine
	case o.saved:
		return o.none || o.first.kind == startToken
	}
	return o.within
}

// isHTMLDoctype reports that a doctype's name is html.
func isHTMLDoctype(doctype []byte) bool {
	name := bytes.TrimLeft(doctype[len("<!doctype"):], " \t\r\n\f")
	return hasPrefixFold(name, "html") && (len(name) == 4 || isSpace(name[4]) || name[4] == '>')
}

// isForeignRoot reports a tag with a namespace that is not XHTML's, or an image.
func isForeignRoot(root token) bool {
	if root.kind != startToken {
		return false
	}
	return root.tag == document.TagSVG || root.tag == document.TagMath ||
		bytes.Contains(root.bytes, []byte("xmlns=")) && !bytes.Contains(root.bytes, []byte("xhtml"))
}

func leadingSpace(b []byte) []byte { return b[:len(b)-len(bytes.TrimLeft(b, " \t\r\n\f"))] }

func hasNewLine(b []byte) bool { return bytes.IndexByte(b, '\n') >= 0 }

// markupFollows reports that nothing but white space stands before the next markup or the head's end.
func markupFollows(scan scanner) bool {
	for {
		piece, ok := scan.next()
		if !ok || piece.kind != textToken {
			return true
		}
		if len(bytes.TrimSpace(piece.bytes)) > 0 {
			return false
		}
	}
}

// afterJunk reports that a document begins at the start of a line within the first kilobyte, and that what stands
// before it does not quote it: an article on HTML or a program that prints some.
func afterJunk(head []byte) bool {
	area := head[:min(len(head), junkBytes)]
	for at := 0; ; {
		next := bytes.IndexByte(area[at:], '<')
		if next < 0 {
			return false
		}
		at += next
		if hasPrefixFold(head[at:], "<!doctype html") || hasPrefixFold(head[at:], "<html") {
			return !quotes(head[:at]) && readOpening(head[at:]).isDocument() && endsWithDocument(head[at:])
		}
		at++
	}
}

// quotes reports that what stands before a document does not end its line, or announces the document: as source
// code, Markdown, a comment or the name of a file do in their ways.
func quotes(junk []byte) bool {
	if len(junk) > 0 && junk[len(junk)-1] != '\n' && bytes.IndexByte(junk, ' ') >= 0 {
		return true
	}
	for _, sign := range []string{"`", "~~~", "----", `"""`, "'''"} {
		if bytes.Contains(junk, []byte(sign)) {
			return true
		}
	}
	junk = bytes.TrimSpace(junk)
	if len(junk) == 0 {
		return false
	}
	last := junk[bytes.LastIndexByte(junk, '\n')+1:]
	return bytes.IndexByte([]byte("\"'(=:{[,\\-"), last[len(last)-1]) >= 0 || last[0] == '#' || last[0] == '/' ||
		bytes.Contains(last, []byte("<<"))
}

// endsWithDocument reports that no text follows the end of the html element, if that is in the head.
func endsWithDocument(head []byte) bool {
	scan := scanner{head: head}
	for {
		piece, ok := scan.next()
		if !ok {
			return true
		}
		if piece.kind != endToken || piece.tag != document.TagHTML {
			continue
		}
		return markupFollows(scan)
	}
}
