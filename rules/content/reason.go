package content

import (
	"fmt"
	"strings"

	"winnow/rules/content/feature"
)

// The notes on a block: what of it and around it an explanation names.
const (
	noteShort    = 1 << iota // a few words
	noteOpen                 // no sentence ends
	noteWords                // its words are those of chrome
	noteNames                // the elements around it are named like chrome
	noteLinked               // most of it is links
	noteRun                  // it stands in a run of lines without a sentence
	noteBefore               // before most of the article
	noteBehind               // behind it
	notePeriodic             // lines of its form come again and again
	noteCompany              // the rules drop what stands around it
)

const (
	shortMost     = 5                  // words
	sayLeast      = feature.Bins/2 - 6 // bin of a score that speaks clearly against a block
	companyLeast  = feature.Bins/2 - 8 // likewise, on the average of those around
	linkedLeast   = 16                 // of 31 parts of a block
	runLeast      = 6                  // lines
	periodicLeast = 10                 // lines around, of 18
	terminalFrom  = feature.EndingTerminal
)

// note notes what an explanation of the features in row names.
func note(row *feature.Row) (n uint16) {
	add := func(bit uint16, when bool) {
		if when {
			n |= bit
		}
	}
	add(noteShort, row[feature.Words] <= shortMost)
	add(noteOpen, row[feature.Ending] < terminalFrom)
	add(noteWords, row[feature.WordScore] < sayLeast)
	add(noteNames, row[feature.PathScore] > 0 && row[feature.PathScore] < sayLeast)
	add(noteLinked, row[feature.Linked] >= linkedLeast)
	add(noteRun, row[feature.ShortRun] >= runLeast)
	add(noteBefore, row[feature.CoreSide] == feature.SideBefore)
	add(noteBehind, row[feature.CoreSide] == feature.SideBehind)
	add(notePeriodic, row[feature.Periodic] >= periodicLeast)
	add(noteCompany, row[feature.Rule5Before] < companyLeast && row[feature.Rule5After] < companyLeast)
	return n
}

// explain says why a block looks like chrome: "short, no sentence end, in a run of 31 lines without a sentence".
func explain(run int32, n uint16) string {
	var parts []string
	add := func(bit uint16, words string) {
		if n&bit != 0 {
			parts = append(parts, words)
		}
	}
	add(noteShort, "short")
	add(noteOpen, "no sentence end")
	add(noteWords, "words of menus and notices")
	add(noteLinked, "most of it links")
	add(noteNames, "in elements named like a page's frame")
	if n&noteRun != 0 {
		parts = append(parts, fmt.Sprintf("in a run of %d lines without a sentence", run))
	}
	add(notePeriodic, "among lines of one form that come again and again")
	add(noteCompany, "among lines that rules drop")
	add(noteBefore, "before the article")
	add(noteBehind, "behind the article")
	if len(parts) == 0 {
		return "looks like a page's frame by its form, its place and what stands around it"
	}
	return strings.Join(parts, ", ")
}

// explainText says why a block that rules cite looks like the article's own.
func explainText(words int32, n uint16) string {
	what := fmt.Sprintf("%d words", words)
	if n&noteOpen == 0 {
		what += " that end a sentence"
	}
	switch {
	case n&noteBefore != 0:
		return what + ", before most of the article, and like it"
	case n&noteBehind != 0:
		return what + ", behind most of the article, and like it"
	}
	return what + " amid the article, and like it"
}
