package records

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/cleaner/input"
)

// warc returns a record of WARC with a header and content.
func warc(kind, header, content string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, header, len(content), content)
}

// response returns a record with a response.
func response(header, body string) string {
	return warc("response", "WARC-Target-URI: http://e.org/\r\nContent-Type: application/http; msgtype=response\r\n",
		"HTTP/1.1 200 OK\r\n"+header+"\r\n"+body)
}

func squeezed(t testing.TB, open func(w io.Writer) io.WriteCloser, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := open(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func asGzip(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
func asZlib(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
func asFlate(w io.Writer) io.WriteCloser {
	f, _ := flate.NewWriter(w, 6)
	return f
}

func TestWARC(t *testing.T) {
	const page = "<!doctype html><p>The page."
	html := "Content-Type: text/html\r\n"
	chunks := "1b\r\n" + page + "\r\n0\r\n\r\n"
	for _, test := range []struct {
		name, in, body string
		page           bool
		charset        string
	}{
		{"page", response("Content-Type: text/html; charset=windows-1251\r\n", page), page, true, "text/html; charset=windows-1251"},
		{"xhtml", response("content-type:application/xhtml+xml\r\n", page), page, true, ""},
		{"text", response("Content-Type: text/plain;charset=UTF-8\r\n", "text"), "text", false, "text/plain;charset=UTF-8"},
		{"unknown encoding", response("Content-Type: text/html; charset=none\r\n", page), page, true, ""},
		{"no type", response("", page), page, false, ""},
		{"no body", response(html, ""), "", true, ""},
		{"chunked", response(html+"Transfer-Encoding: chunked\r\n", chunks), page, true, ""},
		{"chunked, undone", response(html+"Transfer-Encoding: chunked\r\n", page), page, true, ""},
		{"gzip", response(html+"Content-Encoding: gzip\r\n", squeezed(t, asGzip, page)), page, true, ""},
		{"gzip, undone", response(html+"Content-Encoding: gzip\r\n", page), page, true, ""},
		{"zlib", response(html+"Content-Encoding: deflate\r\n", squeezed(t, asZlib, page)), page, true, ""},
		{"deflate", response(html+"Content-Encoding: deflate\r\n", squeezed(t, asFlate, page)), page, true, ""},
		{"deflate, undone", response(html+"Content-Encoding: deflate\r\n", page), page, true, ""},
		{"brotli, undone", response(html+"Content-Encoding: br\r\n", page), page, true, ""},
		{"conversion", warc("conversion", "WARC-Target-URI: <http://e.org/>\r\nContent-Type: text/plain\r\n", "text"), "text", false, ""},
		{"resource", warc("resource", "WARC-Target-URI: http://e.org/\r\nContent-Type: text/html\r\n", page), page, true, ""},
		{"folded", response("Content-Type:\r\n text/html\r\n", page), page, true, ""},
		{"line feeds", strings.ReplaceAll(warc("conversion", "WARC-Target-URI: http://e.org/\r\n", "text"), "\r", ""), "text", false, ""},
	} {
		in := warc("warcinfo", "", "software: x") + test.in + warc("request", "", "GET / HTTP/1.1\r\n\r\n")
		for _, r := range []io.Reader{strings.NewReader(in), iotest.OneByteReader(strings.NewReader(in))} {
			list := all(t, r, Options{Kind: WARC})
			if len(list) != 3 || !list[0].Skip || !list[2].Skip {
				t.Fatalf("%s: got %d records", test.name, len(list))
			}
			rec := list[1]
			if rec.Bad != nil || rec.Skip || !rec.Fetched || rec.URL != "http://e.org/" || rec.Page != test.page || rec.Input.Charset != test.charset {
				t.Errorf("%s: got %v %+v", test.name, rec.Bad, rec)
			}
			if got := string(rec.Body); got != test.body {
				t.Errorf("%s: got %q, want %q", test.name, got, test.body)
			}
		}
	}
	if kind := all(t, strings.NewReader(response("", page)), Options{Kind: WARC})[0].Input.Kind; kind != input.Auto {
		t.Errorf("without a type the kind is %s", kind)
	}
}

// What holds no document is passed over.
func TestSkippedWARC(t *testing.T) {
	for name, in := range map[string]string{
		"picture":   response("Content-Type: image/png\r\n", "\x89PNG"),
		"not found": strings.Replace(response("Content-Type: text/html\r\n", "<p>Not found"), "200 OK", "404 No", 1),
		"revisit":   warc("revisit", "", "HTTP/1.1 200 OK\r\n\r\n"),
		"dns":       warc("response", "Content-Type: text/dns\r\n", "e.org 1.2.3.4"),
		"metadata":  warc("metadata", "", "a: b"),
		"style":     warc("resource", "Content-Type: text/css\r\n", "p {}"),
	} {
		list := all(t, strings.NewReader(in), Options{Kind: WARC})
		if len(list) != 1 || !list[0].Skip || list[0].Bad != nil {
			t.Errorf("%s: got %d records, %v", name, len(list), list[0].Bad)
		}
	}
}

// TestBadWARC breaks a record in the middle of two: it is named, and the others are read.
func TestBadWARC(t *testing.T) {
	one := func(text string) string { return warc("conversion", "", text) }
	good := one("good")
	size := len(good)
	for _, test := range []struct{ name, in, err, good string }{
		{"no length", good + "WARC/1.0\r\nWARC-Type: conversion\r\n\r\ntext\r\n\r\n" + good, `Content-Length is "": want a number of bytes`, "good good"},
		{"negative", good + strings.Replace(one("text"), ": 4", ": -4", 1) + good, `Content-Length is "-4": want a number of bytes`, "good good"},
		{"too short", good + strings.Replace(one("text"), ": 4", ": 2", 1) + good,
			fmt.Sprintf("Content-Length is wrong: no record begins where it ends, at byte %d", 2*size-6), "good good"},
		{"too long", good + strings.Replace(one("text"), ": 4", ": 9", 1) + good,
			fmt.Sprintf("Content-Length is wrong: no record begins where it ends, at byte %d", 2*size+1), "good good"},
		{"longer than the file", good + strings.Replace(one("text"), ": 4", ": 999", 1) + good + good,
			fmt.Sprintf("Content-Length is 999, but the file ends at byte %d", 4*size+2), "good good good"},
		{"far too long", good + strings.Replace(one("text"), ": 4", ": 999999", 1) + good + good, "it has 999999 bytes, more than 1000: raise --max-bytes if that is right", "good good good"},
		{"too long, of no document", good + "WARC/1.0\r\nContent-Length: 99\r\n\r\n" + good + good,
			fmt.Sprintf("Content-Length is wrong: no record begins where it ends, at byte %d", size+32+99), "good good good"},
		{"cut off", good + good + one("text")[:40], fmt.Sprintf("the file ends at byte %d, in a header", 2*size+40), "good good"},
		{"cut off in its content", good + good + one("a long text")[:size-2], fmt.Sprintf("Content-Length is 11, but the file ends at byte %d", 3*size-2), "good good"},
		{"header without end", good + "WARC/1.0\r\nWARC-Type: conversion\r\n" + good,
			fmt.Sprintf("a header without end: another record begins at byte %d", size+33), "good good"},
		{"endless header", good + "WARC/1.0\r\n" + strings.Repeat("a: b\r\n", 20000) + good, "a header of more than 65536 bytes: no empty line ends it", "good good"},
		{"no version", good + "text\r\nmore text\r\n" + good, fmt.Sprintf("Content-Length is wrong: no record begins where it ends, at byte %d", size-4), "good"},
		{"no version at the start", "text\r\nmore text\r\n" + good, `want WARC/ and a version, not "text"`, "good"},
		{"too large", good + one(strings.Repeat("x", 1001)) + good, "it has 1001 bytes, more than 1000: raise --max-bytes if that is right", "good good"},
		{"no response", good + warc("response", "", "text\r\n\r\n") + good, `its response begins with "text\r": want HTTP, a version and a status`, "good good"},
		{"half a response", good + warc("response", "", "HTTP/1.1 200 OK\r\n") + good, "its response has a header without end", "good good"},
		{"broken gzip", good + response("Content-Encoding: gzip\r\n", squeezed(t, asGzip, "text")[:20]) + good, "its response: gzip data, at about byte 20: the file is cut off", "good good"},
		{"gzip of much", good + response("Content-Encoding: gzip\r\n", squeezed(t, asGzip, strings.Repeat("x", 2000))) + good,
			"its response: content that makes more than 1000 bytes: see --max-bytes", "good good"},
		{"brotli", good + response("Content-Encoding: br\r\n", "\x0b\x02\x80\xff") + good,
			`its response: content encoding "br" is none that can be read: gzip, deflate and zstd are`, "good good"},
		{"broken pieces", good + response("Transfer-Encoding: chunked\r\n", "5\r\nab") + good, "its response: its pieces: unexpected EOF", "good good"},
	} {
		var bad, texts []string
		for _, rec := range all(t, strings.NewReader(test.in), Options{Kind: WARC, MaxBytes: 1000}) {
			switch {
			case rec.Bad != nil:
				bad = append(bad, rec.Bad.Reason)
			case !rec.Skip:
				texts = append(texts, string(rec.Body))
			}
		}
		if got := strings.Join(bad, "; "); got != test.err {
			t.Errorf("%s: got %s\nwant %s", test.name, got, test.err)
		}
		if got := strings.Join(texts, " "); got != test.good {
			t.Errorf("%s: the good ones are %q, want %q", test.name, got, test.good)
		}
	}
}

// A file of nothing but wrong lengths is read once, and not once for each of them.
func TestWrongLengths(t *testing.T) {
	record := "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 99999999\r\n\r\n"
	const n = 5000
	reader := &counting{r: strings.NewReader(strings.Repeat(record, n))}
	bad := 0
	for _, rec := range all(t, reader, Options{Kind: WARC}) {
		if rec.Bad == nil {
			t.Fatalf("a record is good")
		}
		bad++
	}
	if bad < 100 || reader.n != int64(n*len(record)) {
		t.Errorf("%d records, %d bytes", bad, reader.n)
	}
}

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// FuzzWARC reads arbitrary files: without a panic or a hang, and every record is good, bad or passed over.
func FuzzWARC(f *testing.F) {
	f.Add([]byte(warc("conversion", "", "text") + response("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", squeezed(f, asGzip, "<p>a"))))
	f.Add([]byte(response("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\n\r\n")))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 99\r\n\r\nWARC/1.0\r\n\nWARC/1.0\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		whole := all(t, bytes.NewReader(data), Options{Kind: WARC, MaxBytes: 1 << 16})
		parts := all(t, iotest.HalfReader(bytes.NewReader(data)), Options{Kind: WARC, MaxBytes: 1 << 16})
		if len(whole) != len(parts) {
			t.Fatalf("%d records, in halves %d", len(whole), len(parts))
		}
		for i, rec := range whole {
			if rec.Bad != nil && rec.Skip {
				t.Fatalf("a record is bad and passed over: %v", rec.Bad)
			}
			if !bytes.Equal(rec.Body, parts[i].Body) || (rec.Bad == nil) != (parts[i].Bad == nil) {
				t.Fatalf("record %d is %q, %v; in halves %q, %v", i, rec.Body, rec.Bad, parts[i].Body, parts[i].Bad)
			}
		}
	})
}
