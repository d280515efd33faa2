package htmlreader

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// tags are start and end tags of all kinds, the broken ones included.
var tags = []string{
	"<p>", "<P CLASS=a ID='b c'>", `<a href="x" href=y>`, "<br/>", "<br />", "<img src=a/>", "<a b = c d= 'e'f>", "<a =b c>", "<a / b/c=d>",
	"<a b=>", "<a b='c", "</div >", "</p/ x=y>", "<a\nb\t=\f\"c\r\nd\">", "<x-y z>", "<a b=c&amp;d e='&lt;'>", "<a \x00b=\x00>", "<a ''=b \"c\">", "<a/=b>",
}

// TestScan holds that names and attributes read from a tag's bytes are those that the tokenizer gives.
func TestScan(t *testing.T) {
	for _, tag := range tags {
		sameTag(t, tag)
	}
}

func FuzzScan(f *testing.F) {
	for _, tag := range tags {
		f.Add(tag)
	}
	f.Fuzz(sameTag)
}

func sameTag(t *testing.T, source string) {
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken && kind != html.EndTagToken {
			continue
		}
		raw := bytes.Clone(z.Raw())
		name, rest := tagName(raw)
		want, more := z.TagName()
		if bytes.IndexByte(raw, 0) < 0 && string(name) != string(want) {
			t.Errorf("%q: name is %q, want %q", source, name, want)
		}
		if kind == html.EndTagToken || !plain(rest) {
			continue
		}
		sameAttributes(t, source, z, rest, more)
	}
}

func sameAttributes(t *testing.T, source string, z *html.Tokenizer, rest []byte, more bool) {
	seen := map[string]bool{}
	for {
		key, value, behind, found := nextAttribute(rest)
		rest = behind
		if found && seen[string(key)] {
			continue // the tokenizer drops it
		}
		if found != more {
			t.Errorf("%q: attribute %q is one too many or too few", source, key)
			return
		}
		if !found {
			return
		}
		seen[string(key)] = true
		var wantKey, wantValue []byte
		wantKey, wantValue, more = z.TagAttr()
		if string(key) != string(wantKey) || string(value) != string(wantValue) {
			t.Errorf("%q: got %q=%q, want %q=%q", source, key, value, wantKey, wantValue)
		}
	}
}
