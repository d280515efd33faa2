package charset

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// encode returns text in the encoding of that label.
func encode(t testing.TB, label, text string) string {
	t.Helper()
	encoding, err := htmlindex.Get(label)
	switch label {
	case "utf-16le":
		encoding = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		encoding = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "utf-32le":
		encoding, err = utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), nil
	case "utf-32be":
		encoding, err = utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), nil
	}
	if err != nil {
		t.Fatal(err)
	}
	coded, err := encoding.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return coded
}

// samples holds a text that each encoding can write.
var samples = map[string]string{
	"utf-8":        "Žluťoučký kůň, 日本, привет, 🐎.",
	"utf-16le":     "The horse, 日本, привет, 🐎.",
	"utf-16be":     "The horse, 日本, привет, 🐎.",
	"utf-32le":     "The horse, 日本, привет, 🐎.",
	"utf-32be":     "The horse, 日本, привет, 🐎.",
	"windows-1250": "Žluťoučký kůň úpěl.",
	"windows-1251": "Правительство сообщило во вторник.",
	"windows-1252": "“Où est le café ?” – 5 €",
	"windows-1253": "Η κυβέρνηση ανακοίνωσε.",
	"windows-1254": "Şehir yönetimi açıkladı.",
	"windows-1255": "הממשלה הודיעה",
	"windows-1256": "أعلنت الحكومة",
	"windows-1257": "Vyriausybė pranešė.",
	"windows-1258": "“Viêt Nam”",
	"windows-874":  "รัฐบาลประกาศ",
	"iso-8859-2":   "Żółć i gęś.",
	"iso-8859-5":   "Правительство сообщило.",
	"iso-8859-7":   "Η κυβέρνηση ανακοίνωσε.",
	"iso-8859-15":  "Où est le café ? 5 €",
	"shift_jis":    "政府は火曜日に発表した。カタカナ",
	"euc-jp":       "政府は火曜日に発表した。カタカナ",
	"iso-2022-jp":  "政府は火曜日に発表した。",
	"euc-kr":       "정부는 화요일에 발표했다.",
	"gbk":          "政府星期二宣布。",
	"gb18030":      "政府星期二宣布。🐎",
	"big5":         "政府星期二宣布。",
	"koi8-r":       "Правительство сообщило во вторник.",
	"koi8-u":       "Уряд повідомив, що їжак.",
	"macintosh":    "Où est le café ?",
}

func TestHint(t *testing.T) {
	for label, text := range samples {
		for _, hint := range []string{label, strings.ToUpper(label), "text/html; charset=" + label, `Text/HTML;Charset="` + label + `"; x=y`} {
			r, choice, err := NewReader(iotest.OneByteReader(strings.NewReader(encode(t, label, text))), Options{Hint: hint})
			if err != nil {
				t.Fatalf("%s: %v", hint, err)
			}
			got, err := io.ReadAll(r)
			if string(got) != text || err != nil {
				t.Errorf("%s: read %q, %v, want %q", hint, got, err, text)
			}
			if choice.Name() != label || choice.Evidence() != Hint {
				t.Errorf("%s: chose %s by %s", hint, choice.Name(), choice.Evidence())
			}
		}
	}
}

func TestBadHint(t *testing.T) {
	for _, hint := range []string{"utf8mb4", "text/html; charset=utf8mb4", "hz-gb-2312 ", "latin one"} {
		_, err := Detect(nil, true, Options{Hint: hint})
		if err == nil {
			t.Errorf("%q: no error", hint)
			continue
		}
		label := strings.TrimPrefix(hint, "text/html; charset=")
		if !strings.Contains(err.Error(), `"`+label+`"`) || !strings.Contains(err.Error(), "give a label such as") {
			t.Errorf("%q: error is %q", hint, err)
		}
		if r, _, err := NewReader(strings.NewReader("x"), Options{Hint: hint}); err == nil || r != nil {
			t.Errorf("%q: NewReader returned %v, %v", hint, r, err)
		}
	}
	for _, hint := range []string{"", " ", "text/html", "text/html; charset=", `text/html; charset=""`, "text/html; charset='open", "; boundary=charset"} {
		if choice, err := Detect([]byte("x"), true, Options{Hint: hint}); err != nil || choice.Evidence() != Default {
			t.Errorf("%q: %s by %s, %v", hint, choice.Name(), choice.Evidence(), err)
		}
	}
}

