package rules

import (
	"bytes"
	"strings"

	"winnow/cleaner/document"
)

// The words that sites use in the class and id of elements for what is no part of an article, in one way all
// over the web. What a word says is evidence only: elements weighs it against what is in the element.

// note is what a word says of an element.
type note struct {
	category string
	most     int32 // words of text; a longer element is not what the word says. 0 stands for no limit
}

const (
	lineWords   = 40 // of an element that is a line about the article
	buttonWords = 5
	smallWords  = 120 // of a box in an article
	bioWords    = 250 // of what is said of an author
)

// vocabulary maps the words to notes. An element is what the first of its words that stands here says.
var vocabulary = func() map[string]note {
	v := map[string]note{}
	add := func(n note, words ...string) {
		for _, w := range words {
			v[w] = n
		}
	}
	add(note{category: "nav"},
		"nav", "navbar", "navigation", "menu", "menus", "menuitem", "menubar", "submenu", "megamenu", "mega", "subnav", "sidenav", "topnav", "mainnav",
		"leftnav", "mainmenu", "navgroup", "navlist", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "pagination", "pager", "paginator", "toolbar", "topbar",
		"sitemap", "footer", "subfooter", "prefooter", "foot", "colophon", "contentinfo", "hamburger", "burger", "dropdown", "flyout", "login", "signin",
		"masthead", "sidebar", "branding", "skiplink", "utility", "cart", "minicart", "wishlist", "offcanvas", "switcher")
	add(note{"nav", smallWords},
		"sort", "sorting", "filter", "filters", "facets", "logo", "logos", "country", "currency", "locale", "register", "registration", "username")
	add(note{"pricing", smallWords},
		"subscription", "subscriptions", "plans", "offer", "offers")
	add(note{"paywall", smallWords},
		"paywall", "regwall", "subwall", "metered")
	add(note{"promo", smallWords},
		"notice", "notices", "alert", "notification", "notifications", "error", "errors")
	add(note{category: "comments"},
		"comment", "comments", "commentlist", "commentform", "disqus", "respond", "livefyre", "replies")
	add(note{category: "related"},
		"related", "recommended", "recommendations", "recommendation", "recommend", "popular", "trending", "outbrain", "taboola", "recirc", "readnext",
		"morestories", "suggested", "suggestions", "mostread", "upnext", "zergnet", "revcontent", "readmore", "linklist", "blogroll", "teaser", "teasers")
	add(note{category: "share"},
		"share", "sharing", "sharedaddy", "social", "socials", "addtoany", "addthis", "sharethis", "sharebar", "shares", "socialshare")
	add(note{category: "newsletter"},
		"newsletter", "newsletters", "subscribe", "optin", "mailchimp", "mailinglist", "signup")
	add(note{category: "cookie"},
		"cookie", "cookies", "cookiebanner", "cookieconsent", "consent", "gdpr", "ccpa", "onetrust", "cmplz")
	add(note{category: "ad"},
		"ad", "ads", "advert", "advertisement", "advertising", "adslot", "adunit", "adsense", "dfp", "gpt", "sponsor", "sponsored")
	add(note{category: "promo"},
		"promo", "promotion", "banner", "cta", "ctas", "modal", "popup", "popover", "lightbox", "overlay", "donate", "tooltip", "toast")
	add(note{category: "copyright"},
		"copyright", "copyrights", "legal")
	add(note{"about", lineWords},
		"byline", "bylines", "meta", "metadata", "postmeta", "timestamp", "dateline", "date", "published", "posted", "readtime",
		"tags", "tagged", "taxonomy", "categories", "category", "eyebrow", "kicker", "rating", "avatar", "signature", "count", "votes", "views", "likes", "reactions")
	add(note{"about", bioWords},
		"author", "authors", "authorbox", "bio", "biography", "vcard", "contributor", "contributors")
	return v
}()

// roles are what the role of an element says of it (https://www.w3.org/TR/wai-aria-1.2/#landmark_roles).
var roles = map[string]string{
	"navigation": "nav", "banner": "nav", "contentinfo": "nav", "menu": "nav", "menubar": "nav", "menuitem": "nav", "toolbar": "nav", "search": "nav",
	"dialog": "promo", "alertdialog": "promo", "complementary": "related",
}

// lookUp returns the first of the words in names that vocabulary has a note on. Words end at all but
// letters and digits, and at capitals inside them.
func lookUp(names []byte) note {
	for i := 0; i < len(names); i++ {
		start := i
		for i < len(names) && (letter(names[i]) || digit(names[i])) && !(i > start && upper(names[i]) && !upper(names[i-1])) {
			i++
		}
		if n, ok := lookUpWord(names[start:i]); ok {
			return n
		}
		if i > start && i < len(names) && letter(names[i]) {
			i-- // the next word begins here
		}
	}
	return note{}
}

// lookUpWord looks up one word, in whatever case. Digits at its end are its number; a word with others is no
// word but a hash, and so are one or two letters with a number.
func lookUpWord(name []byte) (note, bool) {
	end := len(name)
	for end > 0 && digit(name[end-1]) {
		end--
	}
	var word [24]byte
	if end < 2 || end > len(word) || end < len(name) && end <= 2 {
		return note{}, false
	}
	for i, c := range name[:end] {
		if digit(c) {
			return note{}, false
		}
		word[i] = c | 0x20 // lower case
	}
	n, ok := vocabulary[string(word[:end])]
	return n, ok
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }

// noteOn tells what element e is by its own markup.
func noteOn(page *document.Page, e int32) note {
	switch page.Elements[e].Tag {
	case document.TagBody, document.TagHTML, document.TagMain, document.TagArticle:
		return note{}
	case document.TagH1, document.TagH2, document.TagH3, document.TagH4, document.TagH5, document.TagH6:
		return note{} // their ids are made of their text
	case document.TagNav, document.TagFooter, document.TagSelect, document.TagMenu:
		return note{category: "nav"}
	case document.TagButton:
		return note{"nav", buttonWords} // a longer one opens and closes a section, and is its headline
	case document.TagAside:
		return note{category: "related"}
	case document.TagDialog:
		return note{category: "promo"}
	case document.TagFigcaption:
		return note{category: "caption"}
	case document.TagHeader:
		if page.Inside(e, document.TagArticle, document.TagMain, document.TagSection) {
			return note{} // of the article: its headline and standfirst
		}
		return note{category: "nav"}
	}
	if c := roles[string(page.Attr(e, document.Role))]; c != "" {
		return note{category: c}
	}
	n := lookUp(page.Attr(e, document.ID))
	if n.category == "" {
		n = lookUp(page.Attr(e, document.Class))
	}
	if n.category == "paywall" && paywalled(page, e) {
		return note{}
	}
	return n
}

// paywalled reports that the page names element e as a part of its article that is not free. It is called after
// the paywall, and is the article's all the same.
func paywalled(page *document.Page, e int32) bool {
	for _, selector := range page.Meta.PaywallSelectors {
		name, class := strings.CutPrefix(strings.TrimSpace(selector), ".")
		if id, ok := strings.CutPrefix(name, "#"); ok && id == string(page.Attr(e, document.ID)) {
			return true
		}
		for _, own := range bytes.Fields(page.Attr(e, document.Class)) {
			if class && name == string(own) {
				return true
			}
		}
	}
	return false
}
