package sentence

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

// FuzzNext holds that sentences follow each other up to the end of a text, and that the sentences around a range of words hold it.
func FuzzNext(f *testing.F) {
	for _, seed := range []string{"It rained. \"Did it?\" Yes.", "Mr. Smith spoke... U.S. No. 5!", "雨。下了？", "a.b. c", "\xff. \xe2\x80", "?!)\u00a0x"} {
		f.Add([]byte(seed), uint8(3), uint8(2))
	}
	f.Fuzz(func(t *testing.T, text []byte, first, size uint8) {
		for at := 0; at < len(text); {
			n := Next(text[at:])
			if n <= 0 || n > len(text)-at {
				t.Fatalf("the sentence at %d of %q has %d bytes", at, text, n)
			}
			at += n
		}
		start := min(int(first), len(text))
		end := min(start+int(size), len(text))
		from, to := Around(text, start, end)
		if from < 0 || from > to || to > len(text) {
			t.Fatalf("around [%d, %d) of %q: got [%d, %d)", start, end, text, from, to)
		}
		// White space before and behind a sentence is not of it.
		words := bytes.TrimSpace(text[start:end])
		if utf8.Valid(text) && utf8.Valid(words) && len(words) == end-start && start < end && (from > start || to < end) {
			t.Errorf("around [%d, %d) of %q: got [%d, %d)", start, end, text, from, to)
		}
	})
}
