// Package pattern runs regular expressions that seldom match, on short texts.
//
// Their results are always those of package regexp, whose automata take some 10
// to 100 µs to find that a large alternation does not match. A Pattern mostly
// finds it in well below 1 µs.
//
// # What is needed
//
// Most expressions cannot match without some string out of a short list. Grams are looked up for those strings before the
// expression is run, or even parsed: [Pattern.May].
//
// # The automaton
//
// Each text is run through a deterministic automaton, which is made state by
// state as texts need them, as described in Russ Cox, "Regular Expression
// Matching in the Wild" (https://swtch.com/~rsc/regexp/regexp3.html). It only
// decides whether there may be a match, and is simpler than the expression where
// that saves states. Where it is not, its word is final, and if the expression is
// one from ^ to $ also where the match is.
//
// # The search
//
// What is left is searched by trying the choices of the expression in their
// order, never the same one twice at the same place: as package regexp does it
// with small expressions on short texts, but in the memory of the automaton.
// Few texts come so far, and most of them have a match, which is soon found.
// Package regexp itself is called only where that would take too much memory.
//
// # Cost
//
// An expression as large as those of the rule packs takes longer to parse than
// to run, so Compile only makes sure that it is well-formed, by a scan of its
// own if the expression is plain enough for that. The automaton is made ready in
// the first run. Once it has the states it needs, a run without a match allocates
// nothing.
//
// States take two bytes for each kind of character that the expression tells
// apart. On the pages of all languages together those of the packs need some
// 10 MiB; Engines bounds them, and a bound on those of a single automaton keeps
// hostile text from driving out all others.
package pattern
