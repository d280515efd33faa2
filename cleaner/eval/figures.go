package eval

import "math"

// Figure is a measured figure with the interval that it lies in with a probability of 95 %, see Group.
type Figure struct {
	Value Ratio `json:"value"`
	Low   Ratio `json:"low"`
	High  Ratio `json:"high"`
}

// The names of figures. All are between 0 and 1.
const (
	FigureF1               = "f1"                // of words, the mean of the documents'; of labelled documents, of lines
	FigurePrecision        = "precision"         // likewise
	FigureRecall           = "recall"            // of words
	FigureShingleF1        = "shingle_f1"        // of the means of the next two
	FigureShinglePrecision = "shingle_precision" // of runs of four words
	FigureShingleRecall    = "shingle_recall"
	FigureWith             = "with"    // share of the snippets that must come out which did, the mean of the documents'
	FigureWithout          = "without" // share of the snippets that must not which did all the same; less is better
	FigureKeep             = "keep"    // share of the article's lines that came out whole, over all documents together
	FigureTraps            = "traps"   // the same of documents that are full of what tempts a rule
	FigureRemoved          = "removed" // share of the residue of which nothing came out
	FigureExact            = "exact"   // share of the documents that came out as they should, white space aside
)

// FigureNames returns the names of the figures that datasets of a kind have, in the order in which they are shown.
func FigureNames(kind Kind) []string {
	if kind == Labelled {
		return []string{FigureF1, FigurePrecision, FigureKeep, FigureTraps, FigureRemoved, FigureExact}
	}
	return []string{
		FigureF1, FigurePrecision, FigureRecall, FigureShingleF1, FigureShinglePrecision, FigureShingleRecall,
		FigureWith, FigureWithout, FigureExact,
	}
}

// lessIsBetter tells figures that grow when things get worse.
func lessIsBetter(name string) bool { return name == FigureWithout }

// maxFigures is how many figures a kind has at most.
const maxFigures = 9

// fraction is a figure of a document, or a sum of such, in the order of FigureNames. A figure is numerator by
// denominator: of a mean the denominator is the number of documents that have it.
type fraction struct{ numerator, denominator float64 }

type fractions [maxFigures]fraction

// fractionsOf returns what the document adds to the figures.
func fractionsOf(s *Score) (f fractions) {
	exact := fraction{0, 1}
	if s.Exact {
		exact.numerator = 1
	}
	if l := s.Lines; l != nil {
		out := l.Kept + l.Residue - l.Removed
		f = fractions{count(2*l.Kept, out+l.Keep), count(l.Kept, out), count(l.Kept, l.Keep), {}, count(l.Removed, l.Residue), exact}
		if s.trap() {
			f[3] = f[2]
		}
		return f
	}
	w := s.Words
	return fractions{
		mean(w.F1), mean(w.Precision), mean(w.Recall), {}, mean(w.ShinglePrecision), mean(w.ShingleRecall),
		mean(w.With), mean(w.Without), exact,
	}
}

func count(n, of int) fraction { return fraction{float64(n), float64(of)} }

// mean returns what r adds to a mean: nothing when it is not defined.
func mean(r Ratio) fraction {
	if !r.Defined() {
		return fraction{}
	}
	return fraction{float64(r), 1}
}

func (f *fractions) add(o *fractions) {
	for i := range f {
		f[i].numerator += o[i].numerator
		f[i].denominator += o[i].denominator
	}
}

// values returns the figures.
func (f *fractions) values(kind Kind) (v [maxFigures]float64) {
	for i := range f {
		v[i] = f[i].numerator / f[i].denominator
	}
	if kind != Labelled {
		v[3] = harmonic(orZero(v[4]), orZero(v[5]))
	}
	return v
}

// orZero returns 0 for what is not defined, as the benchmark takes the mean of no documents.
func orZero(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}
