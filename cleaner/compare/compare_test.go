package compare_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"winnow/cleaner/compare"
	"winnow/cleaner/ledger"
)

// doc is a document of a ledger. Its text stands in marked with each cut in brackets, behind the rule's name and a colon.
type doc struct {
	name, marked, status, failure, page string
}

// book returns the ledger of documents.
func book(docs ...doc) string {
	var b strings.Builder
	b.WriteString(`{"ledger":"winnow","version":1}` + "\n")
	for n, d := range docs {
		var entries strings.Builder
		offset := 0
		text := ""
		for rest := d.marked; rest != ""; {
			before, cut, _ := strings.Cut(rest, "[")
			offset += len(before)
			text += before
			if cut == "" {
				break
			}
			cut, rest, _ = strings.Cut(cut, "]")
			rule, gone, _ := strings.Cut(cut, ":")
			quoted, _ := json.Marshal(gone)
			fmt.Fprintf(&entries, `{"doc":%d,"offset":%d,"length":%d,"rule":%q,"category":"c","text":%s}`+"\n", n+1, offset, len(gone), rule, quoted)
			offset += len(gone)
			text += gone
		}
		status := d.status
		if status == "" {
			status = "clean"
		}
		hash := text
		if d.page != "" {
			hash = d.page
		}
		name, _ := json.Marshal(d.name)
		sum, _ := json.Marshal(hash)
		fmt.Fprintf(&b, `{"doc":%d,"name":%s,"status":%q,"sha256":%s,"text":%d,"error":%q}`+"\n", n+1, name, status, sum, len(text), d.failure)
		b.WriteString(entries.String())
	}
	return b.String()
}

func open(t *testing.T, text string) *ledger.Reader {
	t.Helper()
	r, err := ledger.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func TestAdd(t *testing.T) {
	for _, test := range []struct {
		name     string
		old, now []doc
		want     string
	}{
		{"nothing", []doc{{name: "a", marked: "x\n[r/1:y\n]"}}, []doc{{name: "a", marked: "x\n[r/1:y\n]"}}, "1 document, 0 of them changed\n"},
		{"no documents", nil, nil, "0 documents, 0 of them changed\n"},
		{"removed", []doc{{name: "a", marked: "x\n[r/1:y\n]z\n"}}, []doc{{name: "a", marked: "x\n[r/1:y\n][r/2:z\n]"}},
			`1 document, 1 of them changed; 1 line removed

  rule     lines       bytes  documents
- r/2          1           2          1
    a: z
`},
		{"added", []doc{{name: "a", marked: "x\n[r/1:y\nz\n]"}, {name: "b", marked: "[r/1:z]"}}, []doc{{name: "a", marked: "x\n[r/1:y\n]z\n"}, {name: "b", marked: "z"}},
			`2 documents, 2 of them changed; 2 lines added

  rule     lines       bytes  documents
+ r/1          2           3          2
    a: z
`},
		{"moved, and some of it removed", []doc{{name: "a", marked: "one\n[r/1:two\n]three\n", status: "clean"}}, []doc{{name: "a", marked: "[r/2:one\ntwo\n]three\n", status: "suspect"}},
			`1 document, 1 of them changed; 1 line removed; 1 line by another rule
1 document: clean -> suspect

  rule           lines       bytes  documents
- r/2                1           4          1
    a: one
= r/1 -> r/2         1           4          1
    a: two
`},
		{"white space is nothing", []doc{{name: "a", marked: "x[r/1:\n]\ny[r/1:\nz]"}}, []doc{{name: "a", marked: "x\n[r/2:\n]y[r/1:\nz]"}}, "1 document, 0 of them changed\n"},
		{"parts of a line", []doc{{name: "a", marked: "one [r/1:two three] four"}}, []doc{{name: "a", marked: "one two [r/1:three four]"}},
			`1 document, 1 of them changed; 1 line removed; 1 line added

  rule     lines       bytes  documents
- r/1          1           5          1
    a: four
+ r/1          1           4          1
    a: two
`},
		{"in another order, and some alone", []doc{{name: "a", marked: "x"}, {name: "b", marked: "y"}, {name: "c", marked: "z"}, {name: "a", marked: "w"}},
			[]doc{{name: "c", marked: "[r/1:z]"}, {name: "a", marked: "x"}, {name: "d", marked: "v"}, {name: "a", marked: "[r/1:w]"}},
			`3 documents, 2 of them changed; 2 lines removed
1 document: only in the old ledger, and not compared
1 document: only in the new ledger, and not compared

  rule     lines       bytes  documents
- r/1          2           2          2
    c: z
    a: w
`},
		{"edited, and failed", []doc{{name: "a", marked: "x"}, {name: "b", marked: "y", failure: "no"}}, []doc{{name: "a", marked: "z"}, {name: "b", marked: "[r/1:y]"}},
			"0 documents, 0 of them changed\n1 document: edited in between, and not compared\n1 document: not read to the end, and not compared\n"},
		{"a page that shows another text", []doc{{name: "a", page: "p", marked: "x\n[r/1:y\ny\nz]"}}, []doc{{name: "a", page: "p", marked: "w\nx\n[r/2: y \nv\n]z"}},
			`1 document, 1 of them changed; 1 line removed; 2 lines added
1 document: read as another text than before: lines are compared by what they say

  rule     lines       bytes  documents
- r/2          1           2          1
    a: v
+ r/1          2           3          1
    a: y
    a: z
`},
		{"escapes", []doc{{name: "a\x1b", marked: "\x1b[r/1:x]"}}, []doc{{name: "a\x1b", marked: "\x1bx"}}, `1 document, 1 of them changed; 1 line added

  rule     lines       bytes  documents
+ r/1          1           1          1
    a\u001b: x
`},
	} {
		c := compare.New(2)
		if oldErr, newErr := c.Add(open(t, book(test.old...)), open(t, book(test.now...))); oldErr != nil || newErr != nil {
			t.Fatal(oldErr, newErr)
		}
		var out strings.Builder
		if err := c.Result().WriteText(&out); err != nil {
			t.Fatal(err)
		}
		if out.String() != test.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", test.name, out.String(), test.want)
		}
	}
}

