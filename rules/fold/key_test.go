package fold

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestKey(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{" ... ", ""},
		{"comments (23)", "comments 0"},
		{"photo (2 of 3) below", "photo 0 of 0 below"},
		{"see [12] and f(1)(2)", "see 0 and f(0)(0"},
		{"1,204 comments", "0 comments"},
		{"• 1.204,5 comments »", "0 comments"},
		{"advertisement 2", "advertisement 0"},
		{"1'000'000", "0"},
		{"1,,2", "0,,0"},
		{"12. may", "0. may"},
		{"v2", "v0"},
		{"0", "0"},
		{"→ подписаться ←", "подписаться"},
		{"😀 share 😀", "share"},
		{"「关注」 3人", "关注」 0人"},
		{"हिन्दी।", "हिन्दी"},
		{"ที่", "ที่"},
		{"૧૨ ટિપ્પણી", "0 ટિપ્પણી"},
		{"\xFFx\xFF", "x"},
	}
	for _, test := range tests {
		if got := string(Key([]byte("> "), []byte(test.in))); got != "> "+test.want {
			t.Errorf("Key(%q) = %q, want %q after the prefix", test.in, got, test.want)
		}
	}
}

// TestMayBeDigit checks that the table of first bytes knows every script.
func TestMayBeDigit(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.IsDigit(r) && !mayBeDigit[utf8.AppendRune(nil, r)[0]] {
			t.Errorf("%U is a digit, but its first byte is not marked", r)
		}
	}
}

func FuzzKey(f *testing.F) {
	for _, seed := range []string{"• 1,204 Comments »", "1.2.", "૧૨,3", "\xFF1'2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key := string(Key(nil, []byte(String(text))))
		if again := string(Key(nil, []byte(key))); again != key {
			t.Errorf("the key of %q is %q, whose key is %q", text, key, again)
		}
	})
}
