//go:build !linux

package batch

// syncAll brings files to the disk, and returns what went wrong with each.
func syncAll(paths []string) []error { return syncEach(paths) }
