package charset

// Evidence is what an encoding was decided by.
type Evidence uint8

// The kinds of evidence.
const (
	Default     Evidence = iota // none: nothing spoke for another encoding
	Mark                        // a byte order mark
	Hint                        // the user's word
	Nulls                       // where the NUL bytes stand
	Content                     // the bytes are UTF-8, all or nearly all
	Declaration                 // what the page says of itself
)

// String names the evidence, to follow "by".
func (e Evidence) String() string {
	switch e {
	case Mark:
		return "its byte order mark"
	case Hint:
		return "what was said of it"
	case Nulls:
		return "the places of its nul bytes"
	case Content:
		return "its bytes"
	case Declaration:
		return "its own declaration"
	}
	return "default"
}
