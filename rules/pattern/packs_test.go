package pattern

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"winnow/rules/fold"
)

// standIns replace the slots of the rule packs: of the same kind as those of
// package rules, but short.
var standIns = map[string]string{
	"num":   `\d+(?:[.,' ]\d+)*`,
	"price": `(?:(?:us\$|[$€£¥]|usd|eur|kr\.?) ?\d+(?:[.,' ]\d+)*|\d+(?:[.,' ]\d+)* ?(?:us\$|[$€£¥]|usd|eur|kr\.?))`,
	"month": `(?:jan(?:uary|uar)?|feb(?:ruary)?|mar(?:ch|s)?|apr(?:il)?|may|mai|june?|july?|aug(?:ust)?|январ[ья]|\d{1,2} ?月)`,
	"date":  `(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}(?:st|nd|rd|th|\.)? (?:jan|feb|march|april|may|june)(?: \d{4})?)`,
	"time":  `\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?`,
	"email": `[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+`,
	"words": `[^\s.!?。]+(?: [^\s.!?。]+){0,5}`,
	"name":  `[^\s,;:!?。]+(?: [^\s,;:!?。]+){0,4}`,
	"any":   `[^.!?。]{0,80}?`,
}

var slot = regexp.MustCompile(`\{[a-z_]+\}`)

// packed is an expression of the rule packs, and folded texts for it.
type packed struct {
	source string
	texts  [][]byte
}

// readPacks reads the expressions of all packs, of which there may be none yet.
func readPacks(t testing.TB) (list []packed) {
	t.Helper()
	names, err := filepath.Glob("../packs/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var pack struct {
			Rule []struct {
				Regex        string
				Drops, Keeps []string
			}
		}
		if err := toml.Unmarshal(data, &pack); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, rule := range pack.Rule {
			if rule.Regex == "" {
				continue
			}
			p := packed{source: slot.ReplaceAllStringFunc(rule.Regex, func(s string) string {
				if with, ok := standIns[strings.Trim(s, "{}")]; ok {
					return "(?:" + with + ")"
				}
				return `(?:[^\s]*)`
			})}
			for _, text := range append(rule.Drops, rule.Keeps...) {
				p.texts = append(p.texts, []byte(fold.String(text)))
			}
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		t.Fatal("found no packs")
	}
	return list
}

// TestPacks compares all expressions of the packs on the texts of their own
// rules, and some others.
func TestPacks(t *testing.T) {
	list := readPacks(t)
	for i, p := range list {
		pattern, re := mustCompile(t, p.source), regexp.MustCompile(p.source)
		texts := p.texts
		for k := range blocks {
			texts = append(texts, []byte(fold.String(blocks[k])))
		}
		if !testing.Short() {
			texts = append(append(texts, list[(i+1)%len(list)].texts...), list[(i+7)%len(list)].texts...)
		}
		for _, text := range texts {
			compare(t, pattern, re, text)
		}
	}
}

// blocks are ordinary blocks of text, some of which are no content.
var blocks = []string{
	"The committee voted on Tuesday to delay the plan, which would have closed two of the city's four libraries. A spokesman said the subscription to the online archive, paid for by readers, would continue, and that a newsletter would inform members of the next steps.",
	"Follow us on Twitter and like us on Facebook to get the latest news.",
	"Sign up for our free newsletter and get the best stories of the week in your inbox.",
	"By clicking accept, you agree to the storing of cookies on your device to enhance site navigation, analyze site usage, and assist in our marketing efforts.",
	"Read more: Police arrest two men after the robbery in the old town",
	"Copyright 2023 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
	"Комитет во вторник отложил решение о закрытии двух библиотек. Подпишитесь на наш канал, чтобы не пропустить новости.",
	"Der Ausschuss hat am Dienstag beschlossen, die Pläne zu verschieben. Mehr dazu lesen Sie in unserem Newsletter.",
	"委员会星期二决定推迟关闭两家图书馆的计划。更多内容请关注我们的微信公众号。",
	"Photo: John Smith / Getty Images",
	"Published on March 3, 2021 at 10:30 am",
	"Share this article Facebook Twitter WhatsApp Email",
	"She had written to the paper in May, and was told that her letter would be read by the editors, but that they could not promise to print it. When it did appear, a year later, nobody remembered what the argument had been about, and the comments below were closed for good.",
}
