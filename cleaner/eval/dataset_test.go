package eval

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// write lays out the files of a txtar archive in a new folder.
func write(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		data := f.Data
		if strings.HasSuffix(name, ".gz") {
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			if _, err := z.Write(data); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			data = packed.Bytes()
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const truthFiles = `
-- truth.jsonl --
{"id": "a", "type": "forum", "language": "en", "publisher": "Post", "content": "The dam.", "with": ["dam"], "more": 1}

{"id": "b", "content": ""}
-- html/a.html --
<p>The dam.</p>
-- html/b.html.gz --
<p>Menu</p>
-- texts/a.txt --
A text.
-- texts/b.txt.gz --
B text.
-- flat.jsonl.gz --
{"id": "b", "text": "Menu\n"}
{"id": "a", "text": "The dam.\nMenu\n"}
`

func TestOpen(t *testing.T) {
	dir := write(t, truthFiles+`
-- fixtures/news/raw.html --
<p>Rain.</p>
-- fixtures/news/clean.txt --
Rain.
-- fixtures/note/raw.txt --
Rain. Share
-- fixtures/note/clean.txt --
Rain.
-- lines/cases/1/raw.txt --
Rain.
Share
-- lines/cases/1/labels.tsv --
1	keep
2	share
-- lines/cases/1/source.json --
{"category": "trap", "language": "en", "publisher": "Post"}
`)
	for _, c := range []struct {
		path, raw string
		kind      Kind
		want      string // id, type, language, publisher, trap, content and raw document of each item
	}{
		{".", "", Truth, `a forum en Post "The dam." "<p>The dam.</p>\n"; b article   "" "<p>Menu</p>\n"`},
		{"truth.jsonl", "", Truth, `a forum en Post "The dam." "<p>The dam.</p>\n"; b article   "" "<p>Menu</p>\n"`},
		{".", "texts", Truth, `a forum en Post "The dam." "A text.\n"; b article   "" "B text.\n"`},
		{".", "flat.jsonl.gz", Truth, `a forum en Post "The dam." "The dam.\nMenu\n"; b article   "" "Menu\n"`},
		{"fixtures", "", Fixtures, `news page   "Rain.\n" "<p>Rain.</p>\n"; note text   "Rain.\n" "Rain. Share\n"`},
		{"lines", "", Labelled, `1 trap en Post "" "Rain.\nShare\n" trap keep,share,`},
		{"lines/cases", "", Labelled, `1 trap en Post "" "Rain.\nShare\n" trap keep,share,`},
	} {
		t.Run(c.path+" "+c.raw, func(t *testing.T) {
			d, err := Open(filepath.Join(dir, c.path), c.raw)
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Problems) > 0 {
				t.Errorf("problems: %v", d.Problems)
			}
			if got := describe(t, d); d.Kind != c.kind || got != c.want {
				t.Errorf("%s\n%s\nwant %s\n%s", d.Kind, got, c.kind, c.want)
			}
		})
	}
}

// describe prints what Open found.
func describe(t *testing.T, d *Dataset) string {
	t.Helper()
	var items []string
	for i := range d.Items {
		it := &d.Items[i]
		raw, err := it.Raw()
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("%s %s %s %s %q %q", it.ID, it.Type, it.Language, it.Publisher, it.Content, raw)
		if it.Trap() {
			text += " trap"
		}
		if it.Labels != nil {
			text += " " + strings.Join(it.Labels, ",")
		}
		items = append(items, text)
	}
	return strings.Join(items, "; ")
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name, files, raw string
		items            int
		want             []string
	}{
		{"truth", `
-- truth.jsonl --
{"id": "a", "content": "The dam."}
{"id": "a", "content": "Again."}
{"id": "b"
{"id": 3, "content": ""}
{"content": "No id."}
{"id": "c"}
{"id": "d", "content": "No page."}
{"id": "../a", "content": "Elsewhere."}
-- html/a.html --
<p>The dam.</p>
-- html/z.html --
<p>Of no truth.</p>
`, "", 3, []string{
			`truth.jsonl:2: id "a": the id is that of line 1: this one is left out`,
			`truth.jsonl:3: no truth: unexpected end of JSON input: the line must be a JSON object with id and content`,
			`truth.jsonl:4: no truth: json: cannot unmarshal number into Go struct field truthRecord.id of type string: the line must be a JSON object with id and content`,
			`truth.jsonl:5: no truth: it has no id`,
			`truth.jsonl:6: id "c": no truth: it has no content`,
			`truth.jsonl:7: id "d": html holds no page d.html: it counts as empty`,
			`truth.jsonl:8: id "../a": html holds no page ../a.html: it counts as empty`,
			`html/z.html: id "z": truth.jsonl has no such id: the page is left out`,
		}},
		{"texts", `
-- truth.jsonl --
{"id": "a", "content": "The dam."}
{"id": "b", "content": "The dam."}
-- flat.jsonl --
{"id": "a", "text": "One"}
{"id": "a", "text": "Two"}
{"id": "z", "text": "Three"}
{"id": "b"}
{"text": "Four"}
[1]
`, "flat.jsonl", 2, []string{
			`flat.jsonl:2: id "a": the id is that of line 1: this one is left out`,
			`flat.jsonl:3: id "z": truth.jsonl has no such id: the text is left out`,
			`flat.jsonl:4: id "b": no text: it has no text`,
			`flat.jsonl:5: no text: it has no id`,
			`flat.jsonl:6: no text: json: cannot unmarshal array into Go value of type eval.textRecord: the line must be a JSON object with id and text`,
			`truth.jsonl:2: id "b": flat.jsonl has no text for it: it counts as empty`,
		}},
		{"labels", `
-- 1/raw.txt --
Rain.
Share

More rain.
-- 1/labels.tsv --
1	keep
x	keep
9	share
1	share
2
3	two words
-- 1/source.json --
{
-- 2/raw.txt --
Rain.
-- 3/labels.tsv --
1	keep
`, "", 1, []string{
			`1/labels.tsv:2: id "1": "x\tkeep" is no label: it must be a line number, a tab and a word`,
			`1/labels.tsv:3: id "1": "9\tshare" is about line 9: there are lines 1 to 5`,
			`1/labels.tsv:4: id "1": "1\tshare": line 1 is "keep" already`,
			`1/labels.tsv:5: id "1": "2" is no label: it must be a line number, a tab and a word`,
			`1/labels.tsv:6: id "1": "3\ttwo words" is no label: it must be a line number, a tab and a word`,
			`1/labels.tsv: id "1": 2 lines of raw.txt have no label, of which line 2 is the first: they do not count`,
			`1/source.json: id "1": unexpected end of JSON input: the document goes without type, language and publisher`,
			`2/labels.tsv: id "2": no such file or directory: the document is left out`,
			`3/raw.txt: id "3": no such file or directory: the document is left out`,
		}},
		{"fixtures", `
-- 1/raw.txt --
Rain.
-- 1/raw.html --
<p>Rain.</p>
-- 1/clean.txt --
Rain.
-- 2/clean.txt --
Rain.
-- 3/raw.txt --
Rain.
`, "", 1, []string{
			`1/raw.html: id "1": raw.txt stands beside it: it is left out, and needs a folder of its own`,
			`2: id "2": neither raw.txt nor raw.html is there: the fixture is left out`,
			`3/clean.txt: id "3": no such file or directory: the document is left out`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(write(t, c.files))
			d, err := Open(".", c.raw)
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Items) != c.items {
				t.Errorf("%d documents, want %d", len(d.Items), c.items)
			}
			compareProblems(t, d.Problems, c.want)
		})
	}
}

