package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// output is where cleaned text goes: standard output, or a file that takes its place only when complete.
type output struct {
	*bufio.Writer
	temp *os.File // nil for standard output and for what is no regular file
	file *os.File // what is open besides
	path string

	mutex     sync.Mutex // of what follows: an interrupt may discard while the file is committed
	discarded bool
}

// openOutput opens path for writing, or takes standard output where path is empty or "-".
func openOutput(path string, standard io.Writer) (*output, error) {
	if path == "" || path == "-" {
		return &output{Writer: bufio.NewWriterSize(standard, 64<<10)}, nil
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		// A device or a pipe is written to, not replaced.
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return &output{Writer: bufio.NewWriterSize(f, 64<<10), file: f}, nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err // what it says of the temporary file is about the one that was asked for
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &output{Writer: bufio.NewWriterSize(f, 64<<10), temp: f, path: path}, nil
}

// commit writes what is buffered and lets the file appear.
func (o *output) commit() error {
	if err := o.Flush(); err != nil {
		return err
	}
	if o.file != nil {
		return o.file.Close()
	}
	if o.temp == nil {
		return nil
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(o.path); err == nil {
		mode = info.Mode().Perm()
	}
	if err := o.temp.Chmod(mode); err != nil {
		return err
	}
	if err := o.temp.Sync(); err != nil {
		return err
	}
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.discarded {
		return errInterrupted
	}
	if err := o.temp.Close(); err != nil {
		return err
	}
	if err := os.Rename(o.temp.Name(), o.path); err != nil {
		return err
	}
	o.temp = nil
	return nil
}

// discard removes a file that was not committed.
func (o *output) discard() {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.temp != nil && !o.discarded {
		o.discarded = true
		o.temp.Close()
		os.Remove(o.temp.Name())
	}
}
