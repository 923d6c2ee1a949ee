//go:build loop

package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one open page, and what the browser noticed of it.
type tab struct {
	t        testing.TB
	ctx      context.Context
	tampered bool // the page is not as hardbook made it, so that the browser may complain

	mu       sync.Mutex
	url      string
	requests []string // but for the page itself
	said     []string // what is on the console: errors, warnings and the rest
}

// open opens a page from a file, in a window of this width, with storage that no
// other test sees. More may be done before the page is loaded. Whatever a test
// does with it, the page must ask for nothing, and the browser not complain.
func open(t testing.TB, source []byte, width int64, before ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	b := blank(t, width)
	b.do(before...)
	b.visit(source)
	return b
}

// blank is a window without a page.
func blank(t testing.TB, width int64) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(start(t), chromedp.WithNewBrowserContext())
	b := &tab{t: t, ctx: ctx}
	t.Cleanup(func() {
		if requests, said := b.noticed(); !b.tampered && len(requests)+len(said) > 0 {
			t.Errorf("the page asks for %q; on the console: %q", requests, said)
		}
		stop()
	})
	// The first action opens the window, which lives as long as its context.
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900)); err != nil {
		t.Fatal(err)
	}
	// Several windows at once each behave as the one in front.
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	if err := chromedp.Listen(ctx, b.notice); err != nil {
		t.Fatal(err)
	}
	return b
}

// visit opens a page from a file of its own.
func (b *tab) visit(source []byte) {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), "runbook.html")
	if err := os.WriteFile(file, source, 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.mu.Lock()
	b.url = "file://" + file
	b.mu.Unlock()
	b.do(chromedp.Navigate(b.url))
	b.settle()
}

// reload loads the page again.
func (b *tab) reload() {
	b.t.Helper()
	b.do(chromedp.Reload())
	b.settle()
}

// settle waits until the page is drawn: the browser drops a click before that.
func (b *tab) settle() {
	b.t.Helper()
	eval[any](b, `document.documentElement.matches('.js') ? new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))) : null`)
}

func (b *tab) notice(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.url) {
			b.requests = append(b.requests, e.Request.URL)
		}
	case *log.EventEntryAdded:
		b.said = append(b.said, e.Entry.Text)
	case *runtime.EventConsoleAPICalled:
		for _, arg := range e.Args {
			b.said = append(b.said, fmt.Sprintf("%s %s", e.Type, arg.Value))
		}
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, fmt.Sprint(e.ExceptionDetails))
	}
}

// noticed is what the page asked for, and what the browser said of it.
func (b *tab) noticed() (requests, said []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.requests, b.said
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// get is what an action finds out.
func get[A any](b *tab, action chromedp.Action[A]) A {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 2*time.Minute)
	defer stop()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		b.t.Fatal(err)
	}
	return value
}

// eval is the value of an expression in the page; a promise is waited for. It
// may do what a page may when the reader has just clicked, such as copy.
func eval[A any](b *tab, expression string) A {
	b.t.Helper()
	return get(b, chromedp.Evaluate[A](expression, chromedp.EvalAwaitPromise, func(p *runtime.EvaluateParams) { p.UserGesture = new(true) }))
}

// call makes a call of the browser's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	answer, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer
}

// allowClipboard lets the page read and write the clipboard without asking.
func (b *tab) allowClipboard() {
	b.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission:       &browser.PermissionDescriptor{Name: name},
			Setting:          browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
		})
		if err != nil {
			b.t.Fatal(err)
		}
	}
}

// click is a click of the mouse on the middle of an element, once it is drawn
// where it was scrolled to.
func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		at, err := chromedp.Evaluate[struct{ X, Y float64 }](`(async () => {
			const e = document.querySelector('`+selector+`');
			e.scrollIntoView({block: 'center'});
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			const box = e.getBoundingClientRect();
			return {X: box.x + box.width / 2, Y: box.y + box.height / 2};
		})()`, chromedp.EvalAwaitPromise)(ctx, target)
		if err != nil {
			return err
		}
		_, err = chromedp.MouseClickXY(at.X, at.Y)(ctx, target)
		return err
	})
}

// prefers makes the browser ask for a theme, "light" or "dark".
func prefers(theme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
		})
		return err
	})
}