func TestDetect(t *testing.T) {
	russian := strings.Repeat("Правительство сообщило. ", 20)
	french := "<p>Où est le café ?</p>"
	meta := func(label string) string { return `<html><head><meta charset="` + label + `"></head>` }
	broken := russian + "\xd0 " + russian
	tests := []struct {
		name, head, hint string
		text             bool // no markup
		want             string
		by               Evidence
	}{
		{name: "empty", want: "utf-8"},
		{name: "ascii", head: "<p>Hello", want: "utf-8"},
		{name: "utf-8 mark", head: "\xef\xbb\xbf<p>Hello", hint: "koi8-r", want: "utf-8", by: Mark},
		{name: "utf-16le mark", head: "\xff\xfe<\x00p\x00", hint: "koi8-r", want: "utf-16le", by: Mark},
		{name: "utf-16be mark", head: "\xfe\xff\x00<\x00p", text: true, want: "utf-16be", by: Mark},
		{name: "utf-32le mark", head: "\xff\xfe\x00\x00<\x00\x00\x00", want: "utf-32le", by: Mark},
		{name: "utf-32be mark", head: "\x00\x00\xfe\xff\x00\x00\x00<", want: "utf-32be", by: Mark},
		{name: "mark alone", head: "\xff\xfe", want: "utf-16le", by: Mark},
		{name: "hint over bytes", head: russian, hint: "koi8-r", want: "koi8-r", by: Hint},
		{name: "hint without charset", head: russian, hint: "text/html", want: "utf-8", by: Content},

		{name: "utf-16le", head: encode(t, "utf-16le", meta("utf-16")), want: "utf-16le", by: Nulls},
		{name: "utf-16be text", head: encode(t, "utf-16be", "Hello.\r\n"), text: true, want: "utf-16be", by: Nulls},
		{name: "utf-16le cyrillic", head: encode(t, "utf-16le", russian), text: true, want: "utf-16le", by: Nulls},
		{name: "utf-16be emoji", head: encode(t, "utf-16be", "a 🐎 b c d 🐎"), text: true, want: "utf-16be", by: Nulls},
		{name: "utf-16 that is cut", head: encode(t, "utf-16le", "<p>abcd🐎")[:18], want: "utf-16le", by: Nulls},
		{name: "utf-32le", head: encode(t, "utf-32le", "Hello 日本"), text: true, want: "utf-32le", by: Nulls},
		{name: "utf-32be", head: encode(t, "utf-32be", "Hello 日本"), text: true, want: "utf-32be", by: Nulls},
		{name: "small numbers", head: "\x01\x00\x02\x00\x03\x00\x04\x00", text: true, want: "utf-8"},
		{name: "one nul", head: "abc\x00defghijk", text: true, want: "utf-8"},
		{name: "nul bytes in both places", head: "a\x00b\x00\x00c\x00d", text: true, want: "utf-8"},
		{name: "half a surrogate pair", head: "a\x00b\x00\x00\xd8c\x00d\x00e\x00", text: true, want: "utf-8"},

		{name: "utf-8", head: french, want: "utf-8", by: Content},
		{name: "utf-8 that lies", head: meta("windows-1251") + russian, want: "utf-8", by: Content},
		{name: "utf-8 that is cut", head: "<p>caf\xc3", want: "utf-8"},
		{name: "broken utf-8", head: broken, want: "utf-8", by: Content},
		{name: "broken utf-8 that lies", head: meta("windows-1252") + broken, want: "utf-8", by: Content},
		{name: "far too broken utf-8", head: french + "\xe9\xe8", want: "windows-1252"},

		{name: "meta", head: meta("windows-1251") + encode(t, "windows-1251", russian), want: "windows-1251", by: Declaration},
		{name: "meta and ascii", head: meta("shift_jis") + "<p>Hello", want: "shift_jis", by: Declaration},
		{name: "meta with another label", head: meta(" X-SJIS ") + "<p>Hello", want: "shift_jis", by: Declaration},
		{name: "latin-1 is windows-1252", head: meta("iso-8859-1") + "caf\xe9.", want: "windows-1252", by: Declaration},
		{name: "meta utf-16", head: meta("utf-16le") + "caf\xe9.", want: "utf-8", by: Declaration},
		{name: "meta utf-32", head: meta("utf-32") + "caf\xe9.", want: "utf-8", by: Declaration},
		{name: "meta x-user-defined", head: meta("x-user-defined") + "caf\xe9.", want: "windows-1252", by: Declaration},
		{name: "meta replacement", head: meta("iso-2022-kr") + "caf\xe9.", want: "windows-1252"},
		{name: "unknown, then known", head: meta("nonsense") + meta("koi8-r") + "caf\xe9.", want: "koi8-r", by: Declaration},
		{name: "http-equiv", head: `<META CONTENT='text/html; charset=EUC-KR' HTTP-EQUIV=Content-Type>` + "\xe9.", want: "euc-kr", by: Declaration},
		{name: "content without http-equiv", head: `<meta content="text/html; charset=euc-kr">` + "\xe9.", want: "windows-1252"},
		{name: "meta of another name", head: `<meta name=description content="charset=euc-kr">` + "\xe9.", want: "windows-1252"},
		{name: "meta in a comment", head: `<!-- <meta charset=euc-kr> -->` + "\xe9.", want: "windows-1252"},
		{name: "meta in a script", head: `<script>w('<meta charset=euc-kr>')</script>` + "\xe9.", want: "windows-1252"},
		{name: "meta after 4 KiB", head: "<style>" + strings.Repeat(" ", 4<<10) + "</style>" + meta("big5"), want: "big5", by: Declaration},
		{name: "meta too late", head: strings.Repeat(" ", prescanBytes) + meta("big5") + "\xe9.", want: "windows-1252"},
		{name: "xml declaration", head: `<?xml version="1.0" encoding = 'Big5'?><html>` + "\xe9.", want: "big5", by: Declaration},
		{name: "meta over xml declaration", head: `<?xml encoding="big5"?>` + meta("gbk") + "\xe9.", want: "gbk", by: Declaration},
		{name: "xml declaration without", head: `<?xml version="1.0"?><html encoding="big5">` + "\xe9.", want: "windows-1252"},
		{name: "xml declaration that is open", head: `<?xml encoding="big5?><p>` + "\xe9.", want: "windows-1252"},
		{name: "declared by escape", head: meta("iso-2022-jp") + "\x1b$B", want: "iso-2022-jp", by: Declaration},

		{name: "text declares nothing", head: meta("windows-1251") + "\xcf\xf0", text: true, want: "utf-8"},
		{name: "text in no utf-8", head: "caf\xe9", text: true, want: "utf-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			choice, err := Detect([]byte(test.head), false, Options{Hint: test.hint, Markup: !test.text})
			if err != nil {
				t.Fatal(err)
			}
			if choice.Name() != test.want || choice.Evidence() != test.by {
				t.Errorf("%s by %s, want %s by %s", choice.Name(), choice.Evidence(), test.want, test.by)
			}
			if choice.UTF8() != (test.want == "utf-8") {
				t.Errorf("UTF8 is %v", choice.UTF8())
			}
		})
	}
}

