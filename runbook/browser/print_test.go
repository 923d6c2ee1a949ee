package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"

	"hardbook/runbook/config"
)

// printed makes a PDF of a page, as the browser's print does, and returns what
// pdftotext reads of its pages, without the margins: what is cut off at the
// paper's edge is not in it.
func printed(t *testing.T, source []byte) (file string, pages []string) {
	t.Helper()
	pdftotext := program(t, "pdftotext", "apt-get install poppler-utils")
	b := open(t, source, 1280)
	pdf := get(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	file = filepath.Join(t.TempDir(), "runbook.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	// A4 is 595 by 842 points; the margins are those of style.css, and a point less.
	text, err := exec.Command(pdftotext, "-layout", "-x", "38", "-y", "41", "-W", "519", "-H", "754", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return file, strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

// solid is text without what differs between a line and the same line wrapped.
func solid(text string) string {
	return strings.Map(func(c rune) rune {
		if c == '↪' || unicode.IsSpace(c) {
			return -1
		}
		return c
	}, text)
}

// TestPrintedCommandsAreWhole: every line of every block is on the paper, whole,
// and in one piece.
func TestPrintedCommandsAreWhole(t *testing.T) {
	files := bookFiles(t, config.Example(), true)
	_, pages := printed(t, files["runbook.html"])
	paper := solid(strings.Join(pages, "\n"))
	lines := 0
	for name, content := range files {
		if !strings.HasPrefix(name, "commands/") {
			continue
		}
		for line := range strings.Lines(string(content)) {
			lines++
			if !strings.Contains(paper, solid(line)) {
				t.Errorf("%s: not on the paper: %s", name, line)
			}
		}
	}
	t.Logf("%d pages, %d lines of commands", len(pages), lines)
	if lines < 1000 {
		t.Errorf("the book has %d lines of commands", lines)
	}
	if strings.Contains(paper, solid("Copy"+"{")) {
		t.Error("buttons are printed")
	}
}
