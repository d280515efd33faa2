package rules

// Literals returns the literals of the pack's rules in their order, as they are looked for: folded. Rules may share one.
func (p *Pack) Literals() []string {
	var literals []string
	for _, r := range p.rules {
		literals = append(literals, r.literals...)
	}
	return literals
}
