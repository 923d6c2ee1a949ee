//go:build loop

package browser

import (
	"bytes"
	"html"
	"testing"

	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// attacks would run a script where a value was taken for markup.
func attacks() []string {
	const run = `hit=1`
	return []string{
		`<script>` + run + `</script>`, `</script><script>` + run + `</script>`, `"><img src=x onerror=` + run + `>`, `' onfocus=` + run + ` autofocus tabindex=0 x='`,
		`</title></style></textarea><svg onload=` + run + `>`, `</code></pre></td></table><script>` + run + `</script>`, `--><script>` + run + `</script>`,
		`[x](javascript:` + run + `)`, `<javascript:` + run + `>`, "`</code><script>" + run + "</script>`", `${` + run + `}`, `';` + run + `;'`, `{{` + run + `}}`, `<details open ontoggle=` + run + `>`,
		`&lt;script&gt;` + run + `&lt;/script&gt;`, `<template><script>` + run + `</script></template>`, `<iframe srcdoc="<script>parent.` + run + `</script>">`,
	}
}

// hostilePage is the page of a config that has such a value wherever a config may
// have free text, and of an account that says one of every step, in turns from
// the given one on.
func hostilePage(t *testing.T, turn int) []byte {
	t.Helper()
	v := func() string {
		turn++
		return attacks()[turn%len(attacks())]
	}
	var doc map[string]any
	if err := yaml.Unmarshal(config.ExampleYAML(), &doc); err != nil {
		t.Fatal(err)
	}
	doc["owner"], doc["hardened_on"] = v(), "2026-11-21" // which a plain reader takes for a time
	doc["admin"].(map[string]any)["authenticator"] = v()
	for _, c := range doc["contacts"].(map[string]any) {
		c.(map[string]any)["name"], c.(map[string]any)["title"] = v(), v()
	}
	doc["skip"] = []any{map[string]any{"id": "root-unused", "reason": v()}}
	raw, err := yaml.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse("hostile.yaml", raw)
	if err != nil {
		t.Fatal(err)
	}
	book, texts, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	report := &verify.Report{Schema: verify.ReportSchema, Source: verify.ReportSource{Kind: "live", Identity: v()}}
	for _, e := range book.Entries {
		report.Steps = append(report.Steps, verify.StepReport{ID: e.Step.ID, Status: runbook.StatusTodo, Reason: v(),
			Findings: []runbook.Finding{{Resource: v(), Region: v(), Detail: v()}}})
	}
	files, err := render.Files(templates.FS, book, texts, report)
	if err != nil {
		t.Fatal(err)
	}
	return files["runbook.html"]
}

// TestHostileValuesAreText: whatever a config or an account says is text on the
// page. The page is opened without its policy too: then nothing but its being
// text keeps it from running.
func TestHostileValuesAreText(t *testing.T) {
	t.Parallel()
	tampered := blank(t, 1280)
	tampered.tampered = true
	for _, turn := range []int{0, 9} { // a config has nine such values
		tampered.visit(policy.ReplaceAll(hostilePage(t, turn), nil))
		cells := eval[map[string]int](tampered, `(() => {
			const count = {};
			for (const e of document.querySelectorAll('td')) count[e.textContent.trim()] = (count[e.textContent.trim()] ?? 0) + 1;
			return {...count, ran: globalThis.hit ?? 0, scripts: document.scripts.length,
				markup: document.querySelectorAll('img, details, template, iframe, [onerror], [onload], [onfocus], a[href^="javascript:" i]').length};
		})()`)
		if cells["ran"] != 0 || cells["scripts"] != 1 || cells["markup"] != 0 {
			t.Errorf("%d ran, %d scripts, %d elements", cells["ran"], cells["scripts"], cells["markup"])
		}
		for _, v := range attacks() {
			if cells[v] < 5 { // of more than 150 in the findings
				t.Errorf("%s stands in %d cells as it is", v, cells[v])
			}
		}
	}
	if requests, said := tampered.noticed(); len(requests)+len(said) != 0 {
		t.Errorf("the page asks for %q; on the console: %q", requests, said)
	}
	page := hostilePage(t, 0)
	open(t, page, 1280) // with its policy
	script := []byte(attacks()[0])
	tampered.visit(policy.ReplaceAll(bytes.ReplaceAll(page, []byte(html.EscapeString(string(script))), script), nil))
	if eval[int](tampered, `globalThis.hit ?? 0`) == 0 || bytes.Contains(page, script) {
		t.Error("this test cannot see a script run")
	}
}
