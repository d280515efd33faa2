package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// makePage writes the page that explain makes of files, and returns its path.
func makePage(t testing.TB, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	var out, stderr bytes.Buffer
	if code := run(append([]string{"explain", "--html", path}, args...), streams{strings.NewReader(""), &out, &stderr}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	if out.Len() > 0 {
		t.Errorf("explain --html prints %q", &out)
	}
	return path
}

// command returns what a command line prints.
func command(t testing.TB, args ...string) string {
	t.Helper()
	var out, stderr bytes.Buffer
	if code := run(args, streams{strings.NewReader(""), &out, &stderr}); code != exitDone {
		t.Fatalf("%q: exit code %d: %s", args, code, &stderr)
	}
	return out.String()
}

// visit opens a page, and waits until all of it is drawn.
func visit(t testing.TB, ctx context.Context, address string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(address))
	for {
		// While one page takes the place of another there is nothing to ask.
		drawn, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`performance.getEntriesByName('drawn').length > 0`))
		if ctx.Err() != nil {
			t.Fatalf("%s is not drawn: %v", address, err)
		}
		if err == nil && drawn {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// do acts on the page.
func do(t testing.TB, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// ask returns the value of an expression on the page.
func ask[T any](t testing.TB, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// want compares the value of an expression on the page.
func want[T comparable](t testing.TB, ctx context.Context, expression string, want T) {
	t.Helper()
	if got := ask[T](t, ctx, expression); got != want {
		t.Errorf("%s is %v, want %v", expression, got, want)
	}
}

// scheme makes the system a light or a dark one.
func scheme(name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		feature := &emulation.MediaFeature{Name: "prefers-color-scheme", Value: name}
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{feature}})
		return err
	})
}

// frames waits until the page has settled where it scrolls to.
func frames() chromedp.Action[chromedp.Void] {
	const wait = `new Promise((done) => { let n = 6; const next = () => (n-- ? requestAnimationFrame(next) : done(true)); next(); })`
	return chromedp.Evaluate[chromedp.Void](wait, chromedp.EvalAwaitPromise)
}

// middle returns where on the screen the middle of the first line of an element is.
func middle(t testing.TB, ctx context.Context, selector string) (x, y float64) {
	t.Helper()
	at := ask[[]float64](t, ctx, fmt.Sprintf(`(() => { const b = document.querySelector(%q).getClientRects()[0]; return [b.x + b.width / 2, b.y + b.height / 2]; })()`, selector))
	return at[0], at[1]
}

const (
	// What the page shows of the text, cuts and all, and without them.
	allLines   = `[...document.querySelectorAll('.row .text')].map((e) => e.textContent).join('\n') + '\n'`
	shownLines = `[...document.querySelectorAll('.row .text')].filter((e) => e.checkVisibility()).map((e) => e.textContent).join('\n') + '\n'`
	coloured   = `document.querySelectorAll('del:not(.off)').length`
	cardText   = `document.getElementById('card').checkVisibility() ? document.getElementById('card').innerText : ''`
	spot       = `document.getElementById('place').value`
)

