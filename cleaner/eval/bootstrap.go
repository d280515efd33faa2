package eval

import (
	"math"
	"math/rand/v2"
	"slices"
)

// resamples is how often documents are drawn, so that 25 draws lie below a 95 % interval and 25 above.
const resamples = 1000

// interval is a range that holds 95 % of what was drawn.
type interval struct{ low, high float64 }

// bootstrap returns the 95 % intervals of the figures by the percentile method of the bootstrap: as many documents
// as there are, are drawn with replacement again and again, and the figures of each draw are put in order (Efron,
// "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7, 1979). The draws are the same each
// time. Draws in which a figure is not defined do not count for it.
func bootstrap(documents []fractions, kind Kind) (intervals [maxFigures]interval) {
	var drawn [maxFigures][]float64
	random := rand.New(rand.NewPCG(1979, uint64(len(documents))))
	for range resamples {
		var sum fractions
		for range documents {
			sum.add(&documents[random.IntN(len(documents))])
		}
		for i, v := range sum.values(kind) {
			if !math.IsNaN(v) {
				drawn[i] = append(drawn[i], v)
			}
		}
	}
	for i, values := range drawn {
		slices.Sort(values)
		intervals[i] = interval{percentile(values, 0.025), percentile(values, 0.975)}
	}
	return intervals
}

// percentile returns the value that the share p of sorted values does not exceed, NaN where there are none.
func percentile(values []float64, p float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	return values[max(int(math.Ceil(p*float64(len(values))))-1, 0)]
}
