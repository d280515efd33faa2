//go:build !unix

package batch

import (
	"errors"
	"os"
	"syscall"
)

var (
	errLocked  = errors.New("is locked")
	errNoLocks = errors.New("there are no locks")
)

const locks = false

// tryLock finds no locks. Where files that are open cannot be removed they are not needed.
func tryLock(*os.File) error { return errNoLocks }

const openFlags = os.O_RDONLY

// What Windows says of a disk without room.
const (
	errorHandleDiskFull = syscall.Errno(39)
	errorDiskFull       = syscall.Errno(112)
)

func full(err error) bool {
	return errors.Is(err, errorHandleDiskFull) || errors.Is(err, errorDiskFull)
}
