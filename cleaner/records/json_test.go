package records

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// all reads every record of a file, with the documents found.
func all(t testing.TB, r io.Reader, o Options) []*Record {
	t.Helper()
	reader, err := Open(r, o)
	if err != nil {
		t.Fatal(err)
	}
	var list []*Record
	for {
		rec := &Record{}
		err := reader.Next(rec)
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.Bad == nil && !rec.Plain && !rec.Skip {
			reader.Locate(rec)
		}
		list = append(list, rec)
	}
}

// document returns the document of a record.
func document(t testing.TB, rec *Record) string {
	t.Helper()
	text, err := io.ReadAll(iotest.OneByteReader(rec.Text()))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// without cuts every occurrence of a word out of a record's document.
func without(t testing.TB, rec *Record, word string) string {
	text, cuts := document(t, rec), []Cut(nil)
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return string(bytes.Join(rec.Without(nil, cuts), nil))
		}
		cuts = append(cuts, Cut{int64(at + i), int64(at + i + len(word))})
		at += i + len(word)
	}
}

func TestWithout(t *testing.T) {
	for _, test := range []struct{ field, in, text, out string }{
		{"", `{"text":"a X b"}`, "a X b", `{"text":"a  b"}`},
		{"", "{\"text\":\"aX\"}\n", "aX", "{\"text\":\"a\"}\n"},
		{"", "{\"text\":\"aX\"}\r\n", "aX", "{\"text\":\"a\"}\r\n"},
		{"", "\xef\xbb\xbf{\"text\":\"aX\"}\n", "aX", "\xef\xbb\xbf{\"text\":\"a\"}\n"},
		{"", `{"text":""}`, "", `{"text":""}`},
		{"", `{"text":"X"}`, "X", `{"text":""}`},
		{"", `{"text":"XaXXbX"}`, "XaXXbX", `{"text":"ab"}`},
		// What is not the text stays as it is written: numbers, white space, keys that are there twice, escapes.
		{"", ` { "n" : 1.0e+05 , "text" : "aX" , "n":-0, "big":12345678901234567890, "\u0041":"\/", "z":[ 1,{ } ,null ] } `, "aX",
			` { "n" : 1.0e+05 , "text" : "a" , "n":-0, "big":12345678901234567890, "\u0041":"\/", "z":[ 1,{ } ,null ] } `},
		// So does what stays of the text.
		{"", `{"text":"\u00e9é\/\"X\n\ud83d\ude00\t\\"}`, "éé/\"X\n😀\t\\", `{"text":"\u00e9é\/\"\n\ud83d\ude00\t\\"}`},
		{"", `{"text":"\ud83dX\ude00 \ud83d\ud83d\ude00"}`, "\ufffdX\ufffd \ufffd😀", `{"text":"\ud83d\ude00 \ud83d\ud83d\ude00"}`},
		{"", `{"text":"a\u0058b\u0000"}`, "aXb\x00", `{"text":"ab\u0000"}`},
		{"", "{\"text\":\"\xff\xfeX\"}", "\xff\xfeX", "{\"text\":\"\xff\xfe\"}"},
		// The field may be named in escapes, and the last of two counts.
		{"", `{"te\u0078t":"aX"}`, "aX", `{"te\u0078t":"a"}`},
		{"", `{"text":"X1","text":"X2"}`, "X2", `{"text":"X1","text":"2"}`},
		// It is one of the record, not of what lies in it.
		{"", `{"doc":{"text":"X1"},"list":[{"text":"X2"}],"text":"X3"}`, "X3", `{"doc":{"text":"X1"},"list":[{"text":"X2"}],"text":"3"}`},
		{"doc.text", `{"doc":{"id":1,"text":"aX"},"text":"X"}`, "aX", `{"doc":{"id":1,"text":"a"},"text":"X"}`},
		{"doc.text", `{"doc.text":"aX"}`, "aX", `{"doc.text":"a"}`},
		{"a.b.c", `{"a":{"c":"X","b":{"b":"X","c":"aX"}}}`, "aX", `{"a":{"c":"X","b":{"b":"X","c":"a"}}}`},
		{"content", `{"text":"X","content":"aX"}`, "aX", `{"text":"X","content":"a"}`},
	} {
		list := all(t, strings.NewReader(test.in), Options{Kind: JSONL, TextField: test.field})
		if len(list) != 1 || list[0].Bad != nil {
			t.Errorf("%s: got %d records, %v", test.in, len(list), list[0].Bad)
			continue
		}
		if got := document(t, list[0]); got != test.text {
			t.Errorf("%s: the text is %q, want %q", test.in, got, test.text)
		}
		if got := without(t, list[0], "X"); got != test.out {
			t.Errorf("%s:\ngot  %s\nwant %s", test.in, got, test.out)
		}
		if got := without(t, list[0], "no such word"); got != test.in {
			t.Errorf("%s: unchanged it becomes %s", test.in, got)
		}
	}
}

