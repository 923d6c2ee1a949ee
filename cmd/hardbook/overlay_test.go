package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestHouseStyle: the example of an overlay works, says what it says, and
// changes no command.
func TestHouseStyle(t *testing.T) {
	root, dir := goList(t, "-m", "-f", "{{.Dir}}")[0], t.TempDir()
	t.Chdir(dir)
	args := []string{"generate", "--templates", filepath.Join(root, "docs", "house-style"), "--title", "Unser <b>AWS</b>-Konto"}
	if code := run(t.Context(), args, os.Stderr, os.Stderr); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	book := filepath.Join("out", "example")
	for file, wants := range map[string][]string{
		"runbook.md":   {`# Unser \<b\>AWS\</b\>-Konto` + "\n", "### 2. MFA für den Root-Benutzer einschalten\n", "#### Warum\n", "cloud@example.com"},
		"runbook.html": {"<title>Unser &lt;b&gt;AWS&lt;/b&gt;-Konto</title>", "<h4>Zurücknehmen</h4>", "cloud@example.com"},
	} {
		content, err := os.ReadFile(filepath.Join(book, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(content), want) {
				t.Errorf("%s does not have %q", file, want)
			}
		}
	}
	diff := exec.Command("diff", "-r", filepath.Join(root, "out", "example", "commands"), filepath.Join(book, "commands"))
	if out, err := diff.CombinedOutput(); err != nil {
		t.Errorf("the commands are others: %s", out)
	}
}
