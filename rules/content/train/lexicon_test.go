package main

import (
	"testing"

	"winnow/rules/content/feature"
)

// seenOn is a sample of a site with one block of each of these tokens, all of them right or wrong.
func seenOn(v *vocabulary, site int32, right float32, tokens ...uint32) *sample {
	s := &sample{siteNumber: site}
	for _, token := range tokens {
		list := []uint32{token}
		v.numbers(list)
		s.tokens, s.right, s.weights = append(s.tokens, list), append(s.right, right), append(s.weights, 1)
	}
	return s
}

func token(slot uint32) uint32 { return slot << 17 }

func TestLexicon(t *testing.T) {
	const article, menu, twice, often, unweighed = 5, 6, 7, 8, 9
	v := newVocabulary()
	var samples []*sample
	for site := int32(1); site <= leastSites; site++ {
		samples = append(samples,
			seenOn(v, site, 1, token(article), token(article)),
			seenOn(v, site, 0, token(menu), token(menu)))
		if site < leastSites {
			samples = append(samples, seenOn(v, site, 0, token(twice)))
		}
		mute := seenOn(v, site, 1, token(unweighed))
		mute.weights[0] = 0
		samples = append(samples, mute)
	}
	for range 20 { // many times, and on one site
		samples = append(samples, seenOn(v, 1, 1, token(often)))
	}
	lexicon := v.lexicon(samples, func(s *sample) [][]uint32 { return s.tokens }, 8)
	if len(lexicon) != feature.TokenSpace {
		t.Fatalf("%d weights, want %d", len(lexicon), feature.TokenSpace)
	}
	for slot, w := range lexicon {
		switch slot {
		case article:
			if w <= 0 {
				t.Errorf("a token of articles says %d, want more than 0", w)
			}
		case menu:
			if w >= 0 {
				t.Errorf("a token of menus says %d, want less than 0", w)
			}
		default:
			if w != 0 {
				t.Errorf("the token in slot %d says %d, want nothing", slot, w)
			}
		}
	}
}

func TestCommon(t *testing.T) {
	v := newVocabulary()
	samples := []*sample{
		seenOn(v, 1, 1, token(1), token(2), token(1)), seenOn(v, 2, 1, token(1), token(2)),
		seenOn(v, 2, 1, token(1), token(2)), seenOn(v, 3, 1, token(1), token(3)), seenOn(v, 4, 1, token(1)),
	}
	slots := v.common(samples, func(s *sample) [][]uint32 { return s.tokens })
	if len(slots) != 3 || slots[0] != 1 || slots[1] != -1 || slots[2] != -1 {
		t.Errorf("slots %v, want [1 -1 -1]: one token stands on four sites, the others on two and one", slots)
	}
}

func TestVocabulary(t *testing.T) {
	v := newVocabulary()
	list := []uint32{77, 5, 77, 9}
	v.numbers(list)
	for i, want := range []uint32{0, 1, 0, 2} {
		if list[i] != want {
			t.Errorf("token %d has the number %d, want %d", i, list[i], want)
		}
	}
	if len(v.tokens) != 3 || v.tokens[0] != 77 || v.tokens[2] != 9 {
		t.Errorf("tokens %v, want [77 5 9]", v.tokens)
	}
}
