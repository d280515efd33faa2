package eval

// trapType is the type of labelled documents that are full of what tempts a rule to cut it.
const trapType = "trap"

// Score is what a cleaner made of one document.
type Score struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Language  string `json:"language,omitempty"`
	Country   string `json:"country,omitempty"`
	Publisher string `json:"publisher,omitempty"`

	F1    Ratio  `json:"f1"`              // of words; of a labelled document, of lines
	Exact bool   `json:"exact"`           // all is as it should be, white space aside
	Words *Words `json:"words,omitempty"` // nil for a labelled document
	Lines *Lines `json:"lines,omitempty"` // nil for any other
	Cuts  Cuts   `json:"cuts"`            // what Run's cleaner cut
}

// trap reports a document that is full of what tempts a rule, as Item.Trap does.
func (s *Score) trap() bool { return s.Lines != nil && s.Type == trapType }

// Words compares a text with the one that was to come out.
type Words struct {
	Precision        Ratio `json:"precision"` // of words
	Recall           Ratio `json:"recall"`
	F1               Ratio `json:"f1"`
	ShinglePrecision Ratio `json:"shingle_precision"` // of runs of four words
	ShingleRecall    Ratio `json:"shingle_recall"`
	With             Ratio `json:"with"`    // share of the snippets that must come out which did
	Without          Ratio `json:"without"` // share of the snippets that must not which did all the same
}

// Score compares text, which a cleaner made of the document, with what is to be left of it. It fails for a
// labelled document that has too many lines.
func (it *Item) Score(text string) (Score, error) {
	s := Score{ID: it.ID, Type: it.Type, Language: it.Language, Country: it.Country, Publisher: it.Publisher}
	if it.kind == Labelled {
		lines, err := ScoreLines(rawLines(it.raw), it.Labels, text)
		if err != nil {
			s.Lines = &Lines{}
			return s, err
		}
		s.Lines, s.F1, s.Exact = lines, Ratio(lines.F1()), lines.Exact()
		return s, nil
	}
	p, r, f := WordF1(text, it.Content)
	sp, sr := Shingles(text, it.Content)
	s.Words = &Words{
		Ratio(p), Ratio(r), Ratio(f), Ratio(sp), Ratio(sr),
		Ratio(Snippets(text, it.With)), Ratio(Snippets(text, it.Without)),
	}
	s.F1, s.Exact = Ratio(f), foldSpace(text) == foldSpace(it.Content)
	return s, nil
}
