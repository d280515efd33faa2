package explain_test

import (
	"encoding/json"
	"strings"
	"testing"

	"winnow/cleaner/explain"
)

// TestScreen holds that text is spelled out, whatever the pieces are that it comes in, and that JSON means the same afterwards.
func TestScreen(t *testing.T) {
	text := "a\tb\n\x1b[2J\u009b\u202e\x7fé€😀\\\r\n\"\xff\"\n"
	want := "a\tb\n" + `\u001b[2J\u009b\u202e\u007fé€😀\\u000d` + "\n" + `"\xff"` + "\n"
	for size := 1; size <= len(text); size++ {
		var out strings.Builder
		screen := explain.NewScreen(&out)
		for at := 0; at < len(text); at += size {
			piece := text[at:min(len(text), at+size)]
			if n, err := screen.Write([]byte(piece)); n != len(piece) || err != nil {
				t.Fatal(n, err)
			}
		}
		if out.String() != want {
			t.Errorf("pieces of %d bytes: got %q, want %q", size, out.String(), want)
		}
	}
	value := "\x1b\u009b\\\u202e\u2028\"\r"
	var out strings.Builder
	encoder := json.NewEncoder(explain.NewScreen(&out))
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	var got string
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil || got != value || strings.ContainsAny(out.String(), "\x1b\u009b\u202e") {
		t.Errorf("got %q of %q, %v", got, out.String(), err)
	}
}
