package rules

import "winnow/cleaner"

// grown are the rules that stages cite for lines which no phrase names, but whose neighbours give away what
// they belong to. There is one a category, so that a choice of categories holds for them too.
var grown = map[string]*cleaner.Rule{
	"ad":         growth("ad", "ad-box", "A line inside an advertisement box."),
	"comments":   growth("comments", "comment-list", "A line inside a comment section."),
	"cookie":     growth("cookie", "cookie-dialog", "A line inside a cookie or consent dialog."),
	"copyright":  growth("copyright", "page-foot", "A line of the page's foot, behind a copyright notice."),
	"disclaimer": growth("disclaimer", "disclaimer-box", "A line inside a disclaimer."),
	"nav":        growth("nav", "menu", "A line inside a menu or another part of the page's frame."),
	"newsletter": growth("newsletter", "newsletter-box", "A line inside a newsletter box."),
	"paywall":    growth("paywall", "paywall-box", "A line that belongs to a paywall message."),
	"pricing":    growth("pricing", "plan-table", "A line of a table of subscription plans."),
	"promo":      growth("promo", "promo-box", "A line inside a box in which the site speaks of itself."),
	"related":    growth("related", "link-list", "A headline in a list of other stories."),
	"share":      growth("share", "share-bar", "A line inside a share bar."),
}

func growth(category, id, doc string) *cleaner.Rule {
	return &cleaner.Rule{ID: id, Category: category, Stage: "neighbours", Doc: doc, Reason: doc, Languages: []string{"mul"}}
}

// grow returns the growth rule for a category; of one that a user's pack brings, a general one.
func grow(category string) *cleaner.Rule {
	if r := grown[category]; r != nil {
		return r
	}
	return grown["nav"]
}

func grownRules(categories ...string) []*cleaner.Rule {
	list := make([]*cleaner.Rule, len(categories))
	for i, c := range categories {
		list[i] = grown[c]
	}
	return list
}
