//go:build loop

package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hardbook/runbook/config"
)

func sprint(a ...any) string { return fmt.Sprint(a...) }

// state is what keys change.
const state = `[document.activeElement.closest('article')?.id ?? '-', document.querySelector('#only-open').checked, document.querySelector('#help').open,
	[...document.querySelectorAll('article:has(.mine input:checked)')].map((a) => a.id).join(' '),
	[...document.querySelectorAll('.copy')].filter((b) => b.textContent !== 'Copy').length].join()`

// TestKeys does what the list of keys says, key by key; c is with what copies.
func TestKeys(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), true)["runbook.html"], 1280)
	for _, p := range []struct{ keys, want string }{
		{"x", "-,false,false,,0"}, // no step is chosen
		{"c", "-,false,false,,0"},
		{"k", "-,false,false,,0"},
		{"j", "root-sign-in,false,false,,0"},
		{"k", "root-sign-in,false,false,,0"},
		{"jx", "root-mfa,false,false,,0"}, // which hardbook saw done
		{"jx", "root-second-device,false,false,root-second-device,0"},
		{"x", "root-second-device,false,false,,0"},
		{"x", "root-second-device,false,false,root-second-device,0"},
		{"jjk", "root-access-keys,false,false,root-second-device,0"},
		{"q1JX", "root-access-keys,false,false,root-second-device,0"},
		{"t", "-,true,false,root-second-device,0"}, // the step is done, so it is gone
		{"jk", "root-sign-in,true,false,root-second-device,0"},
		{"j", "root-recovery,true,false,root-second-device,0"},
		{"x", "-,true,false,root-second-device root-recovery,0"}, // done, so it is gone too
		{"j", "primary-contact,true,false,root-second-device root-recovery,0"},
		{"kk", "root-sign-in,true,false,root-second-device root-recovery,0"},
		{"j", "primary-contact,true,false,root-second-device root-recovery,0"},
		{"t?", "-,false,true,root-second-device root-recovery,0"},
		{"jxt", "-,false,true,root-second-device root-recovery,0"}, // the list is open
		{kb.Escape, "primary-contact,false,false,root-second-device root-recovery,0"},
	} {
		b.do(chromedp.KeyEvent(p.keys))
		got := eval[string](b, state)
		if got != p.want {
			t.Errorf("after %q: %s, want %s", p.keys, got, p.want)
		}
	}
}

// TestKeysOfOthers: what the reader types into a list, and what is a key of the
// browser or of the system, the page leaves alone.
func TestKeysOfOthers(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), false)["runbook.html"], 1280)
	b.do(chromedp.Navigate(b.url + "#root-mfa"))
	before := eval[string](b, state)
	for _, modifier := range []chromedp.Modifier{chromedp.ModifierCtrl, chromedp.ModifierMeta, chromedp.ModifierAlt} {
		for _, key := range []string{"j", "x", "c", "?"} {
			b.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifier)))
			if after := eval[string](b, state); after != before {
				t.Errorf("%s with modifier %d: %s, before it was %s", key, modifier, after, before)
			}
		}
	}
	for _, field := range []string{"select", "input", "textarea"} {
		// The page has a list only; the others are for readers' own additions.
		eval[any](b, `(() => {
			const field = document.querySelector('.tools select') && '`+field+`' === 'select' ? document.querySelector('.tools select') : document.createElement('`+field+`');
			if (!field.isConnected) document.querySelector('#root-mfa').append(field);
			field.focus();
		})()`)
		before := eval[string](b, state)
		b.do(chromedp.KeyEvent("jxt?"))
		if after := eval[string](b, state); after != before {
			t.Errorf("jxt? typed into a %s: %s, before it was %s", field, after, before)
		}
	}
}
