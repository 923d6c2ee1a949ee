package browser

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"hardbook/runbook/config"
)

var shots = flag.String("screenshots", "", "folder to write pictures of the book to")

// TestScreenshots takes the pictures that people look at: of the README, and to
// see what a change does. They are not compared with anything.
func TestScreenshots(t *testing.T) {
	if *shots == "" {
		t.Skip("no -screenshots given")
	}
	files := bookFiles(t, config.Example(), true)
	for _, shot := range []struct {
		name  string
		width int64
		theme string
		at    string
	}{
		{"first-1280.png", 1280, "light", ""},
		{"step-1280.png", 1280, "light", "#billing-topic"},
		{"step-1280-dark.png", 1280, "dark", "#default-vpc"},
		{"chapter-1280.png", 1280, "light", "#let-hardbook-tick-the-steps-off"},
		{"first-390.png", 390, "light", ""},
		{"step-390.png", 390, "light", "#billing-topic"},
		{"step-390-dark.png", 390, "dark", "#s3-public-access"},
	} {
		b := open(t, files["runbook.html"], shot.width, prefers(shot.theme), chromedp.EmulateViewport(shot.width, 1500))
		b.do(chromedp.Navigate(b.url + shot.at))
		picture := get(b, chromedp.CaptureScreenshot())
		if err := os.WriteFile(filepath.Join(*shots, shot.name), picture, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
