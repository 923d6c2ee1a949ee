package render

import (
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/templates"
)

// TestSectionIsTheBooks: what is shown of a step is what the book has on it, but
// for the level of its headings, and no word of its neighbours.
func TestSectionIsTheBooks(t *testing.T) {
	book, texts := bookOf(t, config.Example())
	whole := string(filesOf(t, config.Example(), nil)["runbook.md"])
	for _, e := range book.Entries {
		section, err := Section(templates.FS, book, e, texts)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for line := range strings.Lines(section) {
			next := strings.Index(whole[at:], line)
			if next < 0 {
				t.Fatalf("%s: the book has no such line after byte %d: %q", e.Step.ID, at, line)
			}
			at += next
		}
		title := texts[e.Step.ID].Title
		if !strings.HasPrefix(section, "# ") || !strings.HasSuffix(strings.SplitN(section, "\n", 2)[0], ". "+title) {
			t.Errorf("%s begins %.80q", e.Step.ID, section)
		}
		for _, part := range Sections() {
			if !strings.Contains(section, "\n## "+part+"\n") {
				t.Errorf("%s has no part %q", e.Step.ID, part)
			}
		}
		if strings.Contains(section, "\n# ") || strings.Contains(section, "\n- [ ] **To do**") {
			t.Errorf("%s has more than its own:\n%s", e.Step.ID, section)
		}
	}
}
