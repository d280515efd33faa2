//go:build unix

package batch

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// errLocked says that another process has the lock.
var errLocked = errors.New("is locked")

// locks says that there are locks.
const locks = true

// tryLock takes the lock of an open file or folder, until it is closed. Another error than errLocked means that there are
// no locks there.
func tryLock(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return errLocked
	}
	return err
}

// openFlags keep a named pipe, which may have come in the place of a file, from holding up the run until someone writes.
const openFlags = os.O_RDONLY | syscall.O_NONBLOCK

// full reports that an error says that there is no room, so that no other file could be written either.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
