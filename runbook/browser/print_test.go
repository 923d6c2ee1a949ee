//go:build loop

package browser

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
)

// printed makes a PDF of a page, as the browser's print does.
func printed(t *testing.T, source []byte) string {
	t.Helper()
	testneeds.Whole(t, "to print the book takes its time")
	b := open(t, source, 1280)
	file := filepath.Join(t.TempDir(), "runbook.pdf")
	pdf := get(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// paper is what pdftotext reads of each page of a PDF, or of a part of it.
func paper(t *testing.T, file string, part ...string) []string {
	t.Helper()
	pdftotext := testneeds.Program(t, "pdftotext")
	text, err := exec.Command(pdftotext, append(append([]string{"-layout"}, part...), file, "-")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

// inside are the pages without their margins, which are those of style.css and a
// point less: A4 is 595 by 842 points. What is cut off at the edge is not read.
var inside = []string{"-x", "38", "-y", "35", "-W", "519", "-H", "766"}

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
	t.Parallel()
	files := bookFiles(t, config.Example(), true)
	pages := paper(t, printed(t, files["runbook.html"]), inside...)
	whole := solid(strings.Join(pages, "\n"))
	lines := 0
	for name, content := range files {
		if !strings.HasPrefix(name, "commands/") {
			continue
		}
		for line := range strings.Lines(string(content)) {
			lines++
			if !strings.Contains(whole, solid(line)) {
				t.Errorf("%s: not on the paper: %s", name, line)
			}
		}
	}
	t.Logf("%d pages, %d lines of commands", len(pages), lines)
	if lines < 1000 {
		t.Errorf("the book has %d lines of commands", lines)
	}
	// What is wider than the paper is cut off: without wrapping this test fails.
	wide := strings.Replace(string(files["runbook.html"]), "white-space: pre-wrap;", "white-space: pre;", 1)
	wide = policy.ReplaceAllString(wide, "") // which has the style's hash
	cut := solid(strings.Join(paper(t, printed(t, []byte(wide)), inside...), "\n"))
	if line := "Stopped, nothing was changed: this book is for account 111122223333. You are signed in to' \"$me\" >&2; exit 1 ;; esac"; strings.Contains(cut, solid(line)) {
		t.Error("a line that is not wrapped is read whole: this test cannot see what is cut off")
	}
}

// TestPrintedPages: each sheet has its number, a step or a chapter begins on a
// sheet of its own with a box for the pen, and links are written out.
func TestPrintedPages(t *testing.T) {
	t.Parallel()
	files := bookFiles(t, config.Example(), true)
	file := printed(t, files["runbook.html"])
	pages := paper(t, file)
	steps := 0
	for i, page := range pages {
		if number := fmt.Sprintf("%d / %d", i+1, len(pages)); !strings.Contains(page, number) {
			t.Errorf("sheet %d does not say %q", i+1, number)
		}
		begins := strings.Count(page, "☐ done on")
		steps += begins
		if begins > 1 {
			t.Errorf("%d steps begin on sheet %d", begins, i+1)
		}
		top, _, _ := strings.Cut(strings.TrimSpace(page), "\n")
		for _, phase := range []runbook.Phase{runbook.Root, runbook.Money, runbook.Identity, runbook.Watch, runbook.Defaults, runbook.Finish} {
			if strings.Contains(page, "\n"+phase.Title()+"\n") && i > 2 && strings.TrimSpace(top) != phase.Title() {
				t.Errorf("sheet %d begins with %q, and %q comes below", i+1, top, phase.Title())
			}
		}
	}
	if want := strings.Count(string(files["runbook.html"]), "<article"); steps != want {
		t.Errorf("%d steps have a box for the pen, of %d", steps, want)
	}
	all := solid(strings.Join(pages, ""))
	for _, want := range []string{"(https://console.aws.amazon.com/organizations/v2/home)", "↪"} {
		if !strings.Contains(all, want) && !strings.Contains(strings.Join(pages, ""), want) {
			t.Errorf("the paper does not have %s", want)
		}
	}
	for _, unwanted := range []string{"I did this", "Theme:", "To do only", "Copied"} {
		if strings.Contains(strings.Join(pages, ""), unwanted) {
			t.Errorf("%q is printed", unwanted)
		}
	}
}
