package match

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"winnow/rules/fold"
)

// naive is Append by the letter of its documentation.
func naive(literals []string, text []byte) (found []Match) {
	for i := range text {
		if !isStart(text, i) {
			continue
		}
		folded, offsets := fold.Append(nil, nil, text[i:])
		for n, literal := range literals {
			if bytes.HasPrefix(folded, []byte(literal)) {
				last := i + int(offsets[len(literal)-1])
				_, size := fold.Next(text, last)
				found = append(found, Match{int32(n), int32(i), int32(last + size)})
			}
		}
	}
	return found
}

// compareWithNaive runs the search with every alignment of the text to the
// blocks of the first step.
func compareWithNaive(t *testing.T, literals []string, text []byte) {
	t.Helper()
	set := New(literals)
	for _, shift := range []int{0, 1, 7, 40, 61} {
		shifted := append(bytes.Repeat([]byte("."), shift), text...)
		got, want := set.Append(nil, shifted), naive(literals, shifted)
		if !slices.Equal(got, want) {
			t.Fatalf("literals %q, text %q after %d dots:\ngot  %v\nwant %v", literals, text, shift, got, want)
		}
	}
}

func FuzzAppend(f *testing.F) {
	f.Add("subscribe now\nsubscribe\nsubscribe to\nnow\u00a0or", "endSubscribe  now, SUBSCRIBE\u200b\r\n  to. Now or")
	f.Add("abonn\nетесь\nподпи\nпишитесь", "Abonnement, ПОДПИШИТЕСЬ на рассылку")
	f.Add("关注我们\n我们的\n们的公众号", "请关注我们的公众号“关注 我们”")
	f.Add("strasse\n...mehr\n\"ja\"\n© 20\n+++ ", "Straße …mehr “ja” «Ja» © 2024 +++ eil +++×Strasse")
	f.Add("aaaa\naaaaa\naaaab\na a a a", strings.Repeat("a ", 50)+strings.Repeat("a", 40))
	f.Add("\xc3\x89tes\netes", "\xc3\u200b\x89tes \xc3\u200b\u00e9tes e\u0301tes Étes \xe2\x80")
	f.Fuzz(func(t *testing.T, lines, text string) {
		var literals []string
		for line := range strings.SplitSeq(lines, "\n") {
			if line = fold.String(line); len(line) >= MinLiteral {
				literals = append(literals, line)
			}
		}
		// Beginnings of the text itself, so that there is something to find.
		folded := fold.String(text)
		for i := 0; i+5 < len(folded) && i < 60; i += 3 {
			literals = append(literals, folded[i:i+4], folded[i:min(len(folded), i+4+i%17)])
		}
		compareWithNaive(t, literals, []byte(text))
	})
}

// TestProse compares over many blocks, with literals taken out of the text.
func TestProse(t *testing.T) {
	for language := range vocabularies {
		t.Run(language, func(t *testing.T) {
			text := prose(language, 3000)
			literals := phrases(200)
			folded := fold.String(string(text))
			for i := 0; i+40 < len(folded); i += 37 {
				literals = append(literals, folded[i:i+4+i%30])
			}
			compareWithNaive(t, literals, text)
		})
	}
}
