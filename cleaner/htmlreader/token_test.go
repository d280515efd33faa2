package htmlreader

import (
	"errors"
	"io"
	"strings"
	"testing"

	"winnow/cleaner/document"
)

// endless gives letters without end, behind head.
type endless struct{ head string }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.head)
	e.head = e.head[n:]
	for i := n; i < len(p); i++ {
		p[i] = 'a'
	}
	return len(p), nil
}

// TestTokenLimit holds that a page of one token without end is refused, and not held in memory without end.
func TestTokenLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("reads gigabytes")
	}
	for _, head := range []string{"<p>", "<p>a<!--", "<p>a<", "<p a='", "<script>", "<textarea>", "<!doctype ", "<plaintext>", "<p>&"} {
		r, doc := New(&endless{head}), &document.Document{}
		var err error
		for windows := 0; err == nil && windows < 100; windows++ {
			err = r.Next(doc)
			doc.Findings = doc.Findings[:0]
		}
		var late *TokenError
		if !errors.As(err, &late) || late.Offset < MaxToken || late.Offset > MaxToken+64 {
			t.Errorf("%s: got %v, want a *TokenError behind byte %d", head, err, MaxToken)
		}
	}
	// What is below the limit is taken, in tokens of any kind.
	text := strings.Repeat("a", MaxToken/4)
	r, doc, got := New(strings.NewReader("<p>"+text+"<!--"+text+"--><p>"+text)), &document.Document{}, 0
	for {
		err := r.Next(doc)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := doc.From; i < doc.To; i++ {
			got += len(doc.BlockText(i))
		}
	}
	if got != 2*len(text) {
		t.Errorf("got %d bytes of text, want %d", got, 2*len(text))
	}
}
