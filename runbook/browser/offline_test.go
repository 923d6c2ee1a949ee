//go:build loop

package browser

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hardbook/runbook/config"
)

// policy is what tells the browser to load nothing.
var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

// TestThePageMakesNoRequest opens the book as a reader does, from a file. That
// nothing is asked for and no complaint is on the console, open holds for every test.
func TestThePageMakesNoRequest(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), true)["runbook.html"], 1280)
	if loaded := eval[int](b, `performance.getEntriesByType('resource').length`); loaded != 0 {
		t.Errorf("the page loads %d files", loaded)
	}
	if got := eval[string](b, `location.protocol + document.readyState`); got != "file:complete" {
		t.Errorf("the page is %s", got)
	}
}

// TestTheBrowserHoldsThePageToItsPolicy: a page that somebody has put a picture
// and a script into neither asks for the one nor runs the other. The same page
// without its policy does both, and the browser is seen to do so: the tests of
// this package can fail.
func TestTheBrowserHoldsThePageToItsPolicy(t *testing.T) {
	t.Parallel()
	var hits atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer server.Close()
	page := string(bookFiles(t, config.Example(), false)["runbook.html"])
	more := `<main><img src="` + server.URL + `/x"><script>document.title = 'changed'; console.error('ran')</script>`
	page = strings.Replace(page, "<main>", more, 1)
	for _, held := range []bool{true, false} {
		if !held {
			page = policy.ReplaceAllString(page, "")
		}
		b := blank(t, 1280)
		b.tampered = true
		b.visit([]byte(page))
		requests, said := b.noticed()
		for wait := time.Now(); !held && len(said) == 0 && time.Since(wait) < 10*time.Second; _, said = b.noticed() {
			time.Sleep(10 * time.Millisecond)
		}
		console := strings.Join(said, "\n")
		changed := eval[string](b, `document.title`) == "changed"
		switch {
		case held && (hits.Load() != 0 || changed || strings.Count(console, "Content Security Policy") < 2):
			t.Errorf("with its policy: %d requests, changed %v, on the console: %s", hits.Load(), changed, console)
		case !held && (hits.Load() == 0 || !changed || len(requests) == 0 || !strings.Contains(console, "ran")):
			t.Errorf("without its policy: %d requests, noticed %q, changed %v, on the console: %s", hits.Load(), requests, changed, console)
		}
	}
}
