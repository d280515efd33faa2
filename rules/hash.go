package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"sync"

	"winnow/rules/content"
)

// hashDigits is how many hexadecimal digits a hash of rules has.
const hashDigits = 12

// Hash tells rule sets apart: the first digits of a SHA-256 of the built-in packs, of what was learnt, and of the packs
// beside them, in their order. The stages that are code are not in it; of those the program's commit speaks.
func Hash(packs ...*Pack) string {
	sum := builtinSum()
	if len(packs) > 0 {
		h := sha256.New()
		h.Write(sum[:])
		for _, p := range packs {
			h.Write(p.sum[:])
		}
		h.Sum(sum[:0])
	}
	return hex.EncodeToString(sum[:])[:hashDigits]
}

// builtinSum is the hash of what the program itself holds.
var builtinSum = sync.OnceValue(func() (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, t := range sheets {
		io.WriteString(h, t.text)
		fmt.Fprintf(h, "%q %d\n", path.Base(t.file), len(t.text)) // so that no two sets of files are the same bytes
	}
	weights := content.Sum()
	h.Write(weights[:])
	h.Sum(sum[:0])
	return sum
})
