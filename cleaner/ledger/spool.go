package ledger

import (
	"bytes"
	"io"
	"os"
)

// spoolBytes is how much is held in memory. What is longer goes into a temporary file.
const spoolBytes = 1 << 20

// spool holds bytes until they are read once, in bounded memory.
type spool struct {
	memory bytes.Buffer
	file   *os.File // what was written before memory, or nil
}

// Write implements io.Writer.
func (s *spool) Write(p []byte) (int, error) {
	if s.memory.Len()+len(p) > spoolBytes {
		if err := s.spill(); err != nil {
			return 0, err
		}
	}
	if len(p) > spoolBytes {
		return s.file.Write(p)
	}
	return s.memory.Write(p)
}

// spill moves what is in memory to the file. The file has no name where the system allows that, so that it is gone
// with the program however that ends.
func (s *spool) spill() error {
	if s.file == nil {
		f, err := os.CreateTemp("", "winnow-ledger-*")
		if err != nil {
			return err
		}
		os.Remove(f.Name())
		s.file = f
	}
	_, err := s.memory.WriteTo(s.file)
	return err
}

// reader returns what was written, from the start.
func (s *spool) reader() (io.Reader, error) {
	if s.file == nil {
		return bytes.NewReader(s.memory.Bytes()), nil
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return io.MultiReader(s.file, bytes.NewReader(s.memory.Bytes())), nil
}

// copyTo writes what was written, from the start, to w.
func (s *spool) copyTo(w io.Writer) error {
	r, err := s.reader()
	if err == nil {
		_, err = io.Copy(w, r)
	}
	return err
}

// release lets go of the memory and the file.
func (s *spool) release() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name()) // where an open file keeps its name
	}
	*s = spool{}
}
