package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"unicode/utf8"
)

// openFile opens a file, and unpacks it if it is compressed by gzip, whatever it is called.
func openFile(file string) (io.Reader, io.Closer, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	buffered := bufio.NewReaderSize(f, 64<<10)
	if head, _ := buffered.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return buffered, f, nil
	}
	unpacked, err := gzip.NewReader(buffered)
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return unpacked, f, nil
}

// readFile returns what is in a file, unpacked.
func readFile(file string) ([]byte, error) {
	r, closer, err := openFile(file)
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	return io.ReadAll(r)
}

// eachLine calls use for each line of r that is not blank, with its number from 1. It returns the number of the
// line at which reading failed, with the error.
func eachLine(r io.Reader, use func(number int, line []byte)) (int, error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	for number := 1; ; number++ {
		line, err := buffered.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return number, err
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			use(number, line)
		}
		if err != nil {
			return 0, nil
		}
	}
}

// errUTF8 is the error for JSON that is no JSON for that reason alone: the decoder would take it.
var errUTF8 = errors.New("not UTF-8")

// checkUTF8 returns errUTF8 for a line that is no UTF-8.
func checkUTF8(line []byte) error {
	if utf8.Valid(line) {
		return nil
	}
	return errUTF8
}
