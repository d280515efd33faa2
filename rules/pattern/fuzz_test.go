package pattern

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// compare runs a pattern and its regexp on text.
func compare(t *testing.T, p *Pattern, re *regexp.Regexp, text []byte) {
	t.Helper()
	if got, want := p.Match(text), re.Match(text); got != want {
		t.Fatalf("%q in %q: Match is %v, want %v", clip(p.String()), text, got, want)
	}
	var grams Grams
	if grams.Set(text); re.Match(text) && !p.May(&grams) {
		t.Fatalf("%q in %q: May is false, and there is a match", clip(p.String()), text)
	}
	for _, n := range []int{-1, 0, 1, 2, 8} {
		if got, want := p.AppendAll(nil, text, n), places(re, text, n); !slices.Equal(got, want) {
			t.Fatalf("%q in %q, %d times: got %v, want %v", clip(p.String()), text, n, got, want)
		}
	}
}

// places is AppendAll of a regexp.
func places(re *regexp.Regexp, text []byte, n int) (all []Place) {
	for _, at := range re.FindAllIndex(text, n) {
		all = append(all, Place{at[0], at[1]})
	}
	return all
}

func clip(s string) string { return s[:min(len(s), 300)] }

// grammar makes up expressions, and texts that these match or nearly match.
type grammar struct{ *rand.Rand }

func (g grammar) pick(of ...string) string { return of[g.IntN(len(of))] }

func (g grammar) word() string {
	return g.pick("follow", "like", "us", "on", "facebook", "face", "a", "ab", "abc", "abcd", "news", "newsletter",
		"подпи", "шитесь", "关注", "我们", "é", "\uFFFD", " ", "k", "ſ", "12", "")
}

// expression returns an expression and a text that it matches, if it has no
// anchors in the wrong places and the text is not spoilt.
func (g grammar) expression(depth int) (source, text string) {
	if depth == 0 {
		switch g.IntN(12) {
		case 0:
			return `[^\p{L}]`, g.pick("1", ".", " ", "\xff")
		case 1:
			return `[a-c]`, g.pick("a", "b", "c")
		case 2:
			return `[ei]`, g.pick("e", "i")
		case 3:
			return `\d`, g.pick("0", "7")
		case 4:
			return ".", g.pick("x", "ж", "\xff", "关")
		case 5:
			return "[\uFFFDx]", g.pick("x", "\xff", "\uFFFD")
		case 6:
			return g.pick(`\b`, `\B`, "^", "$", "(?:)", `\A`, `\z`, `(?m:^)`, `(?m:$)`), ""
		}
		w := g.word()
		return regexp.QuoteMeta(w), w
	}
	a, x := g.expression(g.IntN(depth))
	b, y := g.expression(g.IntN(depth))
	switch g.IntN(16) {
	case 0, 1, 2, 3:
		return a + b, x + y
	case 4, 5:
		return "(" + a + "|" + b + ")", g.pick(x, y)
	case 6:
		c, z := g.expression(g.IntN(depth))
		d, w := g.expression(g.IntN(depth))
		return "(?:" + a + "|" + b + "|" + c + "|" + d + ")", g.pick(x, y, z, w)
	case 7:
		return "(?:" + a + ")?" + b, g.pick(x, "") + y
	case 8:
		return "(?:" + a + ")*" + b, g.pick("", x, x+x) + y
	case 9:
		return a + "(?:" + b + ")+", x + y + g.pick("", y, y+y)
	case 10:
		return "(?:" + a + ")" + g.pick("{0,3}", "{1,2}", "{2}", "{2,}", "{5}", "{0}", "{1,3}?"), strings.Repeat(x, g.IntN(6))
	case 11:
		return "(?i:" + a + ")" + b, g.pick(x, strings.ToUpper(x), strings.ReplaceAll(x, "k", "\u212a")) + y
	case 12:
		return `^[^\p{L}]*` + a + `[^\p{L}\p{N}]*$`, g.pick("", "- ", "«") + x + g.pick("", ".", "!\xff")
	case 13:
		return `^` + a + ` *` + b, x + g.pick("", "  ") + y
	case 14:
		return a + `.{0,20}` + b, x + g.pick("", " a few words ") + y
	}
	return a + `[ ,]+` + b + `$`, x + g.pick(" ", ", ") + y
}

// spoil changes text a little.
func (g grammar) spoil(text string) []byte {
	b := []byte(text)
	for g.IntN(2) == 0 {
		at := g.IntN(len(b) + 1)
		switch g.IntN(4) {
		case 0:
			b = append(b[:at:at], b[min(at+1, len(b)):]...)
		case 1:
			b = append(b[:at:at], append([]byte(g.word()), b[at:]...)...)
		case 2:
			b = append(b[:at:at], append([]byte(g.pick("\xff", ". ", "x", "\xe5")), b[at:]...)...)
		default:
			b = append([]byte(g.word()+" "), b...)
		}
	}
	return b
}

// checkRandom compares random expressions on random texts.
func checkRandom(t *testing.T, seed uint64) {
	g := grammar{rand.New(rand.NewPCG(seed, 1))}
	source, text := g.expression(1 + g.IntN(6))
	re, err := regexp.Compile(source)
	p, errPattern := Compile(source)
	if err != nil || errPattern != nil {
		if err == nil || errPattern == nil || err.Error() != errPattern.Error() {
			t.Fatalf("%q: error %v, want %v", source, errPattern, err)
		}
		return
	}
	for range 20 {
		compare(t, p, re, g.spoil(text))
	}
}

func TestRandom(t *testing.T) {
	seeds := uint64(20000)
	if testing.Short() {
		seeds = 2000
	}
	for seed := range seeds {
		checkRandom(t, seed)
	}
}

func FuzzRandom(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(checkRandom)
}

func FuzzMatch(f *testing.F) {
	f.Add(`^[^\p{L}]*((follow|like|find) us (on|at) (facebook|twitter))`, "- follow us on twitter")
	f.Add(`(?i)kelvin|ſ{2,3}`, "\u212aelvin SS")
	f.Add("\uFFFD+abc[\uFFFDx]$", "\xffabc\xff")
	f.Add(`(?:newsletter(?: by mail)?|mailing list)s?[.!]*$`, "newsletter by mails.")
	f.Fuzz(func(t *testing.T, source, text string) {
		if len(source) > 300 || len(text) > 600 {
			return
		}
		re, err := regexp.Compile(source)
		p, errPattern := Compile(source)
		if err != nil || errPattern != nil {
			if err == nil || errPattern == nil || err.Error() != errPattern.Error() {
				t.Fatalf("%q: error %v, want %v", source, errPattern, err)
			}
			return
		}
		if p.String() != re.String() {
			t.Fatalf("String is %q, want %q", p, re)
		}
		compare(t, p, re, []byte(text))
	})
}

func FuzzWellFormed(f *testing.F) {
	for _, source := range []string{`a{2}?|[^\p{L}-]\d[]a-z]`, `(?:(a|b){3}){9}\.{2,}`, `\p{Han}[\w.-]+$`, `a**`, `[z-a]`, `a{1001}`} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if _, err := syntax.Parse(source, syntax.Perl); err != nil && wellFormed(source) {
			t.Fatalf("%q is well-formed: %v", source, err)
		}
	})
}
