package record

import (
	"bytes"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
)

// dropper drops blocks that begin with an x.
type dropper struct{}

var rule = &cleaner.Rule{ID: "x", Category: "test"}

func (dropper) Rules() []*cleaner.Rule { return []*cleaner.Rule{rule} }

func (dropper) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		if doc.BlockText(i)[0] == 'x' {
			doc.Add(i, rule, 6, 0)
		}
	}
}

func TestWriter(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a\nx\n", `{"file":"f","status":"clean","dropped":{"test":2},"input":"text","charset":"utf-8","text":"a\n"}`},
		{"a <b>\n", `{"file":"f","status":"unchanged","input":"text","charset":"utf-8","text":"a <b>\n"}`},
		{"x\n", `{"file":"f","status":"empty","dropped":{"test":2},"input":"text","charset":"utf-8","text":""}`},
		{"", `{"file":"f","status":"empty","input":"text","charset":"utf-8","text":""}`},
		{"a\xff\n", `{"file":"f","status":"unchanged","input":"text","charset":"utf-8","text":"a\ufffd\n"}`},
		{"<!doctype html><html lang=EN><title>T</title><meta name=author content='By A. B.'><p>a<p>x",
			`{"file":"f","status":"clean","dropped":{"test":3},"input":"html","charset":"utf-8","title":"T","language":"en","author":"A. B.","text":"a\n"}`},
		{"<!doctype html><script>a()</script>", `{"file":"f","status":"empty","input":"html","charset":"utf-8","text":""}`},
	}
	for _, test := range tests {
		source, err := input.Open(strings.NewReader(test.in), input.Options{})
		if err != nil {
			t.Fatal(err)
		}
		w := New("f", source)
		var book account.Book
		book.Open(w)
		result, err := cleaner.New(dropper{}).Run(&book, source)
		if err != nil {
			t.Fatal(err)
		}
		a := book.Close(result)
		var out bytes.Buffer
		if err := w.Close(&out, &a); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(out.String(), "\n"); got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.in, got, test.want)
		}
	}
}
