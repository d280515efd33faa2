package charset

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/transform"
)

// record reads input, in the encoding called name, and returns its text and what was noted.
func record(t *testing.T, name string, r io.Reader) (text []byte, patches []Patch) {
	t.Helper()
	c, ok := lookup(name, Hint)
	if !ok {
		t.Fatalf("no encoding %q", name)
	}
	recording := c.NewRecording(r)
	text, err := io.ReadAll(recording)
	if errors.Is(err, transform.ErrShortSrc) {
		t.Skip("an end of UTF-32 that the decoder does not take")
	}
	if err != nil {
		t.Fatal(err)
	}
	return text, recording.Take()
}

// invert writes an input again, with the text in writes of size bytes.
func invert(t *testing.T, name string, text []byte, patches []Patch, size int) []byte {
	t.Helper()
	var out bytes.Buffer
	inverse, err := NewInverse(&out, name)
	if err != nil {
		t.Fatal(err)
	}
	at := int64(0)
	write := func(end int64) {
		for at < end {
			next := min(at+int64(size), end)
			if _, err := inverse.Write(text[at:next]); err != nil {
				t.Fatal(err)
			}
			at = next
		}
	}
	for _, p := range patches {
		write(p.Offset)
		if err := inverse.Patch(p.Raw); err != nil {
			t.Fatal(err)
		}
		at += p.Length
	}
	write(int64(len(text)))
	if err := inverse.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestInvert(t *testing.T) {
	russian := strings.Repeat("\xcf\xf0\xe8\xe2\xe5\xf2, ", 100) // windows-1251
	tests := []struct {
		name, encoding, input string
		patched               int // bytes of the input that had to be noted
	}{
		{"utf-8", "utf-8", "a\r\n\xff\xfe\xc3\x00b", 0},
		{"utf-8 with a mark", "utf-8", "\xef\xbb\xbfa", 0},
		{"windows-1251", "windows-1251", russian, 0},
		{"a byte that has no character", "windows-1253", "abcdefgh\xd2", 5},
		{"utf-16 with a mark", "utf-16le", "\xff\xfea\x00\n\x00", 4},
		{"utf-16 without", "utf-16be", "\x00a\x00\r\x00\n\xd8\x3d\xde\x00", 0},
		{"half a unit", "utf-16le", "a\x00b", 3},
		{"half a pair", "utf-16le", "a\x00b\x00\x3d\xd8c\x00", 4},
		{"utf-32 with a mark", "utf-32le", "\xff\xfe\x00\x00a\x00\x00\x00", 4},
		{"shift-jis", "shift_jis", strings.Repeat("\x93\xfa\x96\x7b", 50), 0},
		{"two spellings", "shift_jis", "abcd\xfa\x5c", 2},
		{"states", "iso-2022-jp", "abcd\x1b$BF|K\\\x1b(B", 10},
		{"no text", "windows-1251", "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, patches := record(t, test.encoding, strings.NewReader(test.input))
			c, _ := lookup(test.encoding, Hint)
			if want, err := io.ReadAll(c.NewReader(strings.NewReader(test.input))); err != nil || !bytes.Equal(text, want) {
				t.Errorf("text is %q, want %q (%v)", text, want, err)
			}
			patched := 0
			for _, p := range patches {
				patched += len(p.Raw)
			}
			if patched != test.patched {
				t.Errorf("%d bytes are patched, want %d: %v", patched, test.patched, patches)
			}
			for _, size := range []int{1, 7, 1 << 20} {
				if got := invert(t, test.encoding, text, patches, size); string(got) != test.input {
					t.Errorf("in writes of %d: got %q, want %q", size, got, test.input)
				}
			}
		})
	}
}

func TestInvertErrors(t *testing.T) {
	if _, err := NewInverse(io.Discard, "no such"); err == nil || !strings.Contains(err.Error(), `"no such"`) {
		t.Errorf("got %v", err)
	}
	inverse, err := NewInverse(io.Discard, "windows-1251")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := inverse.Write([]byte("日本")); err == nil || !strings.Contains(err.Error(), "日本") {
		t.Errorf("got %v", err)
	}
	inverse, _ = NewInverse(io.Discard, "utf-16le")
	if _, err := inverse.Write([]byte("\xd0")); err != nil {
		t.Fatal(err)
	}
	if err := inverse.Patch(nil); err == nil || !strings.Contains(err.Error(), "half a character") {
		t.Errorf("got %v", err)
	}
}

// TestRecordingError holds that an error of the input comes after all text before it.
func TestRecordingError(t *testing.T) {
	c, _ := lookup("windows-1251", Hint)
	r := c.NewRecording(io.MultiReader(strings.NewReader("\xcf\xf0"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	if text, err := io.ReadAll(r); string(text) != "Пр" || err != io.ErrUnexpectedEOF {
		t.Errorf("got %q, %v", text, err)
	}
}

// FuzzInvert holds that any bytes in any encoding come back, and that the text is that of NewReader.
func FuzzInvert(f *testing.F) {
	names := []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "windows-1251", "windows-1252", "windows-1253",
		"shift_jis", "euc-jp", "iso-2022-jp", "gbk", "gb18030", "big5", "euc-kr", "koi8-u", "x-user-defined", "iso-8859-8-i"}
	for i := range names {
		f.Add(i, []byte("\xff\xfea\x00 \x1b$B\x93\xfa\x96\x7b\xd8\x3d\xde\x00\x88\x62"))
		f.Add(i, bytes.Repeat([]byte{0x81, 0x30, 0x89, 0x38, 'a'}, 60))
	}
	f.Fuzz(func(t *testing.T, which int, input []byte) {
		name := names[uint(which)%uint(len(names))]
		text, patches := record(t, name, iotest.HalfReader(bytes.NewReader(input)))
		c, _ := lookup(name, Hint)
		want, err := io.ReadAll(c.NewReader(bytes.NewReader(input)))
		if err != nil {
			t.Skip("the decoder itself gives up")
		}
		if !bytes.Equal(text, want) {
			t.Fatalf("%s: text is %q, want %q", name, text, want)
		}
		for _, size := range []int{3, 1 << 20} {
			if got := invert(t, name, text, patches, size); !bytes.Equal(got, input) {
				t.Fatalf("%s: got %q, want %q", name, got, input)
			}
		}
	})
}
