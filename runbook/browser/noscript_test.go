//go:build loop

package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"hardbook/runbook/config"
)

// withoutScript is a browser that runs no script of a page.
func withoutScript() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

// TestWithoutScript the page is whole: every text and every command is there to
// read, and nothing that would do nothing.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	files := bookFiles(t, config.Example(), true)
	with := open(t, files["runbook.html"], 1280)
	without := open(t, files["runbook.html"], 1280, withoutScript())
	if !eval[bool](with, `document.documentElement.classList.contains('js')`) || eval[bool](without, `document.documentElement.classList.contains('js')`) {
		t.Fatal("scripts are not off, or not on")
	}
	for selector, want := range blocks(t, files) {
		got := eval[string](without, `getSelection().selectAllChildren(document.querySelector('`+selector+` pre')), getSelection().toString()`)
		if strings.TrimSuffix(got, "\n")+"\n" != want {
			t.Errorf("%s reads %q, want %q", selector, got, want)
		}
	}
	const dead = `[...document.querySelectorAll('button, input, select, textarea, kbd')].filter((e) => e.checkVisibility()).map((e) => e.outerHTML)`
	if found := eval[[]string](without, dead); len(found) != 0 {
		t.Errorf("without a script these do nothing: %q", found)
	}
	if found := eval[[]string](with, dead); len(found) < 100 {
		t.Errorf("with a script the page has only %q", found)
	}
	const text = `[...document.querySelectorAll('body > *:not(script)')].filter((e) => e.checkVisibility()).map((e) => e.innerText).join('\n')`
	// What the script adds is taken out again.
	eval[any](with, `document.querySelectorAll('.js-only, .copy, .mine').forEach((e) => e.remove()), null`)
	if a, b := strings.Fields(eval[string](with, text)), strings.Fields(eval[string](without, text)); strings.Join(a, " ") != strings.Join(b, " ") || len(a) < 20_000 {
		t.Errorf("with a script the page has %d words, without one %d", len(a), len(b))
	}
	// The links of .jump stand beside the text where there is room for both.
	const hidden = `[...document.querySelectorAll('main *, header *, nav *, footer *')].filter((e) => !e.closest('.js-only, .jump, svg') && !e.checkVisibility({opacityProperty: true, visibilityProperty: true})).map((e) => e.outerHTML.slice(0, 200))`
	if found := eval[[]string](without, hidden); len(found) != 0 {
		t.Errorf("not to be seen: %q", found)
	}
	if n := eval[int](without, `document.querySelectorAll('details, template, noscript').length`); n != 0 {
		t.Errorf("%d elements hide text", n)
	}
}
