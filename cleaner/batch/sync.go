package batch

import (
	"errors"
	"os"
	"sync"
)

// syncsAtOnce is how many files are synced at the same time where they are synced one by one.
const syncsAtOnce = 8

// syncEach brings files to the disk one by one. It returns what went wrong with each.
func syncEach(paths []string) []error {
	errs := make([]error, len(paths))
	var group sync.WaitGroup
	slots := make(chan struct{}, syncsAtOnce)
	for i, path := range paths {
		slots <- struct{}{}
		group.Go(func() {
			errs[i] = syncFile(path)
			<-slots
		})
	}
	group.Wait()
	return errs
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrPermission) {
		f, err = os.Open(path)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
