package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"winnow/cleaner"
	"winnow/cleaner/document"
	"winnow/rules/fold"
)

// Proposal is a rule that keeps or drops a text, as a pack has it.
type Proposal struct {
	ID   string
	TOML string // the rule's table, to be put into a pack
	Pack *Pack  // a pack of this rule alone
}

// proposalWords is how many words of a text that is too long for a label are looked for, and proposalRunes of how many
// characters at most, for scripts without spaces. proposalRoom is how many words longer than the text a block may be that is
// dropped.
const (
	proposalWords = 8
	proposalRunes = 80
	proposalRoom  = 3
)

// Propose returns a rule that keeps the blocks which are text, or drops them: those that are alike word by word where the text
// is short enough for a label, else those that hold its first words. stages are those that the rule joins, whose ids are
// taken. It returns an error for a text without words and one that is no UTF-8, of which no rule can speak. Check says whether the rule's proofs hold.
func Propose(text string, keep bool, stages []cleaner.Stage) (*Proposal, error) {
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("no rule can name %q: it is not UTF-8", clip(text))
	}
	words := strings.Fields(text)
	line := strings.Join(words, " ")
	size := int(document.Measure([]byte(line)).Words)
	verb, doc := "drop", "Lines of this site that are no part of its articles."
	if keep {
		verb, doc = "keep", "A line of this site that belongs to its articles."
	}
	var b strings.Builder
	id := freeID(verb, line, stages)
	fmt.Fprintf(&b, "[[rule]]\nid        = %s\ndoc       = %s\nlanguages = [\"mul\"]\n", quote(id), quote(doc))
	if size <= exactWords && len(line) <= exactBytes && exactKey(line) != "" {
		fmt.Fprintf(&b, "exact     = [%s]\n", quote(line))
	} else {
		first := []rune(strings.ToLower(strings.Join(words[:min(len(words), proposalWords)], " ")))
		fmt.Fprintf(&b, "literals  = [%s]\n", quote(string(first[:min(len(first), proposalRunes)])))
		if !keep {
			fmt.Fprintf(&b, "at        = \"start\"\nmax_words = %d\n", size+proposalRoom)
		}
	}
	if keep {
		fmt.Fprintf(&b, "action    = \"keep\"\nkeeps     = [%s]\n", quote(line))
	} else {
		// A pack needs a text that stays. Which one is near enough to be worth showing, only its author can tell.
		fmt.Fprintf(&b, "weight    = %d.0\ndrops     = [%s]\nkeeps     = [\"It rained all night.\"] # better: a line that looks alike and must stay\n",
			maxWeight, quote(line))
	}
	p := &Proposal{ID: id, TOML: b.String()}
	var err error
	if p.Pack, err = ParsePack("proposal", []byte("category = \"proposal\"\n"+p.TOML)); err != nil {
		return nil, fmt.Errorf("no rule can name %q: %w", clip(line), err)
	}
	return p, nil
}

// freeID returns an id for a rule about a line, which no rule of stages has.
func freeID(verb, line string, stages []cleaner.Stage) string {
	taken := map[string]bool{}
	for _, s := range stages {
		for _, r := range s.Rules() {
			taken[r.ID] = true
		}
	}
	words := strings.FieldsFunc(fold.String(line), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	const most = 5
	base := strings.Join(append([]string{verb}, words[:min(len(words), most)]...), "-")
	if len(words) == 0 {
		base = verb + "-line"
	}
	id := base
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}

// quote returns text as a basic string of TOML.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0xa0:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
