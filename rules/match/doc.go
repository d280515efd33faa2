// Package match finds the literals of all rules in a text in one pass.
//
// The literals are folded (see package fold), the text is not: it is folded on
// the fly. A literal occurs at a place of the text if the place is a start and
// the folded text from there on begins with the literal. What follows the
// literal does not matter: the last word may go on.
//
// The character at a place makes it a start, unless the character folds to
// nothing or to white space, is a control character below U+0020, or a byte of
// invalid UTF-8, if
//   - it is no letter or digit in the narrow sense below: it is punctuation, a
//     symbol or, as Chinese, Thai or Hindi letters are, more than two bytes long;
//   - or the character before it is no letter or digit in that sense, or there
//     is none;
//   - or it is an upper-case ASCII letter after a lower-case one, as where two
//     words have run together.
//
// Letters and digits in the narrow sense are those of ASCII and the characters
// of two bytes from U+00C0 on but × and ÷, which is where the Latin, Greek,
// Cyrillic, Armenian, Hebrew and Arabic scripts are. The sense is narrow and
// plain on purpose: it is told from the bytes alone.
//
// A pass works in two steps. The first looks at 64 bytes at a time, marks what
// may be a start, and looks up a hash of the first folded bytes in a filter
// that stays in the nearest cache. The few places that pass are compared with
// a trie of the literals. The work at one place is bounded by the longest
// literal, so no text takes more than time proportional to its length.
package match
