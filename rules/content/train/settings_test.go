package main

import "winnow/rules/content/model"

// quick are settings that learn something of very little in so many rounds.
func quick(seed uint64, rounds int) settings {
	b := boost{rounds: rounds, rate: 0.3, leaves: 4, tables: 12, bins: 12, sample: 0.8, features: 40, lambda: 1, least: 1, seed: seed}
	return settings{
		page: b, text: b, whole: b, epochs: 6, power: 0.7,
		other: [model.Kinds]float64{1, 1, 1, 1}, news: 1, extra: 1, clean: 1,
	}
}