func TestMerge(t *testing.T) {
	old := [][]doc{{{name: "a", marked: "x"}, {name: "b", marked: "[r/1:y]"}}, {{name: "c", marked: "z"}, {name: "d", marked: "w", status: "unchanged"}}, {{name: "e", marked: "v"}}}
	now := [][]doc{{{name: "a", marked: "[r/2:x]"}, {name: "b", marked: "[r/2:y]"}}, {{name: "c", marked: "[r/2:z]"}, {name: "d", marked: "[r/3:w]"}}, {{name: "f", marked: "v"}}}
	whole, parts := compare.New(2), compare.New(2)
	var all [2][]doc
	for i := range old {
		part := compare.New(2)
		part.Add(open(t, book(old[i]...)), open(t, book(now[i]...)))
		parts.Merge(part)
		all[0], all[1] = append(all[0], old[i]...), append(all[1], now[i]...)
	}
	whole.Add(open(t, book(all[0]...)), open(t, book(all[1]...)))
	got, _ := json.Marshal(parts.Result())
	want, _ := json.Marshal(whole.Result())
	if string(got) != string(want) || whole.Result().Changed != 3 || !whole.Result().Differs() {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDamaged(t *testing.T) {
	good := book(doc{name: "a", marked: "[r/1:x]"}, doc{name: "b", marked: "[r/1:y]"})
	bad := strings.Replace(book(doc{name: "a", marked: "x"}, doc{name: "b", marked: "[r/1:y]"}), `"length":1`, `"length":2`, 1)
	c := compare.New(1)
	oldErr, newErr := c.Add(open(t, good), open(t, bad))
	if oldErr != nil || newErr == nil || !strings.Contains(newErr.Error(), "document 2: the cut at offset 0 has 1 bytes of text, and is 2 bytes long") {
		t.Errorf("got %v and %v", oldErr, newErr)
	}
	if r := c.Result(); r.Documents != 1 || r.Added.Lines != 1 || r.OnlyOld != 1 {
		t.Errorf("got %+v", r)
	}
	oldErr, newErr = compare.New(1).Add(open(t, good[:len(good)-10]), open(t, good))
	if oldErr == nil || newErr != nil || !strings.Contains(oldErr.Error(), "line 5 of the ledger: ") {
		t.Errorf("got %v and %v", oldErr, newErr)
	}
}
