package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"winnow/cleaner"
	"winnow/cleaner/explain"
	"winnow/cleaner/trace"
)

// actionWords say what became of a block, and what would.
var actionWords = map[string][2]string{
	"keep": {"kept", "keeps it"}, "drop": {"dropped", "drops it"}, "trim": {"kept in part", "keeps a part of it"},
}

// at names where a block stands, in the form that why takes.
func (q *question) at(b *trace.Block) string {
	switch {
	case b.Record > 0:
		return fmt.Sprintf("%s:%d:%d", q.place.file, b.Record, b.Line)
	case b.Parted || b.Page:
		return fmt.Sprintf("%s:%d:%d", q.place.file, b.Line, b.Column)
	}
	return fmt.Sprintf("%s:%d", q.place.file, b.Line)
}

// list prints a line for each of many blocks on one line, which are asked about by their columns.
func (q *question) list(w io.Writer, blocks []trace.Block, found []int) error {
	for _, i := range found {
		b := &blocks[i]
		if _, err := fmt.Fprintf(w, "%s: %s: %s\n", q.at(b), actionWords[action(b)][0], short(b.Text)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%d blocks stand on this line: ask about one of them\n", len(found))
	return err
}

// short returns the beginning of a text on one line.
func short(text string) string {
	const most = 72
	line := strings.Join(strings.Fields(text), " ")
	if r := []rune(line); len(r) > most {
		line = string(r[:most-3]) + "..."
	}
	return explain.Visible([]byte(line))
}

// print prints the answer as the flags say.
func (a *answer) print(w io.Writer) error {
	var b bytes.Buffer
	switch {
	case a.options.asJSON:
		if err := a.json(&b); err != nil {
			return err
		}
	case a.options.asTOML:
		if a.rule == nil {
			return fmt.Errorf("line %d: no rule of a pack changes what becomes of it", a.place.line)
		}
		fmt.Fprintf(&b, "\n%s", a.rule.TOML)
	default:
		if a.next {
			b.WriteByte('\n')
		}
		a.text(&b)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// text writes the answer for people.
func (a *answer) text(w *bytes.Buffer) {
	what := action(a.block)
	fmt.Fprintf(w, "%s: %s\n", a.at(a.block), actionWords[what][0])
	for _, line := range strings.Split(strings.ReplaceAll(a.block.Text, "\r\n", "\n"), "\n") {
		fmt.Fprintf(w, "  | %s\n", explain.Visible([]byte(line)))
	}
	if a.block.Element != "" {
		fmt.Fprintf(w, "  @ %s\n", explain.Visible([]byte(a.block.Element)))
	}
	a.votes(w)
	w.WriteString("\nwhat would change it:\n")
	for _, c := range a.changes {
		fmt.Fprintf(w, "  %-40s  %s\n", c.Option, actionWords[c.Action][1])
	}
	switch {
	case a.rule != nil:
		fmt.Fprintf(w, "  this rule in a pack, with --rules\n\n%s", a.rule.TOML)
	case len(a.changes) == 0:
		w.WriteString("  neither another level, nor --skip, nor a rule of a pack\n")
	}
}

// votes writes what rules said of the block, and how it was decided.
func (a *answer) votes(w *bytes.Buffer) {
	w.WriteByte('\n')
	for i := range a.block.Votes {
		v := &a.block.Votes[i]
		weight := fmt.Sprintf("%+5.1f", v.Weight)
		if v.Rule.Keep {
			weight = " keep"
		}
		fmt.Fprintf(w, "  %s  %s, stage %s: %s\n", weight, v.Rule.Name(), v.Rule.Stage, explain.Visible([]byte(v.Reason)))
		if !v.Whole {
			fmt.Fprintf(w, "         of %q\n", short(a.block.Text[v.Start:v.End]))
		}
	}
	for _, line := range a.decision() {
		fmt.Fprintf(w, "  %s\n", line)
	}
}

// decision says in words how the block was decided.
func (a *answer) decision() []string {
	var list []string
	b := a.block
	said := false // a finding of the rule is among the votes
	var cut *cleaner.Rule
	for i := range b.Parts {
		p := &b.Parts[i]
		if !p.Cut {
			continue
		}
		cut = p.Rule
		for k := range b.Votes {
			said = said || b.Votes[k].Rule == cut
		}
		if b.Trimmed() {
			list = append(list, fmt.Sprintf("cut: %q, by %s", short(b.Text[p.Start:p.End]), cut.Name()))
		}
	}
	switch {
	case cut != nil && !said:
		list = append(list, fmt.Sprintf("%s, which spoke further up, cuts to the end", cut.Name()))
	case b.Pinned:
		list = append(list, "a keep rule outweighs all else")
	case len(b.Votes) == 0:
		list = append(list, "no rule spoke")
	case len(list) == 0:
		list = append(list, fmt.Sprintf("%5.1f  in all, and %.1f cuts", b.Score, a.threshold))
	}
	if b.Spared {
		list = append(list, "a rule that is switched off would have cut it")
	}
	return list
}

// whyAnswer is the JSON of an answer. README names the fields.
type whyAnswer struct {
	File      string    `json:"file"`
	Line      int64     `json:"line"`
	Column    int64     `json:"column,omitempty"`
	Record    int64     `json:"record,omitempty"`
	Element   string    `json:"element,omitempty"`
	Text      string    `json:"text"`
	Action    string    `json:"action"`
	Score     float32   `json:"score"`
	Threshold float32   `json:"threshold"`
	Kept      bool      `json:"pinned,omitempty"`
	Cuts      []whyCut  `json:"cuts,omitempty"`
	Votes     []whyVote `json:"votes"`
	Changes   []change  `json:"changes"`
	Rule      string    `json:"rule,omitempty"`
}

type whyCut struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
}

type whyVote struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Rule   string  `json:"rule"`
	Stage  string  `json:"stage"`
	Weight float32 `json:"weight"`
	Keep   bool    `json:"keep,omitempty"`
	Reason string  `json:"reason"`
}

// json writes the answer as an object on a line.
func (a *answer) json(w io.Writer) error {
	b := a.block
	object := whyAnswer{
		File: a.place.file, Line: b.Line, Column: b.Column, Record: b.Record, Element: b.Element, Text: b.Text, Action: action(b),
		Score: b.Score, Threshold: a.threshold, Kept: b.Pinned, Votes: []whyVote{}, Changes: a.changes,
	}
	if b.Pinned {
		object.Score = 0 // it does not count
	}
	if a.changes == nil {
		object.Changes = []change{}
	}
	if a.rule != nil {
		object.Rule = a.rule.TOML
	}
	for i := range b.Parts {
		if p := &b.Parts[i]; p.Cut {
			object.Cuts = append(object.Cuts, whyCut{p.Start, p.End, p.Rule.Name(), p.Reason})
		}
	}
	for i := range b.Votes {
		v := &b.Votes[i]
		object.Votes = append(object.Votes, whyVote{v.Start, v.End, v.Rule.Name(), v.Rule.Stage, v.Weight, v.Rule.Keep, v.Reason})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(&object)
}
