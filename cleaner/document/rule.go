package document

import (
	"fmt"
	"strings"
)

// RuleInfo describes one rule: what it is called, what it is for, and the examples that prove it. Rules
// are made once and never change.
type RuleInfo struct {
	ID        string   // unique among all rules, lower-case words joined by hyphens
	Category  string   // what it drops: "paywall", "share", ...; "article" for what speaks against dropping
	Stage     string   // the stage that cites it
	Doc       string   // one sentence
	Reason    string   // why a block was cited, in words; a %d stands for the finding's count
	Languages []string // primary language codes, or "mul"
	Sites     []string // hosts; it speaks only in documents that come from one of them, or from a host below one. Empty: in all
	// Explain, where it is set, words the reason of a finding from its count and its note.
	Explain func(count int32, note uint16) string

	Keep    bool // what it cites is kept whatever else speaks
	Rest    bool // a cut goes on to the end of the document
	Wall    bool // what it drops says that the article goes on for those who pay or sign in
	Support bool // it only strengthens what another rule found: never off, never named as the reason

	Drops       []string // texts that it must cut
	Keeps       []string // texts that no rule may cut
	KnownMisses []string // texts that ought to be cut, and are not yet
}

// Name returns the rule's full name, "category/id".
func (r *RuleInfo) Name() string { return r.Category + "/" + r.ID }

// Finding is one rule's word on a byte range of one block.
type Finding struct {
	Block      int32 // index into Document.Blocks
	Start, End int32 // byte range in Document.Text, inside the block
	Rule       *RuleInfo
	Weight     float32 // log-odds: positive says boilerplate, negative says article
	Count      int32   // the number that the rule's reason names, if it does
	Note       uint16  // what else the rule's reason names, as it likes
}

// Reason says in words why the rule spoke.
func (f *Finding) Reason() string {
	if f.Rule.Explain != nil {
		return f.Rule.Explain(f.Count, f.Note)
	}
	if !strings.Contains(f.Rule.Reason, "%d") {
		return f.Rule.Reason
	}
	return fmt.Sprintf(f.Rule.Reason, f.Count)
}

// Cut is a byte range of the input that does not reach the output, and the rule that weighed most in it.
// The range includes the white space that went with the text.
type Cut struct {
	Start, End int64 // byte offsets in the input
	Block      int32 // index into the Document.Blocks of its window
	Whole      bool  // the whole block went
	Rule       *RuleInfo
	Weight     float32 // the sum of the findings on the range
}
