//go:build loop

package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hardbook/runbook/config"
)

// TestEveryControlShowsTheFocus: with the Tab key the reader comes to each link,
// button and field of the page in the order in which they stand, sees where it
// is, and leaves it again.
func TestEveryControlShowsTheFocus(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, other(t, "profile: baseline", "profile: essentials"), false)["runbook.html"], 1280)
	eval[any](b, `(() => {
		globalThis.reached = [];
		addEventListener('focusin', (event) => {
			const e = event.target, style = getComputedStyle(e), box = e.getBoundingClientRect(), edge = parseFloat(style.outlineWidth);
			const behind = getComputedStyle(document.body).backgroundColor;
			let wrong = '';
			if (style.outlineStyle === 'none' || !(edge >= 2) || style.outlineColor === behind) wrong = 'no outline: ' + style.outline;
			else if (!e.checkVisibility() || box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) wrong = 'out of sight: ' + JSON.stringify(box);
			reached.push([e, wrong]);
		});
	})()`)
	const controls = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((e) => e.checkVisibility())`
	n := eval[int](b, controls+`.length`)
	b.do(chromedp.KeyEvent(strings.Repeat(kb.Tab, n)))
	if n < 200 {
		t.Errorf("the page has %d controls", n)
	}
	if missed := eval[[]string](b, controls+`.filter((e) => !reached.some(([r]) => r === e)).map((e) => e.outerHTML)`); len(missed) != 0 {
		t.Errorf("Tab does not come to %d controls: %q", len(missed), missed)
	}
	if wrong := eval[[]string](b, `reached.filter(([, wrong]) => wrong).map(([e, wrong]) => e.outerHTML + ' ' + wrong)`); len(wrong) != 0 {
		t.Errorf("%d controls do not show the focus: %q", len(wrong), wrong[:min(3, len(wrong))])
	}
	if back := eval[[]string](b, `reached.filter(([e], i) => i && reached[i - 1][0].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING).map(([e]) => e.outerHTML)`); len(back) != 0 {
		t.Errorf("Tab goes back at %q", back)
	}
}

// small are the controls that a thumb misses: under 24 by 24 pixels, as WCAG 2.2
// counts, which lets links within a sentence pass.
const small = `[...document.querySelectorAll('button, select, label, nav a, .skip')].filter((e) => e.checkVisibility())
	.map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width < 24 || box.height < 24)
	.map(([e, box]) => e.outerHTML + ' ' + box.width + ' by ' + box.height)`

// TestAPhoneIsEnough: nothing is wider than the screen, and all can be hit.
func TestAPhoneIsEnough(t *testing.T) {
	t.Parallel()
	for _, page := range [][]byte{
		bookFiles(t, full(t), false)["runbook.html"], bookFiles(t, config.Example(), true)["runbook.html"],
	} {
		b := open(t, page, 390)
		if found := eval[[]string](b, small); len(found) != 0 {
			t.Errorf("%d controls are small: %q", len(found), found)
		}
		if n := eval[int](b, `[...document.querySelectorAll('input')].filter((e) => !e.closest('label')).length`); n != 0 {
			t.Errorf("%d fields have no label to hit", n)
		}
		for _, width := range []int64{390, 320} {
			b.do(chromedp.EmulateViewport(width, 800))
			wide := eval[[]string](b, `[...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && !e.closest('svg, .skip') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 200))`)
			if scrolls := eval[int](b, `document.documentElement.scrollWidth - innerWidth`); scrolls > 0 || len(wide) != 0 {
				t.Errorf("at %d the page is %d too wide: %q", width, scrolls, wide)
			}
			clipped := eval[[]string](b, `[...document.querySelectorAll('pre, pre i, td, dd, h1, h2, h3, h4, p, button, figcaption')].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map((e) => e.outerHTML.slice(0, 200))`)
			if len(clipped) != 0 {
				t.Errorf("at %d text is cut off: %q", width, clipped)
			}
		}
	}
}

// TestTheseCanFail: the checks above see a page that is wrong.
func TestTheseCanFail(t *testing.T) {
	t.Parallel()
	page := string(bookFiles(t, config.Example(), false)["runbook.html"])
	page = policy.ReplaceAllString(page, "")
	page = strings.Replace(page, "</style>", ` button { min-height: 0; padding: 0; font-size: 9px; } pre { white-space: pre; }</style>`, 1)
	b := blank(t, 390)
	b.tampered = true
	b.visit([]byte(page))
	if found := eval[[]string](b, small); !slices.ContainsFunc(found, func(e string) bool { return strings.HasPrefix(e, "<button") }) {
		t.Errorf("small buttons are not seen: %q", found)
	}
	if eval[int](b, `document.documentElement.scrollWidth - innerWidth`) <= 0 {
		t.Error("a wide page is not seen")
	}
}
