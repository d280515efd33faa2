package rules

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"winnow/cleaner"
	"winnow/cleaner/tomlerror"
	"winnow/rules/pattern"
)

// Pack is one file of rules that need no neighbours: phrases, and whole lines.
type Pack struct {
	File     string // where it came from, for messages
	Category string
	Doc      string

	rules   []*phrase
	builtin bool
	sum     [sha256.Size]byte // of the text; none of built-in packs
}

// packFile is a pack as it is written.
type packFile struct {
	Category string
	Doc      string
	Sites    []string // of the rules that name none
	Rule     []packRule
}

// packRule is a rule as it is written. README, "Rule packs", explains the keys.
type packRule struct {
	ID          string
	Doc         string
	Languages   []string
	Sites       []string
	Exact       []string
	Literals    []string
	Regex       string
	MaxWords    int `toml:"max_words"`
	At          string
	Cut         string
	Weight      float64
	Action      string
	Wall        bool
	Drops       []string
	Keeps       []string
	KnownMisses []string `toml:"known_misses"`
}

// phrase is a rule ready for use.
type phrase struct {
	info     *cleaner.Rule
	exact    []string // folded keys of whole blocks
	literals []string // folded
	raw      string   // the regular expression as it is written
	regex    *pattern.Pattern
	maxWords int32
	atStart  bool
	atEnd    bool

	atSentence bool // the match begins a sentence
	anywhere   bool // where the regexp matches makes no difference, so that it need not be found out
	scope      scope
	weight     float32
}

// scope is how much a match takes with it.
type scope uint8

const (
	scopeBlock scope = iota
	scopeSentence
	scopeMatch
)

// DefaultWeight is the weight of a rule that names none: it proves alone, unless much speaks against it.
const DefaultWeight = 6

// maxWeight is the greatest weight of a rule, which hardly anything outvotes but a keep rule.
const maxWeight = 20

// ParsePack reads a pack. Every error names the file and the line or the rule; all that can be found at
// once are joined.
func ParsePack(file string, data []byte) (*Pack, error) {
	pack, err := parseHashed(file, data, pattern.NewEngines(maxStates))
	if err != nil {
		return nil, err
	}
	// The regexps of a pack are compiled when they are first needed. Those of the built-in packs are held
	// valid by tests; those of others had better fail here than later.
	for i, r := range pack.rules {
		if r.regex == nil {
			continue
		}
		if _, err := regexp.Compile(r.regex.String()); err != nil {
			return nil, fmt.Errorf("%s: rule %d (%q): regex: %s", file, i+1, r.info.ID, clip(err.Error()))
		}
	}
	return pack, nil
}

// maxStates is how many bytes the states of the regexps' automata may take. All pages of a language need
// less.
const maxStates = 16 << 20

// byteOrderMark is what some editors put in front.
var byteOrderMark = []byte("\ufeff")

// parseHashed is parsePack for packs that are not built in, whose hash is not known when the program is built.
func parseHashed(file string, data []byte, engines *pattern.Engines) (*Pack, error) {
	pack, err := parsePack(file, data, engines)
	if err == nil {
		pack.sum = sha256.Sum256(data)
	}
	return pack, err
}

func parsePack(file string, data []byte, engines *pattern.Engines) (*Pack, error) {
	var raw packFile
	decoder := toml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, byteOrderMark)))
	if err := decoder.DisallowUnknownFields().Decode(&raw); err != nil {
		return nil, tomlerror.Locate(file, err, "see 'winnow help rules' for the keys of a rule")
	}
	pack := &Pack{File: file, Category: raw.Category, Doc: raw.Doc}
	var errs []error
	if !identifier.MatchString(raw.Category) {
		errs = append(errs, fmt.Errorf("%s: category %q: must be lower-case letters, digits and hyphens", file, raw.Category))
	}
	if _, problems := hosts(raw.Sites); len(problems) > 0 {
		errs = append(errs, fmt.Errorf("%s: %s", file, strings.Join(problems, "; ")))
		raw.Sites = nil
	}
	if len(raw.Rule) == 0 {
		errs = append(errs, fmt.Errorf("%s: holds no [[rule]]", file))
	}
	seen := map[string]bool{}
	for i := range raw.Rule {
		r := &raw.Rule[i]
		if r.Sites == nil {
			r.Sites = raw.Sites
		}
		problems := r.problems()
		if seen[r.ID] {
			problems = append(problems, "id is used twice in this file")
		}
		seen[r.ID] = true
		p, err := r.compile(raw.Category, engines)
		if err != nil {
			problems = append(problems, err.Error())
		}
		for _, problem := range problems {
			errs = append(errs, fmt.Errorf("%s: rule %d (%q): %s", file, i+1, r.ID, problem))
		}
		pack.rules = append(pack.rules, p)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return pack, nil
}

