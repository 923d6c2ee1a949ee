package render

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hardbook/runbook/config"
)

// browse opens an HTML file in Chromium and returns the page as it stands then,
// and what the browser said. Its network is a proxy that counts, but for what
// the browser asks of its maker whatever the page.
func browse(t *testing.T, source []byte) (dom, console string, requests int64) {
	t.Helper()
	chromium := program(t, "chromium", "apt-get install chromium")
	var count atomic.Int64
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !regexp.MustCompile(`\.(google|googleapis|gstatic|gvt1)\.com(:\d+)?$`).MatchString(r.Host) {
			count.Add(1)
			t.Logf("the browser asked %s", r.Host)
		}
		w.WriteHeader(http.StatusBadGateway)
	}))
	defer proxy.Close()
	file := filepath.Join(t.TempDir(), "runbook.html")
	if err := os.WriteFile(file, source, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, chromium,
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-default-apps", "--user-data-dir="+t.TempDir(),
		"--proxy-server="+proxy.Listener.Addr().String(), "--proxy-bypass-list=<-loopback>",
		"--enable-logging=stderr", "--v=0", "--virtual-time-budget=3000", "--dump-dom", "file://"+file)
	var out, said strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &said
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	lines := regexp.MustCompile(`(?m)^.*CONSOLE.*$`).FindAllString(said.String(), -1)
	return out.String(), strings.Join(lines, "\n"), count.Load()
}

// TestThePageMakesNoRequest opens the book as a reader does.
func TestThePageMakesNoRequest(t *testing.T) {
	page := filesOf(t, config.Example(), nil)["runbook.html"]
	shown, console, requests := browse(t, page)
	if requests != 0 || console != "" {
		t.Errorf("%d requests, and the browser says: %s", requests, console)
	}
	if want := parsePage(t, page); strings.TrimSpace(parsePage(t, []byte(shown)).text) != strings.TrimSpace(want.text) {
		t.Error("the browser shows another text than the page has")
	}
}

// TestTheBrowserHoldsThePageToItsPolicy proves that the test above can fail: a
// page with a picture and a script added is held to the policy, and the same
// without its policy makes the request.
func TestTheBrowserHoldsThePageToItsPolicy(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	page := string(filesOf(t, config.Example(), nil)["runbook.html"])
	more := `<img src="http://` + listener.Addr().String() + `/x"><script>document.title = 'changed'</script><main>`
	page = strings.Replace(page, "<main>", more, 1)
	shown, console, requests := browse(t, []byte(page))
	if requests != 0 || strings.Contains(shown, "<title>changed") || strings.Count(console, "Content Security Policy") < 2 {
		t.Errorf("with its policy: %d requests, console %s", requests, console)
	}
	page = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAllString(page, "")
	shown, _, requests = browse(t, []byte(page))
	if requests == 0 || !strings.Contains(shown, "<title>changed") {
		t.Errorf("without its policy: %d requests; this test cannot see any", requests)
	}
}
