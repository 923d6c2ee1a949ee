package render

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
)

// recorder is an aws command that writes down its arguments, one after each NUL.
const recorder = `#!/bin/sh
for a in "$@"; do printf '%s\0' "$a"; done >>"$RECORD"
case "$1 $2" in
("sts get-caller-identity") echo '111122223333 arn:aws:iam::111122223333:root' ;;
("iam create-virtual-mfa-device") while [ "$1" != --outfile ]; do shift; done; echo SEED >"$2" ;;
esac
`

// runHostile runs a file of commands: the value must arrive, byte for byte, as
// an argument or on the screen, and no other command may run.
func runHostile(t *testing.T, name string, content []byte, v string) {
	t.Helper()
	for _, shell := range []string{testneeds.Program(t, "bash"), testneeds.Program(t, "zsh")} {
		dir := t.TempDir()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(os.WriteFile(filepath.Join(dir, "aws"), []byte(recorder), 0o700))
		must(os.WriteFile(filepath.Join(dir, "block.sh"), content, 0o600))
		if out, err := exec.Command(shell, "-n", filepath.Join(dir, "block.sh")).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s -n %s with %q: %v %s", shell, name, v, err, out)
		}
		home := filepath.Join(dir, "home")
		must(os.Mkdir(home, 0o700))
		cmd := exec.Command(shell, "../block.sh")
		cmd.Dir, cmd.Stdin = home, strings.NewReader("123456\n654321\n")
		cmd.Env = []string{"PATH=" + dir + ":/usr/bin:/bin", "HOME=" + home, "RECORD=" + filepath.Join(dir, "record"), "LC_ALL=C.UTF-8"}
		out, err := cmd.Output()
		must(err)
		record, err := os.ReadFile(filepath.Join(dir, "record"))
		must(err)
		if !strings.Contains(string(record), "Owner: "+v+"\x00") && !strings.Contains(string(out), "\nOpen "+v+", add") &&
			!strings.Contains(string(record), "--name="+ofContact(v)+"\x00--title="+ofContact(v)+"\x00") {
			t.Errorf("%s with %q: the value did not arrive:\n%q\n%s", name, v, record, out)
		}
		if entries, _ := os.ReadDir(home); len(entries) != 0 {
			t.Errorf("%s with %q: something made %v", name, v, entries)
		}
	}
}

func TestTheConfigRefuses(t *testing.T) {
	for _, v := range invisible() {
		if _, err := withValue(v); err == nil {
			t.Errorf("the config takes %q as free text", v)
		}
	}
	for was, is := range map[string]string{
		`"111122223333"`:         `"1111'2222333"`,
		`you@example.com`:        `"$(x)@example.com"`,
		`user: iam-admin`:        `user: "a\nb"`,
		`group: iam-admins`:      "group: 'a\"b'",
		`alias: acme-sandbox`:    `alias: "../x"`,
		`home_region: us-east-1`: `home_region: "us-east-1;x"`,
		`"+1 206 555 0100"`:      `"$(x)"`,
		`security@example.com`:   "\"`x`@example.com\"",
	} {
		raw := bytes.Replace(config.ExampleYAML(), []byte(was), []byte(is), 1)
		if _, err := config.Parse("x.yaml", raw); err == nil || bytes.Equal(raw, config.ExampleYAML()) {
			t.Errorf("the config takes %s", is)
		}
	}
}
