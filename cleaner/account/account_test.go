package account_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
	"winnow/rules"
)

// accountOf returns the account of a document that engine cleans.
func accountOf(t *testing.T, engine *cleaner.Cleaner, text string) account.Account {
	t.Helper()
	source, err := input.Open(strings.NewReader(text), input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var book account.Book
	book.Open(cleaner.NewTextWriter(io.Discard))
	result, err := engine.Run(&book, source)
	if err != nil {
		t.Fatal(err)
	}
	return book.Close(result)
}

const (
	opening = "The council will build the dam above the village after all, its chairman said on Monday after a meeting of five hours.\n\n"
	farmer  = "“We could not have waited another year,” said Tom Reed, who grows half of the valley's apples and keeps forty sheep.\n\n"
	broken  = "Whether the farmers will go to court is open, but their lawyer has read the plan twice and says that it is…\n\n"
	cutOff  = "Whether the farmers will go to court is open, but their lawyer has read the plan twice and says that it\n\n"
	wall    = "Subscribe to continue reading.\nAlready a subscriber? Log in\n"
)

// long returns an article of about so many words.
func long(words int) string {
	var b strings.Builder
	for n := 0; b.Len() < 6*words; n++ {
		fmt.Fprintf(&b, "In the year %d the river rose above its banks, and the farmers of village number %d asked for a dam once more.\n\n", 1800+n, n+3)
	}
	return b.String()
}

func TestTeaser(t *testing.T) {
	tests := []struct {
		name, text string
		teaser     bool
	}{
		{"short, then the wall", opening + farmer + wall, true},
		{"glued to the end", opening + strings.TrimSpace(farmer) + " Subscribe to continue reading…\n", true},
		{"long, ends in the middle", long(900) + broken + wall, true},
		{"brackets", long(900) + strings.Replace(broken, "…", " [...]", 1) + wall, true},
		{"fewer words, no end of a sentence", opening + long(300) + cutOff + wall, true},
		{"many words, no end of a sentence", opening + long(700) + cutOff + wall, false},
		{"how much is left", opening + long(350) + "Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.\n", true},
		{"german", opening + farmer + "Jetzt weiterlesen mit einem Abo.\nSie haben bereits ein Abo? Hier anmelden.\n", true},
		{"short lines behind the wall", opening + farmer + wall + "Ann Field\nThe Valley Post\n", true},
		{"a whole article before the wall", opening + long(700) + farmer + wall, false},
		{"the article goes on behind the wall", opening + wall + "\n" + farmer + long(100), false},
		{"no wall", opening + broken, false},
		{"an account, no wall", opening + broken + "Already have an account? Log in\n", false},
		{"an appeal, no wall", opening + farmer + "Support our journalism. Donate today.\n", false},
		{"a pause, and an account", opening + "It all depends....\n\nAlready have an account? Sign in here.\n", false},
		{"a smile", long(700) + "Thank you all for reading this to the end, and see you soon :)\n\n" + wall, false},
		{"nothing but the wall", wall, false},
		{"about a wall", opening + "Users must subscribe to continue reading, the union said.\n", false},
		{"a page that is not free", page(`false`, opening+long(350)+farmer, wall), true},
		{"a page that is", page(`true`, opening+long(350)+farmer, wall), false},
		{"a page that is not free, without a wall", page(`false`, opening+long(350)+farmer, ""), false},
		{"a paywall's element", page(`true`, opening+farmer, `<div class="paywall"><p>Read on with Valley Plus for one coin a week</div>`), true},
	}
	engine := cleaner.New(rules.Default()...)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := accountOf(t, engine, test.text)
			if got := a.Status == account.Teaser; got != test.teaser {
				t.Errorf("status is %s, evidence %q", a.Status, a.Evidence)
			}
			if test.teaser && (len(a.Evidence) == 0 || a.Evidence[0] == "") {
				t.Errorf("no evidence: %q", a.Evidence)
			}
		})
	}
}

