//go:build loop

package browser

import (
	"testing"

	"hardbook/runbook/config"
)

// TestTheme: the colours are the system's until the reader chooses others, and
// stay as chosen.
func TestTheme(t *testing.T) {
	t.Parallel()
	page := bookFiles(t, config.Example(), false)["runbook.html"]
	b := open(t, page, 1280, prefers("light"))
	colours := func() string {
		t.Helper()
		return eval[string](b, `['body', 'pre', '.stand b', 'svg .box rect', 'button'].map((e) => {
			const style = getComputedStyle(document.querySelector(e));
			return style.color + style.backgroundColor + style.fill;
		}).join(' ')`)
	}
	want := func(when, colour, says string) {
		t.Helper()
		if colours() != colour {
			t.Errorf("%s the colours are %s, want %s", when, colours(), colour)
		}
		if got := eval[string](b, `document.querySelector('#theme').textContent`); got != "Theme: "+says {
			t.Errorf("%s the button says %q", when, got)
		}
	}
	light := colours()
	b.do(prefers("dark"))
	dark := colours()
	if light == dark || eval[bool](b, `matchMedia('(prefers-color-scheme: light)').matches`) {
		t.Fatalf("light is %s, dark is %s", light, dark)
	}
	press := click("#theme")
	want("at first", dark, "as the system")
	b.do(press)
	want("after a click", light, "light")
	b.reload()
	want("after a reload", light, "light")
	b.do(press, prefers("light"))
	want("after another click", dark, "dark")
	b.visit(bookFiles(t, other(t, "alias: acme-sandbox", "alias: acme-other"), false)["runbook.html"])
	want("in another book", dark, "dark")
	b.do(press)
	want("after the third click", light, "as the system")
}
