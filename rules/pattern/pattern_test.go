package pattern

import (
	"regexp"
	"strings"
	"sync"
	"testing"
)

func mustCompile(t testing.TB, source string) *Pattern {
	t.Helper()
	p, err := Compile(source)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSameAsRegexp(t *testing.T) {
	tests := []struct{ name, source, texts string }{
		{"brief", `^[^\p{L}]*((follow|like|find) us (on|at) (facebook|twitter))`, "- follow us on twitter|find us at facebook now|please like us on twitter|follow us on"},
		{"several matches", `(?:read|see) (?:more|also)`, "read more see also|read more, said he|xread morexsee also|read see also"},
		{"a match behind one that the automaton denies", `\bread|more\b`, "read more|more read reader|reads amore"},
		{"empty matches", `a*|b`, "baac||b"},
		{"empty matches at the end", `x?$`, "abc|abx|"},
		{"whole text", `^(?:a|bb)$`, "a|bb|ab|"},
		{"whole empty text", `^$|^abc$`, "|abc|x"},
		{"end before beginning", `(?:$|b)^a?`, "|a|b|ba"},
		{"end only", `news[.!]*$`, "the news.|news!!!|newsy|news. "},
		{"no multi-line", `^news`, "x\nnews|news\nx"},
		{"multi-line", `(?m)^news$`, "x\nnews|news\nx|x news"},
		{"fold case", `(?i)kiss`, "KISS|kiſs|\u212aiss|kis"},
		{"optional parts", `(?:sign up )?(?:for|to) our (?:free )?newsletter`, "sign up for our newsletter|to our free newsletter|our newsletter"},
		{"counts", `^(?:ab){2,3}c{40,50}$`, "abab" + strings.Repeat("c", 45) + "|ababc|" + "abab" + strings.Repeat("c", 60)},
		{"high counts inside", `x[^.]{5,60}news`, "x" + strings.Repeat("y", 50) + "news|x" + strings.Repeat("y", 70) + "news|xnews"},
		{"invalid UTF-8", "a\uFFFDbcdef", "a\xffbcdef|a\uFFFDbcdef|abcdef"},
		{"invalid UTF-8 in a class", "^[\uFFFDx]+abc[^a]$", "\xff\xffabc\xc3|xabc\xff|abc"},
		{"a class up to the replacement character", "[\uD7A4-\uFFFD]z|[\\x{D7A4}-\\x{DFFF}]y", "\xffz|\uFFFDy|\uE000z"},
		{"scripts", `подпи(?:шитесь|сывайтесь)|关注(?:我们)?|구독`, "подпишитесь|请关注我|구독하기|подпись"},
		{"word boundary", `\bad\b|\Bvert`, "ad|add|advert|vert"},
		{"nothing matches", `[^\x00-\x{10FFFF}]a`, "a|b|"},
		{"everything matches", ``, "a|"},
		{"not greedy", `read.+?more`, "read more more|read\nmore"},
		{"captures", `^((a)(b(c)?))$`, "abc|ab|a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, re := mustCompile(t, test.source), regexp.MustCompile(test.source)
			for text := range strings.SplitSeq(test.texts, "|") {
				compare(t, p, re, []byte(text))
			}
			if p.String() != test.source {
				t.Errorf("String is %q", p)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for _, source := range []string{
		"a(b", "a)b", "[a", "[z-a]", "a**", "a{2}{3}", "a{1001}", "((a{100}){100}){100}", "*a", "a|*", `\q`, `a\`, `\p{Klingon}`,
		"\xff", "(?z)", "(?P<a", `[\d-z]a++`, `\x{110000}`, "(?:" + strings.Repeat("(?:x{30}y)", 5000) + "){1000}",
		strings.Repeat("(", 1500) + strings.Repeat(")", 1500),
	} {
		_, want := regexp.Compile(source)
		if _, err := Compile(source); want == nil || err == nil || err.Error() != want.Error() {
			t.Errorf("%q: error %v, want %v", clip(source), err, want)
		}
	}
}

func TestWellFormed(t *testing.T) {
	plain := []string{`^[^\p{L}]*(?:a|b){2,}?$`, `[]a-z\].-]+`, `\x{AC00}[\x{AC00}-\x{D7A3}\d_-]`, `\$\p{Han}+|()`, `(?:[a-c]{0,24}(?:x{3}y?){4})`, "关注|подпи"}
	for _, source := range plain {
		if !wellFormed(source) {
			t.Errorf("%q takes a parser", source)
		}
	}
}

// TestManyStates runs an automaton that needs far more states than it may keep,
// from several goroutines.
func TestManyStates(t *testing.T) {
	source := `(?:a|b)[ab]{4}c|(?:a.{4}|b.{3}|c.{2}){4}z`
	p, re := mustCompile(t, source), regexp.MustCompile(source)
	var group sync.WaitGroup
	for seed := range uint32(4) {
		group.Go(func() {
			random := seed*7919 + 1
			for range 150 {
				text := make([]byte, 300)
				for i := range text {
					random = random*1664525 + 1013904223
					text[i] = "aaabbbcccdz"[random>>16%11]
				}
				if got, want := p.Match(text), re.Match(text); got != want {
					t.Errorf("%q: %v, want %v", text, got, want)
					return
				}
			}
		})
	}
	group.Wait()
	if size := p.automaton.states.memory(); size > maxMemory+maxMemory/4 {
		t.Errorf("the states take %d bytes", size)
	}
}

// TestEngines runs automata that together need far more states than they may keep, from several goroutines.
func TestEngines(t *testing.T) {
	engines := NewEngines(20 << 10)
	var patterns []*Pattern
	var regexps []*regexp.Regexp
	for _, source := range []string{`(?:a|b)[ab]{4}c`, `(?:a.{4}|b.{3}){2}z`, `^[ab]+(?:c|dz)*$`, `\bab|cb\b`} {
		p, err := engines.Compile(source)
		if err != nil {
			t.Fatal(err)
		}
		patterns, regexps = append(patterns, p), append(regexps, regexp.MustCompile(source))
	}
	var group sync.WaitGroup
	for seed := range uint32(4) {
		group.Go(func() {
			random := seed*7919 + 1
			for run := range 400 {
				text := make([]byte, 100)
				for i := range text {
					random = random*1664525 + 1013904223
					text[i] = "aaabbbcc dz"[random>>16%11]
				}
				k := run / 10 % len(patterns)
				if got, want := patterns[k].Match(text), regexps[k].Match(text); got != want {
					t.Errorf("%s in %q: %v, want %v", patterns[k], text, got, want)
					return
				}
			}
		})
	}
	group.Wait()
	total := 0
	for _, a := range engines.automata {
		total += a.states.memory()
	}
	if got := int(engines.states.Load()); got != total || got > 60<<10 {
		t.Errorf("counted %d bytes of states, there are %d", got, total)
	}
}
