package rules

import (
	"sync"

	"winnow/cleaner"
	"winnow/rules/fold"
	"winnow/rules/pattern"
)

// pricing recognises the table of a site's subscription plans as one run: plan names, prices, periods,
// renewal terms and the list of what a plan includes. A price list of the article's own has no periods, or
// nothing around it that speaks of subscribing.
type pricing struct{ pool sync.Pool }

type pricingScratch struct {
	looks  []look
	kinds  []priceKind
	folded []byte
	at     []int32
}

var planTable = &cleaner.Rule{
	ID: "plan-table", Category: "pricing", Stage: "pricing", Languages: []string{"mul"},
	Doc: "A line of a table of subscription plans.", Reason: "A line of a table of subscription plans.",
}

// priceKind is what a line is to a table of plans.
type priceKind uint8

const (
	noPrice    priceKind = iota
	amount               // a price and hardly anything else
	rate                 // a price for a period
	period               // a length of time and nothing else
	planPhrase           // a line that a pricing or paywall rule found
)

const (
	priceWords  = 8  // a longer line is no price line
	priceWeight = 6  // of a line of the table
	featureMost = 60 // lines of a feature list
	planReach   = 3  // lines between two lines of one table
	offerReach  = 15 // lines between a table and the line that asks to subscribe
)

var (
	amountLine = pattern.MustCompile(`^(?:from |ab |des |desde |da |vanaf |nur |only |just |now |voor |was |instead of )?` + slots["price"] + `[.*]?$`)
	rateLine   = pattern.MustCompile(slots["price"] + `\*?(?: ?/ ?| (?:per|a|an|pro|par|por|al|alla|il|for|every|each|i|im|om|w|za|в|на|за|kwa|per[iı]od|prvni|first) (?:the first )?)` +
		`(?:\d+ ?)?(?:` + periods + `)`)
	periodLine = pattern.MustCompile(`^(?:(?:for |every |billed |pro |par |per )?(?:\d+|one|three|six|twelve) ?(?:` + periods + `)|(?:` + adverbs + `))[.*]?$`)
)

const (
	periods = `days?|weeks?|wk|months?|mos?|quarters?|years?|yrs?|annum|tage?|wochen?|monate?n?|quartal|jahre?|jours?|semaines?|mois|trimestres?|ans?|annees?|` +
		`dias?|semanas?|mes(?:es)?|anos?|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|dag(?:en)?|weken|maand(?:en)?|jaar|manad(?:er)?|maneder?|mnd|veck(?:a|or)|uker?|uger?|ar|` +
		`kuukau(?:si|tta)|kk|viikko[a]?|vuo(?:si|tta)|dni|tydzien|tygodni[e]?|miesi(?:ac|ace|ecy)|rok|lata|mesicu?|mesice|tyden|roku|honap|het|ev|luni|luna|an|` +
		`μηνα[ςσ]?|μηνεσ|εβδομαδα|χρονο[σ]?|день|дня|дней|недел[яюиь]|месяц(?:а|ев)?|мес\.?|год(?:а)?|лет|місяц[ья]?|тиждень|рік|ay|hafta|yil|gun|` +
		`شهر|اشهر|شهور|سنة|اسبوع|يوم|ماه|سال|חודש(?:ים)?|שנה|שבוע|महीने?|साल|वर्ष|दिन|माह|bulan|minggu|tahun|hari|thang|tuan|nam|ngay|เดือน|ปี|สัปดาห์|月|年|週間?|周|日間?|ヶ月|か月|カ月|个月|個月|개월|월|년|주|일|mwezi|miezi|mwaka`
	adverbs = `daily|weekly|monthly|quarterly|yearly|annual|annually|lifetime|taglich|wochentlich|monatlich|jahrlich|mensuel(?:le)?|annuel(?:le)?|mensual|anual|mensile|annuale|` +
		`mensal|maandelijks|jaarlijks|wekelijks|miesiecznie|rocznie|mesicne|rocne|aylik|yillik|ежемесячно|ежегодно|bulanan|tahunan|月額|年額|月付|年付|连续包月|월간|연간`
)

// Rules returns the rules that the stage cites.
func (s *pricing) Rules() []*cleaner.Rule { return []*cleaner.Rule{planTable} }

