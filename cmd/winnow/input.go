package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"winnow/cleaner/textreader"
)

// eachInput calls use for every file, or for standard input when there is none. An input that fails is
// named on standard error, and the others go on; then the error is errReported. When fatal returns an
// error, nothing more can be done, and eachInput returns it.
func eachInput(s streams, files []string, use func(name string, r io.Reader) error, fatal func() error) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	var failed error
	for _, name := range files {
		err := oneInput(s, name, use)
		if e := fatal(); e != nil {
			return e
		}
		if err != nil {
			report(s.err, inputError(name, err))
			failed = errReported
		}
	}
	return failed
}

func oneInput(s streams, name string, use func(name string, r io.Reader) error) error {
	if name == "-" {
		return use("standard input", s.in)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory: name the files in it")}
	}
	return use(name, f)
}

// inputError names the input that err is about, once, and says what to do.
func inputError(name string, err error) error {
	if name == "-" {
		name = "standard input"
	}
	var binary *textreader.BinaryError
	if errors.As(err, &binary) {
		if binary.What == textreader.UTF16 {
			return fmt.Errorf("%s: %w: convert it to utf-8 first, as with iconv -f utf-16 -t utf-8", name, err)
		}
		return fmt.Errorf("%s: %w: use --text to clean it all the same", name, err)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: %w", name, path.Err)
	}
	return fmt.Errorf("%s: %w", name, err)
}
