// Package account keeps the books of a document: what came in, what went by which category, what is left, and what that
// makes of the document.
package account

import (
	"cmp"
	"fmt"
	"slices"

	"winnow/cleaner"
)

// Status says in a word what became of a document.
type Status string

// The statuses of a document.
const (
	Clean     Status = "clean"     // some of it went
	Unchanged Status = "unchanged" // all of it stayed
	Empty     Status = "empty"     // none of it is left
	Teaser    Status = "teaser"    // it ends at a paywall: the article is cut off
	Suspect   Status = "suspect"   // more went than the prose around it justifies
)

// Statuses lists them.
func Statuses() []Status { return []Status{Clean, Unchanged, Empty, Teaser, Suspect} }

// ParseStatus returns the status called name.
func ParseStatus(name string) (Status, error) {
	if s := Status(name); slices.Contains(Statuses(), s) {
		return s, nil
	}
	return "", fmt.Errorf("%q is no status: use clean, unchanged, empty, teaser or suspect", name)
}

// Account is what became of one document, or of several together.
type Account struct {
	Status Status // of one document
	// Evidence has quotations that show why the status is what it is, of a teaser and a suspect.
	Evidence []string
	In, Out  int64     // bytes of text read and kept; of a page those of the text it shows
	Blocks   int       // blocks read
	Dropped  []Dropped // by category, in the order of their names
}

// Dropped is what went by the rules of one category.
type Dropped struct {
	Category string
	Cuts     int   // ranges that went
	Bytes    int64 // bytes that went with them
}

// Book is a writer that keeps the account of the document on its way to another one.
type Book struct {
	next    cleaner.Writer
	account Account
	watch   watch
}

// Open begins the book of a document that goes to next.
func (b *Book) Open(next cleaner.Writer) { *b = Book{next: next} }

// Write implements cleaner.Writer.
func (b *Book) Write(w *cleaner.Window) error {
	b.watch.window(w)
	for i := range w.Cuts {
		b.account.drop(w.Cuts[i].Rule.Category, 1, w.Cuts[i].End-w.Cuts[i].Start)
	}
	return b.next.Write(w)
}

// Close returns the account of the document of which the cleaner says result.
func (b *Book) Close(result cleaner.Result) Account {
	a := b.account
	a.In, a.Out, a.Blocks = result.In, result.Out, result.Blocks
	switch {
	case result.Out == 0:
		a.Status = Empty
	case result.Cuts == 0:
		a.Status = Unchanged
	case b.watch.teaser():
		a.Status, a.Evidence = Teaser, slices.Clone(b.watch.walls)
	case b.watch.prose.suspect():
		a.Status, a.Evidence = Suspect, b.watch.prose.evidence()
	default:
		a.Status = Clean
	}
	return a
}

// Add adds what became of another document.
func (a *Account) Add(b Account) {
	a.In, a.Out, a.Blocks = a.In+b.In, a.Out+b.Out, a.Blocks+b.Blocks
	for _, d := range b.Dropped {
		a.drop(d.Category, d.Cuts, d.Bytes)
	}
}

func (a *Account) drop(category string, cuts int, bytes int64) {
	at, ok := slices.BinarySearchFunc(a.Dropped, category, func(d Dropped, name string) int { return cmp.Compare(d.Category, name) })
	if !ok {
		a.Dropped = slices.Insert(a.Dropped, at, Dropped{Category: category})
	}
	a.Dropped[at].Cuts += cuts
	a.Dropped[at].Bytes += bytes
}

// Keep makes a the account of a document that was written whole: its status and evidence stay.
func (a *Account) Keep() { a.Out, a.Dropped = a.In, nil }
