// Package compress opens compressed files, which it knows by their first bytes, and writes them.
//
// gzip, zstd, bzip2 and xz are read, one stream or several behind each other; gzip and zstd are written. What a few
// bytes can make of themselves is bounded: a reader takes a Limit, and no decoder is given more than 128 MiB for its window.
package compress

import (
	"bytes"
	"fmt"
	"path"
	"strings"
)

// Format is a compressed format.
type Format uint8

// The formats. None is that of a file that is not compressed.
const (
	None Format = iota
	Gzip
	Zstd
	Bzip2
	XZ
)

var formatNames = [...]string{"plain", "gzip", "zstd", "bzip2", "xz"}

// String returns the format's name.
func (f Format) String() string { return formatNames[f] }

// HeadBytes is how much of a file Detect wants to see.
const HeadBytes = 10

// Detect tells the format of a file by its first bytes; ten of them do. Sources of the marks: RFC 1952, RFC 8878, the xz file
// format, and bzip2's own files.
func Detect(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return Gzip
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return Zstd
	case len(head) >= 4 && head[0]&0xf0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18":
		return Zstd // a frame to be skipped, as parallel compressors write it in front
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return XZ
	case len(head) >= HeadBytes && string(head[:3]) == "BZh" && '1' <= head[3] && head[3] <= '9' &&
		(string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17\x72\x45\x38\x50\x90"):
		return Bzip2
	}
	return None
}

// endings are what names of compressed files end with.
var endings = [...]struct {
	ending string
	format Format
}{{".gz", Gzip}, {".zst", Zstd}, {".zstd", Zstd}, {".bz2", Bzip2}, {".xz", XZ}}

// FormatOf returns the format that a file's name ends with: Gzip for "a.jsonl.gz". Case does not count.
func FormatOf(name string) Format {
	ending := strings.ToLower(path.Ext(name))
	for _, e := range endings {
		if e.ending == ending {
			return e.format
		}
	}
	return None
}

// Trim returns name without the ending of a compressed file: "a.jsonl" for "a.jsonl.gz".
func Trim(name string) string {
	if FormatOf(name) == None {
		return name
	}
	return name[:len(name)-len(path.Ext(name))]
}

// Error reports compressed data that cannot be read.
type Error struct {
	Format Format
	// Offset is about where: how many bytes of the file the decoder has taken. It may have read ahead.
	Offset int64
	// Err is what is wrong.
	Err error
}

// Error says what is wrong, and where.
func (e *Error) Error() string {
	return fmt.Sprintf("%s data, at about byte %d: %v", e.Format, e.Offset, e.Err)
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// LimitError reports compressed data that is larger than its reader is allowed to give.
type LimitError struct {
	Format Format
	Limit  int64 // bytes
}

// Error names the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("%s data that makes more than %d bytes", e.Format, e.Limit)
}