// page returns a page that says whether it is free.
func page(free, text, end string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><title>The dam</title><script type="application/ld+json">{"@context":"https://schema.org",` +
		`"@type":"NewsArticle","headline":"The dam","isAccessibleForFree":` + free + `}</script><body><article><h1>The dam</h1>`)
	for _, p := range strings.Split(strings.TrimSpace(text), "\n\n") {
		b.WriteString("<p>" + p + "</p>")
	}
	for _, line := range strings.Split(end, "\n") {
		b.WriteString("<p>" + line + "</p>")
	}
	return b.String() + "</article>"
}

func TestEvidence(t *testing.T) {
	engine := cleaner.New(rules.Default()...)
	a := accountOf(t, engine, opening+"Subscribe\n"+strings.Repeat(" ", 300)+"Subscribe to   continue\u00a0reading.\nSubscribe to read the full story\nSubscribe to read on\n")
	want := []string{"Subscribe to continue reading.", "Subscribe to read the full story"}
	if a.Status != account.Teaser || !slices.Equal(a.Evidence, want) {
		t.Errorf("got %s with %q, want %q", a.Status, a.Evidence, want)
	}
}

// dropper drops blocks by their first letter: x by weak evidence, y by strong evidence.
type dropper struct{}

var (
	rule = &cleaner.Rule{ID: "x", Category: "test"}
	last = &cleaner.Rule{ID: "y", Category: "last"}
)

func (dropper) Rules() []*cleaner.Rule { return []*cleaner.Rule{rule, last} }

func (dropper) Mark(doc *cleaner.Document) {
	for i := range doc.Blocks {
		switch doc.BlockText(i)[0] {
		case 'x':
			doc.Add(i, rule, 4.5, 0)
		case 'y':
			doc.Add(i, last, 9, 0)
		}
	}
}

func TestSuspect(t *testing.T) {
	const words = " went down to the river and came back with a bucket of cold water for all of them.\n\n" // 18, with the first
	keep, weak, strong := "a"+words, "x"+words, "y"+words
	label := "x label after label after label after label after label after label after label\n\n"
	tests := []struct {
		name, text string
		want       account.Status
	}{
		{"nothing goes", strings.Repeat(keep, 9), account.Unchanged},
		{"weak evidence", strings.Repeat(keep, 9) + strings.Repeat(weak, 4), account.Suspect},
		{"of a longer document", strings.Repeat(keep, 20) + strings.Repeat(weak, 4), account.Clean},
		{"of too few words", strings.Repeat(keep, 2) + strings.Repeat(weak, 3), account.Clean},
		{"strong evidence", strings.Repeat(keep, 9) + strings.Repeat(strong, 9), account.Clean},
		{"nearly all, by strong evidence", strings.Repeat(keep, 1) + strings.Repeat(strong, 9), account.Suspect},
		{"no prose", strings.Repeat(keep, 2) + strings.Repeat(label, 20), account.Clean},
		{"all", strings.Repeat(weak, 9), account.Empty},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := accountOf(t, cleaner.New(dropper{}), test.text)
			if a.Status != test.want {
				t.Errorf("status is %s, want %s; evidence %q", a.Status, test.want, a.Evidence)
			}
			if a.Status == account.Suspect && (len(a.Evidence) < 2 || !strings.Contains(a.Evidence[0], "words in sentences went")) {
				t.Errorf("evidence is %q", a.Evidence)
			}
		})
	}
}

func TestAccount(t *testing.T) {
	a := accountOf(t, cleaner.New(dropper{}), "a\nxb\nyc\nxd\ne\n")
	want := []account.Dropped{{Category: "last", Cuts: 1, Bytes: 3}, {Category: "test", Cuts: 2, Bytes: 6}}
	if a.In != 13 || a.Out != 4 || a.Blocks != 5 || !slices.Equal(a.Dropped, want) {
		t.Errorf("got %+v", a)
	}
	var sum account.Account
	sum.Add(a)
	sum.Add(a)
	if sum.In != 26 || sum.Dropped[1] != (account.Dropped{Category: "test", Cuts: 4, Bytes: 12}) {
		t.Errorf("the sum is %+v", sum)
	}
	if a.Keep(); a.Out != 13 || len(a.Dropped) > 0 {
		t.Errorf("kept whole it is %+v", a)
	}
}

func TestParseStatus(t *testing.T) {
	for _, s := range account.Statuses() {
		if got, err := account.ParseStatus(string(s)); got != s || err != nil {
			t.Errorf("%s: got %q, %v", s, got, err)
		}
	}
	if _, err := account.ParseStatus("dirty"); err == nil || !strings.Contains(err.Error(), `"dirty" is no status`) {
		t.Errorf("got %v", err)
	}
}
