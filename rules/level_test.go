package rules_test

import (
	"testing"

	"winnow/rules"
)

func TestLevel(t *testing.T) {
	last := float32(100)
	for _, l := range rules.Levels() {
		if got, err := rules.ParseLevel(l.String()); err != nil || got != l {
			t.Errorf("%v is parsed as %v: %v", l, got, err)
		}
		if l.Threshold() > last || l.Threshold() <= 0 {
			t.Errorf("%v cuts at %v, the level before at %v", l, l.Threshold(), last)
		}
		last = l.Threshold()
	}
	_, err := rules.ParseLevel("brave")
	if want := `"brave" is no level: use careful, balanced or strict`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if got := rules.Level(9).String(); got != "level 9" {
		t.Errorf("an unknown level is called %q", got)
	}
}
