package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Find returns the document that clean is what was kept of. name, unless it is empty, is that of the document, or its
// number; otherwise it is the ledger's only one, or the one of which the kept text has the hash of clean. clean is
// read from where it stands.
func (s Source) Find(clean io.Reader, name string) (Document, error) {
	hash := sha256.New()
	size, err := io.Copy(hash, clean)
	if err != nil {
		return Document{}, err
	}
	sum := hex.EncodeToString(hash.Sum(nil))
	number, _ := strconv.ParseInt(name, 10, 64)
	var named, numbered, same matches
	err = s.each(func(d *Document) {
		isSame := d.Kept == size && d.KeptSHA256 == sum && !d.Filtered
		named.add(d, d.FullName() == name || name == "", isSame)
		numbered.add(d, d.Doc == number, isSame)
		same.add(d, isSame, isSame)
	})
	if err != nil {
		return Document{}, err
	}
	found := named
	if name != "" && named.count == 0 {
		found = numbered
	}
	return found.choose(name, same)
}

// namesMost is how many documents an error names.
const namesMost = 4

// matches are the documents that a search found.
type matches struct {
	count, exact int64    // how many, and how many of them have the hash that is looked for
	first        Document // of the exact ones, or else of all
	inputs       bool     // the exact ones have different inputs
	names        []string // of some
}

func (m *matches) add(d *Document, found, exact bool) {
	if !found {
		return
	}
	m.count++
	switch {
	case exact && m.exact > 0:
		m.inputs = m.inputs || d.SHA256 != m.first.SHA256
	case exact || m.count == 1:
		m.first = *d
	}
	if exact {
		m.exact++
	}
	if len(m.names) < namesMost {
		m.names = append(m.names, fmt.Sprintf("%d %q", d.Doc, d.FullName()))
	}
}

// choose returns the one document that was meant, or says why there is none.
func (m *matches) choose(name string, same matches) (Document, error) {
	switch {
	case m.count == 0 && name != "":
		return Document{}, fmt.Errorf("the ledger has no document %q", name)
	case m.count == 0:
		return Document{}, errors.New("the ledger has no documents")
	case m.inputs:
		return Document{}, fmt.Errorf("of several documents that differ the same text was kept: choose one of them by its number: %s", same.list())
	case m.exact > 0 || m.count == 1:
		return m.first, nil
	case name != "":
		return Document{}, fmt.Errorf("several documents are called %q, and the text is what was kept of none of them: choose one by its number: %s",
			name, m.list())
	}
	return Document{}, fmt.Errorf("the text is what was kept of none of the documents in the ledger, %s: %s", m.list(), whyChanged)
}

// list names some of the documents.
func (m *matches) list() string {
	list := strings.Join(m.names, ", ")
	if more := m.count - int64(len(m.names)); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
