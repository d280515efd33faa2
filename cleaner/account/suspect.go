package account

import "fmt"

// A document is suspect when so much prose went by weak evidence, or nearly all of it by any, that an editor had better
// look. On pages and texts whose main content is known, documents that this holds for come out clearly worse than others.
const (
	weakWeight = 5   // log-odds: a smaller sum is weak evidence
	weakLeast  = 60  // words of prose that went by it
	weakShare  = 20  // per cent of the prose
	mostLeast  = 100 // words of prose that went
	mostShare  = 80  // per cent of the prose
)

// suspect reports that the document is suspect.
func (p *weighed) suspect() bool {
	all := p.kept + p.cut
	return p.weak >= weakLeast && 100*p.weak > weakShare*all ||
		p.cut >= mostLeast && 100*p.cut > mostShare*all
}

// evidence says how much went, and quotes what weighed most.
func (p *weighed) evidence() []string {
	list := []string{fmt.Sprintf("%d of %d words in sentences went, %d of them by weak evidence", p.cut, p.kept+p.cut, p.weak)}
	for _, q := range p.quotes {
		list = append(list, q.text)
	}
	return list
}