// TestPageSeed looks at the page of the seed: it shows the text, filters, and says why.
func TestPageSeed(t *testing.T) {
	const seed = "../../testdata/cases/seed/"
	ctx := browser(t)
	c := complain(t, ctx)
	do(t, ctx, chromedp.EmulateViewport(1280, 800))
	visit(t, ctx, address(t, makePage(t, seed+"raw.txt")))

	raw, err := os.ReadFile(seed + "raw.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.Split(string(raw), "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
	want(t, ctx, allLines, strings.Join(lines, "\n")+"\n")
	want(t, ctx, `document.title`, seed+"raw.txt · winnow explain")
	cuts := strings.Count(command(t, "explain", "--json", seed+"raw.txt"), `"action":"drop"`)
	want(t, ctx, coloured, cuts)
	want(t, ctx, spot, fmt.Sprintf("%d cuts", cuts))
	want(t, ctx, `/^clean\s*\d+\.\d % cut, /.test(document.querySelector('#facts').innerText)`, true)

	t.Run("filter", func(t *testing.T) {
		const paywall = `[...document.querySelectorAll('.pick')].find((b) => b.innerText.includes('paywall'))`
		shown := strings.Count(command(t, "explain", seed+"raw.txt"), "<- paywall/")
		do(t, ctx, chromedp.Evaluate[chromedp.Void](paywall+".click()"))
		want(t, ctx, coloured, shown)
		want(t, ctx, spot, fmt.Sprintf("%d cuts", shown))
		want(t, ctx, paywall+`.getAttribute('aria-pressed')`, "true")
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll('.rules button')].find((b) => b.innerText.includes('wire-feed-end-en')).click()`))
		want(t, ctx, coloured, shown+1)
		do(t, ctx, chromedp.Click(chromedp.CSS("#clear")), frames())
		want(t, ctx, coloured, cuts)
	})
	t.Run("hover", func(t *testing.T) {
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('del').scrollIntoView({block: 'center'})`), frames())
		want(t, ctx, cardText, "")
		x, y := middle(t, ctx, "del")
		do(t, ctx, chromedp.MouseEvent(chromedp.MouseMoved, x, y), frames())
		card := ask[string](t, ctx, cardText)
		for _, part := range []string{"disclaimer/wire-feed-end-en", "The wire-feed note glued to the end or start of a paragraph.", "Line 9"} {
			if !strings.Contains(card, part) {
				t.Errorf("the card says %q, without %q", card, part)
			}
		}
		do(t, ctx, chromedp.MouseEvent(chromedp.MouseMoved, 3, 3), frames())
		want(t, ctx, cardText, "")
	})
	t.Run("themes", func(t *testing.T) {
		const paper = `getComputedStyle(document.body).backgroundColor`
		do(t, ctx, scheme("light"))
		light := ask[string](t, ctx, paper)
		do(t, ctx, scheme("dark"))
		dark := ask[string](t, ctx, paper)
		if light == dark {
			t.Errorf("light and dark are both %s", light)
		}
		do(t, ctx, chromedp.KeyEvent("t"))
		want(t, ctx, paper, light)
	})
	c.check(t)
}

// TestPageKeys moves about by keys.
func TestPageKeys(t *testing.T) {
	const seed = "../../testdata/cases/seed/"
	ctx := browser(t)
	c := complain(t, ctx)
	do(t, ctx, chromedp.EmulateViewport(1280, 800))
	visit(t, ctx, address(t, makePage(t, seed+"raw.txt")))
	press := func(keys string) {
		t.Helper()
		for _, key := range keys {
			do(t, ctx, chromedp.KeyEvent(string(key)), frames())
		}
	}
	cuts := strings.Count(command(t, "explain", "--json", seed+"raw.txt"), `"action":"drop"`)
	press("nn")
	want(t, ctx, spot, fmt.Sprintf("2 of %d", cuts))
	want(t, ctx, `location.hash`, "#L10")
	want(t, ctx, `document.querySelector('.on').textContent`, "You’ve reached your limit of {{free_limit}} free articles this month.")
	press("p")
	want(t, ctx, spot, fmt.Sprintf("1 of %d", cuts))
	press("o")
	want(t, ctx, coloured, 1)
	press("o")
	want(t, ctx, coloured, cuts)
	press("pp")
	want(t, ctx, spot, fmt.Sprintf("%d of %d", cuts-1, cuts))
	want(t, ctx, `(() => { const b = document.querySelector('.on').getBoundingClientRect(); return b.top > 60 && b.bottom < innerHeight; })()`, true)
	press("2")
	want(t, ctx, `[...document.querySelectorAll('.row')].filter((e) => e.checkVisibility()).length`, cuts+1) // the line before the cuts, too
	press("3")
	want(t, ctx, shownLines, command(t, seed+"raw.txt"))
	press("1")
	want(t, ctx, shownLines, ask[string](t, ctx, allLines))
	press("/")
	want(t, ctx, `document.activeElement.id`, "query")
	press("metered")
	want(t, ctx, `document.querySelectorAll('#rules .rules button').length`, 1)
	press("\x1b")
	want(t, ctx, `document.querySelectorAll('.pick').length`, 3)
	press("?")
	want(t, ctx, `document.getElementById('keys').open`, true)
	c.check(t)
}

// TestPagePhone holds that the page fits a phone, and that a tap shows the reason.
func TestPagePhone(t *testing.T) {
	ctx := browser(t)
	c := complain(t, ctx)
	do(t, ctx, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2)))
	visit(t, ctx, address(t, makePage(t, "../../testdata/cases/seed/raw.txt", "../../testdata/cases/page-news/raw.html")))
	want(t, ctx, `document.documentElement.scrollWidth <= innerWidth`, true)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('del').scrollIntoView({block: 'center'})`), frames())
	x, y := middle(t, ctx, "del")
	do(t, ctx, chromedp.TapXY(x, y), frames())
	if card := ask[string](t, ctx, cardText); !strings.Contains(card, "disclaimer/wire-feed-end-en") {
		t.Errorf("the card says %q", card)
	}
	want(t, ctx, `document.getElementById('side').checkVisibility({visibilityProperty: true})`, false)
	x, y = middle(t, ctx, "#menu")
	do(t, ctx, chromedp.TapXY(x, y), frames())
	want(t, ctx, `document.getElementById('menu').getAttribute('aria-expanded')`, "true")
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('#filelist button')[1].click()`), frames())
	want(t, ctx, `document.getElementById('name').textContent`, "page-news/raw.html")
	want(t, ctx, `document.documentElement.scrollWidth <= innerWidth`, true)
	c.check(t)
}

