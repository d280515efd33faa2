package batch

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// spool holds bytes until their turn comes: a few in memory, many in a temporary file.
type spool struct {
	dir    string // for the file
	limit  int    // bytes in memory
	memory bytes.Buffer
	file   *os.File
	length int64 // of the file
}

func (s *spool) Write(p []byte) (int, error) {
	if s.file == nil && s.memory.Len()+len(p) <= s.limit {
		return s.memory.Write(p)
	}
	if s.file == nil {
		f, err := createTemp(s.dir)
		if err != nil {
			return 0, err
		}
		s.file = f
	}
	if s.memory.Len()+len(p) > s.limit {
		if err := s.flush(); err != nil {
			return 0, err
		}
	}
	return s.memory.Write(p)
}

// flush takes what is in memory to the file.
func (s *spool) flush() error {
	n, err := s.file.WriteAt(s.memory.Bytes(), s.length)
	s.length += int64(n)
	s.memory.Reset()
	return err
}

// WriteTo writes all that the spool holds to w.
func (s *spool) WriteTo(w io.Writer) (int64, error) {
	var written int64
	if s.file != nil {
		n, err := io.Copy(w, io.NewSectionReader(s.file, 0, s.length))
		if err != nil {
			return n, err
		}
		written = n
	}
	if s.memory.Len() == 0 {
		return written, nil // a full disk is none for nothing
	}
	n, err := w.Write(s.memory.Bytes())
	return written + int64(n), err
}

func (s *spool) close() {
	if s.file != nil {
		dropTemp(s.file)
		s.file = nil
	}
	s.memory = bytes.Buffer{}
}

// pathCause returns what is wrong, without the name of a temporary file that it is wrong with.
func pathCause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
