// Package fold brings text into the one plain form in which rules are written
// and matched: lower case, no accents, one kind of quote, dash and space.
//
// Letters are lower-cased; Latin and Greek ones lose their accents, and
// letters without a plain twin are spelled out (ß is ss, æ is ae, þ is th).
// Final sigma is sigma, ё is е; й and ї stay. Combining marks, Arabic vowel
// signs and tatweel, Hebrew points and the nukta of Devanagari and Bengali are
// dropped, and so are invisible characters: soft hyphen, zero-width and
// bidirectional controls, byte order mark, variation selectors. Arabic-Indic,
// Persian, Devanagari, Bengali and Thai digits become ASCII digits, full-width
// ASCII becomes ASCII, typographic apostrophes, double quotes, dashes and the
// ellipsis become ', ", - and "...". A run of white space, line breaks among
// it, becomes one space. All other characters stay.
//
// A byte that is not part of valid UTF-8 is copied. An invisible character
// right after such a byte is copied too: dropping it could join two broken
// pieces to a character that nobody wrote.
//
// Folding never makes a text longer, and folding twice is folding once.
package fold

//go:generate go -C internal/gen run . -out ../../table.go
