//go:build loop

package browser

import (
	"bytes"
	"flag"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/creack/pty"

	"hardbook/runbook/config"
)

var (
	update = flag.Bool("update", false, "take the pictures of README.md anew")
	looks  = flag.String("looks", "", "folder to write pictures for people to look at to")
)

// TestPictures takes the pictures of README.md. They are not compared with
// anything.
func TestPictures(t *testing.T) {
	if !*update {
		t.Skip("no -update given")
	}
	docs := filepath.Join("..", "..", "docs")
	picture(t, filepath.Join(docs, "book.png"), bookFiles(t, config.Example(), true)["runbook.html"], 1280, 1100, "light", "")
	picture(t, filepath.Join(docs, "verify.png"), onScreen(t), 1120, 900, "dark", "")
}

// TestLooks takes pictures of the page, to see what a change of it does.
func TestLooks(t *testing.T) {
	if *looks == "" {
		t.Skip("no -looks given")
	}
	page := bookFiles(t, config.Example(), true)["runbook.html"]
	for name, at := range map[string]string{"first": "", "step": "#billing-topic", "red": "#default-vpc", "findings": "#s3-public-access", "trouble": "#if-something-goes-wrong"} {
		for _, theme := range []string{"light", "dark"} {
			picture(t, filepath.Join(*looks, "wide-"+name+"-"+theme+".png"), page, 1280, 1500, theme, at)
			picture(t, filepath.Join(*looks, "phone-"+name+"-"+theme+".png"), page, 390, 1500, theme, at)
		}
	}
}

func picture(t *testing.T, file string, source []byte, width, height int64, theme, at string) {
	t.Helper()
	b := open(t, source, width, prefers(theme), chromedp.EmulateViewport(width, height))
	b.do(chromedp.Navigate(b.url + at))
	if err := os.WriteFile(file, get(b, chromedp.CaptureScreenshot()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// onScreen is a page that shows what verify writes to a terminal.
func onScreen(t *testing.T) []byte {
	t.Helper()
	cmd := exec.Command("go", "run", "./cmd/hardbook", "verify", "--evidence", "example", "--no-write")
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=")
	screen, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 116})
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	written, _ := io.ReadAll(screen) // ends with an error when the program does
	if cmd.Wait(); cmd.ProcessState.ExitCode() != 1 || !bytes.Contains(written, []byte("\x1b[")) {
		t.Fatalf("%s\n%s", cmd.ProcessState, written)
	}
	colours := map[string]string{"1": "b", "2": "dim", "31": "red", "32": "green", "33": "yellow"}
	text := html.EscapeString(strings.ReplaceAll(string(written), "\r", ""))
	text = regexp.MustCompile(`\x1b\[([0-9;]*)m`).ReplaceAllStringFunc(text, func(code string) string {
		var classes []string
		for number := range strings.SplitSeq(strings.Trim(code, "\x1b[m"), ";") {
			if class := colours[number]; class != "" {
				classes = append(classes, class)
			}
		}
		return `</span><span class="` + strings.Join(classes, " ") + `">`
	})
	return []byte(`<!doctype html><meta charset="utf-8"><style>
		body { margin: 0; background: #12151c; } pre { margin: 1.2rem; color: #e3e6ee; font: 15px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
		.b { font-weight: 700 } .dim { color: #8b93a5 } .red { color: #ff938a } .green { color: #6fd48d } .yellow { color: #f0b45f }
		</style><pre><span>$ hardbook verify --evidence example
` + text + "</span></pre>")
}
