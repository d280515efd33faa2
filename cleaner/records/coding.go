package records

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"net/http/httputil"
	"strings"
	"unicode/utf8"

	"winnow/cleaner/compress"
)

// unpackedBytes is how many bytes the content of a response may make when it is unpacked, or a sixteenth of the largest record
// where that is more: it is held in memory, and few bytes make many.
const unpackedBytes = 64 << 20

// unpackLimit returns the bound of what is unpacked where a record may have limit bytes.
func unpackLimit(limit int64) int64 { return min(limit, max(unpackedBytes, limit/16)) }

// decode undoes in rec.Body what was done to a response for its way: pieces, and compression. Crawlers often undo it themselves
// and leave the header as it was, so that each is looked for before it is believed in.
func (rec *Record) decode(header fields, limit int64) error {
	if strings.EqualFold(header.get("Transfer-Encoding"), "chunked") && chunked(rec.Body) {
		if err := rec.copy(httputil.NewChunkedReader(bytes.NewReader(rec.Body)), limit); err != nil {
			return fmt.Errorf("its pieces: %w", err)
		}
	}
	switch coding := strings.ToLower(header.get("Content-Encoding")); coding {
	case "", "identity":
		return nil
	case "gzip", "x-gzip", "zstd":
		return rec.decompress(unpackLimit(limit))
	case "deflate":
		return rec.inflate(unpackLimit(limit))
	default:
		if !readable(rec.Body) {
			return fmt.Errorf("content encoding %q is none that can be read: gzip, deflate and zstd are", coding)
		}
		return nil
	}
}

// readable reports that a body begins with UTF-8, which compressed data does not.
func readable(body []byte) bool {
	head := body[:min(len(body), 512)]
	for cut := 0; cut < utf8.UTFMax && cut <= len(head); cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return true
		}
		if len(head) == len(body) {
			break // no character is cut in two
		}
	}
	return false
}

// copy makes what r gives the document.
func (rec *Record) copy(r io.Reader, limit int64) error {
	var buffer bytes.Buffer
	n, err := io.Copy(&buffer, io.LimitReader(r, limit+1))
	if n > limit {
		return fmt.Errorf("content that makes more than %d bytes: see --max-bytes", limit)
	}
	rec.Body = buffer.Bytes()
	return err
}

func (rec *Record) decompress(limit int64) error {
	z, err := compress.Open(bytes.NewReader(rec.Body))
	if err != nil || z.Format == compress.None {
		return err
	}
	defer z.Close()
	return rec.copy(z, limit)
}

// inflate decodes "deflate", which is zlib's format by the standard and bare deflate to some servers. What is neither was
// decoded before.
func (rec *Record) inflate(limit int64) error {
	if z, err := zlib.NewReader(bytes.NewReader(rec.Body)); err == nil {
		return rec.copy(z, limit)
	}
	body := rec.Body
	if rec.copy(flate.NewReader(bytes.NewReader(body)), limit) != nil {
		rec.Body = body
	}
	return nil
}

// chunked reports that a body begins with the size of a piece: hexadecimal digits on a line.
func chunked(body []byte) bool {
	line, _, ok := bytes.Cut(body[:min(len(body), 256)], []byte("\n"))
	size, _, _ := bytes.Cut(line, []byte(";"))
	size = bytes.TrimSpace(size)
	if !ok || len(size) == 0 || len(size) > 8 {
		return false
	}
	for _, c := range size {
		if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
			return false
		}
	}
	return true
}
