package sniff

import (
	"bytes"
	"testing"
)

// Whatever the head: its tokens are all of it and none is empty, and white space around it changes nothing.
func FuzzIsHTML(f *testing.F) {
	for _, test := range htmlTests {
		f.Add([]byte(test.head), true)
	}
	for _, test := range textTests {
		f.Add([]byte(test.head), false)
	}
	f.Fuzz(func(t *testing.T, head []byte, complete bool) {
		scan := scanner{head: head}
		at := 0
		for piece, ok := scan.next(); ok; piece, ok = scan.next() {
			if piece.start != at || len(piece.bytes) == 0 {
				t.Fatalf("at %d of %q: token %q at %d", at, head, piece.bytes, piece.start)
			}
			at += len(piece.bytes)
		}
		if at != len(head) {
			t.Fatalf("the tokens of %q end at %d", head, at)
		}
		got := IsHTML(head, complete)
		if len(head) < junkBytes/2 && !bytes.HasPrefix(head, []byte("\ufeff")) && !bytes.HasPrefix(head, []byte("HTTP/")) &&
			!bytes.HasPrefix(head, []byte("WARC/")) && IsHTML(append([]byte("\n"), head...), complete) != got {
			t.Fatalf("%q: %v, but not after an empty line", head, got)
		}
		Binary(head)
	})
}
