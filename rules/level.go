package rules

import (
	"fmt"
	"slices"

	"winnow/cleaner"
	"winnow/rules/content"
)

// Level says how much must speak for boilerplate before something is cut.
type Level uint8

// The levels, from the one that cuts least to the one that cuts most.
const (
	Careful  Level = iota // only residue that a named rule proves
	Balanced              // what winnow does unless it is told otherwise
	Strict                // rather loses a line of the article than leaves residue
)

var levelNames = [...]string{"careful", "balanced", "strict"}

// Levels returns all levels, from Careful to Strict.
func Levels() []Level { return []Level{Careful, Balanced, Strict} }

// String returns the level's name.
func (l Level) String() string {
	if int(l) >= len(levelNames) {
		return fmt.Sprintf("level %d", uint8(l))
	}
	return levelNames[l]
}

// ParseLevel returns the level called name.
func ParseLevel(name string) (Level, error) {
	for l, n := range levelNames {
		if n == name {
			return Level(l), nil
		}
	}
	return Balanced, fmt.Errorf("%q is no level: use careful, balanced or strict", name)
}

// Of returns those of stages that run at this level: at Careful all but what was learnt, which cites no named rule.
func (l Level) Of(stages []cleaner.Stage) []cleaner.Stage {
	if l != Careful {
		return stages
	}
	return slices.DeleteFunc(slices.Clone(stages), func(s cleaner.Stage) bool {
		return s.Rules()[0].Stage == content.Name
	})
}

// Threshold returns the least sum of weights, in log-odds, at which a Cleaner of this level cuts.
func (l Level) Threshold() float32 {
	if l == Strict {
		return 2.5
	}
	return cleaner.DefaultThreshold
}