func TestReplace(t *testing.T) {
	for _, test := range []struct{ field, in, out string }{
		{"", `{"html":"<p>a","text":"b"}`, `{"html":"<p>a","text":"new \"1\"\n"}`},
		{"", `{"text":null, "html":"<p>a"}`, `{"text":"new \"1\"\n", "html":"<p>a"}`},
		{"", `{"text":{"a":1},"html":"<p>a"}`, `{"text":"new \"1\"\n","html":"<p>a"}`},
		{"", "{\"html\":\"<p>a\" }\r\n", "{\"html\":\"<p>a\",\"text\":\"new \\\"1\\\"\\n\" }\r\n"},
		{"", `{"html":"<p>a","doc":{"text":1}}`, `{"html":"<p>a","doc":{"text":1},"text":"new \"1\"\n"}`},
		{"doc.text", `{"html":"<p>a","doc":{}}`, `{"html":"<p>a","doc":{"text":"new \"1\"\n"}}`},
		{"doc.text", `{"html":"<p>a","doc":{"id":1 }}`, `{"html":"<p>a","doc":{"id":1,"text":"new \"1\"\n" }}`},
		{`a"b`, `{"html":"<p>a"}`, `{"html":"<p>a","a\"b":"new \"1\"\n"}`},
	} {
		list := all(t, strings.NewReader(test.in), Options{Kind: JSONL, TextField: test.field, HTMLField: "html"})
		if len(list) != 1 || list[0].Bad != nil || !list[0].Page {
			t.Errorf("%s: got %d records, %v", test.in, len(list), list[0].Bad)
			continue
		}
		if got := document(t, list[0]); got != "<p>a" {
			t.Errorf("%s: the page is %q", test.in, got)
		}
		if got := string(bytes.Join(list[0].Replace(nil, []byte("new \"1\"\n")), nil)); got != test.out {
			t.Errorf("%s:\ngot  %s\nwant %s", test.in, got, test.out)
		}
	}
}

func TestAnnotate(t *testing.T) {
	for in, want := range map[string]string{
		`{"text":"a"}`:                          `{"text":"a","winnow":[1]}`,
		"{\"text\":\"a\"\t}\n":                  "{\"text\":\"a\",\"winnow\":[1]\t}\n",
		`{"winnow":{"old":[{}]},"text":"a"}`:    `{"winnow":[1],"text":"a"}`,
		`{"text":"a","doc":{"winnow":"other"}}`: `{"text":"a","doc":{"winnow":"other"},"winnow":[1]}`,
		`{"text":null}`:                         `{"text":null,"winnow":[1]}`,
	} {
		list := all(t, strings.NewReader(in), Options{Kind: JSONL, Annotate: true})
		if len(list) != 1 || list[0].Bad != nil {
			t.Errorf("%s: got %d records, %v", in, len(list), list[0].Bad)
			continue
		}
		if got := string(bytes.Join(list[0].Annotate(nil, []byte("[1]")), nil)); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", in, got, want)
		}
	}
}

func TestBadJSONL(t *testing.T) {
	for _, test := range []struct{ in, err string }{
		{`[1]`, `line 1, column 1: want an object, not '['`},
		{`x`, `line 1, column 1: want an object, not 'x'`},
		{`{"text":"a"`, `line 1, column 12: want a comma or }, but the record ends`},
		{`{"text":"a"} {}`, `line 1, column 14: want nothing more, not '{'`},
		{`{"text":"a",}`, `line 1, column 13: want a key in quotes, not '}'`},
		{`{text:"a"}`, `line 1, column 2: want a key in quotes, not 't'`},
		{`{"text" "a"}`, `line 1, column 9: want a colon, not '"'`},
		{`{"text":é}`, `line 1, column 9: want a value, not 'é'`},
		{`{"text":`, `line 1, column 9: want a value, but the record ends`},
		{`{"text":"a}`, `line 1, column 9: the string that begins here has no end`},
		{"{\"text\":\"a\n", `line 1, column 9: the string that begins here does not end on its line`},
		{"{\"text\":\"a\tb\"}", `line 1, column 11: control character 0x09 in a string: it must be escaped`},
		{`{"text":"\x"}`, `line 1, column 10: a backslash that begins no escape: want one of \" \\ \/ \b \f \n \r \t or four hexadecimal digits behind u`},
		{`{"n":01}`, `line 1, column 7: want a comma or }, not '1'`},
		{`{"n":-}`, `line 1, column 7: want a digit, not '}'`},
		{`{"n":1.}`, `line 1, column 8: want a digit behind the point, not '}'`},
		{`{"n":1e+}`, `line 1, column 9: want a digit of the exponent, not '}'`},
		{`{"n":[1 2]}`, `line 1, column 9: want a comma or ], not '2'`},
		{`{"n":1}`, `line 1: it has no field "text"`},
		{`{"text":12}`, `line 1, column 9: field "text" is a number: want a string`},
		{`{"text":["a"]}`, `line 1, column 9: field "text" is an array: want a string`},
		{`{"text":` + strings.Repeat("[", 20000), `line 1, column 10008: values nest more than 10000 deep`},
	} {
		list := all(t, strings.NewReader(test.in), Options{Kind: JSONL})
		if len(list) != 1 || list[0].Bad == nil || list[0].Bad.Error() != test.err {
			t.Errorf("%.80s: got %v\nwant %s", test.in, list[0].Bad, test.err)
		}
	}
	list := all(t, strings.NewReader(`{"html":"a"}`), Options{Kind: JSONL, TextField: "doc.text", HTMLField: "html"})
	if got := list[0].Bad.Error(); got != `line 1: it has no object for field "doc.text"` {
		t.Errorf("got %s", got)
	}
}

