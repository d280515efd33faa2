package ledger

import (
	"errors"
	"fmt"
	"io"
)

// Source opens a ledger to read it. It is called for each pass that is made over it.
type Source func() (io.ReadCloser, error)

// open opens the ledger.
func (s Source) open() (*pass, error) {
	file, err := s()
	if err != nil {
		return nil, err
	}
	reader, err := NewReader(file)
	if err != nil {
		file.Close()
		return nil, err
	}
	return &pass{reader, file}, nil
}

// pass is a pass over a ledger.
type pass struct {
	*Reader
	file io.Closer
}

func (p *pass) Close() error {
	p.Reader.Close()
	return p.file.Close()
}

// each calls use for every document of the ledger.
func (s Source) each(use func(d *Document)) error {
	p, err := s.open()
	if err != nil {
		return err
	}
	defer p.Close()
	for {
		d, _, err := p.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case d != nil:
			use(d)
		}
	}
}

// entries are those of one kind of a document.
type entries struct {
	*pass
	kind Kind
	left int64 // of the kind
	end  int64 // of the last one
}

// entries returns the entries of document d.
func (s Source) entries(d Document, kind Kind) (*entries, error) {
	p, err := s.open()
	if err != nil {
		return nil, err
	}
	e := &entries{pass: p, kind: kind, left: d.Cuts}
	if kind == Patch {
		e.left = d.Patches
	}
	if e.left == 0 {
		return e, nil
	}
	for {
		document, _, err := p.Next()
		switch {
		case err != nil:
			p.Close()
			return nil, fmt.Errorf("document %d: %w", d.Doc, unexpected(err))
		case document != nil && document.Doc == d.Doc:
			return e, nil
		}
	}
}

// next returns the next entry, or nil behind the last one.
func (e *entries) next() (*Entry, error) {
	for e.left > 0 {
		document, entry, err := e.Next()
		switch {
		case err != nil:
			return nil, unexpected(err)
		case document != nil:
			return nil, damaged(e.number, fmt.Errorf("document %d begins, and %d entries of the one before are missing", document.Doc, e.left))
		case entry.Kind() != e.kind:
			continue
		case entry.Offset < e.end || entry.Kind() == Cut && int64(len(entry.Bytes())) != entry.Length:
			return nil, damaged(e.number, fmt.Errorf("the entry at offset %d does not fit behind offset %d", entry.Offset, e.end))
		}
		e.left--
		e.end = entry.Offset + entry.Length
		return entry, nil
	}
	return nil, nil
}

// unexpected returns err, or what the end of the ledger is where more must follow.
func unexpected(err error) error {
	if err == io.EOF {
		return errors.New("the ledger ends too early")
	}
	return err
}
