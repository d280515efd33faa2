package main

import (
	"bytes"
	"net/url"
	"runtime/debug"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"

	"winnow/cleaner/corpus"
	"winnow/cmd/measure"
)

// others returns other extractors at work on pages. What they say of a page that they find no article in is no failure.
// go-readability makes no text of the article here, which the others do, too.
func others(pages [][]byte) []measure.Subject {
	address := &url.URL{Scheme: "https", Host: "example.org", Path: "/article"}
	subject := func(name, module string, extract func(page []byte)) measure.Subject {
		return measure.Subject{
			Name: strings.Replace(name, "VERSION", version(module), 1), Documents: len(pages), Bytes: corpus.Size(pages),
			Run: func() error {
				for _, page := range pages {
					extract(page)
				}
				return nil
			},
		}
	}
	const trafilaturaModule = "github.com/markusmobius/go-trafilatura"
	trafilaturaWith := func(fallback bool) func(page []byte) {
		return func(page []byte) {
			_, _ = trafilatura.Extract(bytes.NewReader(page), trafilatura.Options{OriginalURL: address, EnableFallback: fallback})
		}
	}
	return []measure.Subject{
		subject("go-readability VERSION", "codeberg.org/readeck/go-readability/v2", func(page []byte) {
			_, _ = readability.FromReader(bytes.NewReader(page), address)
		}),
		subject("go-domdistiller VERSION", "github.com/markusmobius/go-domdistiller", func(page []byte) {
			_, _ = distiller.ApplyForReader(bytes.NewReader(page), &distiller.Options{OriginalURL: address})
		}),
		subject("go-trafilatura VERSION, no fallback", trafilaturaModule, trafilaturaWith(false)),
		subject("go-trafilatura VERSION, with fallback", trafilaturaModule, trafilaturaWith(true)),
	}
}

// version returns that of a module this program is built with.
func version(module string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if d.Path == module {
				return d.Version
			}
		}
	}
	return "of an unknown version"
}
