package feature

import (
	"slices"
	"strings"
	"testing"
)

func look(text string) *glance {
	var g glance
	g.look([]byte(text))
	return &g
}

// hashOf is the hash of a word as look makes it.
func hashOf(word string) (h uint32) {
	for _, c := range []byte(word) {
		h = (h ^ uint32(c)) * prime
	}
	return h
}

func TestTokensAlike(t *testing.T) {
	for _, test := range []struct {
		a, b  string
		alike bool
	}{
		{"Read More", "read more", true},
		{"12 comments", "37 comments", true},
		{"12 comments", "137 comments", false}, // as many digits
		{"12 comments", "xx comments", false},
		{"read, more!", "read more", true}, // marks part words and say nothing here
		{"read more", "more read", false},
		{"readmore", "read more", false},
		{"café", "cafe", false},
		{"café", "café", true},
		{"Привет мир", "Привет мир", true},
		{"Привет мир", "Привет свет", false},
		{"日本語", "日本", false},
		{"a", "b", false},
		{"a", "A", true},
		{"", "...", true}, // no words
	} {
		a, b := look(test.a).tokens, look(test.b).tokens
		if got := slices.Equal(a, b); got != test.alike {
			t.Errorf("%q and %q: tokens alike is %v, want %v", test.a, test.b, got, test.alike)
		}
	}
}

func TestTokens(t *testing.T) {
	read, more, now := hashOf("read"), hashOf("more"), hashOf("now")
	line := func(words ...uint32) (l uint32) {
		for _, w := range words {
			l = l*prime ^ w
		}
		return mix(l, saltLine)
	}
	for _, test := range []struct {
		text string
		want []uint32
	}{
		{"", []uint32{line(), mix(0, saltLast)}},
		{"?", []uint32{line(), mix(0, saltLast)}},
		{"Read", []uint32{mix(read, saltWord), mix(read, saltFirst), line(read), mix(read, saltLast)}},
		{"read more now!", []uint32{
			mix(read, saltWord), mix(read, saltFirst),
			mix(more, saltWord), mix(more*31+read, saltPair),
			mix(now, saltWord), mix(now*31+more, saltPair),
			line(read, more, now), mix(now, saltLast),
		}},
		{"9", []uint32{mix(hashOf("0"), saltWord), mix(hashOf("0"), saltFirst), line(hashOf("0")), mix(hashOf("0"), saltLast)}},
	} {
		if got := look(test.text).tokens; !slices.Equal(got, test.want) {
			t.Errorf("%q: tokens %x, want %x", test.text, got, test.want)
		}
	}
}

// TestTokensOfLong holds that of a long block the first words and the last are looked at, and that no token stands for
// all of it.
func TestTokensOfLong(t *testing.T) {
	long := look("One two three four five six seven eight nine ten Subscribe.")
	if long.words != headWords {
		t.Errorf("%d words were looked at, want %d", long.words, headWords)
	}
	if got, want := len(long.tokens), 2*headWords+1; got != want {
		t.Errorf("%d tokens, want %d: two a word, and the last", got, want)
	}
	if last := long.tokens[len(long.tokens)-1]; last != mix(hashOf("subscribe"), saltLast) {
		t.Errorf("the last token is %x, not that of the last word", last)
	}
	other := look("One two three four five six seven eight, and on it goes for long, then 7 subscribe")
	if !slices.Equal(long.tokens, other.tokens) {
		t.Error("blocks with the same head and the same last word have other tokens")
	}
	wide := look(strings.Repeat("мир ", 60) + "конец")
	if last := wide.tokens[len(wide.tokens)-1]; last != mix(hashOf("конец"), saltLast) {
		t.Errorf("the last token is %x, not that of the last word, which is no ASCII", last)
	}
	if a, b := look(strings.Repeat("x", 1<<20)), look(strings.Repeat("x", 500)); !slices.Equal(a.tokens, b.tokens) {
		t.Error("how long a word without end is shows")
	}
}

