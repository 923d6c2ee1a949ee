package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
)

// withValue is the example config with v in every free-text field, as the
// config's own rules take it.
func withValue(v string) (config.Config, error) {
	var doc map[string]any
	if err := yaml.Unmarshal(config.ExampleYAML(), &doc); err != nil {
		return config.Config{}, err
	}
	doc["owner"], doc["hardened_on"] = v, "2026-11-21" // which a plain reader takes for a time
	doc["admin"].(map[string]any)["authenticator"] = v
	for _, c := range doc["contacts"].(map[string]any) {
		c.(map[string]any)["name"], c.(map[string]any)["title"] = ofContact(v), ofContact(v)
	}
	doc["skip"] = []any{map[string]any{"id": "root-unused", "reason": v}}
	raw, err := yaml.Marshal(doc)
	if err != nil {
		return config.Config{}, err
	}
	return config.Parse("hostile.yaml", raw)
}

// ofContact is v as a contact may have it: the config refuses one that begins
// like an address.
func ofContact(v string) string {
	if strings.HasPrefix(v, "http://") {
		return "see " + v
	}
	return v
}

// withReasons is a report that says v of every step, as names in an account may.
func withReasons(t *testing.T, cfg config.Config, v string) *verify.Report {
	book, _ := bookOf(t, cfg)
	report := &verify.Report{Schema: verify.ReportSchema, Source: verify.ReportSource{Kind: "live", Identity: v}}
	for _, e := range book.Entries {
		report.Steps = append(report.Steps, verify.StepReport{ID: e.Step.ID, Status: runbook.StatusTodo, Reason: v})
	}
	return report
}

// TestNoValueBreaksOut is the promise that no config value can break out of a
// shell command, a JSON document, Markdown or HTML.
func TestNoValueBreaksOut(t *testing.T) {
	harmless, err := withValue("harmless")
	if err != nil {
		t.Fatal(err)
	}
	before := filesOf(t, harmless, withReasons(t, harmless, "harmless"))
	plain, unverified := parsePage(t, before["runbook.html"]), parsePage(t, filesOf(t, harmless, nil)["runbook.html"])
	for i, v := range hostileValues() {
		if testneeds.Quick() && i%4 != 0 {
			continue
		}
		cfg, err := withValue(v)
		if err != nil {
			t.Fatalf("the config refuses %q: %v", v, err)
		}
		files := filesOf(t, cfg, withReasons(t, cfg, v))
		page := parsePage(t, files["runbook.html"])
		if !sameStructure(page, plain) || !sameStructure(parsePage(t, filesOf(t, cfg, nil)["runbook.html"]), unverified) {
			t.Errorf("%q changes the page: %q", v, page.structure)
		}
		for _, e := range page.structure {
			if strings.HasPrefix(e, "script ") || strings.Contains(e, " on") || strings.HasPrefix(e, "img") {
				t.Errorf("%q makes the element %q", v, e)
			}
		}
		want := strings.TrimSpace(v)
		count := 0
		for _, cell := range page.cells {
			if cell == want || cell == ofContact(want) {
				count++
			}
		}
		if count < 7 { // owner, three names, three titles
			t.Errorf("%q reads as itself in %d cells, want 7", v, count)
		}
		markdown := convert(t, string(files["runbook.md"]))
		for _, text := range markdown.prose {
			if !slices.Contains(page.prose, text) {
				t.Errorf("%q: runbook.html does not have what runbook.md says: %q", v, text)
			}
		}
		if len(markdown.prose) < 500 || !utf8.ValidString(page.text) {
			t.Errorf("%q: runbook.md has %d paragraphs and pieces of code", v, len(markdown.prose))
		}
		for name, content := range files {
			switch {
			case strings.HasPrefix(name, "policies/"):
				if !json.Valid(content) {
					t.Errorf("%q makes %s no JSON", v, name)
				}
			case strings.HasSuffix(name, ".sh") && !bytes.Equal(content, before[name]):
				runHostile(t, name, content, v)
			}
		}
		if len(files) != len(before) {
			t.Errorf("%q makes %d files, want %d", v, len(files), len(before))
		}
	}
}

// sameStructure reports whether two pages differ in text only. Pieces of code
// do not count: a value with a bar in it is none.
func sameStructure(a, b parsedPage) bool {
	rest := func(p parsedPage) []string {
		return slices.DeleteFunc(slices.Clone(p.structure), func(e string) bool { return e == "code" })
	}
	return slices.Equal(rest(a), rest(b)) && slices.Equal(a.links, b.links)
}