// Where the head ends must not matter to a character that stands across.
func TestCutCharacter(t *testing.T) {
	text := []byte("<p>日本語🐎é")
	for end := len("<p>日"); end <= len(text); end++ {
		if choice, _ := Detect(text[:end], false, Options{Markup: true}); choice.Evidence() != Content {
			t.Errorf("%q: %s by %s", text[:end], choice.Name(), choice.Evidence())
		}
	}
	if choice, _ := Detect([]byte("<p>caf\xc3"), true, Options{Markup: true}); choice.Name() != "windows-1252" {
		t.Errorf("half a character at the end of all: %s", choice.Name())
	}
	long := append(bytes.Repeat([]byte("日本語 "), HeadBytes/10+1), 0xff, 0xff)
	if choice, _ := Detect(long, true, Options{Markup: true}); choice.Evidence() != Content {
		t.Errorf("more than HeadBytes: %s by %s", choice.Name(), choice.Evidence())
	}
}

func TestReaderIsIdentity(t *testing.T) {
	source := strings.NewReader("x")
	if r := (Choice{}).NewReader(source); r != io.Reader(source) {
		t.Errorf("utf-8 is read through a %T", r)
	}
	for _, text := range []string{"", "\xef\xbb\xbf<p>caf\xe9", "\xff\r\n\x00 \xed\xa0\x80", strings.Repeat("日本 ", 3*HeadBytes/7)} {
		r, _, err := NewReader(strings.NewReader(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); string(got) != text || err != nil {
			t.Errorf("read %.40q, %v, want %.40q", got, err, text)
		}
	}
}

func TestMarksAreDropped(t *testing.T) {
	for _, label := range []string{"utf-16le", "utf-16be", "utf-32le", "utf-32be"} {
		coded := encode(t, label, "\ufeffHello\ufeff 日本")
		for _, hint := range []string{"", label} {
			r, _, err := NewReader(strings.NewReader(coded), Options{Hint: hint})
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(r); string(got) != "Hello\ufeff 日本" || err != nil {
				t.Errorf("%s, hint %q: read %q, %v", label, hint, got, err)
			}
		}
	}
}

func TestReaderReturnsError(t *testing.T) {
	broken := errors.New("broken")
	for _, label := range []string{"utf-8", "koi8-r"} {
		r, _, err := NewReader(io.MultiReader(strings.NewReader("Hello"), iotest.ErrReader(broken)), Options{Hint: label, Markup: true})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); string(got) != "Hello" || err != broken {
			t.Errorf("%s: read %q, %v", label, got, err)
		}
	}
}

