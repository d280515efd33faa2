package batch

import (
	"context"
	"errors"
	"hash"
	"io"
	"os"
	"sync/atomic"
)

// source reads a file, and takes note of what it reads. It ends when the context does, and when the file turns out to
// grow, which may be for ever.
type source struct {
	ctx      context.Context
	file     *os.File
	hash     hash.Hash
	size     int64 // bytes read
	limit    int64 // bytes that the file had when it was opened
	progress *atomic.Int64
	err      error // what kept it from reading on
}

func (s *source) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return 0, err
	}
	n, err := s.file.Read(p)
	s.hash.Write(p[:n])
	s.size += int64(n)
	if s.progress != nil {
		s.progress.Add(int64(n))
	}
	if s.size > s.limit {
		s.err = &ChangedError{s.limit, s.size}
		return 0, s.err
	}
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// goal writes a file, and takes note of what it writes.
type goal struct {
	file *os.File
	hash hash.Hash
	size int64
	err  error
}

func (g *goal) Write(p []byte) (int, error) {
	n, err := g.file.Write(p)
	g.hash.Write(p[:n])
	g.size += int64(n)
	if err != nil {
		g.err = err
	}
	return n, err
}

// unchanged reports an error if f, of which read bytes were read, is not what it was.
func unchanged(f *os.File, was os.FileInfo, read int64) error {
	now, err := f.Stat()
	if err != nil {
		return err
	}
	if read != was.Size() || now.Size() != was.Size() || !now.ModTime().Equal(was.ModTime()) {
		return &ChangedError{was.Size(), max(now.Size(), read)}
	}
	return nil
}
