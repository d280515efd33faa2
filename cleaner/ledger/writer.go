package ledger

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"winnow/cleaner/build"
	"winnow/cleaner/compress"
)

// Writer writes a ledger. It is not safe for use by several goroutines at a time: what is cleaned side by side is
// appended in the order of the documents.
//
// What it writes depends only on the sections and on where Flush is called. Flush makes what was written so far a
// ledger of its own.
type Writer struct {
	out       *bufio.Writer
	frames    frames
	open      bool // a frame is
	pending   int  // bytes in it
	documents int64
	header    []byte
	lines     *bufio.Reader
	prefix    []byte // of the lines of the document at hand
}

// frameBytes is how much of a compressed ledger goes into a frame.
const frameBytes = 256 << 10

const bufferBytes = 32 << 10

// NewWriter returns a writer of a new ledger to w, which says that it was made by a program; the zero Info says nothing.
func NewWriter(w io.Writer, c compress.Format, by build.Info) (*Writer, error) {
	f, err := compressor(c)
	if err != nil {
		return nil, err
	}
	header := Header{Ledger: program, Version: Version}
	if by != (build.Info{}) {
		header.Program = &by
	}
	line, err := json.Marshal(header)
	if err != nil {
		return nil, err
	}
	writer := &Writer{
		out: bufio.NewWriterSize(nil, bufferBytes), frames: f, lines: bufio.NewReaderSize(nil, bufferBytes), header: append(line, '\n'),
	}
	if err := writer.Reset(w); err != nil {
		return nil, err
	}
	return writer, writer.Flush() // so that a file that cannot be written is known at once
}

// Reset begins a new ledger, which goes to w, in the memory of the one before. What of that was not flushed is lost.
func (w *Writer) Reset(to io.Writer) error {
	w.out.Reset(to)
	w.open, w.pending, w.documents = false, 0, 0
	return w.write(w.header)
}

// Append implements Sink. It gives the section's documents the next numbers.
func (w *Writer) Append(s *Section) error {
	defer s.Release()
	for _, part := range s.parts {
		if err := w.part(part); err != nil {
			return err
		}
	}
	if w.pending >= frameBytes {
		return w.endFrame()
	}
	return nil
}

// part takes over the lines of a part of a section.
func (w *Writer) part(s *spool) error {
	if s.file == nil {
		for line := range bytes.Lines(s.memory.Bytes()) {
			if err := w.begin(line); err != nil {
				return err
			}
			if err := w.write(line[1:]); err != nil {
				return err
			}
		}
		return nil
	}
	lines, err := s.reader()
	if err != nil {
		return err
	}
	w.lines.Reset(lines)
	for err == nil {
		err = w.line()
	}
	if err != io.EOF {
		return err
	}
	return nil
}

// line takes over a line, which may be longer than the buffer.
func (w *Writer) line() error {
	part, err := w.lines.ReadSlice('\n')
	if len(part) == 0 {
		return err
	}
	if err := w.begin(part); err != nil {
		return err
	}
	part = part[1:]
	for err == bufio.ErrBufferFull {
		if err := w.write(part); err != nil {
			return err
		}
		part, err = w.lines.ReadSlice('\n')
	}
	if err != nil {
		return err
	}
	return w.write(part)
}

// entryPrefix is how the lines of entries begin. All others are documents'.
var entryPrefix = []byte(`{"offset":`)

// begin writes the document's number in place of the brace that line begins with.
func (w *Writer) begin(line []byte) error {
	if !bytes.HasPrefix(line, entryPrefix) {
		w.documents++
		w.prefix = strconv.AppendInt(append(w.prefix[:0], `{"doc":`...), w.documents, 10)
		w.prefix = append(w.prefix, ',')
	}
	return w.write(w.prefix)
}

// Flush writes what is held back.
func (w *Writer) Flush() error {
	if err := w.endFrame(); err != nil {
		return err
	}
	return w.out.Flush()
}

// write adds to the frame at hand.
func (w *Writer) write(p []byte) error {
	if !w.open {
		w.frames.Reset(w.out)
		w.open = true
	}
	w.pending += len(p)
	_, err := w.frames.Write(p)
	return err
}

// endFrame ends the frame at hand.
func (w *Writer) endFrame() error {
	if !w.open {
		return nil
	}
	w.open, w.pending = false, 0
	return w.frames.Close()
}
