package site

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ text, host, err string }{ // err: what a rule that names it so is told
		{text: "example.com", host: "example.com"},
		{text: "News.Example.COM.", host: "news.example.com"},
		{text: " example.com ", host: "example.com"},
		{text: "https://www.example.com/a?b=http://c.example#d", host: "www.example.com", err: `write "www.example.com"`},
		{text: "//example.com/a", host: "example.com", err: `write "example.com"`},
		{text: "example.com:8080", host: "example.com", err: `write "example.com"`},
		{text: "example.com/news", host: "example.com", err: `write "example.com"`},
		{text: "https://me:secret@example.com", host: "example.com", err: `write "example.com"`},
		{text: "bücher.example", host: "xn--bcher-kva.example"},
		{text: "новости.рф", host: "xn--b1amnebsh.xn--p1ai"},
		{text: "under_score.example", host: "under_score.example"},
		{text: "localhost", host: "localhost"},
		{text: "127.0.0.1:80", host: "127.0.0.1", err: `write "127.0.0.1"`},
		{text: "[2001:DB8::1]", host: "2001:db8::1"},
	}
	for _, test := range tests {
		got, err := Parse(test.text)
		if err != nil || got != test.host {
			t.Errorf("Parse(%q) = %q, %v, want %q", test.text, got, err, test.host)
		}
		got, err = ParseHost(test.text)
		switch {
		case test.err == "" && (err != nil || got != test.host):
			t.Errorf("ParseHost(%q) = %q, %v, want %q", test.text, got, err, test.host)
		case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
			t.Errorf("ParseHost(%q) = %q, %v, want an error that says %s", test.text, got, err, test.err)
		}
	}
	for _, text := range []string{"", "  ", "file:///etc/hosts", "https://", "http://[::1", "exa mple.com", "a..b", "\xbc0", "｀", "a／b", strings.Repeat("a", 64) + ".example"} {
		if got, err := Parse(text); err == nil {
			t.Errorf("Parse(%q) = %q, want an error", text, got)
		}
	}
	if _, err := ParseHost("*.example.com"); err == nil || !strings.Contains(err.Error(), `write "example.com"`) {
		t.Errorf("a wildcard: %v", err)
	}
}

func TestOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/b": "a.example",
		"//a.example":         "a.example",
		"/b/c":                "",
		"a.example":           "", // a file beside the page, as browsers read it
		"":                    "",
		"mailto:a@b.example":  "",
	} {
		if got := Of(address); got != want {
			t.Errorf("Of(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestWithin(t *testing.T) {
	for _, test := range []struct {
		host, site string
		want       bool
	}{
		{"example.com", "example.com", true},
		{"a.b.example.com", "example.com", true},
		{"badexample.com", "example.com", false},
		{"example.com", "www.example.com", false},
		{"", "example.com", false},
	} {
		if got := Within(test.host, test.site); got != test.want {
			t.Errorf("Within(%q, %q) = %v", test.host, test.site, got)
		}
	}
	if !WithinAny("a.example", []string{"b.example", "a.example"}) || WithinAny("a.example", nil) {
		t.Error("WithinAny is wrong")
	}
}
