package records

import (
	"strings"
	"testing"
)

// TestLongFields holds that a header field which goes on over many lines is one field, and takes no longer for it.
func TestLongFields(t *testing.T) {
	const lines = 1 << 20 // a copy of the value for each line of it would be 1 TB
	list := parseFields([]byte("WARC/1.0\r\nA: b\r\n" + strings.Repeat(" c\r\n", lines) + "D: e\r\n\r\n"))
	if len(list) != 2 || list.get("a") != "b"+strings.Repeat(" c", lines) || list.get("D") != "e" {
		t.Errorf("got %d fields, the first of %d bytes", len(list), len(list.get("a")))
	}
	if list := parseFields([]byte("WARC/1.0\r\n goes on\r\n: x\r\n")); len(list) != 1 || list[0] != [2]string{"", "x"} {
		t.Errorf("a line that goes on with nothing: got %q", list)
	}
}

// TestUnpackLimit holds that a response may make 64 MiB, unless records are bounded by less, and by far more.
func TestUnpackLimit(t *testing.T) {
	for limit, want := range map[int64]int64{1000: 1000, unpackedBytes: unpackedBytes, DefaultMaxBytes: unpackedBytes, 64 << 30: 4 << 30} {
		if got := unpackLimit(limit); got != want {
			t.Errorf("of records of %d bytes: got %d, want %d", limit, got, want)
		}
	}
}
