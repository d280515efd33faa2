package job

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/compress"
	"winnow/cleaner/input"
	"winnow/cleaner/records"
)

func newJob() *Job { return &Job{Cleaner: cleaner.New(dropper{}), Format: Text} }

const fetched = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.org/\r\nWARC-Date: 2024-05-06T07:00:00Z\r\n" +
	"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: 108\r\n\r\n" +
	"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n<!doctype html><title>T</title><p>\xe0<p>x\r\n\r\n\r\n"

func TestRecords(t *testing.T) {
	for _, test := range []struct {
		name, file, in, out string
		set                 func(*Job)
		documents, bad      int
		status              account.Status
	}{
		{"text", "f.jsonl", `{"n":1.0,"text":"a\nx\nb\n"}`, `{"n":1.0,"text":"a\nb\n"}`, nil, 1, 0, account.Clean},
		{"nothing to cut", "f.jsonl", `{"text":"a\u000ab"}`, `{"text":"a\u000ab"}`, nil, 1, 0, account.Unchanged},
		{"nothing left", "f.jsonl", `{"text":"x\n"}`, `{"text":""}`, nil, 1, 0, account.Empty},
		{"no text", "f.jsonl", `{"text":null}`, `{"text":null}`, nil, 1, 0, account.Empty},
		{"no records", "f.jsonl", "\n\r\n", "\n\r\n", nil, 0, 0, ""},
		{"several", "f.jsonl", "{\"text\":\"a\"}\n{\"text\":\"x\"}\n", "{\"text\":\"a\"}\n{\"text\":\"\"}\n", nil, 2, 0, account.Clean},
		{"bad ones", "f.jsonl", "{\"text\":\"a\"}\n{}\n{\"text\":\"b\"}", "{\"text\":\"a\"}\n{\"text\":\"b\"}", nil, 2, 1, account.Unchanged},
		{"a page in a text", "f.jsonl", `{"text":"<p>x\n"}`, `{"text":"<p>x\n"}`, nil, 1, 0, account.Unchanged},
		{"nul", "f.jsonl", `{"text":"a\u0000\nx"}`, `{"text":"a\u0000\n"}`, nil, 1, 0, account.Clean},
		{"byte order marks", "f.jsonl", "{\"text\":\"\xff\xfea\\nx\"}", "{\"text\":\"\xff\xfea\\n\"}", nil, 1, 0, account.Clean},
		{"JSON stays JSONL", "f.jsonl", `{"text":"a\nx"}`, `{"text":"a\n"}`, func(j *Job) { j.Format = JSON }, 1, 0, account.Clean},
		{"page", "f.jsonl", `{"html":"<!doctype html><meta charset=latin1><p>é<p>x"}`, `{"html":"<!doctype html><meta charset=latin1><p>é<p>x","text":"é\n"}`,
			func(j *Job) { j.Records.HTMLField = "html" }, 1, 0, account.Clean},
		{"page as Markdown", "f.jsonl", `{"text":"<p>a <b>b</b>"}`, `{"text":"a **b**\n"}`,
			func(j *Job) { j.Records.HTMLField, j.Format = "text", Markdown }, 1, 0, account.Unchanged},
		{"page with its title", "f.jsonl", `{"text":"<title>T</title><p>a"}`, `{"text":"T\n\na\n"}`,
			func(j *Job) { j.Records.HTMLField, j.Title, j.Format = "text", true, JSON }, 1, 0, account.Unchanged},
		{"no page", "f.jsonl", `{"text":"%PDF-1.7\n%"}`, "", func(j *Job) { j.Records.HTMLField = "text" }, 0, 1, ""},
		{"annotated", "f.jsonl", `{"text":"aé\nx\n"}`, `{"text":"aé\nx\n","winnow":{"status":"clean","kept":4,"dropped":2,"cuts":[{"offset":4,"length":2,"rule":"test/x","category":"test"}]}}`,
			func(j *Job) { j.Records.Annotate = true }, 1, 0, account.Clean},
		{"annotated page", "f.jsonl", `{"html":"<p>a"}`, `{"html":"<p>a","winnow":{"status":"unchanged","kept":2,"dropped":0,"cuts":[]}}`,
			func(j *Job) { j.Records.Annotate, j.Records.HTMLField = true, "html" }, 1, 0, account.Unchanged},
		{"annotated nothing", "f.jsonl", `{"text":null}`, `{"text":null,"winnow":{"status":"empty","kept":0,"dropped":0,"cuts":[]}}`,
			func(j *Job) { j.Records.Annotate = true }, 1, 0, account.Empty},
		{"csv", "f.csv", "id,text\n1,\"a\nx\nb\"\n", "id,text\n1,\"a\nb\"\n", nil, 1, 0, account.Clean},
		{"tsv by number", "f.tsv", "x\tx\n", "x\t\n", func(j *Job) { j.Records.TextColumn = "2" }, 1, 0, account.Empty},
		{"warc", "f", fetched,
			`{"file":"f","id":"urn:uuid:1","date":"2024-05-06T07:00:00Z","status":"clean","dropped":{"test":3},"input":"html","charset":"windows-1251","title":"T","url":"http://e.org/","text":"а\n"}` + "\n",
			nil, 1, 0, account.Clean},
		{"warc with an encoding", "f", fetched, `"charset":"koi8-r"`, func(j *Job) { j.Input.Charset = "koi8-r" }, 1, 0, account.Clean},
		{"by kind", "f", `{"text":"a\nx"}`, `{"text":"a\n"}`, func(j *Job) { j.Records.Kind = records.JSONL }, 1, 0, account.Clean},
		{"not by content", "f", `{"text":"a"}`, `{"text":"a"}`, nil, 1, 0, account.Unchanged},
		{"a text by its kind", "f.jsonl", "x\na", "a", func(j *Job) { j.Input.Kind = input.Text }, 1, 0, account.Clean},
	} {
		j := newJob()
		if test.set != nil {
			test.set(j)
		}
		var out strings.Builder
		outcome, err := j.File(&out, strings.NewReader(test.in), test.file)
		if err != nil || outcome.Documents != test.documents || outcome.Bad != test.bad || outcome.Status != test.status {
			t.Errorf("%s: got %+v, %v", test.name, outcome, err)
		}
		if got := out.String(); got != test.out && (test.out == "" || !strings.HasPrefix(test.out, `"`) || !strings.Contains(got, test.out)) {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.out)
		}
	}
}

