package charset

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/transform"
)

// cutOff makes an error to read of what a decoder says where its input ends in the middle of a character. Few do: most give U+FFFD.
func cutOff(err error) error {
	if errors.Is(err, transform.ErrShortSrc) {
		return fmt.Errorf("the text ends in the middle of a character (%w)", err)
	}
	return err
}

// decoded reads what a decoder gives.
type decoded struct{ *transform.Reader }

// Read implements io.Reader.
func (d decoded) Read(p []byte) (int, error) {
	n, err := d.Reader.Read(p)
	if err == nil || err == io.EOF {
		return n, err
	}
	return n, cutOff(err)
}
