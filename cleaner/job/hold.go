package job

import (
	"bytes"
	"io"
	"os"
)

// holdBytes is how much of a document that is held is held in memory. What is longer goes into a temporary file.
const holdBytes = 8 << 20

// hold holds what is to be written of a document until it is known whether it is.
type hold struct {
	memory bytes.Buffer
	file   *os.File // what was written before memory, or nil
}

// Write implements io.Writer.
func (h *hold) Write(p []byte) (int, error) {
	if h.memory.Len()+len(p) > holdBytes {
		if err := h.spill(); err != nil {
			return 0, err
		}
		if len(p) > holdBytes {
			return h.file.Write(p)
		}
	}
	return h.memory.Write(p)
}

// spill moves what is in memory to the file. The file has no name where the system allows that, so that it is gone with the
// program however that ends.
func (h *hold) spill() error {
	if h.file == nil {
		f, err := os.CreateTemp("", "winnow-hold-*")
		if err != nil {
			return err
		}
		os.Remove(f.Name())
		h.file = f
	}
	_, err := h.memory.WriteTo(h.file)
	return err
}

// copyTo writes all to w.
func (h *hold) copyTo(w io.Writer) error {
	if h.file != nil {
		if _, err := h.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(w, h.file); err != nil {
			return err
		}
	}
	if h.memory.Len() == 0 {
		return nil
	}
	_, err := w.Write(h.memory.Bytes())
	return err
}

// release lets go of the memory and the file.
func (h *hold) release() {
	if h.file != nil {
		h.file.Close()
		os.Remove(h.file.Name()) // where an open file keeps its name
	}
	*h = hold{}
}
