package explain_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"winnow/cleaner"
	"winnow/cleaner/explain"
	"winnow/cleaner/explain/page"
	"winnow/cleaner/input"
	"winnow/rules"
)

// FuzzExplain holds that nothing of an input steers the terminal through what explain prints, that JSON is JSON, and that the page has
// no markup but its own.
func FuzzExplain(f *testing.F) {
	files, err := filepath.Glob("../../testdata/cases/*/raw.*")
	if err != nil || len(files) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(data) < 4<<10 {
			f.Add(data, i%2 == 0)
		}
	}
	f.Add([]byte("Advertisement \x1b]0;x\x07\u009b2J\u202e\xff</script><script>alert(1)</script><!--<script>\n"), false)
	f.Add([]byte("<!doctype html><title></title><p class='</script>\x1b[2J\u2028'>a &#27;[2J &lt;/script&gt;"), true)
	engine := cleaner.New(rules.Default()...)
	f.Fuzz(func(t *testing.T, data []byte, markup bool) {
		options := input.Options{Kind: input.Text}
		if markup {
			options.Kind = input.HTML
		}
		var text, lines, html strings.Builder
		frame := page.New(&html, page.Options{Program: "p"})
		for n := range 3 {
			source, err := input.Open(bytes.NewReader(data), options)
			if err != nil {
				t.Skip("neither text nor page")
			}
			switch n {
			case 0:
				out := explain.NewText(&text, false)
				if _, err = engine.Run(out, source); err == nil {
					err = out.Flush()
				}
			case 1:
				_, err = engine.Run(explain.NewJSON(&lines), source)
			case 2:
				file := frame.Open(string(data), source)
				result, runErr := engine.Run(file, source)
				if err = file.Close(result, runErr); err == nil {
					err = frame.Close()
				}
				if err == nil {
					err = runErr
				}
			}
			if err != nil {
				t.Skip("not cleaned")
			}
		}
		checkScreen(t, text.String())
		checkScreen(t, lines.String())
		for line := range strings.Lines(lines.String()) {
			if !json.Valid([]byte(line)) {
				t.Errorf("no JSON: %q", line)
			}
		}
		checkPage(t, html.String())
	})
}

// checkScreen holds that text has nothing that steers a terminal.
func checkScreen(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			t.Errorf("%q reaches the terminal in %q", r, text)
		}
	}
}

// checkPage holds that all data of a page is JSON that no markup ends.
func checkPage(t *testing.T, html string) {
	t.Helper()
	const open, end = `<script type="application/json" `, "</script>\n"
	for {
		_, rest, ok := strings.Cut(html, open)
		if !ok {
			return
		}
		_, rest, _ = strings.Cut(rest, ">")
		data, rest, ok := strings.Cut(rest, end)
		if !ok || !json.Valid([]byte(data)) || strings.ContainsAny(data, "<>&\u2028\u2029") {
			t.Errorf("data of the page: %q", data)
		}
		html = rest
	}
}
