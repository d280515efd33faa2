package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestReportControls holds that the name of a file does not steer the terminal.
func TestReportControls(t *testing.T) {
	for _, args := range [][]string{{"a\x1b[31m.txt"}, {"explain", "a\x1b[31m.txt"}, {"a\x1b[31m.txt", "--level", "\x1b[31m"}} {
		var stderr bytes.Buffer
		if code := run(args, streams{strings.NewReader(""), &bytes.Buffer{}, &stderr}); code != exitFailed {
			t.Errorf("%q: exit code %d", args, code)
		}
		if got := stderr.String(); strings.Contains(got, "\x1b") || !strings.Contains(got, `\x1b[31m`) && !strings.Contains(got, `\u001b[31m`) {
			t.Errorf("%q: says %q", args, got)
		}
	}
}
