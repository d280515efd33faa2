package markdown

import (
	"net/url"
	"strings"

	"winnow/cleaner/document"
)

// resolver makes targets absolute, as far as the page says where it is.
type resolver struct {
	meta document.Metadata // what of it was parsed last: Base and URL
	base *url.URL          // what all targets are relative to, or nil
	site *url.URL          // what targets that begin with a slash are relative to, or nil
}

// of makes the resolver that of a page.
func (r *resolver) of(meta *document.Metadata) {
	if r.meta.Base == meta.Base && r.meta.URL == meta.URL {
		return
	}
	r.meta.Base, r.meta.URL = meta.Base, meta.URL
	r.base = parse(meta.Base)
	if r.site = r.base; r.site == nil {
		r.site = parse(meta.URL)
	}
}

func parse(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// resolve returns a target, absolute where that is known. Only what needs it goes through the parser, which
// changes how some addresses are written.
func (r *resolver) resolve(target string) string {
	target = plainTarget(target)
	switch {
	case r.site == nil || strings.IndexByte(target, '\\') >= 0 || hasScheme(target):
	case strings.HasPrefix(target, "//"):
		return r.site.Scheme + ":" + target
	case strings.HasPrefix(target, "/"):
		return r.site.Scheme + "://" + r.site.Host + target
	case r.base != nil:
		if u, err := r.base.Parse(target); err == nil {
			return u.String()
		}
	}
	return target
}

// hasScheme reports that a target begins with "http:" or the like.
func hasScheme(target string) bool {
	end := strings.IndexAny(target, ":/?#")
	return end >= 0 && target[end] == ':'
}