var identifier = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// problems lists what is wrong with the rule as written, each with what to do.
func (r *packRule) problems() (list []string) {
	say := func(wrong bool, format string, args ...any) {
		if wrong {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	keep := r.Action == "keep"
	say(!identifier.MatchString(r.ID), "id must be lower-case letters, digits and hyphens")
	say(!strings.HasSuffix(r.Doc, "."), "doc must be a sentence that ends with a period: it is what explain prints")
	say(len(r.Languages) == 0, "languages is empty: name primary language codes, or \"mul\"")
	say(len(r.Exact)+len(r.Literals) == 0, "neither exact nor literals: the rule would never be tried")
	say(r.Regex != "" && len(r.Literals) == 0, "regex without literals: name a literal that every match contains")
	say(r.MaxWords < 0, "max_words = %d: must not be negative", r.MaxWords)
	say(r.At != "" && r.At != "start" && r.At != "end" && r.At != "sentence",
		"at = %q: must be \"start\", \"end\" or \"sentence\"", r.At)
	say(r.At == "sentence" && r.Cut != "sentence", "at = \"sentence\" goes with cut = \"sentence\" only")
	say(r.Cut != "" && r.Cut != "block" && r.Cut != "sentence" && r.Cut != "match" && r.Cut != "rest",
		"cut = %q: must be \"block\", \"sentence\", \"match\" or \"rest\"", r.Cut)
	say(r.Action != "" && r.Action != "drop" && !keep, "action = %q: must be \"drop\" or \"keep\"", r.Action)
	say(!keep && len(r.Literals) > 0 && r.MaxWords == 0 && (r.Cut == "" || r.Cut == "block" || r.Cut == "rest"),
		"max_words is missing: without it the rule could eat a paragraph")
	say(r.Weight < 0 || r.Weight > maxWeight, "weight = %g: must lie between 0 and %d", r.Weight, maxWeight)
	say(keep && r.Wall, "wall = true goes with what is dropped, not with action = \"keep\"")
	say(!keep && len(r.Drops) == 0, "drops is empty: show a text that the rule cuts")
	say(len(r.Keeps) == 0, "keeps is empty: show a text that looks alike and must stay")
	_, wrong := hosts(r.Sites)
	return append(list, wrong...)
}

// compile makes the rule ready for use.
func (r *packRule) compile(category string, engines *pattern.Engines) (*phrase, error) {
	sites, _ := hosts(r.Sites)
	p := &phrase{
		info: &cleaner.Rule{
			ID: r.ID, Category: category, Stage: phrasesStage, Doc: r.Doc, Reason: r.Doc, Languages: r.Languages, Sites: sites,
			Keep: r.Action == "keep", Rest: r.Cut == "rest", Wall: r.Wall, Drops: r.Drops, Keeps: r.Keeps, KnownMisses: r.KnownMisses,
		},
		maxWords: int32(r.MaxWords), atStart: r.At == "start", atEnd: r.At == "end", atSentence: r.At == "sentence",
		weight: float32(r.Weight),
	}
	if r.Weight == 0 {
		p.weight = DefaultWeight
	}
	switch r.Cut {
	case "sentence":
		p.scope = scopeSentence
	case "match":
		p.scope = scopeMatch
	}
	p.exact = make([]string, 0, len(r.Exact))
	p.literals = make([]string, 0, len(r.Literals))
	for _, text := range r.Exact {
		key := exactKey(text)
		if key == "" {
			return p, fmt.Errorf("exact %q: has neither letter nor digit", text)
		}
		p.exact = append(p.exact, key)
	}
	for _, text := range r.Literals {
		folded := foldLiteral(text)
		if len(folded) < minLiteral {
			return p, fmt.Errorf("literal %q: shorter than %d bytes: it would be found everywhere", text, minLiteral)
		}
		p.literals = append(p.literals, folded)
	}
	if r.Regex == "" {
		return p, nil
	}
	p.raw = r.Regex
	source, err := expandSlots(r.Regex)
	if err != nil {
		return p, err
	}
	if len(source) > regexMost {
		return p, fmt.Errorf("regex %q: it has %d bytes, with its slots filled in: write one of no more than %d, or several rules", clip(r.Regex), len(source), regexMost)
	}
	start, end := anchors(source)
	p.anywhere = p.scope == scopeBlock && (start || !p.atStart) && (end || !p.atEnd)
	p.atStart, p.atEnd = p.atStart || start, p.atEnd || end
	p.regex, err = engines.Compile(source)
	if err != nil {
		return p, fmt.Errorf("regex %q: %s", clip(r.Regex), clip(err.Error()))
	}
	p.regex.Given(p.literals)
	return p, nil
}

// Rules returns the pack's rules in the order they are written.
func (p *Pack) Rules() []*cleaner.Rule {
	list := make([]*cleaner.Rule, len(p.rules))
	for i, r := range p.rules {
		list[i] = r.info
	}
	return list
}