func TestDecode(t *testing.T) {
	for label, text := range samples {
		choice, err := Detect(nil, true, Options{Hint: label})
		if err != nil {
			t.Fatal(err)
		}
		coded := []byte(encode(t, label, text))
		if got := choice.Decode(coded); string(got) != text {
			t.Errorf("%s: %q, want %q", label, got, text)
		}
		if got := choice.Decode(coded[:len(coded)/2+1]); label != "utf-8" && !strings.HasPrefix(text, string(got)) {
			t.Errorf("%s: half of it is %q", label, got)
		}
	}
}

func TestPagesInOtherEncodings(t *testing.T) {
	for label, text := range samples {
		page := "<!DOCTYPE html><html><head><meta charset=" + label + "><title>" + strings.Repeat(text, 3000) + "</title>"
		r, choice, err := NewReader(iotest.HalfReader(strings.NewReader(encode(t, label, page))), Options{Markup: true})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); string(got) != page || err != nil || choice.Name() != label {
			t.Errorf("%s: chose %s, read %.80q, %v", label, choice.Name(), got, err)
		}
	}
}

// TestCutOff holds that a text which ends before its first character is there says so in words.
func TestCutOff(t *testing.T) {
	r, _, err := NewReader(strings.NewReader("0"), Options{Hint: "utf-32"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(r); err == nil || !strings.HasPrefix(err.Error(), "the text ends in the middle of a character") {
		t.Errorf("got %v", err)
	}
}
