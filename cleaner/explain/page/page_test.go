package page

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/explain"
	"winnow/cleaner/input"
)

// cutter cuts blocks that begin with an x, and what stands between brackets.
type cutter struct{}

var (
	whole = &cleaner.Rule{ID: "whole", Category: "alpha", Stage: "test", Doc: "Begins with x.", Reason: "begins with x, %d"}
	part  = &cleaner.Rule{ID: "part", Category: "beta", Stage: "test", Doc: "Stands between brackets.", Reason: "Stands between brackets."}
)

var brackets = regexp.MustCompile(`\[[^\]]*\]`)

func (cutter) Rules() []*cleaner.Rule { return []*cleaner.Rule{whole, part} }

func (cutter) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		text := string(doc.BlockText(i))
		if strings.HasPrefix(text, "x") {
			doc.Add(i, whole, 6.123, 7)
		}
		for _, at := range brackets.FindAllStringIndex(text, -1) {
			doc.AddRange(i, doc.Blocks[i].Start+int32(at[0]), doc.Blocks[i].Start+int32(at[1]), part, 5, 0)
		}
	}
}

// made returns the page of texts, by their names in turn.
func made(t *testing.T, texts ...string) string {
	t.Helper()
	var out strings.Builder
	p := New(&out, Options{Categories: []string{"beta", "alpha"}, Threshold: 4, Program: "winnow <test>"})
	for n, text := range texts {
		source, err := input.Open(strings.NewReader(text), input.Options{Kind: input.Text, Binary: true})
		if err != nil {
			t.Fatal(err)
		}
		file := p.Open("file"+string(rune('1'+n)), source)
		if err := file.Close(cleaner.New(cutter{}).Run(file, source)); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var block = regexp.MustCompile(`(?s)<script type="application/json" ([^>]*)>(.*?)</script>`)

func TestPage(t *testing.T) {
	page := made(t, "One.\n\n  xtwo\nthree [cut] four [too]\n", "five\n")
	if !strings.HasPrefix(page, Signature) {
		t.Errorf("the page begins %q", page[:60])
	}
	data := block.FindAllStringSubmatch(page, -1)
	for n, want := range []string{
		`{"paths":[],"reasons":["begins with x, 7"],"rows":[` +
			`{"line":1,"at":0,"size":4,"parts":["One."]},` +
			`{"line":3,"at":8,"size":4,"gap":true,"indent":"  ","parts":["","xtwo"],"cuts":[{"rule":0,"weight":6.12,"reason":1}],"votes":[{"rule":0,"weight":6.12,"reason":1}]},` +
			`{"line":4,"at":13,"size":22,"parts":["three"," [cut]"," four"," [too]"],"cuts":[{"rule":1,"weight":5},{"rule":1,"weight":5}],` +
			`"votes":[{"rule":1,"weight":5,"at":6,"size":5},{"rule":1,"weight":5,"at":17,"size":5}]}]}`,
		`{"paths":[],"reasons":[],"rows":[{"line":1,"at":0,"size":4,"parts":["five"]}]}`,
		`{"program":"winnow \u003ctest\u003e","threshold":4,"categories":["beta","alpha"],"rules":[` +
			`{"id":"whole","category":1,"stage":"test","doc":"Begins with x."},{"id":"part","category":0,"stage":"test","doc":"Stands between brackets."}],"files":[` +
			`{"name":"file1","kind":"text","charset":"utf-8","status":"clean","in":36,"out":17,"cut":[{"rule":0,"cuts":1,"bytes":7},{"rule":1,"cuts":2,"bytes":12}]},` +
			`{"name":"file2","kind":"text","charset":"utf-8","status":"unchanged","in":5,"out":5,"cut":[]}]}`,
	} {
		if got := strings.TrimSpace(data[n][2]); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", data[n][1], got, want)
		}
	}
}

// TestHostile holds that no text ends a block of data, and that it is all there.
func TestHostile(t *testing.T) {
	for _, text := range []string{
		"</script><script>alert(1)</script>", "<!-- <script>", "]]>", "&lt;&amp;", `"\"`, "a\u2028b\u2029c",
		"\x1b[31m \x00 \x7f", "\xff\xfe \xe2\x80", "\ufdd0\ufdd1\ufffe\U0010ffff",
	} {
		page := made(t, "one "+text+" two")
		data := block.FindAllStringSubmatch(page, -1)
		if len(data) != 2 {
			t.Fatalf("%q: %d blocks of data", text, len(data))
		}
		if strings.ContainsAny(data[0][2], "<>&\u2028\u2029") {
			t.Errorf("%q is written as %s", text, data[0][2])
		}
		var told window
		if err := json.Unmarshal([]byte(data[0][2]), &told); err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, r := range told.Rows {
			got.WriteString(strings.NewReplacer(spelled, "", spelledEnd, "").Replace(strings.Join(r.Parts, "")))
		}
		// Unicode's own line ends stand between rows.
		want := explain.Visible([]byte(strings.NewReplacer("\u2028", "", "\u2029", "").Replace("one " + text + " two")))
		if got.String() != want {
			t.Errorf("%q: got %q, want %q", text, got.String(), want)
		}
	}
}

// TestPolicy holds that the page lets its own style and script run, and no others.
func TestPolicy(t *testing.T) {
	page := made(t, "one\n")
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1]
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(page)[1]
	script := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindStringSubmatch(page)[1]
	want := "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style) + "; img-src data:; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("got  %s\nwant %s", policy, want)
	}
	if again := made(t, "one\n"); again != page {
		t.Error("another page comes out the second time")
	}
}

// TestScript holds that no way from text to markup or code is in the script.
func TestScript(t *testing.T) {
	for _, name := range scripts {
		if bad := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc|</`).FindString(asset(name)); bad != "" {
			t.Errorf("%s has %q", name, bad)
		}
	}
}

func TestFailures(t *testing.T) {
	broken := errors.New("disk full")
	p := New(failing{broken}, Options{})
	source, err := input.Open(strings.NewReader("one\n"), input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	file := p.Open("one", source)
	if err := file.Close(cleaner.New(cutter{}).Run(file, source)); !errors.Is(err, broken) {
		t.Errorf("Close of a file says %v", err)
	}
	if err := p.Close(); !errors.Is(err, broken) {
		t.Errorf("Close says %v", err)
	}

	var out strings.Builder
	p = New(&out, Options{})
	file = p.Open("two", source)
	if err := file.Close(cleaner.Result{In: 3}, errors.New("cut <off>")); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if want := `"error":"cut \u003coff\u003e","in":3,"out":0`; !strings.Contains(out.String(), want) {
		t.Errorf("the page has no %s", want)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
