package pattern

import (
	"strings"
	"testing"
)

func TestMay(t *testing.T) {
	tests := []struct {
		source, given, text string
		may                 bool
	}{
		{`subscribe`, "", "please subscribe now", true},
		{`subscribe`, "", "please describe it", false},
		{`(?:abon+|subscribe).{0,9}news`, "", "he wrote news", false},
		{`(?:abon+|subscribe).{0,9}news`, "", "abonnez news", true},
		{`cookies?[^.]{0,20}(?:accetta|rifiuta)`, "cookie", "the cookies are ready", false},
		{`cookies?[^.]{0,20}(?:accetta|rifiuta)`, "cookie", "cookie: accetta", true},
		{`[bcd]og(?:s|gy)? food`, "", "frog food", false},
		{`[bcd]og(?:s|gy)? food`, "", "doggy food", true},
		{`(?:read|see) (?:more|also)`, "", "see it", false},
		{`(?:\w+ ){2}`, "", "", true}, // nothing is needed
		{`(?i)subscribe`, "", "SUBSCRIBE", true},
		{"a\uFFFDbcd", "", "a\xffbcd", true},
		{`(?:news)*`, "", "x", true},
		{`(?:news)+`, "", "x", false},
		{`(?:news){2,3}`, "", "newsnews", true},
		{`ab`, "", "x", true}, // too short to look for
	}
	for _, test := range tests {
		p := MustCompile(test.source)
		if test.given != "" {
			p.Given([]string{test.given})
		}
		var grams Grams
		grams.Set([]byte(strings.Repeat("~", 300))) // is forgotten
		grams.Set([]byte(test.text))
		if got := p.May(&grams); got != test.may {
			t.Errorf("%q may match %q: got %v", test.source, test.text, got)
		}
	}
}

// TestNeedsBroken holds that needs which are cut off deny at most.
func TestNeedsBroken(t *testing.T) {
	needs := MustCompile(`(?:subscribe|register) (?:now|here)!`).Needs()
	if len(needs) == 0 {
		t.Fatal("nothing is needed")
	}
	var grams Grams
	grams.Set([]byte("register here!"))
	for n := range len(needs) + 1 {
		needs[:n].met(&grams)
	}
	if !needs.met(&grams) {
		t.Error("what is needed is there, and is not found")
	}
}
