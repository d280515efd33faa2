package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io"
	"strings"
)

// assets are what the page is made of besides its data. The scripts are one, in the order of their names.
//
//go:embed assets
var assets embed.FS

// scripts are the parts of the page's script, in their order.
var scripts = [...]string{"data.js", "rows.js", "card.js", "map.js", "filter.js", "files.js", "move.js", "main.js"}

// Signature is what every page begins with, by which a file is known as one that may be replaced.
const Signature = "<!doctype html>\n<!-- made by winnow explain -->\n"

// frame is the page around its data.
type frame struct {
	head string // up to the data
	tail string // behind it
}

// newFrame puts the page together. The policy in its head lets it load nothing, and run no style and no script but its
// own, whose hashes it has.
func newFrame() frame {
	style := asset("style.css")
	var code strings.Builder
	code.WriteString("'use strict';\n")
	for _, name := range scripts {
		code.WriteString(asset(name))
	}
	policy := "default-src 'none'; script-src " + hash(code.String()) + "; style-src " + hash(style) +
		"; img-src data:; base-uri 'none'; form-action 'none'"
	body := strings.NewReplacer("{{policy}}", policy, "{{style}}", style).Replace(asset("page.html"))
	return frame{
		head: Signature + body,
		tail: "<script>" + code.String() + "</script>\n</body>\n</html>\n",
	}
}

// asset returns a file of assets, which is there since the program was built.
func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// hash returns the source expression that allows an inline style or script
// (https://www.w3.org/TR/CSP3/#grammardef-hash-source).
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// writeString writes s, and keeps an error for later.
func (p *Page) writeString(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}