func TestTokensReused(t *testing.T) {
	var g glance
	g.look([]byte("A LONG | and (marked) LINE, 12 $: of many words that goes on and on"))
	g.look([]byte("read more"))
	want := look("read more")
	if !slices.Equal(g.tokens, want.tokens) || g.words != want.words || g.capitals != want.capitals || g.marks != want.marks {
		t.Errorf("got %+v, want %+v, as without the block before", g, *want)
	}
}

func TestMarks(t *testing.T) {
	for _, test := range []struct {
		text  string
		marks []int
	}{
		{"No marks here. None!", nil},
		{"Topics: rain", []int{colon}},
		{"rain, snow", []int{comma}},
		{`"rain"`, []int{quote}},
		{"(rain) [1]", []int{bracket}},
		{"Home | News > Local", []int{bar}},
		{"$5 @home #rain", []int{sign}},
		{"a:b,c'd(e|f$", []int{colon, comma, quote, bracket, bar, sign}},
	} {
		want := uint8(0)
		for _, m := range test.marks {
			want |= 1 << (m - colon)
		}
		if got := look(test.text).marks; got != want || got >= Bins {
			t.Errorf("%q: marks %06b, want %06b", test.text, got, want)
		}
	}
}

func TestCapitals(t *testing.T) {
	for _, test := range []struct {
		text            string
		capitals, words int32
	}{
		{"", 0, 0},
		{"the rain", 0, 2},
		{"The Rain fell", 2, 3},
		{"WEATHER", 1, 1},
		{"12 Monkeys", 1, 2},
	} {
		g := look(test.text)
		if g.capitals != test.capitals || g.words != test.words {
			t.Errorf("%q: %d of %d words, want %d of %d", test.text, g.capitals, g.words, test.capitals, test.words)
		}
	}
	for words := int32(0); words <= headWords; words++ {
		for n := int32(0); n <= words+1; n++ { // a word that is cut off counts for its capital alone
			if got := capitals(n, words); got >= Bins {
				t.Errorf("capitals(%d, %d) is %d, want less than %d", n, words, got, Bins)
			}
		}
	}
}

func TestAttributeWords(t *testing.T) {
	of := func(kind uint32, s string) []uint32 { return words([]byte(s), kind, nil) }
	for _, test := range []struct {
		a, b  string
		alike bool
	}{
		{"related-posts", "relatedPosts", true},
		{"related_posts", "Related  Posts", true},
		{"RELATED", "related", true},
		{"post-1234", "post-77", true},
		{"a-b-c", "", true},                 // single letters say nothing
		{strings.Repeat("x", 25), "", true}, // no name is that long
		{"related", "relater", false},
		{"ünder", "nder", true}, // letters beyond ASCII part words
	} {
		if got := slices.Equal(of(1, test.a), of(1, test.b)); got != test.alike {
			t.Errorf("%q and %q: tokens alike is %v, want %v", test.a, test.b, got, test.alike)
		}
	}
	if slices.Equal(of(0, "main"), of(1, "main")) {
		t.Error("a class and an id of one name have the same token")
	}
	if got := of(0, strings.Repeat("word ", 1000)); len(got) != 16 {
		t.Errorf("an attribute of 1000 words has %d tokens, want 16", len(got))
	}
	if got := words([]byte(strings.Repeat("word ", 1000)), 0, make([]uint32, 40)); len(got) != 56 {
		t.Errorf("40 tokens and those of an attribute make %d, want 56", len(got))
	}
}

func TestLexicon(t *testing.T) {
	if got := (Lexicon)(nil).Of([]uint32{1, 2}); got != 0 {
		t.Errorf("no lexicon says %d", got)
	}
	if got := make(Lexicon, 5).Of([]uint32{1 << 31}); got != 0 {
		t.Errorf("a lexicon that is too short says %d", got)
	}
	l := make(Lexicon, TokenSpace)
	a, b := uint32(0xFFFFFFFF), uint32(3<<17)
	l[Slot(a)], l[Slot(b)] = 127, -28
	if got := l.Of([]uint32{a, b, a, 0}); got != 226 {
		t.Errorf("the lexicon says %d, want 226", got)
	}
}
