package records

import (
	"bytes"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// escape is how the characters of a document are written in a record.
type escape uint8

const (
	asTheyAre   escape = iota
	jsonEscapes        // in a JSON string, behind backslashes
	csvQuotes          // in a quoted field, where two quotes stand for one
)

// mark returns the byte that an escaped character begins with.
func (e escape) mark() (byte, bool) {
	switch e {
	case jsonEscapes:
		return '\\', true
	case csvQuotes:
		return '"', true
	}
	return 0, false
}

// run returns how many bytes at the beginning of src stand for themselves, up to most: no more are looked at, so that many short
// steps through a long text take no longer than one.
func (e escape) run(src []byte, most int) int {
	src = src[:min(len(src), most)]
	if mark, ok := e.mark(); ok {
		if n := bytes.IndexByte(src, mark); n >= 0 {
			return n
		}
	}
	return len(src)
}

// one decodes the escaped character that src begins with: its bytes, and how many of src they take. src was checked before.
func (e escape) one(src []byte) (char [utf8.UTFMax]byte, size, taken int) {
	if e == csvQuotes {
		char[0] = '"'
		return char, 1, 2
	}
	const plain, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if i := bytes.IndexByte([]byte(plain), src[1]); i >= 0 {
		char[0] = meant[i]
		return char, 1, 2
	}
	r, taken := rune(hex4(src[2:])), 6
	if utf16.IsSurrogate(r) {
		low := rune(-1)
		if len(src) >= 12 && src[6] == '\\' && src[7] == 'u' {
			low = rune(hex4(src[8:]))
		}
		// One that stands alone is no character. It becomes U+FFFD for the rules, and stays as it is in the record.
		if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
			taken = 12
		}
	}
	return char, utf8.EncodeRune(char[:], r), taken
}

// hex4 returns the number that the four hexadecimal digits at the beginning of src stand for, or -1 for others.
func hex4(src []byte) int {
	if len(src) < 4 {
		return -1
	}
	n := 0
	for _, c := range src[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		n = n<<4 | int(c)
	}
	return n
}

// text reads what escaped characters stand for.
type text struct {
	escape escape
	src    []byte
	rest   []byte // of a character that did not fit
	char   [utf8.UTFMax]byte
}

// Text returns a reader of the document, in UTF-8.
func (rec *Record) Text() io.Reader {
	return &text{escape: rec.escape, src: rec.Raw[rec.source.Start:rec.source.End]}
}

func (t *text) Read(p []byte) (int, error) {
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	for n < len(p) && len(t.src) > 0 {
		run := copy(p[n:], t.src[:t.escape.run(t.src, len(p)-n)])
		n, t.src = n+run, t.src[run:]
		if n == len(p) || len(t.src) == 0 {
			break
		}
		char, size, taken := t.escape.one(t.src)
		t.char, t.src = char, t.src[taken:]
		fits := copy(p[n:], t.char[:size])
		n, t.rest = n+fits, t.char[fits:size]
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// finder finds where in a record a byte of its document is written. It goes forward only.
type finder struct {
	escape escape
	src    []byte // of the record, from where the document's byte at is written
	start  int    // of src, in the record
	at     int64
}

// find returns where the byte at offset is written, or where an escaped character ends that the byte is inside of.
func (f *finder) find(offset int64) int {
	for f.at < offset && len(f.src) > 0 {
		run := f.escape.run(f.src, int(min(offset-f.at, int64(len(f.src)))))
		size, taken := run, run
		if run == 0 {
			_, size, taken = f.escape.one(f.src)
		}
		f.at, f.start, f.src = f.at+int64(size), f.start+taken, f.src[taken:]
	}
	return f.start
}
