package main

import (
	"math"

	"winnow/rules/content/feature"
)

// leastSites is on how many sites a token must be seen for the model to know it.
const leastSites = 3

// vocabulary numbers tokens, so that what is known of each stands in arrays.
type vocabulary struct {
	number map[uint32]uint32
	tokens []uint32
}

func newVocabulary() *vocabulary { return &vocabulary{number: map[uint32]uint32{}} }

// numbers replaces tokens by their numbers.
func (v *vocabulary) numbers(list []uint32) {
	for i, t := range list {
		n, ok := v.number[t]
		if !ok {
			n = uint32(len(v.tokens))
			v.number[t] = n
			v.tokens = append(v.tokens, t)
		}
		list[i] = n
	}
}

// common returns the slot of each token that stands on leastSites sites or more, and -1 for the rest.
func (v *vocabulary) common(samples []*sample, of func(*sample) [][]uint32) []int32 {
	sites, slots := make([][leastSites]int32, len(v.tokens)), make([]int32, len(v.tokens))
	for i := range slots {
		slots[i] = -1
	}
	for _, s := range samples {
		for _, list := range of(s) {
			for _, t := range list {
				if seen(&sites[t], s.siteNumber) {
					slots[t] = int32(feature.Slot(v.tokens[t]))
				}
			}
		}
	}
	return slots
}

// seen notes a site, and reports that all places are taken.
func seen(sites *[leastSites]int32, site int32) bool {
	for k := range sites {
		switch sites[k] {
		case site:
			return k == leastSites-1
		case 0:
			sites[k] = site
			return k == leastSites-1
		}
	}
	return true
}

// lexicon fits what tokens say by logistic regression, a step a block (AdaGrad: Duchi, Hazan, Singer, "Adaptive
// subgradient methods for online learning", 2011).
func (v *vocabulary) lexicon(samples []*sample, of func(*sample) [][]uint32, epochs int) feature.Lexicon {
	const rate, decay = 0.1, 2e-5
	slots := v.common(samples, of)
	w, squares := make([]float32, feature.TokenSpace), make([]float32, feature.TokenSpace)
	for range epochs {
		for _, s := range samples {
			for i, list := range of(s) {
				if s.weights[i] == 0 {
					continue
				}
				sum := float32(0)
				for _, t := range list {
					if k := slots[t]; k >= 0 {
						sum += w[k]
					}
				}
				g := s.weights[i] * (sigmoid(sum) - s.right[i])
				for _, t := range list {
					if k := slots[t]; k >= 0 {
						d := g + decay*w[k]
						squares[k] += d * d
						w[k] -= rate * d / float32(math.Sqrt(float64(squares[k])+1e-6))
					}
				}
			}
		}
	}
	lexicon := make(feature.Lexicon, len(w))
	for i, x := range w {
		lexicon[i] = int8(max(min(math.Round(float64(x)*feature.Unit), 127), -127))
	}
	return lexicon
}

// set tells the tables of samples what a lexicon says of their blocks.
func (v *vocabulary) set(samples []*sample, of func(*sample) [][]uint32, l feature.Lexicon, set func(*feature.Table, int, int32)) {
	for _, s := range samples {
		for i, list := range of(s) {
			sum := int32(0)
			for _, t := range list {
				sum += int32(l[feature.Slot(v.tokens[t])])
			}
			set(&s.table, i, sum)
		}
	}
}
