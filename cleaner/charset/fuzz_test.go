package charset

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// Whatever the input: the reader gives the same for every way of cutting reads, the identity for UTF-8 and valid
// UTF-8 for all else, and Decode gives a beginning of it.
func FuzzReader(f *testing.F) {
	for label, text := range samples {
		f.Add([]byte(encode(f, label, text)), label, false)
		f.Add([]byte(encode(f, label, "<meta charset="+label+">"+text)), "", true)
	}
	f.Add([]byte("\xff\xfe\x00"), "text/html; charset=", true)
	f.Add([]byte("a\x00b\x00\x00\xd8"), "", false)
	f.Fuzz(func(t *testing.T, input []byte, hint string, markup bool) {
		options := Options{Hint: hint, Markup: markup}
		r, choice, err := NewReader(bytes.NewReader(input), options)
		if err != nil {
			return
		}
		want, err := io.ReadAll(r)
		if errors.Is(err, transform.ErrShortSrc) && len(input) < 4 && strings.HasPrefix(choice.Name(), "utf-32") {
			return // too short for a character of an encoding whose order of bytes its first one tells
		}
		if err != nil {
			t.Fatal(err)
		}
		if choice.UTF8() && !bytes.Equal(want, input) || !choice.UTF8() && !utf8.Valid(want) {
			t.Fatalf("%s: %q became %q", choice.Name(), input, want)
		}
		if got := choice.Decode(input); !bytes.HasPrefix(want, got) {
			t.Fatalf("%s: Decode gave %q, the reader %q", choice.Name(), got, want)
		}
		for _, cut := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
			r, again, err := NewReader(cut(bytes.NewReader(input)), options)
			if err != nil || again != choice {
				t.Fatalf("chose %s by %s, then %s by %s, %v", choice.Name(), choice.Evidence(), again.Name(), again.Evidence(), err)
			}
			if got, err := io.ReadAll(r); !bytes.Equal(got, want) || err != nil {
				t.Fatalf("%s: %q became %q, then %q, %v", choice.Name(), input, want, got, err)
			}
		}
	})
}
