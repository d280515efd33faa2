package document

import "testing"

func TestLookupTag(t *testing.T) {
	for tag := TagUnknown + 1; tag < tagCount; tag++ {
		if got := LookupTag([]byte(tag.String())); got != tag {
			t.Errorf("%q: got %q: the two share a slot", tag, got)
		}
	}
	for _, name := range []string{"", "divx", "x-card", "annotation-xml"} {
		if got := LookupTag([]byte(name)); got != TagUnknown {
			t.Errorf("%q: got %q", name, got)
		}
	}
}
