//go:build loop

package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
)

// TestAxe holds the page to the rules of WCAG 2.2 AA that a program can check,
// and to axe's own of good practice: before and after verify, on a wide screen
// and on a phone, light and dark. One page is of the longest book. No rule is off.
func TestAxe(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(testneeds.NPM(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, verified := range []bool{false, true} {
		for _, width := range []int64{1280, 390} {
			t.Run(fmt.Sprintf("verified=%v width=%d", verified, width), func(t *testing.T) {
				t.Parallel()
				cfg := config.Example()
				if !verified && width == 1280 {
					cfg = full(t)
				}
				page := bookFiles(t, cfg, verified)["runbook.html"]
				b := open(t, page, width, prefers("light"))
				b.do(chromedp.Evaluate[chromedp.Void](string(axe)))
				wantNone(b, "in light colours", "document", "")
				b.do(prefers("dark"), tick("root-second-device"))
				wantNone(b, "in dark colours", "document", "cat.color") // the rest of the page is the same
				b.do(click("#keys"))
				wantNone(b, "in the list of keys", "'#help'", "")
				eval[any](b, `document.querySelector('#help').insertAdjacentHTML('beforeend', '<p id="bad">pale</p><img src="data:,">'),
					document.querySelector('#bad').style.color = '#333', null`)
				b.tampered = true // the picture is refused
				for _, rule := range []string{"color-contrast", "image-alt"} {
					if found := strings.Join(violations(b, "'#help'", ""), "\n"); !strings.Contains(found, rule) {
						t.Errorf("axe misses %s, and finds: %s", rule, found)
					}
				}
			})
		}
	}
}

// violations are what axe finds in a part of the page, each with the element.
// The rules are those of a tag, or all.
func violations(b *tab, part, tag string) []string {
	b.t.Helper()
	return eval[[]string](b, `(() => {
		const rules = axe.getRules(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
			.filter((rule) => rule.tags.includes('`+tag+`') || !'`+tag+`').map((rule) => rule.ruleId);
		if (!rules.length) throw new Error('no rules');
		return axe.run(`+part+`, {runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']});
	})().then((found) => found.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + v.help + ': ' + n.target.join(' ') + ': ' + n.html + n.failureSummary)))`)
}

func wantNone(b *tab, when, part, tag string) {
	b.t.Helper()
	for _, found := range violations(b, part, tag) {
		b.t.Errorf("%s: %s", when, found)
	}
}
