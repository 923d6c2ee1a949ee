package render

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestSharedCommands: what several steps share is held to the rules of a step's own
// commands: no value stands bare, and no name is guessed.
func TestSharedCommands(t *testing.T) {
	read := func(source string) (shared, error) {
		return readShared(fstest.MapFS{"commands/x.sh.tmpl": {Data: []byte(source)}})
	}
	s, err := read("a {{.}} {{json .}}\n")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.fill("x", "it's <b>"); err != nil || got != `a 'it'\''s <b>' '"it'\''s <b>"'` {
		t.Errorf("got %s, %v", got, err)
	}
	for source, want := range map[string]string{
		`a "{{.}}"`:             "inside quotes",
		`{{define "y"}}{{end}}`: "cannot define others",
		"a 'b":                  "left open",
		"{{":                    "templates/commands/x.sh.tmpl",
	} {
		if _, err := read(source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want an error with %q", source, err, want)
		}
	}
	if _, err := s.fill("y", nil); err == nil || !strings.Contains(err.Error(), "templates/commands/y.sh.tmpl") {
		t.Errorf("commands that are not there: %v", err)
	}
	if s, err = read(`{{commands "y" .}}`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.fill("x", nil); err == nil {
		t.Error("a name inside of commands that is not there passes")
	}
}
