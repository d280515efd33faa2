package site

import (
	"strings"
	"testing"
)

// FuzzParse holds that the host of a text is the host of itself, and that it is within itself.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"example.com", "https://Bücher.example:80/a?b#c", "//a@b", "[2001:DB8::1%25x]", "*.a", "a..b", "xn--a", "127.1", "\x00", "ａ。ｂ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_ = Of(text)
		_, _ = ParseHost(text)
		host, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(bracketed(host)); err != nil || again != host {
			t.Errorf("Parse(%q) = %q, and of that %q, %v", text, host, again, err)
		}
		if !Within(host, host) {
			t.Errorf("%q is not within itself", host)
		}
	})
}

// bracketed returns a host as an address has it.
func bracketed(host string) string {
	if strings.Contains(host, ":") {
		return "[" + strings.ReplaceAll(host, "%", "%25") + "]"
	}
	return host
}
