package unified

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"winnow/cleaner"
)

var (
	ad    = &cleaner.Rule{ID: "label", Category: "ad"}
	share = &cleaner.Rule{ID: "bar", Category: "share"}
)

// cut returns the text without its brackets, and cuts of what stands between them: [ad] and {share}.
func cut(marked string) (text []byte, cuts []cleaner.Cut) {
	for _, c := range []byte(marked) {
		at := int64(len(text))
		switch c {
		case '[':
			cuts = append(cuts, cleaner.Cut{Start: at, Rule: ad})
		case '{':
			cuts = append(cuts, cleaner.Cut{Start: at, Rule: share})
		case ']', '}':
			cuts[len(cuts)-1].End = at
		default:
			text = append(text, c)
		}
	}
	return text, cuts
}

func TestWrite(t *testing.T) {
	for _, test := range []struct{ name, marked, want string }{
		{"nothing", "a\nb\n", ""},
		{"empty", "", ""},
		{"a line", "a\n[x\n]b\n", "@@ -1,3 +1,2 @@ ad/label\n a\n-x\n b\n"},
		{"with the line end before it", "a[\nx]\nb\n", "@@ -1,3 +1,2 @@ ad/label\n a\n-x\n b\n"},
		{"the first", "[x\n]a\n", "@@ -1,2 +1,1 @@ ad/label\n-x\n a\n"},
		{"the last, without a line end", "a\n[x]", "@@ -1,2 +1,1 @@ ad/label\n a\n-x\n\\ No newline at end of file\n"},
		{"the last, and the line end before", "a[\nx]", "@@ -1,2 +1,1 @@ ad/label\n-a\n-x\n\\ No newline at end of file\n+a\n\\ No newline at end of file\n"},
		{"all", "[x\ny\n]", "@@ -1,2 +0,0 @@ ad/label\n-x\n-y\n"},
		{"a part", "a [x] b\n", "@@ -1,1 +1,1 @@ ad/label\n-a x b\n+a  b\n"},
		{"lines that become one", "a[ x\ny] b\n", "@@ -1,2 +1,1 @@ ad/label\n-a x\n-y b\n+a b\n"},
		{"two rules", "[x\n]a\n{y\n}", "@@ -1,3 +1,1 @@ ad/label share/bar\n-x\n a\n-y\n"},
		{"white space alone names nobody", "[x][\n\n]{\n}a\n", "@@ -1,4 +1,1 @@ ad/label\n-x\n-\n-\n a\n"},
		{"near", "[x\n]1\n2\n3\n4\n5\n6\n[x\n]", "@@ -1,8 +1,6 @@ ad/label\n-x\n 1\n 2\n 3\n 4\n 5\n 6\n-x\n"},
		{"far", "[x\n]1\n2\n3\n4\n5\n6\n7\n[x\n]8\n9\n10\n11\n",
			"@@ -1,4 +1,3 @@ ad/label\n-x\n 1\n 2\n 3\n@@ -6,7 +5,6 @@ ad/label\n 5\n 6\n 7\n-x\n 8\n 9\n 10\n"},
		{"windows", "a\r\n[x\r\n]b\r\n", "@@ -1,3 +1,2 @@ ad/label\n a\r\n-x\r\n b\r\n"},
	} {
		text, cuts := cut(test.marked)
		want := test.want
		if want != "" {
			want = "--- old\n+++ new name\t\n" + want
		}
		var out strings.Builder
		if err := Write(&out, "old", "new name", text, cuts, Style{}); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", test.name, out.String(), want)
		}
	}
}

func TestManyRules(t *testing.T) {
	text := []byte("a\nb\nc\nd\ne\n")
	var cuts []cleaner.Cut
	for i := range int64(5) {
		cuts = append(cuts, cleaner.Cut{Start: 2 * i, End: 2*i + 2, Rule: &cleaner.Rule{Category: "r", ID: strconv.FormatInt(i, 10)}})
	}
	var out strings.Builder
	if err := Write(&out, "a", "b", text, cuts, Style{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "\n@@ -1,5 +0,0 @@ r/0 r/1 r/2 and 2 more\n") {
		t.Error(out.String())
	}
}

func TestStyle(t *testing.T) {
	text, cuts := cut("a [x]\x1b[\n")
	text[len(text)-2] = 0x1b
	var out strings.Builder
	style := Style{Color: true, Line: func(line []byte) string { return fmt.Sprintf("%q", line) }}
	if err := Write(&out, "a", "b", text, cuts[:1], style); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[1m--- a\x1b[0m\n\x1b[1m+++ b\x1b[0m\n\x1b[36m@@ -1,1 +1,1 @@ ad/label\x1b[0m\n" +
		"\x1b[31m-\"a x\\x1b\"\x1b[0m\n\x1b[32m+\"a \\x1b\"\x1b[0m\n"
	if out.String() != want {
		t.Errorf("got %q\nwant %q", out.String(), want)
	}
}

// TestApply holds that a diff makes of a text what is left of it, whatever is cut.
func TestApply(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		text := make([]byte, random.IntN(60))
		for i := range text {
			text[i] = "ab\n\n\r "[random.IntN(6)]
		}
		var cuts []cleaner.Cut
		for at := 0; at < len(text); {
			start := at + random.IntN(len(text)-at)
			at = start + 1 + random.IntN(len(text)-start)
			cuts = append(cuts, cleaner.Cut{Start: int64(start), End: int64(at), Rule: ad})
			at += random.IntN(3)
		}
		left := without(text, cuts)
		var out bytes.Buffer
		if err := Write(&out, "a", "b", text, cuts, Style{}); err != nil {
			t.Fatal(err)
		}
		if got, err := apply(text, out.String()); err != nil || !bytes.Equal(got, left) {
			t.Fatalf("text %q, left %q: the diff makes %q of it (%v):\n%s", text, left, got, err, out.String())
		}
	}
}

func without(text []byte, cuts []cleaner.Cut) (left []byte) {
	at := int64(0)
	for _, c := range cuts {
		left = append(left, text[at:c.Start]...)
		at = c.End
	}
	return append(left, text[at:]...)
}

// apply does what a diff says.
func apply(text []byte, diff string) (result []byte, err error) {
	lines := strings.SplitAfter(string(text), "\n")
	at, made := 0, 0
	_, diff, _ = strings.Cut(diff, "+++ b\n")
	list := strings.SplitAfter(diff, "\n")
	for i, line := range list {
		if strings.HasPrefix(line, "\\") {
			continue
		}
		if i+1 < len(list) && strings.HasPrefix(list[i+1], "\\") {
			line = strings.TrimSuffix(line, "\n")
		}
		if strings.HasPrefix(line, "@@") {
			var start, count, newStart, newCount int
			if _, err := fmt.Sscanf(line, "@@ -%d,%d +%d,%d @@", &start, &count, &newStart, &newCount); err != nil {
				return nil, err
			}
			if count > 0 {
				start--
			}
			if newCount > 0 {
				newStart--
			}
			for ; at < start; at++ {
				result = append(result, lines[at]...)
				made++
			}
			if made != newStart {
				return nil, fmt.Errorf("%s begins at line %d of what is left", line, made+1)
			}
			continue
		}
		if line == "" {
			continue
		}
		if mark := line[0]; mark != '+' {
			if at >= len(lines) || lines[at] != line[1:] {
				return nil, fmt.Errorf("%q is not line %d", line[1:], at+1)
			}
			at++
			if mark == '-' {
				continue
			}
		}
		result = append(result, line[1:]...)
		made++
	}
	return append(result, strings.Join(lines[at:], "")...), nil
}
