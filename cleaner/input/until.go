package input

import (
	"io"
	"time"
)

// until is a source that is read up to a deadline.
type until struct {
	io.Reader
	deadline time.Time // zero for none
	err      error     // what it returns behind the deadline
}

// Read implements io.Reader.
func (u *until) Read(p []byte) (int, error) {
	if !u.deadline.IsZero() && time.Now().After(u.deadline) {
		return 0, u.err
	}
	return u.Reader.Read(p)
}

// Until makes Next return err at the first read of the source behind the deadline. The zero Time stands for none.
func (in *Input) Until(deadline time.Time, err error) {
	in.source.deadline, in.source.err = deadline, err
}
