package cleaner

import "io"

// TextWriter writes what no cut covers, byte for byte.
type TextWriter struct{ w io.Writer }

// NewTextWriter returns a writer to w. It does not buffer: a window is written with one call a kept range.
func NewTextWriter(w io.Writer) *TextWriter { return &TextWriter{w} }

// Write writes the bytes of the window that were kept.
func (t *TextWriter) Write(w *Window) error {
	at := w.Start
	for i := range w.Cuts {
		if err := t.copy(w, at, w.Cuts[i].Start); err != nil {
			return err
		}
		at = w.Cuts[i].End
	}
	return t.copy(w, at, w.End)
}

func (t *TextWriter) copy(w *Window, start, end int64) error {
	if start >= end {
		return nil
	}
	_, err := t.w.Write(w.Doc.Text[start-w.Doc.Offset : end-w.Doc.Offset])
	return err
}
