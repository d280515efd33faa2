// Package pattern runs regular expressions that seldom match, on short texts.
//
// It wraps package regexp, whose automata take some 10 to 100 µs to find that a
// large alternation does not match. Before that a Pattern tests a condition
// that every text with a match fulfils and few others do, which mostly takes
// well below 1 µs. The results are always those of package regexp.
//
// # The condition
//
// It has two parts, both derived from the syntax tree of the expression.
//
// Clauses: a clause is a list of strings, of which every match contains at
// least one. `(follow|like) us .{0,20} on (facebook|twitter)` has the clauses
// {"follow us ", "like us "} and {" on facebook", " on twitter"}. They are
// searched for in order of rarity. The derivation is that of Russ Cox, "Regular
// Expression Matching with a Trigram Index"
// (https://swtch.com/~rsc/regexp/regexp4.html): of each part of the expression
// it computes the strings that it matches exactly, if they are few, or else
// what its matches begin with, end with and contain. RE2 has a similar one
// (https://github.com/google/re2, re2/prefilter.cc). Other than these it does
// not cut the strings into trigrams, for there is no index but only one text to
// look at. An expression that begins with ^ has no clauses, as its automaton
// mostly fails at the first word.
//
// The automaton: texts that share their words with the expression, which are
// half of those that rules are tried on, pass the clauses. They are run through
// a deterministic automaton, which is made state by state as texts need them, as
// described in Russ Cox, "Regular Expression Matching in the Wild"
// (https://swtch.com/~rsc/regexp/regexp3.html). It only decides whether there
// may be a match, and is simpler than the expression where that saves states.
// Where it is not, there is no need of package regexp to know that there is a
// match, nor where, if the expression is one from ^ to $.
//
// # Cost
//
// An expression as large as those of the rule packs takes longer to parse than
// to run, so Compile only makes sure that it is well-formed, by a scan of its
// own if the expression is plain enough for that. The clauses are derived in
// the first run, the automaton is made ready in the first run that passes them,
// and the regexp is compiled in the first that passes both. Once an automaton
// has the states it needs, a run without a match allocates nothing.
//
// The states of one automaton take up to about 2 MiB, after which they are
// forgotten and made anew. Few get so far: on some megabytes of pages the mean
// of the packs is below 100 KiB.
package pattern