// many returns JSONL of records of various sizes, some of them bad.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		switch i % 7 {
		case 3:
			fmt.Fprintf(&b, "{\"id\":%d}\n", i)
		case 5:
			fmt.Fprintf(&b, "{\"id\":%d,\"text\":%q}\n", i, strings.Repeat("a line\nx\n", i*i%3000))
		default:
			fmt.Fprintf(&b, "{\"id\":%d,\"text\":\"a\\nx%d\"}\n", i, i)
		}
	}
	return b.String()
}

// TestWorkers holds that the output, and the order in which bad records are named, do not depend on the number of workers.
func TestWorkers(t *testing.T) {
	in := many(1000)
	var want string
	for _, workers := range []int{1, 2, 3, 16} {
		j := newJob()
		j.Workers = workers
		j.Records.IDField = "id"
		var out bytes.Buffer
		j.Bad = func(bad *BadRecord) error {
			_, err := fmt.Fprintf(&out, "%s %s %s %s", bad.File, bad.Error.Error(), bad.ID, bad.Raw)
			return err
		}
		outcome, err := j.File(&out, strings.NewReader(in), "f.jsonl")
		if err != nil || outcome.Documents != 857 || outcome.Bad != 143 {
			t.Fatalf("%d workers: got %+v, %v", workers, outcome, err)
		}
		if want == "" {
			want = out.String()
			if n := strings.Count(want, "f.jsonl line 4: it has no field \"text\" 3 {\"id\":3}\n"); n != 1 {
				t.Errorf("a bad record is named %d times", n)
			}
		}
		if out.String() != want {
			t.Errorf("%d workers: other output", workers)
		}
	}
}

// TestSameAsFile holds that a text comes out of a record as it does out of a file.
func TestSameAsFile(t *testing.T) {
	for _, text := range []string{
		"", "a\nx\nb\n", "x\n\na", "\ufeffa\nx\n", "  a\r\n\r\nx\r\n\r\nb\r\n", "x", "a\u2028x\u2028b", "\"\\\t\u0001😀\nx\n",
		strings.Repeat("a line of text\nx of residue\n\n", 60000), // takes several windows
	} {
		j := newJob()
		j.Input.Kind = input.Text
		var file strings.Builder
		if _, err := j.File(&file, strings.NewReader(text), "f"); err != nil {
			t.Fatal(err)
		}
		line, err := json.Marshal(map[string]string{"text": text})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err := newJob().File(&out, bytes.NewReader(line), "f.jsonl"); err != nil {
			t.Fatal(err)
		}
		var record map[string]string
		if err := json.Unmarshal(out.Bytes(), &record); err != nil || record["text"] != file.String() {
			t.Errorf("%.60q: the record has %.200q, the file %.200q", text, record["text"], file.String())
		}
	}
}

var errGone = errors.New("gone")

// failing takes some bytes and then fails.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errGone
	}
	return len(p), nil
}

// endless gives records without end, and counts them.
type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	const line = "{\"text\":\"a\"}\n"
	e.n++
	return copy(p, strings.Repeat(line, len(p)/len(line))), nil
}

// A reader that goes away, and an error while records are named, end a file that would not end by itself.
func TestStops(t *testing.T) {
	j := newJob()
	j.Workers = 2
	if _, err := j.File(&failing{left: 1000}, &endless{}, "f.jsonl"); !errors.Is(err, errGone) {
		t.Errorf("got %v", err)
	}
	j.Records.TextField = "none"
	j.Bad = func(*BadRecord) error { return errGone }
	if _, err := j.File(io.Discard, &endless{}, "f.jsonl"); !errors.Is(err, errGone) {
		t.Errorf("got %v", err)
	}
}

// What was read before an error of the file comes out.
func TestBrokenFile(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, "{\"text\":\"a\\nx\"}\n")
	z.Flush()
	whole := packed.Len()
	fmt.Fprint(z, "{\"text\":\"b\\nx\"}\n")
	z.Close()
	var out strings.Builder
	outcome, err := newJob().File(&out, bytes.NewReader(packed.Bytes()[:whole]), "f.jsonl.gz")
	var broken *compress.Error
	if !errors.As(err, &broken) || out.String() != "{\"text\":\"a\\n\"}\n" || outcome.Documents != 1 {
		t.Errorf("got %q, %+v, %v", out.String(), outcome, err)
	}
	var limit *compress.LimitError
	j := newJob()
	j.Records.MaxBytes = 20
	if _, err := j.File(io.Discard, bytes.NewReader(packed.Bytes()), "f.txt.gz"); !errors.As(err, &limit) {
		t.Errorf("a document over the limit: got %v", err)
	}
	if outcome, err := j.File(io.Discard, bytes.NewReader(packed.Bytes()), "f.jsonl.gz"); err != nil || outcome.Documents != 2 {
		t.Errorf("records below the limit, in a file over it: got %+v, %v", outcome, err)
	}
}
