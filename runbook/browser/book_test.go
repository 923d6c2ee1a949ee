//go:build loop

package browser

import (
	"regexp"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// bookFiles are the files of a config's book. With verified it has the ticks of
// the example's evidence.
func bookFiles(t testing.TB, cfg config.Config, verified bool) map[string][]byte {
	t.Helper()
	book, texts, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	var report *verify.Report
	if verified {
		e, err := evidence.Open(example.Evidence(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		e.Load(book.Calls())
		r := verify.Run(book, e, nil)
		r.Source.Kind, r.CheckedAt, r.Source.CollectedAt = "evidence", e.Manifest.CollectedAt, e.Manifest.CollectedAt
		report = &r
	}
	files, err := render.Files(templates.FS, book, texts, report)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// full is the config of the longest book there is.
func full(t testing.TB) config.Config {
	t.Helper()
	raw := regexp.MustCompile(`(?m)^(profile|paid):.*$`).ReplaceAll(config.ExampleYAML(), nil)
	cfg, err := config.Parse("full.yaml", append(raw, "\nprofile: cis\npaid: true\n"...))
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}
