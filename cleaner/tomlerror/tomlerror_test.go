package tomlerror

import (
	"errors"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

func TestLocate(t *testing.T) {
	for text, want := range map[string]string{
		"name = 'a'\ncolour = 1\nsize = 2\n": "f:2:1: unknown key \"colour\": see the keys\nf:3:1: unknown key \"size\": see the keys",
		"name = \n":                          "f:1:8: ",
	} {
		var into struct{ Name string }
		err := toml.NewDecoder(strings.NewReader(text)).DisallowUnknownFields().Decode(&into)
		if err == nil {
			t.Fatalf("%q: no error", text)
		}
		if got := Locate("f", err, "see the keys").Error(); !strings.HasPrefix(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	other := errors.New("gone")
	if got := Locate("f", other, ""); !errors.Is(got, other) || got.Error() != "f: gone" {
		t.Errorf("got %v", got)
	}
}
