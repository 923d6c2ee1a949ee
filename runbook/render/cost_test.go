package render

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// TestCosts: a step that is only there with paid: true says what it costs in a
// month, and the book's first page adds up what its steps cost.
func TestCosts(t *testing.T) {
	texts, err := Texts(templates.FS, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps.All() {
		if s.Paid && texts[s.ID].Monthly == 0 {
			t.Errorf("%s costs money every month: add monthly to the front matter of its text", s.ID)
		}
	}
	cfg := config.Example()
	cfg.Profile, cfg.Paid = config.CIS, true
	cfg.Skip = []config.Skipped{{ID: "audit-trail", Reason: "the organization has one"}}
	book, texts := bookOf(t, cfg)
	whole := string(filesOf(t, cfg, nil)["runbook.md"])
	first, _, _ := strings.Cut(whole, "### What is not proven yet")
	var total page
	for _, e := range book.Entries {
		s := stepText{Text: texts[e.Step.ID], Entry: e}
		total.add(card{stepText: s})
		listed := strings.Contains(first, fmt.Sprintf("| %d. %s | ", e.Number, md(s.Title)))
		if costs := s.Monthly > 0 && e.Status == ""; costs != listed {
			t.Errorf("%s costs %v a month, and is listed: %v", e.Step.ID, s.Monthly, listed)
		}
	}
	if !regexp.MustCompile(`about \d+\.\d\d USD`).MatchString(total.Monthly()) || !strings.Contains(first, "| Cost | "+total.Monthly()+" while") {
		t.Errorf("the first page does not say %q", total.Monthly())
	}
	if !strings.Contains(whole, "| "+md(texts["audit-trail"].Title)+" | the organization has one |") {
		t.Error("the skipped step is not among what is left out")
	}
}
