package main

import (
	"math"

	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// kindOf are the types of page in the order of the columns that tell them apart.
var kindOf = map[string]int{
	"article": 0, "forum": 1, "listing": 2, "collection": 2, "product": 3, "service": 4, "documentation": 5,
}

const (
	typeRounds = 12
	typeRate   = 0.1
)

// types fits what the names of elements say of a page's type: one logistic regression for each type.
func (v *vocabulary) types(samples []*sample) feature.Types {
	slots := v.common(samples, func(s *sample) [][]uint32 { return [][]uint32{s.all} })
	weights := make(feature.Types, feature.TypesSpace)
	for kind := range feature.Kinds {
		w, squares := make([]float32, feature.TokenSpace), make([]float32, feature.TokenSpace)
		for range typeRounds {
			for _, s := range samples {
				if len(s.all) == 0 {
					continue
				}
				unit := float32(1 / math.Sqrt(float64(len(s.all))))
				sum := float32(0)
				for _, t := range s.all {
					if k := slots[t]; k >= 0 {
						sum += w[k] * unit
					}
				}
				right := float32(0)
				if kindOf[s.Type] == kind {
					right = 1
				}
				g := (sigmoid(sum) - right) * unit
				for _, t := range s.all {
					if k := slots[t]; k >= 0 {
						d := g + 1e-4*w[k]
						squares[k] += d * d
						w[k] -= typeRate * d / float32(math.Sqrt(float64(squares[k])+1e-6))
					}
				}
			}
		}
		for slot, x := range w {
			weights[feature.TypeSlot(uint32(slot)<<17, kind)] = int8(max(min(math.Round(float64(x)*feature.TypeUnit), 127), -127))
		}
	}
	return weights
}

// setTypes says of each sample what weights say of its type.
func (v *vocabulary) setTypes(samples []*sample, weights feature.Types) {
	for _, s := range samples {
		tokens := make([]uint32, len(s.all))
		for i, n := range s.all {
			tokens[i] = v.tokens[n]
		}
		s.table.SetTypes(weights.TypeScores(tokens))
	}
}

// kind learns what tells documents for which is holds from others, by what describes the whole document, its first
// block and what stands around that: a page begins with a menu, an article with its headline.
func (f *fitter) kind(samples []*sample, is func(*sample) bool) model.Pass {
	d := &data{columns: int(feature.Count)}
	for c := range feature.WholeLast + 1 {
		d.from = append(d.from, c)
	}
	for c := int(feature.Typed); c < int(feature.Count); c++ {
		d.from = append(d.from, c)
	}
	for _, s := range samples {
		if len(s.words) == 0 {
			continue
		}
		right := float32(0)
		if is(s) {
			right = 1
		}
		n := int32(len(d.right))
		d.rows = append(d.rows, s.table.Row(0)[:d.columns]...)
		d.right, d.weight = append(d.right, right), append(d.weight, 1)
		d.docs = append(d.docs, [2]int32{n, n + 1})
	}
	if len(d.right) == 0 {
		return model.Pass{}
	}
	return *f.whole.train(d)
}
