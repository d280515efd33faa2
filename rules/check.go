package rules

import (
	"fmt"
	"strings"

	"winnow/cleaner"
	"winnow/cleaner/textreader"
)

// Check runs the proofs of packs' rules through the real engine with stages, and returns what fails: each
// drops example must be cut by its very rule, each keeps example must survive all rules, and a known miss
// must still be missed.
func Check(stages []cleaner.Stage, packs ...*Pack) []error {
	engine := cleaner.New(stages...)
	engine.Enabled = func(*cleaner.Rule) bool { return true }
	plain := cleaner.New(stages...)
	var errs []error
	for _, pack := range packs {
		for _, p := range pack.rules {
			e := engine
			if !cleaner.OffByDefault(pack.Category) {
				e = plain
			}
			for _, problem := range prove(e, p.info) {
				errs = append(errs, fmt.Errorf("%s: rule %q: %s", pack.File, p.info.ID, problem))
			}
		}
	}
	return errs
}

// prove runs one rule's examples, as documents of each of its sites, and says in words which fail.
func prove(engine *cleaner.Cleaner, rule *cleaner.Rule) (problems []string) {
	if len(rule.Sites) == 0 {
		return proveAt(engine, rule, "")
	}
	for _, host := range rule.Sites {
		for _, problem := range proveAt(engine, rule, host) {
			problems = append(problems, "on "+host+": "+problem)
		}
	}
	return problems
}

// proveAt runs one rule's examples as documents of a host.
func proveAt(engine *cleaner.Cleaner, rule *cleaner.Rule, host string) (problems []string) {
	fail := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	for _, text := range rule.Drops {
		var t trace
		if err := t.run(engine, text, host); err != nil {
			fail("drops %q: %v", text, err)
		} else if !rule.Keep && !t.cites(rule) {
			fail("drops %q: not cut by this rule%s", text, t.summary())
		}
	}
	for _, text := range rule.Keeps {
		var t trace
		if err := t.run(engine, text, host); err != nil {
			fail("keeps %q: %v", text, err)
		} else if t.out.String() != text {
			fail("keeps %q: cut%s", text, t.summary())
		}
	}
	for _, text := range rule.KnownMisses {
		var t trace
		if err := t.run(engine, text, host); err != nil {
			fail("known_misses %q: %v", text, err)
		} else if t.out.Len() == 0 {
			fail("known_misses %q: is cut now: move it to drops", text)
		}
	}
	return problems
}

// trace is a writer that remembers what was cut and which rules spoke.
type trace struct {
	out   strings.Builder
	cited map[*cleaner.Rule]bool // rules with a finding in a cut
	all   []string               // what was found, in words
}

func (t *trace) run(engine *cleaner.Cleaner, text, host string) error {
	t.cited = map[*cleaner.Rule]bool{}
	_, err := engine.Run(t, cleaner.FromSite(textreader.New(strings.NewReader(text)), host))
	return err
}

// Write implements cleaner.Writer.
func (t *trace) Write(w *cleaner.Window) error {
	for _, f := range w.Doc.Findings {
		start, end := w.Doc.Offset+int64(f.Start), w.Doc.Offset+int64(f.End)
		cut := false
		for _, c := range w.Cuts {
			cut = cut || start < c.End && end > c.Start
		}
		if cut && f.Weight > 0 {
			t.cited[f.Rule] = true
		}
		t.all = append(t.all, fmt.Sprintf("%s %+.1f", f.Rule.Name(), f.Weight))
	}
	return cleaner.NewTextWriter(&t.out).Write(w)
}

func (t *trace) cites(rule *cleaner.Rule) bool { return t.cited[rule] }

// summary lists what the rules said, for a message.
func (t *trace) summary() string {
	if len(t.all) == 0 {
		return " (no rule spoke)"
	}
	list := t.all
	if len(list) > 6 {
		list = append(list[:6:6], "...")
	}
	return " (" + strings.Join(list, ", ") + ")"
}
