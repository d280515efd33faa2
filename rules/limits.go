package rules

import "fmt"

// Limits of packs. The built-in ones stay far below.
const (
	regexMost  = 64 << 10 // bytes of a regular expression, its slots filled in
	sharedMost = 500      // rules without sites of one literal, or of one label: all of them are tried wherever it stands
)

// crowded returns an error where more rules share a literal or a label than may.
func (s *lexicon) crowded() error {
	for _, rules := range s.owners {
		if n := s.everywhere(rules); n > sharedMost {
			return fmt.Errorf("rule %q and %d more have the same literal: give no more than %d the same one", s.rules[rules[0]].info.ID, n-1, sharedMost)
		}
	}
	for _, rules := range s.labels.shared {
		if n := s.everywhere(rules); n > sharedMost {
			return fmt.Errorf("rule %q and %d more have the same exact line: give no more than %d the same one", s.rules[rules[0]].info.ID, n-1, sharedMost)
		}
	}
	return nil
}

// everywhere counts the rules that are for documents of all sites.
func (s *lexicon) everywhere(rules []int32) int {
	count := 0
	for _, n := range rules {
		if len(s.rules[n].info.Sites) == 0 {
			count++
		}
	}
	return count
}
