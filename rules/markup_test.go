package rules_test

import (
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/rules"
)

// The paragraphs of the pages below.
const (
	first  = "<p>The council will build the dam above the village after all, its chairman said on Monday after a long meeting.</p>"
	second = "<p>Diggers come in June, and the first water will be held back in five years, according to the plan.</p>"
	aside  = "<p>Buy two tickets for the price of one, this week only, in our shop by the old town hall.</p>"
)

func TestMarkup(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"navigation", "<nav>" + aside + "</nav>" + first + second, first + second},
		{"role", "<div role=complementary>" + aside + "</div>" + first + second, first + second},
		{"class", "<div class='post-footer x'>" + aside + "</div>" + first + second, first + second},
		{"class in capitals", "<div class=PostFooter>" + aside + "</div>" + first + second, first + second},
		{"class with a number", "<div class=footer2>" + aside + "</div>" + first + second, first + second},
		{"id", "<div id=newsletter_box>" + aside + "</div>" + first + second, first + second},
		{"no such word", "<div class='menuet adrift 3ad5 footers'>" + aside + "</div>" + first + second, aside + first + second},
		{"the article is called so", "<div class='has-sidebar'>" + first + second + "</div>" + aside, first + second + aside},
		{"heading with an id", first + "<h2 id=share-of-the-market>The market</h2>" + second, first + "<p>The market</p>" + second},
		{"header of the article", "<article><header><p>It rained all day.</p></header>" + first + second + "</article>", "<p>It rained all day.</p>" + first + second},
		{"header of the page", "<header><p>It rained all day.</p></header>" + first + second, first + second},
		{"long button", first + "<h3><button>Why does it cost so much more than planned?</button></h3>" + second, first + "<p>Why does it cost so much more than planned?</p>" + second},
		{"title", "<title>The dam is to be built</title><h1>The dam is to be built</h1>" + first + second, first + second},
		{"outside", "<div><div>" + first + second + "</div></div><div><a href=a>One</a> <a href=b>Two</a> <a href=c>Three</a></div>", first + second},
		{"links inside", "<div>" + first + "<ul><li><a href=a>One of them</a><li><a href=b>Two of them</a><li><a href=c>Three of them</a></ul>" + second + "</div>", first + second},
		{"links of the text", first + "<p>See <a href=a>the plan</a>, <a href=b>the map</a> and what <a href=c>the council</a> wrote to all who live there.</p>" + second,
			first + "<p>See the plan, the map and what the council wrote to all who live there.</p>" + second},
		{"hidden", first + "<div hidden>" + aside + "</div>" + second, first + second},
		{"hidden article", "<p>Loading the page.</p><div style='display:none'>" + first + second + "</div>", first + second},
		{"noscript", "<p>Loading the page.</p><noscript><div>" + first + second + "</div></noscript>", first + second},
		{"comments", first + second + strings.Repeat(first, 2) + "<div class=comments><div class=comment>" + aside + "</div></div>", first + second},
		{"discussion", "<h1>Tickets</h1><div class=comment>" + first + "</div><div class=comment>" + second + "</div><div class=comment>" + aside + "</div>",
			first + second + aside},
		{"aside does not end the article", first + "<aside><h3>Related stories</h3><ul><li><a href=a>Wells run dry</a></ul></aside><h2>Work begins</h2>" + second + "<ul><li>a wall,<li>a lake.</ul>",
			first + "<p>Work begins</p>" + second + "<p>- a wall,\n- a lake.</p>"},
		{"paywall", "<div class=paywall>" + aside + "</div>" + first + second, first + second},
		{"part behind the paywall", `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"}}</script>` +
			first + second + "<div class=paywall>" + aside + "</div>", first + second + aside},
		{"main part in a wrapper", "<div class='wrap-footer'><main><ul><li>Alpha phone, 64 GB<li>Beta phone, 128 GB</ul></main></div>",
			"<p>- Alpha phone, 64 GB\n- Beta phone, 128 GB</p>"},
		{"nothing but links", "<main><ul><li><a href=a>One</a><li><a href=b>Two</a></ul></main><footer>x y</footer>", "<p>- One\n- Two</p>"},
	}
	engine := cleaner.New(rules.Default()...)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if _, err := engine.Clean(&out, strings.NewReader("<!doctype html><body>"+test.page)); err != nil {
				t.Fatal(err)
			}
			want := strings.TrimSpace(strings.NewReplacer("<p>", "", "</p>", "\n\n").Replace(test.want))
			if got := strings.TrimSpace(out.String()); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
