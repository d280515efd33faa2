package rules

import (
	"fmt"

	"winnow/cleaner"
)

// Level says how much must speak for boilerplate before something is cut.
type Level uint8

// The levels, from the one that cuts least to the one that cuts most.
const (
	Careful  Level = iota // rather leaves residue than loses a line of the article
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

// Threshold returns the least sum of weights, in log-odds, at which a Cleaner of this level cuts.
func (l Level) Threshold() float32 {
	if l == Strict {
		return 2.5
	}
	return cleaner.DefaultThreshold
}