func TestLines(t *testing.T) {
	long := `{"text":"` + strings.Repeat("long ", 200000) + `"}`
	in := "\xef\xbb\xbf\n{\"text\":\"1\",\"id\":7,\"url\":\"u\"}\r\n \t\r\n" + long + "\n{}\n{\"text\":\"last\",\"id\":\"\\u0041\"}"
	for name, r := range map[string]io.Reader{"whole": strings.NewReader(in), "in halves": iotest.HalfReader(strings.NewReader(in))} {
		list := all(t, r, Options{Kind: JSONL, IDField: "id", URLField: "url"})
		if len(list) != 6 {
			t.Fatalf("%s: got %d records", name, len(list))
		}
		var raw string
		for i, rec := range list {
			if rec.Line != int64(i+1) || rec.Offset != int64(len(raw)) {
				t.Errorf("%s: record %d is of line %d, byte %d", name, i, rec.Line, rec.Offset)
			}
			raw += string(rec.Raw)
		}
		if raw != in {
			t.Errorf("%s: the records are not the file", name)
		}
		if !list[0].Plain || !list[2].Plain || list[4].Bad == nil || list[1].ID != "7" || list[1].URL != "u" || list[5].ID != "A" {
			t.Errorf("%s: got %+v", name, list)
		}
		if got := document(t, list[3]); got != long[9:len(long)-2] {
			t.Errorf("%s: the long line has %d bytes", name, len(got))
		}
	}
}

func TestLargeRecords(t *testing.T) {
	large := `{"text":"` + strings.Repeat("x", 1<<20) + `"}` + "\n"
	small := `{"text":"a"}` + "\n"
	list := all(t, strings.NewReader(small+large+small), Options{Kind: JSONL, MaxBytes: 1 << 20})
	if len(list) != 3 || list[0].Bad != nil || list[2].Bad != nil || list[2].Line != 3 {
		t.Fatalf("got %d records", len(list))
	}
	if bad := list[1]; bad.Bad == nil || !bad.Part || len(bad.Raw) != partBytes || bad.Bad.Error() != "line 2: it has more than 1048576 bytes: raise --max-bytes if that is right" {
		t.Errorf("got %v, %d bytes", bad.Bad, len(bad.Raw))
	}
}

func TestOpenErrors(t *testing.T) {
	for _, test := range []struct {
		in  string
		o   Options
		err string
	}{
		{"\xff\xfe{\x00", Options{Kind: JSONL}, "the file is in UTF-16: records are read in UTF-8"},
		{"\xfe\xff\x00a", Options{Kind: CSV}, "the file is in UTF-16: records are read in UTF-8"},
		{"", Options{Kind: JSONL, TextField: "a."}, `"a." is no path to a field: a name is missing beside a dot`},
		{"", Options{Kind: CSV, TextColumn: "0"}, "0 is no column: they count from 1"},
		{"", Options{Kind: CSV, Annotate: true}, "a csv file has no room for annotations: only JSONL has"},
		{"", Options{Kind: None}, "a file of kind none has no records"},
		{"a,b\n1,2\n", Options{Kind: CSV}, `it has no column "text", but ["a" "b"]: say with --text-column which one is the text`},
	} {
		r, err := Open(strings.NewReader(test.in), test.o)
		if err == nil {
			err = r.Next(&Record{})
		}
		if err == nil || err.Error() != test.err {
			t.Errorf("%q: got %v, want %s", test.in, err, test.err)
		}
	}
}

