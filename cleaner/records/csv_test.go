package records

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"testing/iotest"
)

func TestCSV(t *testing.T) {
	for _, test := range []struct {
		kind            Kind
		column, in, out string
	}{
		{CSV, "", "id,text\n1,aX\n2,b\n", "id,text\n1,a\n2,b\n"},
		{CSV, "", "\xef\xbb\xbftext,id\r\naX,1\r\n", "\xef\xbb\xbftext,id\r\na,1\r\n"},
		{CSV, "", "id,text\n1,\"a,X \"\"b\"\"\"", "id,text\n1,\"a, \"\"b\"\"\""},
		{CSV, "", "id,text,n\n1,\"a\nX\r\n\n\",\"\"\n", "id,text,n\n1,\"a\n\r\n\n\",\"\"\n"},
		{CSV, "", "\"the \"\"id\"\"\",\"text\"\n\"X\", aX \n\n\r\n,\n", "\"the \"\"id\"\"\",\"text\"\n\"X\", a \n\n\r\n,\n"},
		{CSV, "the \"id\"", "\"the \"\"id\"\"\",text\naX,X\n", "\"the \"\"id\"\"\",text\na,X\n"},
		{CSV, "1", "aX,X\n\"\"\"X\"\"\",X\n", "a,X\n\"\"\"\"\"\",X\n"},
		{CSV, "2", "X,aX\nX,\"X\"", "X,a\nX,\"\""},
		{CSV, "1", "a 5\" XpipeX\n\"X\"\n", "a 5\" pipe\n\"\"\n"},
		{TSV, "", "id\ttext\n1\ta, X\n2\t\"a\tX\"\n", "id\ttext\n1\ta, \n2\t\"a\t\"\n"},
		{TSV, "1", "", ""},
	} {
		for _, byByte := range []bool{false, true} {
			r := strings.NewReader(test.in)
			var list []*Record
			if byByte {
				list = all(t, iotest.OneByteReader(r), Options{Kind: test.kind, TextColumn: test.column})
			} else {
				list = all(t, r, Options{Kind: test.kind, TextColumn: test.column})
			}
			var same, cut string
			for _, rec := range list {
				switch {
				case rec.Bad != nil:
					t.Errorf("%q: %v", test.in, rec.Bad)
				case rec.Plain:
					same, cut = same+string(rec.Raw), cut+string(rec.Raw)
				default:
					same, cut = same+without(t, rec, "no such word"), cut+without(t, rec, "X")
				}
			}
			if same != test.in || cut != test.out {
				t.Errorf("%q:\ngot  %q\nwant %q\nunchanged %q", test.in, cut, test.out, same)
			}
		}
	}
}

func TestBadCSV(t *testing.T) {
	for _, test := range []struct{ in, err string }{
		{"id,text\n1\n2,b\n", "line 2: it has 1 field, where the first has 2"},
		{"id,text\n1,a,\n2,b\n", "line 2: it has 3 fields, where the first has 2"},
		{"id,text\n1,\"a\"b\"\n2,b\n", "line 2, column 5: a quote inside of a field in quotes: it must be written twice"},
		{"id,text\n1,\"a\nb\"c\n2,b\n", "line 3, column 2: a quote inside of a field in quotes: it must be written twice"},
		{"id,text\n2,b\n1,\"a\n2,b\n", "line 3, column 3: the quote that begins its field 2 has no end"},
	} {
		var bad, good, raw string
		for _, rec := range all(t, strings.NewReader(test.in), Options{Kind: CSV}) {
			raw += string(rec.Raw)
			switch {
			case rec.Bad != nil:
				bad += rec.Bad.Error()
			case !rec.Plain:
				good += document(t, rec)
			}
		}
		if bad != test.err || good != "b" || raw != test.in {
			t.Errorf("%q: got %s; good ones are %q\nwant %s", test.in, bad, good, test.err)
		}
	}
	list := all(t, strings.NewReader("a,b\n"), Options{Kind: CSV, TextColumn: "3"})
	if got := list[0].Bad.Error(); got != "line 1: it has 2 fields, and no column 3: change --text-column" {
		t.Errorf("got %s", got)
	}
	long := "a,\"" + strings.Repeat("b,", 1000) + "\"\nc,d\n"
	list = all(t, strings.NewReader(long), Options{Kind: CSV, TextColumn: "2", MaxBytes: 1000})
	if bad := list[0].Bad; bad == nil || bad.Error() != "line 1: it has more than 1000 bytes: raise --max-bytes if that is right" || !list[0].Part {
		t.Errorf("got %v", bad)
	}
	if last := list[len(list)-1]; last.Bad != nil || document(t, last) != "d" {
		t.Errorf("the record behind one that is too large: %v", last.Bad)
	}
}

// FuzzCSV compares with encoding/csv: where both read a file, the fields are the same. And records stay the same to the byte.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a,b\nc,d\n", "\"a\nb\",\"\"\"c\"\"\"\r\n\n,\"\"", "a\n\"b", "\"a\"b,c\nd,e\n", "\r\n\r\r\n", "a,b\r"} {
		f.Add([]byte(seed), byte(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, column byte) {
		if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.HasPrefix(data, []byte(mark)) {
			return
		}
		n := int(column%3) + 1
		var whole []byte
		var texts []string
		bad := false
		for _, rec := range all(t, bytes.NewReader(data), Options{Kind: CSV, TextColumn: string(rune('0' + n))}) {
			whole = append(whole, rec.Raw...)
			bad = bad || rec.Bad != nil
			if rec.Bad == nil && !rec.Plain {
				texts = append(texts, strings.ReplaceAll(document(t, rec), "\r\n", "\n"))
				if got := without(t, rec, "no such word"); got != string(rec.Raw) {
					t.Fatalf("%q becomes %q", rec.Raw, got)
				}
			}
		}
		if !bytes.Equal(whole, data) {
			t.Fatalf("the records of %q make %q", data, whole)
		}
		r := csv.NewReader(bytes.NewReader(data))
		rows, err := r.ReadAll()
		// It drops a carriage return at the end of a file.
		if err != nil || bad || bytes.HasSuffix(data, []byte("\r")) {
			return
		}
		for i, row := range rows {
			if len(texts) != len(rows) || texts[i] != row[n-1] {
				t.Fatalf("%q: column %d is %q, to encoding/csv %q", data, n, texts, rows)
			}
		}
	})
}
