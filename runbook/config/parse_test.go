package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFreeText holds that what is hostile to a shell, JSON, Markdown or HTML
// passes unharmed, and that what cannot be seen does not pass.
func TestFreeText(t *testing.T) {
	put := func(s string) string {
		return more(fmt.Sprintf("owner: %q\nadmin: {authenticator: %q}\nskip: [{id: a, reason: %q}]\ncontacts: {security: {name: %q, title: %q, email: a@b.co, phone: '1'}}", s, s, s, s, s))
	}
	for _, s := range []string{`'; rm -rf ~ #`, "$(id)", "`id`", "${HOME}", `"},{"`, `\`, `\n`, "</script><script>", "<!--", "]]>", "![x](y)", "**x**", "{{.}}", "%s%n", "--help", "-x",
		"EOF", "!!", "日本語", "Zoë", "e\u0301", "👋", "a\u00a0b", "全角\u3000空白", "|", "*", "&amp;"} {
		c := parse(t, put(s))
		same(t, s, []string{c.Owner, c.Admin.Authenticator, c.Skip[0].Reason, c.Contacts.Security.Name, c.Contacts.Security.Title}, []string{s, s, s, s, s})
	}
	for _, s := range []string{"a\\nb", "a\\rb", "a\\tb", "\\0", "\\e[2J", "a\\x7f", "\\u009b2J", "\\u202eowner", "\\u2066a", "a\\u200b", "a\\u200d", "a\\u200f", "\\ufeffa", "a\\u00ad", "\\u2028", "\\u2029", "\\U000e0041", "\\ue000", "\\uffff"} {
		yaml := more(fmt.Sprintf("owner: \"%s\"\nadmin: {authenticator: \"%s\"}\nskip: [{id: a, reason: \"%s\"}]\ncontacts: {security: {name: \"%s\", title: \"%s\", email: a@b.co, phone: '1'}}", s, s, s, s, s))
		var keys []string
		for _, p := range problems(t, yaml) {
			keys = append(keys, p.Key)
			if !strings.Contains(p.What, "holds U+") || !strings.Contains(p.What, "cannot be seen") || !strings.Contains(p.Hint, "invisible marks") {
				t.Errorf("%s: %v", s, p)
			}
		}
		same(t, s, keys, []string{"owner", "admin.authenticator", "skip[0].reason", "contacts.security.name", "contacts.security.title"})
	}
	limits := fmt.Sprintf("owner: %s\nskip: [{id: a, reason: %s}]\ncontacts: {security: {name: %s, title: %s, email: a@b.co, phone: '%s'}}",
		strings.Repeat("é", 100), strings.Repeat("é", 500), strings.Repeat("é", 64), strings.Repeat("é", 50), strings.Repeat("1", 25))
	parse(t, more(limits))
	parse(t, more("admin: {user: "+strings.Repeat("a", 64)+", group: "+strings.Repeat("a", 128)+"}"))
	parse(t, more("billed_checks: ["+strings.Repeat("a", 64)+"]"))
	parse(t, replaced("you@example.com", strings.Repeat("a", 64)+"@b.co"))
	for n, ok := range map[int]bool{254: true, 255: false} {
		_, err := Parse("f", []byte(replaced("you@example.com", "a@"+strings.Repeat("b.", (n-2)/2-1)+strings.Repeat("c", 2+n%2))))
		if (err == nil) != ok {
			t.Errorf("an address of %d characters: %v", n, err)
		}
	}
}

// TestSeveralProblems holds that one run tells everything, by line.
func TestSeveralProblems(t *testing.T) {
	_, err := Parse("my config.yaml", []byte(`version: 1
account:
  id: "12345"
  alais: acme
  home_region: &r mars
notify: [nobody, you@example.com, 5]
paid: maybe
skip: [{id: A}]
profile: high
contacts:
  security: {name: x}
`))
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	same(t, "messages", strings.Split(err.Error(), "\n"), []string{
		`my config.yaml:3: account.id: "12345" is not a 12-digit account id`,
		`my config.yaml:4: account.alais: no such key`,
		`my config.yaml:5: account.home_region: "&r" YAML anchors are not supported`,
		`my config.yaml:6: notify[2]: "5" is not text`,
		`my config.yaml:6: notify[0]: "nobody" is not an e-mail address hardbook can use`,
		`my config.yaml:7: paid: "maybe" is not true or false`,
		`my config.yaml:8: skip[0].reason: is missing`,
		`my config.yaml:8: skip[0].id: "A" is not the name of a step`,
		`my config.yaml:9: profile: "high" is not a profile`,
		`my config.yaml:11: contacts.security.title: is missing`,
		`my config.yaml:11: contacts.security.email: is missing`,
		`my config.yaml:11: contacts.security.phone: is missing`,
	})
	hints := strings.Split(e.Hint(), "\n")
	if len(hints) != 10 || !strings.HasPrefix(hints[1], "line 4: did you mean account.alias?") || !strings.HasPrefix(hints[9], "line 11: AWS wants name, title") {
		t.Errorf("hints, one a problem, those of the contact told once:\n%s", e.Hint())
	}
	_, err = Parse("f", []byte(more("paid: maybe")))
	if !errors.As(err, &e) || e.Hint() != "write true or false, without quotes" {
		t.Errorf("the hint of a single problem: %v", err)
	}
}

// TestManyProblems holds that a file that is no config does not fill the screen.
func TestManyProblems(t *testing.T) {
	for _, yaml := range []string{more(strings.Repeat("colour: 1\n", 1000)), more(strings.Repeat("version: 1\n", 1000)), strings.Repeat("\x00\n", 1000), more("x: " + strings.Repeat("[", 2000) + strings.Repeat("]", 2000))} {
		got := problems(t, yaml)
		if len(got) > maxProblems+1 {
			t.Errorf("%d problems", len(got))
		}
		if last := got[len(got)-1]; len(got) > 2 && !strings.Contains(last.What, "more problems") {
			t.Errorf("the last one is %v", last)
		}
	}
}

func TestLongAndHostileValues(t *testing.T) {
	p := problems(t, more("profile: \"\\e]0;owned\\a"+strings.Repeat("x", 1000)+"\""))[0]
	if len(p.Value) > 90 || !strings.HasPrefix(p.Value, `"\x1b]0;owned\ax`) || !strings.HasSuffix(p.Value, `x…"`) {
		t.Errorf("value is %s", p.Value)
	}
	_, err := Parse("a\x1b[2J.yaml", nil)
	if got := err.Error(); got != `"a\x1b[2J.yaml":1: the file is empty` {
		t.Errorf("file name in %q", got)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "hardbook.yaml")
	if _, err := Load(path); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("no file: %v", err)
	}
	if _, err := Load(dir); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder: %v", err)
	}
	write := func(data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(ExampleYAML())
	got, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "loaded", got, Example())
	write(append(ExampleYAML(), "colour: red\n"...))
	if _, err := Load(path); err == nil || !strings.HasPrefix(err.Error(), path+":") {
		t.Errorf("a bad file: %v", err)
	}
	if _, err := Load(os.DevNull); err == nil || !strings.Contains(err.Error(), "this is no plain file") {
		t.Errorf("a device: %v", err)
	}
	padded := append(ExampleYAML(), strings.Repeat("#", maxSize-len(ExampleYAML()))...)
	write(padded)
	if _, err := Load(path); err != nil {
		t.Errorf("exactly 1 MiB: %v", err)
	}
	write(append(padded, '#'))
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "larger than 1 MiB") {
		t.Errorf("more than 1 MiB: %v", err)
	}
}
