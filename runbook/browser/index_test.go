//go:build loop

package browser

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hardbook/runbook"
	"hardbook/runbook/render"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// indexPage is the page of accounts of every sort, whose names and errors say v.
func indexPage(t *testing.T, v string, ticks bool) []byte {
	t.Helper()
	day := time.Date(2026, 11, 21, 18, 30, 0, 0, time.UTC)
	report := func(lost bool) verify.Report {
		r := verify.Report{Schema: verify.ReportSchema, Summary: map[runbook.Status]int{"done": 1, "todo": 1, "unknown": 1}}
		r.Source.CollectedAt, r.Source.Age = day, "3 days"
		for i, status := range []runbook.Status{runbook.StatusDone, runbook.StatusTodo, runbook.StatusUnknown} {
			s := verify.StepReport{ID: []string{"root-mfa", "root-access-keys", "default-security-groups"}[i], Status: status, History: []verify.Spell{{Status: status, From: day, Until: day}}}
			if lost {
				s.History = append([]verify.Spell{{Status: runbook.StatusDone, From: day.AddDate(0, 0, -1), Until: day.AddDate(0, 0, -1)}}, s.History...)
			}
			r.Steps = append(r.Steps, s)
		}
		return r
	}
	outcomes := []verify.Outcome{
		{Name: "acme", Account: "111122223333", Config: v, Book: true},
		{Name: "an-alias-as-long-as-aws-lets-one-be-which-is-sixty-three-letters", Account: "222233334444", Config: v, Book: true},
		{Name: "gone", Account: "333344445555", Config: v, Book: true, Err: errors.New(v + "\nmore")},
		{Name: v, Config: v, Err: errors.New("it says " + v)},
	}
	if ticks {
		outcomes[0].Report, outcomes[1].Report = report(true), report(false)
	}
	page, err := render.Index(templates.FS, outcomes)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// TestIndex holds the page that links the books to what that of a book is held to:
// axe finds nothing, light or dark, wide or on a phone; nothing is cut off or too
// small to hit; it asks for nothing and has no script; its links lead to the books.
func TestIndex(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(testneeds.NPM(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, ticks := range []bool{false, true} {
		for _, width := range []int64{1280, 390} {
			t.Run(fmt.Sprintf("ticks=%v width=%d", ticks, width), func(t *testing.T) {
				t.Parallel()
				b := open(t, indexPage(t, "clients/a-file-with-a-long-name.yaml", ticks), width, prefers("light"))
				b.do(chromedp.Evaluate[chromedp.Void](string(axe)))
				wantNone(b, "in light colours", "document", "")
				b.do(prefers("dark"))
				wantNone(b, "in dark colours", "document", "")
				links := eval[[]string](b, `[...document.links].map((a) => a.href)`)
				book := strings.TrimSuffix(eval[string](b, `location.href`), "runbook.html") + "acme/runbook.html"
				if want := map[bool]int{false: 3, true: 5}[ticks]; len(links) != want || links[0] != book {
					t.Errorf("links are %q", links)
				}
				if ticks && links[1] != book+"#root-access-keys" {
					t.Errorf("a lost step is at %s", links[1])
				}
				for _, at := range []int64{width, 320} {
					b.do(chromedp.EmulateViewport(at, 800))
					found := eval[[]string](b, `[...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && !e.closest('svg')).filter((e) => {
						const box = e.getBoundingClientRect();
						return box.right > innerWidth + 1 || e.matches('a') && (box.width < 24 || box.height < 24);
					}).map((e) => e.outerHTML.slice(0, 200))`)
					if eval[int](b, `document.documentElement.scrollWidth - innerWidth`) > 0 || len(found) != 0 {
						t.Errorf("at %d too wide or too small to hit: %q", at, found)
					}
				}
			})
		}
	}
}

// TestIndexIsInert: names of files and what errors say are text, even without the
// page's policy.
func TestIndexIsInert(t *testing.T) {
	t.Parallel()
	b := blank(t, 1280)
	b.tampered = true
	for _, v := range attacks() {
		page := indexPage(t, v, true)
		b.visit(policy.ReplaceAll(page, nil))
		got := eval[map[string]string](b, `({ran: String(globalThis.hit ?? 0), scripts: String(document.scripts.length),
			markup: String(document.querySelectorAll('img, details, template, iframe, [onerror], [onload], [onfocus], a[href^="javascript:" i]').length),
			name: document.querySelectorAll('tbody th')[3].textContent.trim(), why: document.querySelectorAll('td[colspan]')[1].textContent})`)
		if got["ran"] != "0" || got["scripts"] != "0" || got["markup"] != "0" || got["name"] != v || !strings.Contains(got["why"], "it says "+v) {
			t.Errorf("%s: %v", v, got)
		}
	}
	if requests, said := b.noticed(); len(requests)+len(said) != 0 {
		t.Errorf("the page asks for %q; on the console: %q", requests, said)
	}
}
