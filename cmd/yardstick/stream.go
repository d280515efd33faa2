package main

import (
	"bytes"
	"html"
	"io"
	"strconv"
)

// stream is what documents of any size are cut from: the blocks of real texts, one after the other, over and over.
type stream struct {
	blocks     [][]byte // each with what stands behind it
	head, tail []byte   // of each document
	next       int      // block
}

// shortBlock is how long the blocks are that become links, in bytes.
const shortBlock = 40

// newStream makes blocks of the lines of texts: lines again, or elements of a page.
func newStream(texts [][]byte, page bool) *stream {
	s := &stream{}
	if page {
		s.head = []byte("<!DOCTYPE html>\n<html><head><title>The dam above the village</title></head><body><main>\n")
		s.tail = []byte("</main></body></html>\n")
	}
	for _, text := range texts {
		for line := range bytes.Lines(text) {
			line = bytes.TrimSpace(line)
			switch {
			case len(line) == 0:
			case page:
				s.blocks = append(s.blocks, element(line, len(s.blocks)))
			default:
				s.blocks = append(s.blocks, append(line[:len(line):len(line)], '\n'))
			}
		}
	}
	return s
}

// element makes an element of a line: a short one is a link.
func element(line []byte, number int) []byte {
	text := html.EscapeString(string(line))
	if len(line) < shortBlock {
		return []byte(`<li><a href="/story/` + strconv.Itoa(number) + `">` + text + "</a></li>\n")
	}
	return []byte("<p>" + text + "</p>\n")
}

// document is a reader of the next blocks of a stream.
type document struct {
	stream *stream
	rest   []byte // of the block at hand
	blocks int    // left to read
	bytes  int64  // likewise; where both are used up the document ends
	ended  bool
}

// document returns a document of so many blocks, or, where that is 0, of about so many bytes.
func (s *stream) document(blocks int, size int64) *document {
	return &document{stream: s, rest: s.head, blocks: blocks, bytes: size}
}

// Read implements io.Reader.
func (d *document) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(d.rest) == 0 && !d.more() {
			return n, io.EOF
		}
		k := copy(p[n:], d.rest)
		d.rest = d.rest[k:]
		n += k
	}
	return n, nil
}

// more goes on to the next block, and reports whether there is one.
func (d *document) more() bool {
	s := d.stream
	if d.blocks > 0 || d.bytes > 0 {
		d.rest = s.blocks[s.next%len(s.blocks)]
		s.next++
		d.blocks--
		d.bytes -= int64(len(d.rest))
		return true
	}
	if d.ended || len(s.tail) == 0 {
		return false
	}
	d.ended, d.rest = true, s.tail
	return true
}
