package batch

import (
	"slices"
	"strings"
	"testing"
)

func TestPattern(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		folder, want  bool
	}{
		{"*.png", "a.png", false, true},
		{"*.png", "x/y/a.png", false, true}, // a name, at any depth
		{"*.png", "a.png.txt", false, false},
		{"x/*.png", "x/a.png", false, true},
		{"x/*.png", "y/x/a.png", false, false}, // a path
		{"x/*.png", "x/y/a.png", false, false},
		{"/a.png", "a.png", false, true},
		{"/a.png", "x/a.png", false, false},
		{"**/b/*.png", "b/a.png", false, true},
		{"**/b/*.png", "x/y/b/a.png", false, true},
		{"**/b/*.png", "x/b/y/a.png", false, false},
		{"x/**", "x/y/a.png", false, true},
		{"x/**/a", "x/a", false, true},
		{"x/**/a", "x/y/z/a", false, true},
		{"x/**/a/**/b", "x/a/a/b/c/b", false, true},
		{"x/**/a/**/b", "x/b/a/c", false, false},
		{"drafts/", "drafts", true, true},
		{"drafts/", "x/drafts", true, true},
		{"drafts/", "drafts", false, false}, // a file
		{"[!a]x", "bx", false, true},
		{"[!a]x", "ax", false, false},
		{"[a-c]?", "b7", false, true},
		{"**", "any/thing", false, true},
		{"*", ".hidden", false, true},
		{"caf\xe9*", "caf\xe9.txt", false, true},
	} {
		p, err := ParsePattern(test.pattern)
		if err != nil {
			t.Errorf("%q: %v", test.pattern, err)
			continue
		}
		if got := p.Match(test.name, test.folder); got != test.want {
			t.Errorf("%q matches %q: %v, want %v", test.pattern, test.name, got, test.want)
		}
	}
	for _, wrong := range []string{"", "/", "[a", "x/[a", `x\`} {
		if _, err := ParsePattern(wrong); err == nil || !strings.Contains(err.Error(), "is no pattern") {
			t.Errorf("%q: error %v", wrong, err)
		}
	}
}

func TestMayHold(t *testing.T) {
	for _, test := range []struct {
		pattern, folder string
		want            bool
	}{
		{"a/*.txt", "a", true},
		{"a/*.txt", "b", false},
		{"a/*.txt", "a/b", false},
		{"*/x/*.txt", "b/x", true},
		{"**/x.txt", "b/c/d", true},
		{"a/**/x.txt", "b", false},
	} {
		if got := mayHold(strings.Split(test.pattern, "/"), strings.Split(test.folder, "/")); got != test.want {
			t.Errorf("%q may hold %q: %v, want %v", test.folder, test.pattern, got, test.want)
		}
	}
}

// FuzzPattern holds that ** is tried everywhere, against a matcher that plainly tries all.
func FuzzPattern(f *testing.F) {
	f.Add("a/**/b", "a/x/b")
	f.Add("**/a/**/a", "a/a/a")
	f.Add("[!x]*/**", "y/z")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		p, err := ParsePattern(pattern)
		if err != nil || p.anywhere || len(p.parts) > 6 {
			return
		}
		names := strings.Split(name, "/")
		if len(names) > 8 {
			return
		}
		if got, want := p.Match(name, true), matchSlowly(p.parts, names); got != want {
			t.Errorf("%q matches %q: %v, want %v", pattern, name, got, want)
		}
	})
}

func matchSlowly(parts, names []string) bool {
	if len(parts) == 0 {
		return len(names) == 0
	}
	if parts[0] == "**" {
		return slices.ContainsFunc(tails(names), func(tail []string) bool { return matchSlowly(parts[1:], tail) })
	}
	return len(names) > 0 && matchPart(parts[0], names[0]) && matchSlowly(parts[1:], names[1:])
}

func tails(names []string) (list [][]string) {
	for i := range len(names) + 1 {
		list = append(list, names[i:])
	}
	return list
}
