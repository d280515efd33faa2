package compress

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"
)

// packed returns text in a format.
func packed(t testing.TB, f Format, text string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := Create(&out, f)
	switch f {
	case XZ:
		w, err = xz.NewWriter(&out)
	case Bzip2:
		// There is no writer for it. This is what bzip2 makes of "hello world\n".
		if text != "hello world\n" {
			t.Fatalf("no bzip2 data for %q", text)
		}
		return "BZh91AY&SY" +
			"\x4e\xec\xe8\x36\x00\x00\x02\x51\x80\x00\x10\x40\x00\x06\x44\x90\x80\x20\x00\x31\x06\x4c\x41\x01\xa7\xa9\xa5\x80\xbb\x94\x31\xf8\xbb\x92\x29\xc2\x84\x82\x77\x67\x41\xb0"
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var compressed = []Format{Gzip, Zstd, Bzip2, XZ}

// read opens and reads data.
func read(r io.Reader, limit int64) (string, error) {
	z, err := Open(r)
	if err != nil {
		return "", err
	}
	defer z.Close()
	z.Limit = limit
	text, err := io.ReadAll(z)
	return string(text), err
}

func TestRead(t *testing.T) {
	const text = "hello world\n"
	for _, f := range append(compressed, None) {
		t.Run(f.String(), func(t *testing.T) {
			data := packed(t, f, text)
			if got := Detect([]byte(data)); got != f {
				t.Errorf("detected as %s", got)
			}
			for name, r := range map[string]io.Reader{
				"whole":       strings.NewReader(data),
				"by bytes":    iotest.OneByteReader(strings.NewReader(data)),
				"eof at once": iotest.DataErrReader(strings.NewReader(data)),
			} {
				if got, err := read(r, 0); got != text || err != nil {
					t.Errorf("%s: got %q, %v", name, got, err)
				}
			}
			if got, err := read(strings.NewReader(data+data), 0); got != text+text || err != nil {
				t.Errorf("two streams: got %q, %v", got, err)
			}
		})
	}
}

// Multi-member files, in which tapes leave zeros at the end, and parallel compressors frames without content.
func TestStreams(t *testing.T) {
	a, empty := packed(t, Gzip, "a"), packed(t, Gzip, "")
	frame := packed(t, Zstd, "a")
	skipped := "\x5a\x2a\x4d\x18\x04\x00\x00\x00skip"
	for _, test := range []struct{ name, data, want, err string }{
		{"members", a + empty + a, "aa", ""},
		{"zeros", a + strings.Repeat("\x00", 1000), "a", ""},
		{"an empty member", empty, "", ""},
		{"skipped frames", skipped + frame + skipped + frame, "aa", ""},
		{"no file", "", "", ""},
		{"a short file", "\x1f", "\x1f", ""},
		{"text behind a member", a + "text", "a", "gzip data, at about byte 26: what follows is no gzip data"},
		{"text behind zeros", a + "\x00\x00text", "a", "gzip data, at about byte 29: what follows is no gzip data"},
		{"half a header behind a member", a + "\x1f\x8b\x08", "a", "gzip data, at about byte 29: the file is cut off"},
	} {
		got, err := read(strings.NewReader(test.data), 0)
		if got != test.want || errorText(err) != test.err {
			t.Errorf("%s: got %q, %v; want %q, %s", test.name, got, err, test.want, test.err)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestBroken cuts files off at every byte, and changes every byte: there must be an error, and no wrong byte before it.
func TestBroken(t *testing.T) {
	const text = "hello world\n"
	for _, f := range compressed {
		data := packed(t, f, text)
		for n := HeadBytes; n < len(data); n++ {
			got, err := read(strings.NewReader(data[:n]), 0)
			var broken *Error
			if !errors.As(err, &broken) || broken.Format != f || !strings.Contains(err.Error(), "the file is cut off") {
				t.Errorf("%s, cut off at %d: got %q, %v", f, n, got, err)
			}
			if !strings.HasPrefix(text, got) {
				t.Errorf("%s, cut off at %d: got %q", f, n, got)
			}
		}
		for n := HeadBytes; n < len(data); n++ {
			bad := []byte(data)
			bad[n] ^= 0x55
			got, err := read(bytes.NewReader(bad), 0)
			var broken *Error
			if err != nil && (!errors.As(err, &broken) || broken.Format != f || broken.Offset > int64(len(bad))) {
				t.Errorf("%s, changed at %d: got %q, %v", f, n, got, err)
			}
			if err == nil && got != text {
				t.Errorf("%s, changed at %d: got %q and no error", f, n, got)
			}
		}
	}
}

// An error of the file is none of what it holds.
func TestSourceError(t *testing.T) {
	failure := errors.New("the disk is gone")
	for _, f := range append(compressed, None) {
		data := packed(t, f, "hello world\n")
		for n := range len(data) {
			_, err := read(io.MultiReader(strings.NewReader(data[:n]), iotest.ErrReader(failure)), 0)
			var broken *Error
			if !errors.Is(err, failure) || errors.As(err, &broken) {
				t.Errorf("%s: got %v after %d bytes", f, err, n)
			}
		}
	}
}

func TestLimit(t *testing.T) {
	zeros := strings.Repeat("\x00", 1<<20)
	for _, f := range []Format{Gzip, Zstd, XZ} {
		data := packed(t, f, zeros)
		got, err := read(strings.NewReader(data), 1000)
		var limit *LimitError
		if !errors.As(err, &limit) || limit.Format != f || len(got) != 1000 {
			t.Errorf("%s: got %d bytes, %v", f, len(got), err)
		}
		if got, err := read(strings.NewReader(data), 1<<20); err != nil || len(got) != 1<<20 {
			t.Errorf("%s, of just the size: got %d bytes, %v", f, len(got), err)
		}
	}
	if got, err := read(strings.NewReader(zeros), 1000); err != nil || len(got) != 1<<20 {
		t.Errorf("a file that is not compressed: got %d bytes, %v", len(got), err)
	}
}

// TestWindow holds that memory is not taken just since a file asks for it.
func TestWindow(t *testing.T) {
	var wide bytes.Buffer
	w, err := zstd.NewWriter(&wide, zstd.WithWindowSize(512<<20), zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	w.Write(make([]byte, 1<<20)) // in two parts, so that the frame does not say how large it is
	w.Flush()
	w.Write(make([]byte, 1<<20))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	// The header of an xz file's only block stands behind that of the file, 12 bytes: its length, flags, the filter's number, the
	// length of its properties, the window, padding, and a checksum.
	data := []byte(packed(t, XZ, "hello world\n"))
	header := data[12 : 12+(int(data[12])+1)*4]
	at := bytes.Index(header, []byte{0x21, 1})
	header[at+2] = 40 // 4 GiB
	sum := crc32.ChecksumIEEE(header[:len(header)-4])
	for i := range 4 {
		header[len(header)-4+i] = byte(sum >> (8 * i))
	}
	if window, err := lzma.DecodeDictCap(40); err != nil || window <= maxWindow {
		t.Fatalf("a window of %d, %v", window, err)
	}
	for name, data := range map[string][]byte{"zstd": wide.Bytes(), "xz": data} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := read(bytes.NewReader(data), 0)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.HasSuffix(err.Error(), errWindow.Error()) {
			t.Errorf("%s: got %v", name, err)
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 64<<20 {
			t.Errorf("%s: %d bytes of memory were taken", name, taken)
		}
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct {
		name   string
		format Format
		trim   string
	}{
		{"a.jsonl.gz", Gzip, "a.jsonl"}, {"A.TXT.GZ", Gzip, "A.TXT"}, {"a.zst", Zstd, "a"}, {"a.zstd", Zstd, "a"},
		{"a.csv.bz2", Bzip2, "a.csv"}, {"a.xz", XZ, "a"}, {"a.txt", None, "a.txt"}, {"gz", None, "gz"}, {"", None, ""},
		{"a.gz/b", None, "a.gz/b"},
	} {
		if got := FormatOf(test.name); got != test.format {
			t.Errorf("%q is %s, want %s", test.name, got, test.format)
		}
		if got := Trim(test.name); got != test.trim {
			t.Errorf("%q without ending is %q, want %q", test.name, got, test.trim)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, text := range []string{"", "BZh91 is a flight", "BZh91AY&S", "P*M", "(\xb5/", "\x1f\x8b", "\xfd7zX", "PK\x03\x04"} {
		if got := Detect([]byte(text)); got != None {
			t.Errorf("%q is %s", text, got)
		}
	}
}

func TestCreate(t *testing.T) {
	for _, f := range []Format{Bzip2, XZ} {
		if _, err := Create(io.Discard, f); err == nil || !strings.Contains(err.Error(), f.String()) {
			t.Errorf("%s: got %v", f, err)
		}
	}
	text := strings.Repeat("The same text makes the same bytes.\n", 50000)
	for _, f := range []Format{Gzip, Zstd} {
		if first, second := packed(t, f, text), packed(t, f, text); first != second {
			t.Errorf("%s: the same text makes other bytes", f)
		}
	}
}

// FuzzRead reads arbitrary data: without a panic, within the limit, and the same however it comes.
func FuzzRead(f *testing.F) {
	for _, format := range append(compressed, None) {
		f.Add([]byte(packed(f, format, "hello world\n")))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		const limit = 1 << 16
		if Detect(data) == None {
			limit := int64(1)
			if got, err := read(bytes.NewReader(data), limit); got != string(data) || err != nil {
				t.Fatalf("got %q, %v", got, err)
			}
			return
		}
		got, err := read(bytes.NewReader(data), limit)
		if len(got) > limit {
			t.Fatalf("%d bytes, over the limit", len(got))
		}
		again, err2 := read(iotest.OneByteReader(bytes.NewReader(data)), limit)
		if (err == nil) != (err2 == nil) || err == nil && got != again {
			t.Fatalf("%q, %v; byte by byte %q, %v", got, err, again, err2)
		}
	})
}
