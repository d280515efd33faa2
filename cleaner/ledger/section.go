package ledger

// Sink takes what a ledger has of documents, in their order. Writer and Section are sinks.
type Sink interface {
	// Append takes over the section, which must not be used any more.
	Append(s *Section) error
}

// Section is what a ledger has of some documents. Workers make sections side by side, and what appends them in the
// documents' order makes the same ledger of them whatever worker was faster. Long sections are held in a temporary
// file, so each must be appended or released. A section is not safe for use by several goroutines at a time.
type Section struct {
	parts     []*spool // lines, without the documents' numbers
	documents int64
}

// Documents returns how many documents the section is about.
func (s *Section) Documents() int64 { return s.documents }

// Append puts another section behind this one.
func (s *Section) Append(other *Section) error {
	if len(s.parts) == 0 {
		*s, *other = *other, Section{}
		return nil
	}
	defer other.Release()
	s.documents += other.documents
	for _, part := range other.parts {
		if err := part.copyTo(s.parts[len(s.parts)-1]); err != nil {
			return err
		}
	}
	return nil
}

// Release lets go of a section that is not wanted.
func (s *Section) Release() {
	for _, part := range s.parts {
		part.release()
	}
	*s = Section{}
}
