package feature

import "winnow/cleaner/document"

const (
	headWords = 8   // of a block are looked at
	headBytes = 128 // likewise
	lastBytes = 24  // at its end, in which its last word is looked for
)

// The kinds of token, which keep one word in two places apart.
const (
	saltWord   = 0x9E3779B1
	saltFirst  = 0x85EBCA6B
	saltPair   = 0xC2B2AE35
	saltLast   = 0x27D4EB2F
	saltLine   = 0x165667B1
	saltMarkup = 0xD3A2646C
	saltTag    = 0xFD7046C5
	prime      = 0x01000193
)

// Classes of bytes at the beginning and the end of a block.
const (
	letter = iota
	capital
	digit
	space
	stop  // . ! ?
	colon // : ;
	comma
	quote
	bracket
	bar  // | / > \
	sign // currency, #, @, *, ...
	wide // beyond ASCII
	classes
)

var classOf = func() (t [256]uint8) {
	for c := range t {
		t[c] = sign
		switch c := byte(c); {
		case c >= 0x80:
			t[c] = wide
		case c >= 'a' && c <= 'z':
			t[c] = letter
		case c >= 'A' && c <= 'Z':
			t[c] = capital
		case c >= '0' && c <= '9':
			t[c] = digit
		case c <= ' ':
			t[c] = space
		case c == '.' || c == '!' || c == '?':
			t[c] = stop
		case c == ':' || c == ';':
			t[c] = colon
		case c == ',':
			t[c] = comma
		case c == '"' || c == '\'':
			t[c] = quote
		case c == '(' || c == ')' || c == '[' || c == ']':
			t[c] = bracket
		case c == '|' || c == '/' || c == '\\' || c == '>' || c == '<':
			t[c] = bar
		}
	}
	return t
}()

// plainOf holds what a byte of a word counts as: a capital as a small letter, a digit as 0. It is 0 for the others.
var plainOf = func() (t [256]uint8) {
	for c, class := range classOf {
		switch class {
		case letter, wide:
			t[c] = uint8(c)
		case capital:
			t[c] = uint8(c) | 0x20
		case digit:
			t[c] = '0'
		}
	}
	return t
}()

// markOf holds the bits of marks that prose is without, one for each class of them.
var markOf = func() (t [256]uint8) {
	for c, class := range classOf {
		if class >= colon && class != wide {
			t[c] = 1 << (class - colon)
		}
	}
	return t
}()

// glance is what a look at the head and the end of a block shows.
type glance struct {
	list     [2*headWords + 2]uint32 // memory of tokens
	tokens   []uint32                // 32-bit names of tokens; Slot gives the number of one
	words    int32                   // that were looked at
	capitals int32                   // of them begin with a capital
	marks    uint8                   // a bit for each class of marks that prose is without
}

// look reads the head and the end of text.
func (g *glance) look(text []byte) {
	var before, line uint32
	var capitals, words int
	var marks uint8
	head := text[:min(len(text), headBytes)]
	i := 0
	for i < len(head) && words < headWords {
		if plainOf[head[i]] == 0 {
			marks |= markOf[head[i]]
			i++
			continue
		}
		if classOf[head[i]] == capital {
			capitals++
		}
		hash := uint32(0)
		for i < len(head) && plainOf[head[i]] != 0 {
			hash = (hash ^ uint32(plainOf[head[i]])) * prime
			i++
		}
		if i == len(head) && i < len(text) {
			break // inside a word
		}
		second := mix(hash*31+before, saltPair)
		if words == 0 {
			second = mix(hash, saltFirst)
		}
		g.list[2*words], g.list[2*words+1] = mix(hash, saltWord), second
		words++
		before, line = hash, line*prime^hash
		if i < len(head) {
			marks |= markOf[head[i]]
			i++
		}
	}
	g.words, g.capitals, g.marks = int32(words), int32(capitals), marks
	n := 2 * words
	if i == len(text) {
		g.list[n], g.list[n+1] = mix(line, saltLine), mix(before, saltLast)
		g.tokens = g.list[:n+2]
		return
	}
	g.list[n] = lastWord(text[max(i, len(text)-lastBytes):])
	g.tokens = g.list[:n+1]
}

// lastWord returns the token of the last word of the last bytes of a block.
func lastWord(text []byte) uint32 {
	last := len(text)
	for last > 0 && plainOf[text[last-1]] == 0 {
		last--
	}
	first := last
	for first > 0 && plainOf[text[first-1]] != 0 {
		first--
	}
	hash := uint32(0)
	for _, c := range text[first:last] {
		hash = (hash ^ uint32(plainOf[c])) * prime
	}
	return mix(hash, saltLast)
}

// mix makes a token's name of a hash.
func mix(hash, salt uint32) uint32 {
	h := (hash ^ salt) * 0x9E3779B1
	h ^= h >> 15
	return h * 0x85EBCA77
}

// ending is the class of a block's last byte, and whether a sentence ends there.
func ending(b *document.Block, text []byte) uint8 {
	if len(text) == 0 {
		return space
	}
	c := classOf[text[len(text)-1]]
	if b.Terminal {
		c += classes
		if b.Asks {
			c += classes
		}
	}
	return c
}

// opening is the class of a block's first byte.
func opening(text []byte) uint8 {
	if len(text) == 0 {
		return space
	}
	return classOf[text[0]]
}

// capitals bins the share of words that begin with a capital; of no words at all it is a bin of its own.
func capitals(n, words int32) uint8 {
	if words == 0 {
		return Bins - 1
	}
	n = min(n, words) // a word that the head cuts off counts for its capital alone
	return uint8(n*headWords/words)<<2 | uint8(min(words, 4)-1)
}
