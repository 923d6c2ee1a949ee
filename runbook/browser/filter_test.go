//go:build loop

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"

	"hardbook/runbook/config"
)

// shown counts the steps that are on the page, those with a line in the
// contents, and those of them that the filter in question should leave.
type shown struct{ Steps, Lines, Right, All int }

func (b *tab) shown(right string) shown {
	b.t.Helper()
	return eval[shown](b, `(() => {
		const steps = [...document.querySelectorAll('article')], visible = steps.filter((s) => s.checkVisibility());
		return {Steps: visible.length, All: steps.length, Right: steps.filter((s) => `+right+`).length,
			Lines: [...document.querySelectorAll('nav ol a')].filter((a) => a.checkVisibility()).length};
	})()`)
}

func (b *tab) wantShown(what, right string) {
	b.t.Helper()
	if s := b.shown(right); s.Steps != s.Right || s.Lines != s.Right || s.Right == 0 || s.Right == s.All {
		b.t.Errorf("with %s: %+v", what, s)
	}
	if wrong := eval[int](b, `[...document.querySelectorAll('article')].filter((s) => s.checkVisibility() !== Boolean(((s) => `+right+`)(s))).length`); wrong != 0 {
		b.t.Errorf("with %s %d steps are wrongly shown or hidden", what, wrong)
	}
}

// choose is what a reader does who chooses an option.
func choose(selector, value string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](`(() => {
		const select = document.querySelector('` + selector + `');
		select.value = '` + value + `';
		select.dispatchEvent(new Event('change', {bubbles: true}));
	})()`)
}

// TestFilters: the page shows the steps that are still to do, are free, or are of a chapter.
func TestFilters(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), true)["runbook.html"], 1280)
	if s := b.shown("true"); s.Steps != s.All || s.Lines != s.All || s.All < 50 {
		t.Errorf("without a filter: %+v", s)
	}
	open, free := click("#only-open"), click("#only-free")
	b.do(open)
	b.wantShown("to do only", `!s.matches('.done, .attested, .not-applicable, .skipped')`)
	b.do(tick("budget"))
	b.wantShown("to do only and a tick", `!s.matches('.done, .attested, .not-applicable, .skipped') && s.id !== 'budget'`)
	b.do(open, free)
	b.wantShown("free only", `/^free/.test([...s.querySelectorAll('dl dt')].find((dt) => dt.textContent.trim() === 'Cost').nextElementSibling.textContent)`)
	b.do(free, choose("#only-phase", "money"))
	b.wantShown("one chapter", `s.parentElement.querySelector('h2').id === 'money'`)
	if n := eval[int](b, `[...document.querySelectorAll('.chapter h2')].filter((h) => h.checkVisibility()).length`); n != 1 {
		t.Errorf("with one chapter there are %d headings of chapters", n)
	}
	want := b.shown("true")
	if got := eval[string](b, `document.querySelector('#shown').innerText`); got != sprint(want.Steps, " of ", want.All, " steps are shown") {
		t.Errorf("with one chapter the page says %q, and shows %+v", got, want)
	}
	b.do(choose("#only-phase", ""))
	if s := b.shown("true"); s.Steps != s.All || s.Lines != s.All {
		t.Errorf("after all filters are off: %+v", s)
	}
}

// TestLinksToSteps lead to the step, put the keyboard there, and bring back what
// a filter hid.
func TestLinksToSteps(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), false)["runbook.html"], 1280)
	there := func(when, id string) {
		t.Helper()
		// A link scrolls at the next frame.
		at := eval[string](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => {
			const top = document.getElementById('`+id+`').getBoundingClientRect().top;
			return document.activeElement.id + (top >= 0 && top < 60 ? '' : ' at ' + top);
		})`)
		if at != id {
			t.Errorf("%s the reader is at %q, want %q", when, at, id)
		}
	}
	b.do(chromedp.Navigate(b.url + "#root-mfa"))
	there("after opening #root-mfa", "root-mfa")
	b.reload()
	there("after a reload", "root-mfa")
	b.do(choose("#only-phase", "money"), chromedp.Evaluate[chromedp.Void](`location.hash = '#root-access-keys'`))
	there("after a link to a step that a filter hid", "root-access-keys")
	if s := b.shown("true"); s.Steps != s.All {
		t.Errorf("the filter is still on: %+v", s)
	}
	eval[any](b, `document.querySelector('#money').closest('section').querySelector('article a[href^="http"]').insertAdjacentHTML('afterend', ' <a id="same" href="#root-access-keys">x</a>')`)
	b.do(choose("#only-phase", "money"), click("#same"))
	there("after the same link once more", "root-access-keys")
	b.do(click(`nav a[href="#budget"]`))
	there("after a click in the contents", "budget")
	for _, hash := range []string{"#%", "#nothing", "#a b<c>", "#constructor"} {
		eval[any](b, `location.hash = '`+hash+`', null`) // open holds that the browser does not complain
	}
}
