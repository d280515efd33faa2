package match

// MinLiteral is the length in bytes of the shortest literal that New takes.
const MinLiteral = 4

// Match is one occurrence of a literal in a text.
type Match struct {
	Literal    int32 // index into the literals given to New
	Start, End int32 // range of bytes in the text as it was given, unfolded
}

// Set finds the literals of a list. It does not change after New and may be
// used by any number of goroutines.
type Set struct {
	filter filter
	trie   trie
}

// New prepares the search for literals, which are in folded form; one that is
// not is never found. Equal literals are found as many times as they are
// listed. New panics if a literal is shorter than MinLiteral.
func New(literals []string) *Set {
	s := &Set{trie: newTrie(literals)}
	s.filter.clear()
	for _, literal := range literals {
		s.filter.add(literal)
	}
	return s
}

// Append appends to dst every occurrence of a literal in text, in order of
// Start and then of Literal. End is the end of the character that completes
// the literal: if that is white space, the first character of its run. Text is
// shorter than 2 GiB. Nothing is allocated if dst has room for the matches.
func (s *Set) Append(dst []Match, text []byte) []Match {
	if len(s.trie.nodes) == 0 {
		return dst
	}
	p := pass{set: s, text: text, found: dst}
	p.run()
	return p.found
}