func TestKindOf(t *testing.T) {
	for _, test := range []struct {
		name, head string
		want       Kind
	}{
		{"a.jsonl", "", JSONL}, {"a.JSONL.gz", "", JSONL}, {"a.ndjson.zst", "{", JSONL}, {"a.csv", "", CSV}, {"a.tsv.xz", "", TSV},
		{"a.txt", "WARC/1.0\r\n", WARC}, {"-", "WARC/1.1\n", WARC}, {"a.warc", "text", None}, {"a.txt", "WARC/one", None},
		{"a.txt", `{"text":"a"}`, None}, {"a.json", "{", None}, {"jsonl", "", None}, {"", "", None},
	} {
		if got := KindOf(test.name, []byte(test.head)); got != test.want {
			t.Errorf("%q, %q: %s, want %s", test.name, test.head, got, test.want)
		}
	}
	for _, name := range []string{"jsonl", "csv", "tsv", "warc", "wet"} {
		if _, ok := ParseKind(name); !ok {
			t.Errorf("%q is no kind", name)
		}
	}
	for _, name := range []string{"auto", "none", "text", ""} {
		if k, ok := ParseKind(name); ok {
			t.Errorf("%q is a kind of records, %s", name, k)
		}
	}
}

func TestAppendString(t *testing.T) {
	for _, text := range []string{"", "plain", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "é😀\u2028\u2029\ufffd", "\xff\xc3", "<&>"} {
		got := AppendString(nil, []byte(text))
		var back string
		if err := json.Unmarshal(got, &back); err != nil || back != strings.ToValidUTF8(text, "\ufffd") && utf8.ValidString(text) {
			t.Errorf("%q becomes %s, %v", text, got, err)
		}
		if bytes.ContainsAny(got, "\u2028\u2029\n") {
			t.Errorf("%q becomes %s, more than a line to some", text, got)
		}
	}
}

// FuzzJSONL compares with encoding/json: what is an object, and what its text is. And it holds that a record stays the same to the
// byte without cuts, and that of a record with cuts all but the text stays the same.
func FuzzJSONL(f *testing.F) {
	for _, seed := range []string{
		`{"text":"a X b"}`, `{"text":"\ud83d\ude00\ud83d","a":[1.5e-3,{"b":null}]}`, ` {"te\u0078t" : "X" , "n":-0}`, `{"text":1}`,
		`{"text":"a","text":"b"}`, `{"a":{"text":"b"}}`, `{"":true,"text":"\/\b\f\n\r\t\"\\"}`, `{`, `[]`, "{\"text\":\"\xff\"}", `{"a":01}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
			return
		}
		var whole []byte
		for _, rec := range all(t, bytes.NewReader(data), Options{Kind: JSONL}) {
			whole = append(whole, rec.Raw...)
			if rec.Plain {
				continue
			}
			var fields map[string]any
			line := bytes.TrimPrefix(rec.Raw, []byte(mark[:rec.begin]))
			err := json.Unmarshal(line, &fields)
			text, isText := fields["text"].(string)
			value, there := fields["text"]
			ok := err == nil && fields != nil && there && (isText || value == nil)
			if ok != (rec.Bad == nil) {
				t.Fatalf("%q: %v; encoding/json: %v, %v", rec.Raw, rec.Bad, err, fields)
			}
			if rec.Bad != nil {
				continue
			}
			if got := strings.ToValidUTF8(document(t, rec), "\ufffd"); isText && got != strings.ToValidUTF8(text, "\ufffd") && utf8.Valid(line) {
				t.Fatalf("%q: the text is %q, to encoding/json %q", rec.Raw, got, text)
			}
			if got := without(t, rec, "no such word in it, surely"); got != string(rec.Raw) {
				t.Fatalf("%q becomes %q", rec.Raw, got)
			}
			checkCut(t, rec, fields, text)
		}
		if !bytes.Equal(whole, data) {
			t.Fatalf("the records of %q make %q", data, whole)
		}
	})
}

// checkCut cuts X out of the text, and looks at what encoding/json makes of that.
func checkCut(t *testing.T, rec *Record, fields map[string]any, text string) {
	if rec.Null || !utf8.Valid(rec.Raw) {
		return
	}
	cut := without(t, rec, "X")
	var after map[string]any
	if err := json.Unmarshal([]byte(strings.TrimPrefix(cut, mark[:rec.begin])), &after); err != nil {
		t.Fatalf("%q becomes %q: %v", rec.Raw, cut, err)
	}
	want := strings.ReplaceAll(text, "X", "")
	// Halves of a character that come together make one again.
	if got := after["text"]; got != want && !strings.Contains(text, "\ufffd") {
		t.Fatalf("%q becomes %q, whose text is %q, want %q", rec.Raw, cut, got, want)
	}
	if len(after) != len(fields) {
		t.Fatalf("%q becomes %q", rec.Raw, cut)
	}
}
