package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/quote"
	"hardbook/runbook/report"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
)

// attacks are names that would be more than names. Whatever they make says canary.
func attacks() []string {
	return []string{
		"$(touch canary)", "`touch canary`", "';touch canary;'", "</script><canary>", `"><img src=canary onerror=canary>`, "</code></td></table><canary>", "<!-- canary -->", "]]><canary/>",
		"<?canary?>", "&lt;canary&gt;&#60;canary&#62;", "[x](http://canary.example)", "![x](http://canary.example)", "http://canary.example/", " www.canary.example ", " canary@canary.example ",
		"<http://canary.example>", "\n# canary\n", "\r\n\r\n## canary\r\n", "\n\n```sh do\ncanary\n```\n", "|canary|\n|canary|", "**canary** *canary* ~~canary~~", "\n- canary\n1. canary\n> canary\n", "\n    canary",
		"\x1b[2J\x1b]0;canary\x07", "\u009b31mcanary", "a\u202ecanary\u2066", "\u200f\u200bcanary\u00ad", "\u2028canary\u2029\u0085", "\x00canary\x7f", "\U000e0001canary", "{0}{canary}", "[^canary] [canary]: x", "{{canary}}", "%s%ncanary", "@canary #1canary",
	}
}

// outputs are what verify makes of a folder of evidence: each format, what it says
// beside them, and the files of the book.
func outputs(t *testing.T, cfg, evidence, out string) map[string][]byte {
	t.Helper()
	made := map[string][]byte{}
	for i, f := range report.Formats() {
		var stdout, stderr bytes.Buffer
		args := []string{"verify", "-c", cfg, "-o", out, "--evidence", evidence, "--format", f.Name}
		if i > 0 {
			args = append(args, "--no-write")
		}
		if code := run(t.Context(), args, &stdout, &stderr); code != 1 && code != 2 {
			t.Fatalf("exit code %d: %s", code, &stderr)
		}
		made[f.Name], made["stderr of "+f.Name] = stdout.Bytes(), stderr.Bytes()
	}
	book := os.DirFS(filepath.Join(out, "acme-sandbox"))
	err := fs.WalkDir(book, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			made[name], err = fs.ReadFile(book, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// everyStep is a config that takes in every step that one account can.
func everyStep(t *testing.T) string {
	t.Helper()
	text := strings.NewReplacer("profile: baseline", "profile: cis", "paid: false", "paid: true", "billed_checks: []", "billed_checks: [cost-anomalies]").Replace(string(config.ExampleYAML()))
	file := filepath.Join(t.TempDir(), "hardbook.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestHostileAccount: whoever may name things in an account can make nothing but
// names of them, in the report in every format, on the screen and in the book. Each
// format says them, and those for programs as they are.
func TestHostileAccount(t *testing.T) {
	rounds := 6
	if testneeds.Quick() {
		rounds = manners + 1
	}
	cfg, out, steps, said := everyStep(t), t.TempDir(), map[string]bool{}, map[string]string{}
	plain := map[string]map[string]bool{"runbook.html": {}, "runbook.md": {}, "markdown": {}}
	for round := range rounds {
		harmless := outputs(t, cfg, hostileFolder(t, round, rounds, &attacker{attacks: []string{"canary"}, manner: round % manners}), t.TempDir())
		for name := range plain {
			page := harmless[name]
			if name != "runbook.html" {
				page = asGitHub(t, page)
			}
			maps.Copy(plain[name], marks(t, name, page))
		}
		a := &attacker{attacks: attacks(), manner: round % manners, turn: round * 5}
		if round < manners { // each name makes every attack
			a.attacks = []string{strings.Join(attacks(), "")}
		}
		for name, content := range outputs(t, cfg, hostileFolder(t, round, rounds, a), out) {
			inert(t, name, content)
			switch {
			case plain[name] != nil:
				if name != "runbook.html" {
					content = asGitHub(t, content)
				}
				for where := range marks(t, name, content) {
					if !plain[name][where] {
						t.Errorf("%s, round %d: a name stands in %s", name, round, where)
					}
				}
			case name == "json" || name == "sarif" || name == "junit" || name == "status.json":
				said[name] += strings.Join(texts(t, name, content), "\n")
			case name == "text" || strings.HasPrefix(name, "stderr"):
			case bytes.Contains(content, []byte("canary")):
				t.Errorf("%s says what stands in the account", name)
			}
			if name == "status.json" {
				var r verify.Report
				if err := json.Unmarshal(content, &r); err != nil {
					t.Fatal(err)
				}
				for _, s := range r.Steps {
					if raw, err := json.Marshal(s); err == nil && bytes.Contains(raw, []byte("canary")) {
						steps[s.ID] = true
					}
				}
			}
		}
	}
	if t.Logf("%d steps said a name", len(steps)); len(steps) < 40 {
		t.Errorf("only these said a name: %q", slices.Sorted(maps.Keys(steps)))
	}
	for _, v := range attacks() {
		for name, text := range said {
			if name == "json" || name == "status.json" {
				if !strings.Contains(text, v) {
					t.Errorf("%s nowhere says %q as it is", name, v)
				}
			} else if clean := quote.Terminal(v); !(name == "sarif" && strings.ContainsAny(v, "{}(")) && !strings.Contains(text, clean) {
				t.Errorf("%s nowhere says %q", name, clean)
			}
		}
	}
}
