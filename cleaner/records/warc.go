package records

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// archive reads a WARC file (ISO 28500, versions 0.18 to 1.1), and WET, which is one with texts.
//
// A record that is broken is bad, and reading goes on with the next line that begins one, be it in what was taken for the
// content of the broken record.
type archive struct {
	tape  *tape
	limit int64
	lost  bool // where the next record begins must be looked for
}

const (
	// maxHeader is the longest header of a record or of a response, in bytes.
	maxHeader = 64 << 10
	// maxHeld is the longest content that is held, in bytes, without a document in it: only in case that its length is wrong.
	maxHeld = 1 << 20
)

func openWARC(r io.Reader, limit int64) Reader {
	return &archive{tape: newTape(r), limit: limit}
}

// warcVersion reports that a record begins here: "WARC/1.0".
func warcVersion(head []byte) bool {
	return len(head) >= 8 && string(head[:5]) == "WARC/" && isDigit(head[5]) && head[6] == '.' && isDigit(head[7])
}

// Next implements Reader.
func (a *archive) Next(rec *Record) error {
	if err := a.begin(); err != nil {
		return err
	}
	rec.reset(0, a.tape.offset)
	if err := a.header(rec); err != nil || rec.Bad != nil {
		return err
	}
	rec.content = len(rec.Raw)
	header := parseFields(rec.Raw)
	length, err := strconv.ParseInt(header.get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		a.spoil(rec, "Content-Length is %q: want a number of bytes", header.get("Content-Length"))
		return nil
	}
	rec.describe(header)
	switch {
	case !rec.Skip && length > a.limit:
		rec.Part = true
		// So large a length may well be wrong, so that what it covers is looked through.
		a.spoil(rec, "it has %d bytes, more than %d: raise --max-bytes if that is right", length, a.limit)
		return nil
	case rec.Skip && length > maxHeld:
		err = a.tape.skip(length)
	default:
		rec.Raw, err = a.tape.take(rec.Raw, length)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		a.spoil(rec, "Content-Length is %d, but the file ends at byte %d", length, a.tape.offset)
		a.reread(rec)
		return nil
	}
	if err != nil {
		return err
	}
	return a.verify(rec)
}

// spoil marks rec as bad. What follows is looked through for the next record.
func (a *archive) spoil(rec *Record, format string, values ...any) {
	if rec.Bad == nil {
		rec.fail(0, format, values...)
	}
	rec.Skip, a.lost = false, true
}

// begin moves to where a record begins, or should.
func (a *archive) begin() error {
	for {
		head, err := a.tape.Peek(8)
		switch {
		case len(head) == 0:
			return err
		case warcVersion(head):
			a.lost = false
			return nil
		case !a.lost && head[0] != '\r' && head[0] != '\n':
			return nil // which header will find fault with
		}
		if err := a.passLine(); err != nil {
			return err
		}
	}
}

// passLine moves over a line of any length.
func (a *archive) passLine() error {
	var memory [512]byte
	for {
		line, err := a.tape.line(memory[:0], 1)
		if err != nil || line[len(line)-1] == '\n' {
			return err
		}
	}
}

// verify looks whether the file goes on with a record behind rec, or ends.
func (a *archive) verify(rec *Record) error {
	ahead, err := a.tape.Peek(64)
	next := bytes.TrimLeft(ahead, "\r\n")
	if len(next) == 0 || len(next) < 8 && err == nil || warcVersion(next) {
		return nil // an error comes again with the next record
	}
	a.spoil(rec, "Content-Length is wrong: no record begins where it ends, at byte %d", a.tape.offset)
	a.reread(rec)
	return nil
}

// reread puts the content of a record that is broken back, if it holds the beginning of another one.
func (a *archive) reread(rec *Record) {
	end := len(rec.Raw)
	ahead, _ := a.tape.Peek(8) // the beginning may be cut in two
	at := beginning(append(rec.Raw[:end:end], ahead...), rec.content-1)
	if at >= 0 && at < end && a.tape.back(rec.Raw[at:]) {
		rec.Raw = rec.Raw[:at]
	}
}

// beginning returns where in data, from at on, a line begins a record, or -1.
func beginning(data []byte, at int) int {
	for {
		i := bytes.Index(data[at:], []byte("\nWARC/"))
		if i < 0 {
			return -1
		}
		at += i + 1
		if warcVersion(data[at:]) {
			return at
		}
	}
}

// header reads the header of a record into rec.Raw.
func (a *archive) header(rec *Record) error {
	for {
		start := len(rec.Raw)
		line, err := a.tape.line(rec.Raw, maxHeader-start)
		rec.Raw = line
		line = line[start:]
		switch {
		case err == io.EOF, err == nil && line[len(line)-1] != '\n' && len(rec.Raw) < maxHeader:
			a.spoil(rec, "the file ends at byte %d, in a header", a.tape.offset)
		case err != nil:
			return err
		case start == 0 && !warcVersion(line):
			rec.Part = len(line) > partBytes
			a.spoil(rec, "want WARC/ and a version, not %.40q", trimEnd(line))
		case len(rec.Raw) >= maxHeader:
			a.spoil(rec, "a header of more than %d bytes: no empty line ends it", maxHeader)
		case start > 0 && warcVersion(line):
			a.spoil(rec, "a header without end: another record begins at byte %d", a.tape.offset-int64(len(line)))
			if a.tape.back(line) {
				rec.Raw = rec.Raw[:start]
			}
		case len(trimEnd(line)) > 0:
			continue
		}
		return nil
	}
}

// describe notes what the header of a record says of its document. A record that holds none is to be skipped.
func (rec *Record) describe(header fields) {
	rec.URL = strings.Trim(header.get("WARC-Target-URI"), "<>")
	rec.ID = strings.Trim(header.get("WARC-Record-ID"), "<>")
	rec.Date = header.get("WARC-Date")
	content := header.get("Content-Type")
	switch strings.ToLower(header.get("WARC-Type")) {
	case "response":
		rec.response, rec.payload = true, header.get("WARC-Identified-Payload-Type")
		rec.Skip = content != "" && mediaType(content) != "application/http"
	case "conversion", "resource":
		rec.Skip = !rec.expect(content)
	default:
		rec.Skip = true
	}
}

// fields are the lines of a header, of a record or of a response.
type fields [][2]string

// parseFields reads the lines of a header behind its first. A line that begins with white space belongs to the one before.
func parseFields(header []byte) fields {
	var list fields
	var value []byte // of the last field, which may go on
	end := func() {
		if len(list) > 0 {
			list[len(list)-1][1] = string(value)
		}
	}
	first := true
	for line := range bytes.Lines(header) {
		line = trimEnd(line)
		name, text, ok := bytes.Cut(line, []byte(":"))
		switch {
		case first:
			first = false
		case len(line) > 0 && (line[0] == ' ' || line[0] == '\t'):
			value = append(append(value, ' '), bytes.TrimSpace(line)...)
		case ok:
			end()
			list = append(list, [2]string{string(bytes.TrimSpace(name))})
			value = append(value[:0], bytes.TrimSpace(text)...)
		}
	}
	end()
	return list
}

// get returns the value of a field, or nothing.
func (f fields) get(name string) string {
	for _, field := range f {
		if strings.EqualFold(field[0], name) {
			return field[1]
		}
	}
	return ""
}
