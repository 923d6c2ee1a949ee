package main

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"hardbook/runbook/testneeds"
)

var update = flag.Bool("update", false, "write docs/commands.md and docs/man anew")

// TestReference: docs/commands.md and the man pages say what the commands say of
// themselves.
func TestReference(t *testing.T) {
	docs := filepath.Join(goList(t, "-m", "-f", "{{.Dir}}")[0], "docs")
	files := map[string][]byte{"commands.md": commandsPage()}
	for _, cmd := range everyCommand() {
		files[filepath.Join("man", strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1")] = manPage(cmd)
	}
	if *update {
		if err := os.RemoveAll(filepath.Join(docs, "man")); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(docs, "man"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(docs, name)
		if *update {
			if err := os.WriteFile(path, files[name], 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if is, err := os.ReadFile(path); err != nil || !bytes.Equal(is, files[name]) {
			t.Errorf("docs/%s is not current (%v); run: go test ./cmd/hardbook -run Reference -update", filepath.ToSlash(name), err)
		}
	}
	pages, err := filepath.Glob(filepath.Join(docs, "man", "*"))
	if err != nil || len(pages) != len(files)-1 {
		t.Errorf("docs/man has %d files for %d commands; run: go test ./cmd/hardbook -run Reference -update", len(pages), len(files)-1)
	}
}

// everyCommand is the whole tree, as help shows it, the root first.
func everyCommand() []*cobra.Command {
	root := newRoot()
	root.InitDefaultCompletionCmd()
	root.InitDefaultVersionFlag()
	var all []*cobra.Command
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		cmd.InitDefaultHelpFlag()
		all = append(all, cmd)
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				walk(sub)
			}
		}
	}
	walk(root)
	return all
}

// nameOf is the name of a command after "hardbook", "" for hardbook itself.
func nameOf(cmd *cobra.Command) string {
	_, name, _ := strings.Cut(cmd.CommandPath(), " ")
	return name
}

// A paragraph of a command's description: prose, or lines to be left as they are.
type paragraph struct {
	text    string
	literal bool
}

// describe are the paragraphs about a command. What help says of exit codes has a
// section of its own in the reference.
func describe(cmd *cobra.Command) []paragraph {
	text := cmd.Long
	if text == "" {
		text = cmd.Short + "."
	}
	text = strings.Replace(text, exitHelp(nameOf(cmd)), "", 1)
	var all []paragraph
	for part := range strings.SplitSeq(text, "\n\n") {
		part = strings.Trim(part, "\n")
		switch {
		case strings.TrimSpace(part) == "":
		case strings.HasPrefix(part, " ") || strings.HasPrefix(part, "\t"):
			all = append(all, paragraph{outdent(part), true})
		default:
			all = append(all, paragraph{strings.Join(strings.Fields(strings.TrimLeft(part, "# ")), " "), false})
		}
	}
	return all
}

// outdent takes away what indents the first line from all.
func outdent(text string) string {
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		lines = append(lines, strings.TrimPrefix(line, indent))
	}
	return strings.Join(lines, "\n")
}

// A fact is a name and what is to be known of it.
type fact struct{ name, text string }

// environment are the variables that a command heeds.
func environment(cmd *cobra.Command) []fact {
	name, heeded := nameOf(cmd), []fact{}
	if slices.Contains([]string{"", "init", "verify", "steps", "mfa qr"}, name) {
		heeded = append(heeded, fact{"NO_COLOR", "When it is set, nothing is coloured. Colour appears at a terminal only."})
	}
	if slices.Contains([]string{"", "verify", "steps"}, name) {
		heeded = append(heeded, fact{"COLUMNS", "How wide a table may be at a terminal that does not say so itself."})
	}
	if name == "" || name == "verify" {
		heeded = append(heeded,
			fact{"AWS_PROFILE, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE",
				"Some of the variables by which verify finds credentials: the AWS SDK reads them, in its usual order. --profile goes before them. With --evidence none is read."},
			fact{"HTTPS_PROXY, NO_PROXY", "The proxy through which verify reaches AWS."})
	}
	return heeded
}

// filesOf are the files that a command reads and writes.
func filesOf(cmd *cobra.Command) []fact {
	config := fact{"hardbook.yaml", "The config: facts about the account. hardbook init writes it."}
	schema := fact{"hardbook.schema.json", "The JSON Schema of the config, for editors."}
	book := fact{"out/<alias or id>/", "The book of an account: runbook.html and runbook.md, commands/, policies/, collect.sh. Only you can read it (mode 0700)."}
	status := fact{"out/<alias or id>/status.json", "What verify found the last time."}
	var files []fact
	name := nameOf(cmd)
	if name == "" || name == "init" || cmd.Flags().Lookup("config") != nil {
		files = append(files, config)
	}
	if name == "" || name == "init" {
		files = append(files, schema)
	}
	if name == "" || name == "generate" || name == "verify" {
		files = append(files, book)
	}
	if name == "" || name == "verify" {
		files = append(files, status)
	}
	return files
}

// TestManPages: groff finds nothing wrong with the man pages, and shows what roff
// and Markdown would take for marks.
func TestManPages(t *testing.T) {
	groff := testneeds.Program(t, "groff")
	for _, cmd := range everyCommand() {
		file := filepath.Join(t.TempDir(), "page.1")
		if err := os.WriteFile(file, manPage(cmd), 0o600); err != nil {
			t.Fatal(err)
		}
		var wrong bytes.Buffer
		format := exec.Command(groff, "-man", "-Kutf8", "-Tutf8", "-ww", "-rLL=200n", "-P-cbou", file)
		format.Stderr = &wrong
		shown, err := format.Output()
		if err != nil || wrong.Len() > 0 {
			t.Errorf("%s: %v\n%s", cmd.CommandPath(), err, &wrong)
		}
		wants := []string{cmd.Short, "EXIT STATUS", "--help"}
		if cmd.Name() == "verify" {
			wants = append(wants, "out/<alias or id>", `"example" is built in`, "hardbook verify --evidence example     a half-done", "FILES", "ENVIRONMENT")
		}
		for _, want := range wants {
			if !strings.Contains(string(shown), want) {
				t.Errorf("the man page of %s does not show %q:\n%s", cmd.CommandPath(), want, shown)
			}
		}
	}
}
