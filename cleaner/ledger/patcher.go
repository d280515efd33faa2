package ledger

import (
	"fmt"

	"winnow/cleaner/charset"
)

// patcher writes text in its own encoding, with patches where that is not enough.
type patcher struct {
	inverse *charset.Inverse
	patches *entries
	patch   *Entry // the next one, or nil
	skip    int64  // bytes of text that the last patch stands for
	at      int64  // bytes of text so far
}

func newPatcher(inverse *charset.Inverse, patches *entries) (*patcher, error) {
	first, err := patches.next()
	return &patcher{inverse: inverse, patches: patches, patch: first}, err
}

// Write takes text in UTF-8.
func (p *patcher) Write(text []byte) (int, error) {
	size := len(text)
	for {
		if err := p.apply(); err != nil {
			return 0, err
		}
		if len(text) == 0 {
			return size, nil
		}
		n := int64(len(text))
		switch {
		case p.skip > 0:
			n = min(n, p.skip)
			p.skip -= n
		default:
			if p.patch != nil {
				n = min(n, p.patch.Offset-p.at)
			}
			if _, err := p.inverse.Write(text[:n]); err != nil {
				return 0, err
			}
		}
		p.at += n
		text = text[n:]
	}
}

// apply writes the patches that the text has come to.
func (p *patcher) apply() error {
	for p.skip == 0 && p.patch != nil && p.patch.Offset == p.at {
		if err := p.inverse.Patch(p.patch.Raw); err != nil {
			return err
		}
		p.skip = p.patch.Length
		next, err := p.patches.next()
		if err != nil {
			return err
		}
		p.patch = next
	}
	return nil
}

// close ends the text.
func (p *patcher) close() error {
	if err := p.apply(); err != nil {
		return err
	}
	if p.patch != nil || p.skip > 0 {
		return damaged(p.patches.number, fmt.Errorf("a patch ends behind the text, which has %d bytes", p.at))
	}
	return p.inverse.Close()
}