// Mark cites tables of plans.
func (s *pricing) Mark(doc *cleaner.Document) {
	m, _ := s.pool.Get().(*pricingScratch)
	if m == nil {
		m = &pricingScratch{}
	}
	defer s.pool.Put(m)
	m.looks = view(doc, m.looks)
	if cap(m.kinds) < len(doc.Blocks) {
		m.kinds = make([]priceKind, len(doc.Blocks))
	}
	m.kinds = m.kinds[:len(doc.Blocks)]
	clear(m.kinds)
	known := 0 // blocks classified so far
	for i := range m.looks {
		if !m.looks[i].offers() {
			continue
		}
		for k := max(known, i-offerReach); k < min(len(m.looks), i+offerReach); k++ {
			m.classify(doc, k)
		}
		known = max(known, i+offerReach)
	}
	for i := 0; i < min(known, len(m.kinds)); i++ {
		if m.kinds[i] == amount || m.kinds[i] == rate {
			i = s.table(doc, m, i)
		}
	}
}

// offers reports a line that is sure to ask the reader to subscribe.
func (l *look) offers() bool {
	return l.cited() && (l.category == "paywall" || l.category == "pricing")
}

// classify tells what line i is to a table of plans.
func (m *pricingScratch) classify(doc *cleaner.Document, i int) {
	b, l := &doc.Blocks[i], &m.looks[i]
	if l.score >= hint && (l.category == "pricing" || l.category == "paywall") {
		m.kinds[i] = planPhrase
	}
	if b.Words > priceWords || b.End-b.Start > 120 || b.Kind == cleaner.ListItem || b.Kind == cleaner.TableRow {
		return
	}
	m.folded, m.at = fold.Append(m.folded[:0], m.at[:0], doc.BlockText(i))
	switch {
	case b.Digits > 0 && rateLine.Match(m.folded):
		m.kinds[i] = rate
	case b.Digits > 0 && amountLine.Match(m.folded):
		m.kinds[i] = amount
	case periodLine.Match(m.folded):
		m.kinds[i] = period
	}
}

// table cites the table that the price in block i belongs to, if it is one of plans, and returns its last
// block.
func (s *pricing) table(doc *cleaner.Document, m *pricingScratch, i int) int {
	first, last := i, i
	prices, times, phrases := 0, 0, 0
	for k, gap := i, 0; k < len(m.kinds) && gap <= planReach && m.looks[k].shape != prose; k++ {
		gap++
		switch m.kinds[k] {
		case noPrice:
			continue
		case amount:
			prices++
		case rate:
			prices++
			times++
		case period:
			times++
		case planPhrase:
			phrases++
		}
		last, gap = k, 0
	}
	for k := i - 1; k >= 0 && k >= i-planReach && m.looks[k].shape != prose; k-- {
		if m.kinds[k] == planPhrase {
			phrases++
		}
		if m.kinds[k] != noPrice {
			first = k
		}
	}
	if phrases == 0 && !(prices >= 2 && times >= 2) || times == 0 && phrases < 2 {
		return last
	}
	if first == i && i > 0 && m.looks[i-1].shape == label && !m.looks[i-1].cited() {
		first = i - 1 // the name of the first plan
	}
	for k := first; k <= last; k++ {
		s.cite(doc, m, k)
	}
	return s.features(doc, m, last)
}

// features cites the list of what the plans include, up to where prose resumes or other residue begins.
func (s *pricing) features(doc *cleaner.Document, m *pricingScratch, last int) int {
	k := last + 1
	for k < len(m.looks) && k-last <= featureMost && m.looks[k].shape != prose {
		k++
	}
	if k < len(m.looks) && k-last <= featureMost {
		// Prose follows. Only what stands between cited lines is certain to be the table's.
		for k > last+1 && m.kinds[k-1] == noPrice {
			k--
		}
	}
	for n := last + 1; n < k; n++ {
		s.cite(doc, m, n)
	}
	return k - 1
}

func (s *pricing) cite(doc *cleaner.Document, m *pricingScratch, i int) {
	if l := &m.looks[i]; !l.cited() {
		doc.Add(i, planTable, priceWeight, 0)
		l.score, l.category = doc.Score(i), "pricing"
	}
}