func compareProblems(t *testing.T, problems []Problem, want []string) {
	t.Helper()
	var got []string
	for _, p := range problems {
		got = append(got, filepath.ToSlash(p.Error()))
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("problems:\n%s\nwant:\n%s", a, b)
	}
}

// TestBrokenFiles opens files that no text archive can hold.
func TestBrokenFiles(t *testing.T) {
	dir := write(t, truthFiles)
	t.Chdir(dir)
	packed, err := os.ReadFile("flat.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"cut.jsonl.gz":  packed[:len(packed)-9],
		"latin.jsonl":   []byte("{\"id\": \"a\", \"text\": \"caf\xe9\"}\n{\"id\": \"b\", \"text\": \"\"}\n"),
		"marked.jsonl":  []byte("\ufeff{\"id\": \"a\", \"text\": \"\"}\r\n{\"id\": \"b\", \"text\": \"\"}"),
		"damaged.jsonl": {0x1f, 0x8b, 0, 0},
	} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for raw, want := range map[string][]string{
		"cut.jsonl.gz": {"cut.jsonl.gz:3: unexpected EOF: what follows is left out"},
		"latin.jsonl": {
			`latin.jsonl:1: no text: not UTF-8: the line must be a JSON object with id and text`,
			`truth.jsonl:1: id "a": latin.jsonl has no text for it: it counts as empty`,
		},
		"marked.jsonl": nil,
	} {
		d, err := Open(".", raw)
		if err != nil {
			t.Fatal(err)
		}
		compareProblems(t, d.Problems, want)
	}
	if _, err := Open(".", "damaged.jsonl"); err == nil || err.Error() != "damaged.jsonl: unexpected EOF" {
		t.Errorf("damaged.jsonl: %v", err)
	}
}

func TestOpenFails(t *testing.T) {
	t.Chdir(write(t, truthFiles+`
-- fixtures/note/raw.txt --
Rain.
-- fixtures/note/clean.txt --
Rain.
-- bare/truth.jsonl --
{"id": "a", "content": "The dam."}
-- empty/truth.jsonl --
{"id": "a"}
-- empty/html/a.html --
<p>The dam.</p>
-- nothing/notes.txt --
Rain.
-- notes.txt --
1
2
3
4
5
6
7
`))
	for _, c := range []struct{ path, raw, want string }{
		{"missing", "", "missing: no such file or directory"},
		{"nothing", "", "nothing: is no dataset: it needs truth.jsonl, or folders"},
		{"bare", "", "html: no such file or directory: put the pages of bare"},
		{"empty", "", "empty: no document is left\nempty"},
		{"notes.txt", "texts", "\nnotes.txt: and 4 more problems"},
		{".", "missing.jsonl", "missing.jsonl: no such file or directory, nor is there one in ."},
		{"fixtures", "flat.jsonl", `fixtures: "flat.jsonl" cannot stand in for its documents`},
	} {
		if _, err := Open(c.path, c.raw); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Open(%q, %q): %v, want %q", c.path, c.raw, err, c.want)
		}
	}
}

func TestName(t *testing.T) {
	for _, c := range []struct{ path, raw, want string }{
		{"news", "", "news"},
		{"../data/news/", "", "news"},
		{"/data/news/truth.jsonl", "extracted/flat.jsonl.gz", "truth.jsonl/flat.jsonl.gz"},
		{".", "", "eval"},
	} {
		d := Dataset{Path: c.path, Raw: c.raw}
		if got := d.Name(); got != c.want {
			t.Errorf("%q with %q is called %q, want %q", c.path, c.raw, got, c.want)
		}
	}
}
