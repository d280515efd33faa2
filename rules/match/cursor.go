package match

import "winnow/rules/fold"

// cursor folds a text byte by byte.
type cursor struct {
	text  []byte
	end   int // of the character that the last byte comes from
	space bool
	bad   bool // the last byte is not valid UTF-8
	form  fold.Form
	left  int // bytes of form that are still to come
	blank *blanks
}

// next returns the next folded byte, and whether there is one.
func (c *cursor) next() (byte, bool) {
	if c.left == 0 && c.end < len(c.text) {
		if b := visible[c.text[c.end]]; b != 0 {
			c.end++
			c.space, c.bad = false, false
			return b, true
		}
	}
	return c.any()
}

// beginning returns the next MinLiteral folded bytes, the first one lowest, and
// whether there are so many.
func (c *cursor) beginning() (b uint32, ok bool) {
	if c.end+MinLiteral <= len(c.text) {
		text := c.text[c.end : c.end+MinLiteral]
		v0, v1, v2, v3 := visible[text[0]], visible[text[1]], visible[text[2]], visible[text[3]]
		if v0 != 0 && v1 != 0 && v2 != 0 && v3 != 0 {
			c.end += MinLiteral // the same as next does, without a call
			return uint32(v0) | uint32(v1)<<8 | uint32(v2)<<16 | uint32(v3)<<24, true
		}
	}
	for k := range MinLiteral {
		next, ok := c.next()
		if !ok {
			return 0, false
		}
		b |= uint32(next) << (8 * k)
	}
	return b, true
}

// visible holds the folded form of the ASCII characters that are no control
// characters nor spaces, and 0 for all other bytes.
var visible = newVisible()

func newVisible() (visible [256]byte) {
	for b := '!'; b <= '~'; b++ {
		visible[b] = fold.Rune(b)[0]
	}
	return visible
}

// any is next for any character.
func (c *cursor) any() (byte, bool) {
	for c.left == 0 {
		if c.end >= len(c.text) {
			return 0, false
		}
		form, size := fold.Next(c.text, c.end)
		switch {
		case form == fold.Space && c.space, form == fold.Dropped && c.space:
			c.end = c.blank.skip(c.text, c.end)
		case form == fold.Dropped && !c.bad:
			c.end = c.blank.skipDropped(c.text, c.end)
		default:
			if form == fold.Dropped {
				form = raw(c.text[c.end : c.end+size])
			}
			c.end += size
			c.space = form == fold.Space
			c.bad = form.Broken()
			c.form, c.left = form, form.Len()
		}
	}
	b := byte(c.form)
	c.form >>= 8
	c.left--
	return b, true
}

// follow reads on as long as the text is what is wanted, and reports whether it
// is to the end.
func (c *cursor) follow(wanted []byte) bool {
	for _, want := range wanted {
		if c.left == 0 && c.end < len(c.text) && visible[c.text[c.end]] == want && want != 0 {
			c.end++ // the same as next does, without a call
			c.space, c.bad = false, false
			continue
		}
		if b, ok := c.next(); !ok || b != want {
			return false
		}
	}
	return true
}

// raw packs the bytes of a character as they are.
func raw(char []byte) (form fold.Form) {
	for i, b := range char {
		form |= fold.Form(b) << (8 * i)
	}
	return form
}

// blanks remembers the last run of white space and of dropped characters that
// was skipped. Every start before a long run comes to it; without the memory
// each would read it all again.
type blanks struct {
	any, dropped struct{ from, to int }
}

// skip returns the end of the run of white space and dropped characters at
// text[i].
func (b *blanks) skip(text []byte, i int) int {
	if b.any.from <= i && i < b.any.to {
		return b.any.to
	}
	b.any.from = i
	for i < len(text) {
		form, size := fold.Next(text, i)
		if form != fold.Space && form != fold.Dropped {
			break
		}
		i += size
	}
	b.any.to = i
	return i
}

// skipDropped returns the end of the run of dropped characters at text[i].
func (b *blanks) skipDropped(text []byte, i int) int {
	if b.dropped.from <= i && i < b.dropped.to {
		return b.dropped.to
	}
	b.dropped.from = i
	for i < len(text) {
		form, size := fold.Next(text, i)
		if form != fold.Dropped {
			break
		}
		i += size
	}
	b.dropped.to = i
	return i
}
