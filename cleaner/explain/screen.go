package explain

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// Screen is a writer that spells out what Visible does, line feeds aside, of all that goes through it to another one. In JSON and in
// the strings of TOML the result means the same, since a character is spelled out as it is escaped there.
type Screen struct {
	w    io.Writer
	rest []byte // the beginning of a character that the next call ends
}

// NewScreen returns a screen before w.
func NewScreen(w io.Writer) *Screen { return &Screen{w: w} }

// Write implements io.Writer.
func (s *Screen) Write(p []byte) (int, error) {
	text := p
	if len(s.rest) > 0 {
		text = append(s.rest, p...)
	}
	whole := len(text) - unfinished(text)
	var out bytes.Buffer
	for line := range bytes.Lines(text[:whole]) {
		content, ends := bytes.CutSuffix(line, []byte{'\n'})
		out.WriteString(Visible(content))
		if ends {
			out.WriteByte('\n')
		}
	}
	s.rest = append([]byte(nil), text[whole:]...)
	if _, err := s.w.Write(out.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// unfinished returns how many bytes at the end of text are the beginning of a character.
func unfinished(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return n
			}
			break
		}
	}
	return 0
}
