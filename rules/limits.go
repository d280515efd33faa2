package rules

import "fmt"

// Limits of packs. The built-in ones stay far below.
const (
	regexMost  = 64 << 10 // bytes of a regular expression, its slots filled in
	sharedMost = 500      // rules without sites that have the same literal, or the same line: all are tried wherever it stands
)

// crowded returns an error where more rules of packs that users add share a literal or a line than may.
func crowded(packs []*Pack) error {
	literals, lines := map[string]int{}, map[string]int{}
	for _, pack := range packs {
		if pack.builtin {
			continue
		}
		for _, r := range pack.rules {
			if len(r.info.Sites) > 0 {
				continue
			}
			if text := tally(literals, r.literals); text != "" {
				return fmt.Errorf("%s: rule %q: more than %d rules have its literal %q: write fewer, or hold them to sites", pack.File, r.info.ID, sharedMost, clip(text))
			}
			if text := tally(lines, r.exact); text != "" {
				return fmt.Errorf("%s: rule %q: more than %d rules have its line %q: write fewer, or hold them to sites", pack.File, r.info.ID, sharedMost, clip(text))
			}
		}
	}
	return nil
}

// tally counts the texts of a rule, and returns one that has become too common, or nothing.
func tally(counts map[string]int, texts []string) string {
	for _, text := range texts {
		if counts[text]++; counts[text] > sharedMost {
			return text
		}
	}
	return ""
}
