package content

import (
	"fmt"
	"strings"
)

// paragraphs are those of an article.
func paragraphs() []string {
	return []string{
		"The council of Lower Harwick will build the dam above the village after all, its chairman, Peter Lang, said on Monday after a meeting that had gone on for five hours.",
		"Farmers in the valley have fought the plan for three years. They fear that the wells will run dry in summer, as they did when the old weir was raised in 1987.",
		"“Nobody will lose a drop of water,” Lang told reporters in front of the town hall, where about sixty people had gathered in the rain. “And whoever does will be paid for it.”",
		"According to the plan, which was shown to the public for the first time last week, the wall will be 41 metres high and hold back a lake of two square kilometres.",
		"The costs have risen from 12 to 19 million pounds since the first draft. The county pays for half of it, and the rest is to come from the sale of electricity to the towns along the river.",
		"Tom Reed, a lawyer who speaks for eleven of the farms, said that he had read the report twice and had found no figure in it for the level of the ground water. He did not say whether his clients would go to court.",
		"Engineers who were not part of the project consider the risk small. The rock beneath the valley is dense, they say, and the wells are fed by springs on the other slope of the hill.",
		"Work is expected to begin in June and to take five years. Until then, the council wants to drill at nine places and to publish what it measures there every month.",
	}
}

func menu() []string {
	return []string{"Home", "News", "Sport", "Business", "Culture", "Weather", "Travel", "Puzzles", "Jobs", "Sign in"}
}

func related() []string {
	return []string{
		"Flood warning for the upper valley lifted", "Bus line 12 to stop at the station again",
		"Museum of clocks opens its doors in spring", "Ten walks for a rainy weekend",
		"Harwick United lose at home", "New bakery in the old post office",
	}
}

func footer() []string {
	return []string{"About us", "Contact", "Imprint", "Privacy policy", "Terms of use", "Advertise with us", "Newsletter", "© 2024 Harwick Herald"}
}

func list(class string, items []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<ul class=%q>\n", class)
	for i, item := range items {
		fmt.Fprintf(&b, "<li><a href=\"/%d\">%s</a></li>\n", i, item)
	}
	return b.String() + "</ul>\n"
}

// samplePage is a page with a menu, an article, links to others and a footer.
func samplePage() string {
	return `<!doctype html><html lang="en"><head><title>Council to build the dam</title><meta property="og:type" content="article"></head><body>
<header><nav class="main-menu">` + list("menu", menu()) + `</nav></header>
<main><article class="article"><h1>Council to build the dam</h1>
<div class="article-body"><p>` + strings.Join(paragraphs(), "</p>\n<p>") + `</p></div></article>
<aside class="related"><h2>More stories</h2>` + list("teasers", related()) + `</aside></main>
<footer class="site-footer">` + list("links", footer()) + `</footer></body></html>`
}

// sampleText is the text of the page, as a scraper without an eye for layout prints it.
func sampleText() string {
	lines := append(menu(), "Council to build the dam")
	lines = append(lines, paragraphs()...)
	lines = append(lines, "More stories")
	lines = append(lines, related()...)
	return strings.Join(append(lines, footer()...), "\n") + "\n"
}
