//go:build loop

package browser

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"hardbook/runbook/config"
)

// ticked is the steps that the page shows as ticked by the reader.
const ticked = `[...document.querySelectorAll('article:has(.mine input:checked)')].map((a) => a.id).join(' ')`

// tick is a click on "I did this".
func tick(step string) chromedp.Action[chromedp.Void] {
	return click("#" + step + " .mine label")
}

// beforeScripts runs a script before those of any page.
func beforeScripts(source string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
		return err
	})
}

// other is the example's config with something replaced.
func other(t *testing.T, old, new string) config.Config {
	t.Helper()
	raw := strings.Replace(string(config.ExampleYAML()), old, new, 1)
	cfg, err := config.Parse("other.yaml", []byte(raw))
	if err != nil || raw == string(config.ExampleYAML()) {
		t.Fatalf("%q is not in the example, or: %v", old, err)
	}
	return cfg
}

func wantTicked(b *tab, when, want string) {
	b.t.Helper()
	if got := eval[string](b, ticked); got != want {
		b.t.Errorf("%s the ticks are %q, want %q", when, got, want)
	}
}

// TestOwnTicksAreKept in the browser, for one book of one account: pages from
// files have one storage between them.
func TestOwnTicksAreKept(t *testing.T) {
	t.Parallel()
	own := bookFiles(t, config.Example(), false)["runbook.html"]
	b := open(t, own, 1280)
	wantTicked(b, "at first", "")
	b.do(tick("root-mfa"), tick("root-second-device"), tick("root-access-keys"), tick("root-second-device"))
	wantTicked(b, "after three clicks and one more", "root-mfa root-access-keys")
	b.reload()
	wantTicked(b, "after a reload", "root-mfa root-access-keys")
	if got := eval[string](b, `document.querySelector('#root-mfa .when').textContent`); !regexp.MustCompile(`^ticked by you on 20\d\d-\d\d-\d\d$`).MatchString(got) {
		t.Errorf("the page says of a tick: %q", got)
	}
	b.visit(bookFiles(t, other(t, "alias: acme-sandbox", "alias: acme-other"), false)["runbook.html"])
	wantTicked(b, "in the book of another alias", "")
	b.visit(bookFiles(t, other(t, `"111122223333"`, `"111122224444"`), false)["runbook.html"])
	wantTicked(b, "in the book of another account", "")
	b.visit(own)
	wantTicked(b, "back in the first book, in another folder,", "root-mfa root-access-keys")
	eval[any](b, `localStorage.setItem(Object.keys(localStorage)[0], '{"budget":"2026-01-01"}');
		dispatchEvent(new StorageEvent('storage', {key: Object.keys(localStorage)[0]}))`)
	wantTicked(b, "after another window changed them", "budget")
}

// TestOwnTicksAreNotVerified: what the reader ticks does not look like what
// hardbook saw, and changes nothing of it.
func TestOwnTicksAreNotVerified(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), true)["runbook.html"], 1280)
	const verdicts = `[...document.querySelectorAll('.stand')].map((p) => p.innerText).join('\n') + document.querySelectorAll('article.done, nav a.done').length +
		document.querySelector('.progress strong').textContent + document.querySelector('.bar .done').getAttribute('width')`
	before := eval[string](b, verdicts)
	b.do(tick("budget"))
	wantTicked(b, "after a click", "budget")
	if after := eval[string](b, verdicts); after != before {
		t.Errorf("a tick changes what hardbook saw:\n%s\nbefore:\n%s", after, before)
	}
	type look struct{ Border, Mark, Bar, Count string }
	looks := eval[map[string]look](b, `Object.fromEntries(['budget', 'root-mfa', 'first-dollar-budget'].map((id) => [id, {
		Border: getComputedStyle(document.getElementById(id)).borderTopColor,
		Mark: getComputedStyle(document.querySelector('nav a[href="#' + id + '"]'), '::after').content,
		Bar: getComputedStyle(document.querySelector(id === 'root-mfa' ? '.bar .done' : '.bar .mine')).fill,
		Count: document.querySelector('#mine-count').textContent,
	}]))`)
	own, done, open := looks["budget"], looks["root-mfa"], looks["first-dollar-budget"]
	if own.Border == done.Border || own.Border == open.Border || own.Mark == done.Mark || own.Mark == open.Mark || own.Bar == done.Bar {
		t.Errorf("a tick of the reader's own looks like others: %+v", looks)
	}
	if own.Count != "You ticked 1 more yourself." {
		t.Errorf("the page counts: %s", own.Count)
	}
	if n := eval[int](b, `document.querySelectorAll('article.done .mine, article.attested .mine').length`); n != 0 {
		t.Errorf("%d steps that hardbook saw done can be ticked again", n)
	}
}

// TestDamagedStorageDoesNoHarm: what is in the browser's storage may be anything.
func TestDamagedStorageDoesNoHarm(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), false)["runbook.html"], 1280)
	b.do(tick("root-mfa"))
	for _, stored := range []string{
		``, `{`, `[]`, `["root-mfa"]`, `"constructor"`, `null`, `7`, `true`, `{"root-mfa":{"a":1}}`, `{"root-mfa":null}`, `{"__proto__":{"root-mfa":"x"},"constructor":"x"}`,
	} {
		set := `for (const key of Object.keys(localStorage)) localStorage.setItem(key, ` + "`" + stored + "`" + `); localStorage.setItem('hardbook:theme', ` + "`" + stored + "`)"
		eval[any](b, set)
		b.reload()
		wantTicked(b, "with "+stored+" in storage", "")
		if got := eval[string](b, `document.querySelector('#theme').textContent`); got != "Theme: as the system" {
			t.Errorf("with %s in storage the button says %q", stored, got)
		}
		b.do(tick("root-second-device"))
		if kept := eval[string](b, `Object.entries(localStorage).filter(([k]) => k !== 'hardbook:theme').map(([, v]) => v).join()`); !strings.Contains(kept, `"root-second-device":"20`) {
			t.Errorf("with %s in storage a tick is kept as %s", stored, kept)
		}
	}
	eval[any](b, `for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{"root-mfa":"<img src=x onerror=console.error(1)>"}')`)
	b.reload()
	if n := eval[int](b, `document.images.length`); n != 0 {
		t.Error("the date of a tick becomes markup")
	}
}

// TestRefusedStorage: the page works without storage, and says what it cannot.
func TestRefusedStorage(t *testing.T) {
	t.Parallel()
	const refuse = `Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})`
	b := open(t, bookFiles(t, config.Example(), false)["runbook.html"], 1280, beforeScripts(refuse))
	b.do(tick("root-mfa"), tick("root-second-device"))
	wantTicked(b, "without storage", "root-mfa root-second-device")
	for _, step := range []string{"root-mfa", "root-second-device"} {
		if got := eval[string](b, `document.querySelector('#`+step+` .when').textContent`); !strings.HasSuffix(got, "(this browser does not keep it)") {
			t.Errorf("the page says of a tick that it cannot keep: %s", got)
		}
	}
	b.do(click("#theme"))
	b.reload()
	wantTicked(b, "after a reload without storage", "")
}
