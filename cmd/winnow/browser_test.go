package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	js "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browserPatience is how long a test with a browser may hang before it fails, not a bound that is tested.
const browserPatience = 2 * time.Minute

// browser starts a headless Chromium, or skips the test where there is none.
func browser(t testing.TB) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("no Chromium here: the page is not looked at")
	}
	profile, err := os.MkdirTemp("", "winnow-browser-*")
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", false))
	ctx, cancelBrowser := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancelTab := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		cancelTab()
		cancelBrowser()
		os.RemoveAll(profile) // what the browser writes while it ends may be in the way, and is of no concern
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, cancelTime := context.WithTimeout(ctx, browserPatience)
	t.Cleanup(cancelTime)
	return ctx
}

// complaints are what a browser has to say against a page.
type complaints struct {
	mutex sync.Mutex
	list  []string
	loads []string // addresses of all that it loaded
}

// complain listens to the tab of ctx.
func complain(t *testing.T, ctx context.Context) *complaints {
	t.Helper()
	c := &complaints{}
	err := chromedp.Listen(ctx, func(event any) {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		switch e := event.(type) {
		case *js.EventExceptionThrown:
			text := e.ExceptionDetails.Text
			if e.ExceptionDetails.Exception != nil {
				text += " " + e.ExceptionDetails.Exception.Description
			}
			c.list = append(c.list, text)
		case *js.EventConsoleAPICalled:
			c.list = append(c.list, "a call of console."+e.Type.String())
		case *log.EventEntryAdded:
			c.list = append(c.list, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			c.loads = append(c.loads, e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// check fails the test for complaints, and for anything that was loaded but pages and data in them.
func (c *complaints) check(t *testing.T) {
	t.Helper()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, text := range c.list {
		t.Errorf("the browser complains: %s", text)
	}
	for _, address := range c.loads {
		if !strings.HasPrefix(address, "file:") && !strings.HasPrefix(address, "data:") {
			t.Errorf("the page loads %s", address)
		}
	}
	if len(c.loads) == 0 {
		t.Error("nothing was loaded at all, not even the page")
	}
}

// address returns the file: address of a path.
func address(t testing.TB, path string) string {
	t.Helper()
	whole, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	whole = filepath.ToSlash(whole)
	if runtime.GOOS == "windows" {
		whole = "/" + whole
	}
	return "file://" + whole
}
