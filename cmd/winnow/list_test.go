package main

import (
	"slices"
	"strings"
	"testing"
)

func TestReadList(t *testing.T) {
	for _, test := range []struct {
		text string
		null bool
		want []string
	}{
		{"a\nb c\n\nd", false, []string{"a", "b c", "d"}},
		{"a\r\nb\r\n\r\n", false, []string{"a", "b"}},
		{"a\nb\r\x00c\x00", true, []string{"a\nb\r", "c"}},
		{"", false, nil},
	} {
		if got, err := readList("-", test.null, strings.NewReader(test.text)); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, %v, want %q", test.text, got, err, test.want)
		}
	}
}
