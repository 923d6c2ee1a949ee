//go:build loop

package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
)

// lint is what markdownlint-cli2 says of Markdown files in a folder of their own.
func lint(t *testing.T, files map[string][]byte) (string, error) {
	t.Helper()
	node := testneeds.Program(t, "node")
	linter := testneeds.NPM(t, "markdownlint-cli2/markdownlint-cli2-bin.mjs")
	rules := filepath.Join("..", "..", ".ci", "npm", ".markdownlint-cli2.jsonc")
	args := []string{linter, "--config", rules}
	dir := t.TempDir()
	for name, content := range files {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, ":"+file) // a name as it stands, no pattern
	}
	out, err := exec.Command(node, args...).CombinedOutput()
	return string(out), err
}

// TestMarkdownIsClean by the rules of .markdownlint-cli2.jsonc, in books of all kinds.
func TestMarkdownIsClean(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{
		"example.md":  bookFiles(t, config.Example(), false)["runbook.md"],
		"verified.md": bookFiles(t, config.Example(), true)["runbook.md"],
		"full.md":     bookFiles(t, full(t), false)["runbook.md"],
	}
	for name, change := range map[string][2]string{
		"essentials.md": {"profile: baseline", "profile: essentials"},
		"member.md":     {"kind: standalone", "kind: organization-member"},
		"management.md": {"kind: standalone", "kind: organization-management"},
		"no-shell.md":   {"shell: true", "shell: false"},
	} {
		files[name] = bookFiles(t, other(t, change[0], change[1]), false)["runbook.md"]
	}
	if out, err := lint(t, files); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	bad := append([]byte("# A\n#no space\n\n\n"), files["example.md"]...)
	if out, err := lint(t, map[string][]byte{"bad.md": bad}); err == nil || !strings.Contains(out, "MD018") || !strings.Contains(out, "MD012") {
		t.Errorf("of bad Markdown the linter says: %v\n%s", err, out)
	}
}
