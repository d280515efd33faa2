package charset

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// Patch is a stretch of an input that encoding its text again does not give back: a byte order mark, bytes that stand
// for no character, the second of two spellings of one.
type Patch struct {
	Offset, Length int64  // of what was read instead, in the text as UTF-8
	Raw            []byte // what the input has
}

// The bounds of a patch. What differs is found to pieceBytes, and patches that touch are one up to patchBytes.
const (
	firstBytes = 4 // the first piece holds a byte order mark and little else
	pieceBytes = 128
	patchBytes = 32 << 10
)

// Recording reads an input as UTF-8, as Choice.NewReader does, and notes what an Inverse needs besides the text to
// write the input again. The text of UTF-8 is the input, so that nothing is noted of it.
type Recording struct {
	src     io.Reader
	decoder *encoding.Decoder
	encode  transform.Transformer
	patches []Patch
	raw     []byte // read and not decoded
	text    []byte // decoded and not read
	read    int64  // bytes of text so far
	begun   bool
	err     error // of src, after raw
	buffers struct{ raw, text, again []byte }
}

// NewRecording returns a recording reader of r.
func (c Choice) NewRecording(r io.Reader) *Recording {
	rec := &Recording{src: r}
	if c.decoding != nil {
		rec.decoder = c.decoding.NewDecoder()
		rec.encode = encoder(c)
		rec.buffers.raw = make([]byte, 4<<10)
		rec.buffers.text = make([]byte, 4*pieceBytes+64)
		rec.buffers.again = make([]byte, 4*pieceBytes+64)
	}
	return rec
}

// encoder returns what encodes text in the encoding of c without a state that is carried from one piece to the
// next. Where there is no such encoder it takes text over as it is, so that all but ASCII is patched.
func encoder(c Choice) transform.Transformer {
	switch c.Name() {
	case "utf-8", "iso-2022-jp":
		return transform.Nop
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Transformer
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Transformer
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM).NewEncoder().Transformer
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM).NewEncoder().Transformer
	}
	return c.decoding.NewEncoder().Transformer
}

// Take returns the patches of what was decoded since the last call, in order.
func (r *Recording) Take() []Patch {
	patches := r.patches
	r.patches = nil
	return patches
}

// Read implements io.Reader.
func (r *Recording) Read(p []byte) (int, error) {
	if r.decoder == nil {
		return r.src.Read(p)
	}
	for len(r.text) == 0 {
		if len(r.raw) < pieceBytes && r.err == nil {
			r.fill()
			continue
		}
		if len(r.raw) == 0 {
			return 0, r.err
		}
		if err := r.piece(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

// fill reads more of the input.
func (r *Recording) fill() {
	n := copy(r.buffers.raw, r.raw)
	m, err := r.src.Read(r.buffers.raw[n:])
	r.raw, r.err = r.buffers.raw[:n+m], err
}

// piece decodes a piece of the input, and notes it where encoding it does not give it back.
func (r *Recording) piece() error {
	size := pieceBytes
	if !r.begun {
		size, r.begun = firstBytes, true
	}
	raw := r.raw[:min(len(r.raw), size)]
	written, read, err := r.decoder.Transform(r.buffers.text, raw, r.err == io.EOF && len(raw) == len(r.raw))
	if read == 0 && written == 0 {
		switch {
		case err == transform.ErrShortSrc && len(raw) < len(r.raw):
			return nil // a character longer than the first piece; the next one is larger
		case r.err != nil && r.err != io.EOF:
			return r.err
		}
		return fmt.Errorf("cannot decode %q: %w", head(raw), cutOff(cmp.Or(err, io.ErrNoProgress)))
	}
	raw, r.raw = raw[:read], r.raw[read:]
	r.text = r.buffers.text[:written]
	if again, ok := r.again(r.text); !ok || !bytes.Equal(again, raw) {
		r.patch(int64(written), raw)
	}
	r.read += int64(written)
	return nil
}

// again encodes text. ok is false where it cannot be.
func (r *Recording) again(text []byte) (raw []byte, ok bool) {
	r.encode.Reset()
	written, _, err := r.encode.Transform(r.buffers.again, text, true)
	return r.buffers.again[:written], err == nil
}

// patch notes that raw stands for the next length bytes of text.
func (r *Recording) patch(length int64, raw []byte) {
	if n := len(r.patches); n > 0 {
		if p := &r.patches[n-1]; p.Offset+p.Length == r.read && len(p.Raw) < patchBytes {
			p.Length += length
			p.Raw = append(p.Raw, raw...)
			return
		}
	}
	r.patches = append(r.patches, Patch{r.read, length, slices.Clone(raw)})
}

// Inverse writes an input again from its text. Call Close at the end.
type Inverse struct {
	w      io.Writer
	encode transform.Transformer // nil for UTF-8
	rest   []byte                // a character whose end is to come
	buffer []byte
}

// NewInverse returns a writer to w that encodes text in the encoding called name, as Choice.Name has it.
func NewInverse(w io.Writer, name string) (*Inverse, error) {
	c, ok := lookup(name, Hint)
	if !ok {
		return nil, fmt.Errorf("unknown character encoding %q", name)
	}
	inverse := &Inverse{w: w}
	if !c.UTF8() {
		inverse.encode, inverse.buffer = encoder(c), make([]byte, 8<<10)
	}
	return inverse, nil
}

// Write takes the text that comes next, as UTF-8.
func (v *Inverse) Write(text []byte) (int, error) {
	if v.encode == nil {
		return v.w.Write(text)
	}
	size := len(text)
	if len(v.rest) > 0 {
		text = append(v.rest, text...)
	}
	v.rest = nil
	for len(text) > 0 {
		written, read, err := v.encode.Transform(v.buffer, text, false)
		if _, err := v.w.Write(v.buffer[:written]); err != nil {
			return 0, err
		}
		text = text[read:]
		switch {
		case errors.Is(err, transform.ErrShortSrc):
			v.rest = slices.Clone(text)
			return size, nil
		case err != nil && !errors.Is(err, transform.ErrShortDst):
			return 0, fmt.Errorf("text that the encoding does not have: %q: %w", head(text), err)
		}
	}
	return size, nil
}

// Patch takes what the input has in place of the text that comes next.
func (v *Inverse) Patch(raw []byte) error {
	if err := v.Close(); err != nil {
		return err
	}
	_, err := v.w.Write(raw)
	return err
}

// Close reports text that ends within a character.
func (v *Inverse) Close() error {
	if len(v.rest) > 0 {
		return fmt.Errorf("half a character: %q", v.rest)
	}
	return nil
}

// head returns the beginning of text, to quote it.
func head(text []byte) []byte { return text[:min(len(text), 16)] }
