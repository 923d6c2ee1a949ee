//go:build loop

package browser

import (
	"testing"

	"hardbook/runbook/config"
)

// TestTheBasics: the language, the title, and headings that a reader can jump
// along, none of whose levels is left out.
func TestTheBasics(t *testing.T) {
	t.Parallel()
	for _, cfg := range []config.Config{config.Example(), full(t)} {
		b := open(t, bookFiles(t, cfg, false)["runbook.html"], 1280)
		if got := eval[string](b, `document.documentElement.lang + ': ' + document.title`); got != "en: Harden AWS account "+cfg.Account.Name() {
			t.Errorf("language and title are %q", got)
		}
		levels := eval[[]int](b, `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((h) => h.checkVisibility()).map((h) => Number(h.localName[1]))`)
		first, before := 0, 0
		for i, level := range levels {
			if level == 1 {
				first++
			}
			if level > before+1 {
				t.Errorf("heading %d is of level %d after one of level %d", i, level, before)
			}
			before = level
		}
		if first != 1 || len(levels) < 200 {
			t.Errorf("the page has %d headings, and %d of the first level", len(levels), first)
		}
		if twice := eval[[]string](b, `[...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i)`); len(twice) != 0 {
			t.Errorf("ids stand twice: %q", twice)
		}
	}
}

// TestThePageIsSmall: the longest book that costs nothing is under 600,000 bytes.
func TestThePageIsSmall(t *testing.T) {
	t.Parallel()
	page := bookFiles(t, other(t, "profile: baseline", "profile: cis"), false)["runbook.html"]
	t.Logf("%d bytes", len(page))
	// It was 600,000 bytes, until blocks looked for what is there before they change
	// anything, and pinned the settings of the aws command.
	if len(page) >= 680_000 {
		t.Errorf("the page is of %d bytes", len(page))
	}
}
