package job

import (
	"slices"

	"winnow/cleaner/account"
)

// Filter chooses documents by their status. The zero Filter takes all.
type Filter struct {
	Only []account.Status // take documents of these only, unless it is empty
	Skip []account.Status // take none of these
}

// All reports that the filter takes all documents.
func (f *Filter) All() bool { return len(f.Only) == 0 && len(f.Skip) == 0 }

// Takes reports that the filter takes documents of a status.
func (f *Filter) Takes(s account.Status) bool {
	return (len(f.Only) == 0 || slices.Contains(f.Only, s)) && !slices.Contains(f.Skip, s)
}

// LedgerError reports that the ledger cannot be written, after which going on makes a ledger that is not complete.
type LedgerError struct{ Err error }

// Error names the ledger.
func (e *LedgerError) Error() string { return "the ledger: " + e.Err.Error() }

// Unwrap returns what was the matter.
func (e *LedgerError) Unwrap() error { return e.Err }
