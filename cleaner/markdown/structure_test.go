package markdown

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// outline lists the words of a page, each behind the containers around it. Items are named by their number.
func outline(markup string) string {
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, path string)
	walk = func(n *html.Node, path string) {
		if n.Type == html.TextNode {
			for word := range strings.FieldsSeq(n.Data) {
				fmt.Fprintf(&b, "%s %s\n", path, word)
			}
		}
		switch n.Data {
		case "ul", "blockquote", "pre", "h2", "th", "td":
			path += "/" + n.Data
		case "ol":
			path += "/ol"
		case "li":
			number, _ := strconv.Atoi(attr(n.Parent, "start"))
			for s := n.PrevSibling; s != nil; s = s.PrevSibling {
				if s.Data == "li" {
					number++
				}
			}
			if n.Parent.Data == "ol" && attr(n.Parent, "start") == "" {
				number++
			}
			path += "/" + strconv.Itoa(number)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, path)
		}
	}
	walk(root, "")
	return b.String()
}

// TestStructure renders pages of random containers and compares their outlines.
func TestStructure(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	word := 0
	var flow func(depth int) string
	item := func(depth int) string {
		word++
		switch r.IntN(4) {
		case 0:
			return fmt.Sprintf("<li>w%d<br>x</li>", word)
		case 1:
			return fmt.Sprintf("<li>w%d%s</li>", word, flow(depth-1))
		case 2:
			return "<li>" + flow(depth-1) + "</li>"
		}
		return fmt.Sprintf("<li>w%d</li>", word)
	}
	flow = func(depth int) string {
		var b strings.Builder
		for range 1 + r.IntN(3) {
			word++
			kind := r.IntN(8)
			if depth == 0 {
				kind %= 4
			}
			switch kind {
			case 0, 1:
				fmt.Fprintf(&b, "<p>w%d</p>", word)
			case 2:
				fmt.Fprintf(&b, "<pre>w%d\n\n  x</pre>", word)
			case 3:
				fmt.Fprintf(&b, "<h2>w%d</h2>", word)
			case 4, 5:
				b.WriteString("<ul>" + item(depth) + item(depth) + "</ul>")
			case 6:
				fmt.Fprintf(&b, "<ol start=%d>%s%s</ol>", 1+r.IntN(3), item(depth), item(depth))
			case 7:
				b.WriteString("<blockquote>" + flow(depth-1) + "</blockquote>")
			}
		}
		return b.String()
	}
	for range 3000 {
		markup := flow(4)
		markdown := write(t, page(markup), 1+r.IntN(3))
		var out bytes.Buffer
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(markdown), &out); err != nil {
			t.Fatal(err)
		}
		if got, want := outline(out.String()), outline(markup); got != want {
			t.Fatalf("%s\nmarkdown\n%s\nis shown as\n%s\nwant\n%s", markup, markdown, got, want)
		}
	}
}
