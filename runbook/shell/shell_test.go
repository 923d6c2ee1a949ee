package shell_test

import (
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/shell"
)

// TestCommands: words are those that a shell hands on.
func TestCommands(t *testing.T) {
	for script, want := range map[string][]string{
		"":                                      nil,
		"a=b":                                   nil,
		`a 'b  c' "d \"e" f\ g`:                 {`a|b  c|d "e|f g`},
		"a \"\\b\\$x $x\" ${y}z":                {"a|\\b$x ~unknown~|~unknown~z"},
		"x=$(a b); c \"$(d | e)\"":              {"a|b", "c|~unknown~", "d", "e"},
		"if ! a; then b; else c >/dev/null; fi": {"a", "b", "c"},
		"a \\\n  b \"c\\\nd\"":                  {"a|b|cd"},
		"case $x in (a|'b') c ;; esac # d":      {"c"},
		"f() {\na\n}\nf 1 2>&1":                 {"a", "f|1"},
	} {
		commands, err := shell.Commands(script)
		var got []string
		for _, c := range commands {
			got = append(got, strings.Join(c.Words, "|"))
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v, want %q", script, got, err, want)
		}
	}
	if all, err := shell.Commands("a\n\nb $(\nc)"); err != nil || all[0].Line != 1 || all[1].Line != 3 || all[2].Line != 4 {
		t.Errorf("lines: %v, %v", all, err)
	}
	if _, err := shell.Commands("#!/usr/bin/env bash\na=${b:1:2}"); err != nil {
		t.Error(err)
	}
	for _, script := range []string{"a=${b:1:2}", "a 'b", "if a; then", "a <<<b", "f=(a b)", ")"} {
		if _, err := shell.Commands(script); err == nil {
			t.Errorf("%q: no shell takes it, and no error", script)
		}
	}
}

// TestAWS finds the command wherever it stands, and its options.
func TestAWS(t *testing.T) {
	for script, want := range map[string]string{
		"aws iam get-user --a b --c=d -e": "iam get-user --a --c",
		"ok_if E aws s3api x --y":         "s3api x --y",
		"aws s3":                          "",
		"echo 'aws s3 ls'":                "",
		"laws s3 ls":                      "",
	} {
		commands, err := shell.Commands(script)
		if err != nil {
			t.Fatal(err)
		}
		command, options := commands[0].AWS()
		if got := strings.Join(append([]string{command}, options...), " "); got != want {
			t.Errorf("%q: %q, want %q", script, got, want)
		}
	}
}