// TestPageFiles goes from file to file.
func TestPageFiles(t *testing.T) {
	ctx := browser(t)
	c := complain(t, ctx)
	const cases = "../../testdata/cases/"
	path := makePage(t, cases+"seed/raw.txt", cases+"ad/raw.txt", cases+"page-news/raw.html")
	do(t, ctx, chromedp.EmulateViewport(1280, 800))
	visit(t, ctx, address(t, path)+"#2")
	want(t, ctx, `document.querySelectorAll('#filelist button').length`, 3)
	want(t, ctx, `document.getElementById('name').textContent`, "ad/raw.txt")
	do(t, ctx, chromedp.KeyEvent("]"), frames())
	want(t, ctx, `document.getElementById('name').textContent`, "page-news/raw.html")
	want(t, ctx, `location.hash`, "#3")
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('.keep .text').click()`), frames())
	if card := ask[string](t, ctx, cardText); !strings.Contains(card, "article.post > p") || !strings.HasPrefix(card, "Kept") {
		t.Errorf("the card of a line that stays says %q", card)
	}
	// With one rule shown, the next cut is in another file.
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`toggle('paywall/metered-limit-en')`), chromedp.KeyEvent("n"), frames())
	want(t, ctx, `document.getElementById('name').textContent`, "seed/raw.txt")
	want(t, ctx, spot, "1 of 1")
	visit(t, ctx, address(t, path)+"#1L14")
	want(t, ctx, `document.querySelector('.on').textContent`, "Smart Quarterly")
	c.check(t)
}

// TestPageHostile holds that nothing in an input, its name or a rule is markup or script to the page.
func TestPageHostile(t *testing.T) {
	const attack = `</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"><!-- <script> ]]>`
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Skipf("this system has no such names: %v", err)
		}
		return path
	}
	text := write("a<img src=x onerror=hacked=3>.txt", "The farmers fear for their wells, the man said. "+attack+"\n\x1b[31mred \u2028 \u202e \x9b \ufdd0 end\n")
	page := write("b&amp;.html", "<!doctype html><html><head><title>"+strings.ReplaceAll(attack, "<", "&lt;")+"</title></head><body><div class='x\"><img/src=x/onerror=hacked=4>'><p>"+
		strings.ReplaceAll(attack, "<", "&lt;")+"<p>The farmers fear for their wells, the man said.</div></body></html>")
	pack := write("pack.toml", `category = "hostile"
doc = "<img src=x onerror=hacked=5>."
[[rule]]
id = "farmers"
doc = "<img src=x onerror=hacked=6>."
languages = ["en"]
literals = ["farmers fear"]
max_words = 40
weight = 20.0
drops = ["The farmers fear for their wells."]
keeps = ["The council met on Monday, its chairman said."]
`)
	args := []string{"--rules", pack, text, page}
	ctx := browser(t)
	c := complain(t, ctx)
	visit(t, ctx, address(t, makePage(t, args...)))
	do(t, ctx, chromedp.KeyEvent("n"), frames())
	if card := ask[string](t, ctx, cardText); !strings.Contains(card, "<img src=x onerror=hacked=6>.") {
		t.Errorf("the card says %q", card)
	}
	want(t, ctx, `document.querySelector('.row .text').textContent.endsWith(`+fmt.Sprintf("%q", attack)+`)`, true)
	want(t, ctx, `[...document.querySelectorAll('.spelled')].map((e) => e.textContent).join(' ')`, `\u001b \u202e \x9b \ufdd0`)
	do(t, ctx, chromedp.KeyEvent("]"), frames(), chromedp.Evaluate[chromedp.Void](`go(rows[0])`), frames())
	want(t, ctx, `document.querySelector('.row .text').textContent`, attack)
	want(t, ctx, `typeof window.hacked`, "undefined")
	want(t, ctx, `document.querySelectorAll('img, main b, aside b b').length`, 0)
	c.check(t)
}
