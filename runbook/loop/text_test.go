//go:build loop

package loop

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestFences: what runbook.md shows is what commands/ holds, and so what the
// other tests run.
func TestFences(t *testing.T) {
	t.Parallel()
	b := newBook(t, nil, account)
	shown := regexp.MustCompile("(?ms)^```sh (do|undo)\n(.*?)^```$").FindAllStringSubmatch(b.file("runbook.md"), -1)
	var files []string
	for _, id := range b.played() {
		for _, kind := range []string{"do", "undo"} {
			if file := b.block(kind, id); file != "" {
				files = append(files, file)
			}
		}
	}
	if len(shown) != len(files) {
		t.Fatalf("the book shows %d blocks, commands/ has %d", len(shown), len(files))
	}
	for i, file := range files {
		if raw, err := os.ReadFile(file); err != nil || string(raw) != shown[i][2] {
			t.Errorf("%s is not the block that the book shows (%v)", file, err)
		}
	}
	all, err := filepath.Glob(filepath.Join(b.folder(), "commands", "*"))
	if err != nil || len(all) != len(files) {
		t.Errorf("commands/ has %d files for %d blocks (%v)", len(all), len(files), err)
	}
}

func (b *book) file(name string) string {
	b.t.Helper()
	raw, err := os.ReadFile(filepath.Join(b.folder(), name))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(raw)
}

// hazards are bytes that an interactive shell takes for something else.
var hazards = []struct{ pattern, why string }{
	{`!([^=]|$)`, "bash expands history"}, // but not where = follows; zsh neither
	{`(?m)^\s*#|\s#`, "zsh runs comments"},
	{`\t`, "bash completes words"},
	{`[^\n -~]`, "not every terminal passes it on"},
	{`\b(mapfile|readarray|declare|local|\[\[|<<<|&>|\|&|\$\{[^}]*[,^]{1,2}\})`, "bash 3.2 or zsh does not know it, or means another thing"},
	{`<<`, "a pasted here-document ends where it should not"},
	{`\b(path|status|cdpath|fpath|manpath|argv|prompt|options|commands|functions|aliases|history|signals)=`, "the name means something in zsh"},
	{`\b(path|status|cdpath|fpath|manpath|argv|prompt|options|commands|functions|aliases|history|signals)\b; do`, "the name means something in zsh"},
	{`\b(GROUPS|UID|EUID|PPID|SECONDS|RANDOM|PWD|USERNAME|LINENO)=`, "the name means something in the shell"},
	{`(?m)^trap .*\bEXIT (HUP|INT|TERM)|^trap .*\bEXIT$\n[^t]`, "Ctrl-C must end the block, in zsh too: trap 'exit 130' HUP INT TERM after the trap for EXIT"},
	{`\brm (-[^rf]|[^-])`, "where rm is an alias of rm -i it waits for an answer: rm -f"},
	{`(?m)^(if|while|until) .*\baws `, "a condition hides why aws failed"},
	{`\baws ([^|\n']|'[^'\n]*')*(\|\||&&)`, "set -e is off there, and any failure passes for the one that was meant"},
	{`"[^"\n]*\$\(aws`, "the failure of a command inside an argument is lost"},
	{`--no-cli-pager|--cli-input-yaml`, "version 1 does not know it"},
}

// TestHazards: no block holds what a paste would change.
func TestHazards(t *testing.T) {
	t.Parallel()
	b := newBook(t, nil, account)
	for _, id := range b.played() {
		for _, kind := range []string{"do", "undo"} {
			file := b.block(kind, id)
			if file == "" {
				continue
			}
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, hazard := range hazards {
				if found := regexp.MustCompile(hazard.pattern).Find(raw); found != nil {
					t.Errorf("the %s block of %s has %q: %s", kind, id, found, hazard.why)
				}
			}
			lines := strings.Split(string(raw), "\n")
			if slices.ContainsFunc(lines, func(line string) bool { return len(line) > 4000 }) {
				t.Errorf("the %s block of %s has a line over 4,000 bytes: a terminal may drop its end", kind, id)
			}
			if lines[0] != "(" || !slices.Equal(lines[len(lines)-2:], []string{")", ""}) {
				t.Errorf("the %s block of %s is not one subshell", kind, id)
			}
		}
	}
}

// TestShellcheck: shellcheck finds nothing in what the book gives to a shell.
func TestShellcheck(t *testing.T) {
	need(t, "shellcheck")
	t.Parallel()
	b := newBook(t, nil, account)
	files, err := filepath.Glob(filepath.Join(b.folder(), "commands", "*.sh"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no commands: %v", err)
	}
	// SC2016: what the config says stands in single quotes so that nothing in
	// it expands.
	for _, file := range append(files, filepath.Join(b.folder(), "collect.sh")) {
		cmd := exec.Command("shellcheck", "-s", "bash", "-e", "SC2016", file)
		if r := b.finish(cmd); r.code != 0 {
			t.Errorf("%s", r.out)
		}
	}
}
