package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/needs"
	"hardbook/runbook/report"
)

// pages are the project's own Markdown pages by their path from its root.
func pages(t *testing.T) map[string][]byte {
	t.Helper()
	root := filepath.Join("..", "..")
	files, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatal("there are no pages in docs", err)
	}
	all := map[string][]byte{}
	for _, file := range append(files, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md"), filepath.Join(root, "CHANGELOG.md")) {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.ToSlash(name)] = content
	}
	return all
}

// A fence is a block of code of a page.
type fence struct{ page, language, text string }

// fences are the blocks of code of all pages.
func fences(t *testing.T) []fence {
	t.Helper()
	var all []fence
	for page, content := range pages(t) {
		err := ast.Walk(goldmark.New().Parser().Parse(text.NewReader(content)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if block, ok := n.(*ast.FencedCodeBlock); ok && entering {
				all = append(all, fence{page, string(block.Language(content)), string(block.Lines().Value(content))})
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestCommandsOfPages: every hardbook command that a page or a help text shows
// exists, with its flags.
func TestCommandsOfPages(t *testing.T) {
	seen := 0
	check := func(where, text string) {
		for _, line := range strings.Split(text, "\n") {
			args, ok := arguments(line)
			if !ok {
				continue
			}
			seen++
			if err := parses(args); err != nil {
				t.Errorf("%s shows %q: %v", where, line, err)
			}
		}
	}
	for _, f := range fences(t) {
		check(f.page, f.text)
	}
	for _, cmd := range everyCommand() {
		check(cmd.CommandPath()+" --help", cmd.Example)
	}
	if seen < 30 {
		t.Errorf("only %d commands were found: does the test still find them?", seen)
	}
	for _, wrong := range []string{"hardbook verfy", "hardbook verify --formt json", "  ./hardbook verify --format yaml || true", "- hardbook steps a b", "$ hardbook mfa codes SEED"} {
		args, ok := arguments(wrong)
		if !ok || parses(args) == nil {
			t.Errorf("%q passes", wrong)
		}
	}
}

// arguments are those of the hardbook command that a line shows, if it shows one.
// What two spaces set off explains it.
func arguments(line string) ([]string, bool) {
	line = regexp.MustCompile(`^\s*(- )?(run: )?(\$ )?`).ReplaceAllString(line, "")
	command, ok := strings.CutPrefix(line, "hardbook ")
	for _, before := range []string{"./hardbook ", "go run ./cmd/hardbook "} {
		if rest, found := strings.CutPrefix(line, before); found {
			command, ok = rest, true
		}
	}
	if !ok {
		return nil, false
	}
	command = regexp.MustCompile(`  .*| [|>].*| &&.*| \|\|.*| #.*|;.*`).ReplaceAllString(command, "")
	return strings.Fields(strings.NewReplacer(`"`, "", "'", "").Replace(command)), true
}

// parses says what is wrong with the arguments of a command, without running it.
func parses(args []string) error {
	root := newRoot()
	root.InitDefaultCompletionCmd()
	cmd, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
		return err
	}
	if cmd.HasSubCommands() && len(cmd.Flags().Args()) > 0 {
		return fmt.Errorf("there is no command %q", cmd.Flags().Args())
	}
	if f := cmd.Flags().Lookup("format"); cmd.Name() == "verify" && f.Changed {
		_, err = formatNamed(f.Value.String())
	}
	return err
}

// TestExamplesOfPages: what pages show as YAML or JSON is that.
func TestExamplesOfPages(t *testing.T) {
	seen := map[string]int{}
	for _, f := range fences(t) {
		seen[f.language]++
		if err := wellFormed(f); err != nil {
			t.Errorf("%s: %v in\n%s", f.page, err, f.text)
		}
	}
	if seen["yaml"] < 2 || seen["json"] < 1 {
		t.Errorf("the pages have these blocks: %v", seen)
	}
	for language, bad := range map[string]string{"yaml": "a: b\n  c: d\n", "json": "{,}"} {
		if wellFormed(fence{language: language, text: bad}) == nil {
			t.Errorf("this passes for %s: %s", language, bad)
		}
	}
}

func wellFormed(f fence) error {
	switch f.language {
	case "":
		return errors.New("a block names no language")
	case "json":
		if !json.Valid([]byte(f.text)) {
			return errors.New("bad JSON")
		}
	case "yaml":
		decoder := yaml.NewDecoder(strings.NewReader(f.text))
		for {
			var value any
			if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}

// TestExitCodes: help and docs/ci.md tell of the exit codes what stands in their
// table, runbook ends by the same, and docs/ci.md knows every format.
func TestExitCodes(t *testing.T) {
	for status, code := range map[runbook.Status]int{
		runbook.StatusDone: exitDone, runbook.StatusTodo: exitOpen, runbook.StatusWaiting: exitOpen, runbook.StatusUnknown: exitUnread,
	} {
		r := runbook.Report{Summary: map[runbook.Status]int{status: 1}}
		if r.ExitCode() != code {
			t.Errorf("of a step that is %s the exit code is %d, not %d", status, r.ExitCode(), code)
		}
		for _, e := range exitCodes("verify") {
			if e.Code == code && !strings.Contains(e.Meaning, string(status)) {
				t.Errorf("the meaning of %d does not name %s: %s", code, status, e.Meaning)
			}
		}
	}
	page := pages(t)["docs/ci.md"]
	for _, command := range []string{"verify", "mfa check", "every other command"} {
		if table := exitTable(command); !bytes.Contains(page, []byte(table)) {
			t.Errorf("docs/ci.md does not have this table, of %s:\n%s", command, table)
		}
	}
	for _, format := range report.Formats() {
		if !bytes.Contains(page, []byte("\n| `"+format.Name+"` | ")) {
			t.Errorf("docs/ci.md does not say what the format %s is for", format.Name)
		}
	}
	for _, cmd := range everyCommand() {
		if name := nameOf(cmd); (name == "verify" || name == "mfa check") && !strings.Contains(cmd.Long, exitHelp(name)) {
			t.Errorf("the help of %s does not tell its exit codes", name)
		}
	}
}

// TestChangelog: this version has a section.
func TestChangelog(t *testing.T) {
	heading := regexp.MustCompile(`(?m)^## \[` + regexp.QuoteMeta(runbook.Version) + `\] - (\d{4}-\d{2}-\d{2}|unreleased)$`)
	if !heading.Match(pages(t)["CHANGELOG.md"]) {
		t.Errorf("CHANGELOG.md has no section about %s, in the form %s", runbook.Version, heading)
	}
}

// TestLinksOfPages: what a page links to in this project is there.
func TestLinksOfPages(t *testing.T) {
	seen := 0
	for page, content := range pages(t) {
		err := ast.Walk(goldmark.New().Parser().Parse(text.NewReader(content)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			link, ok := n.(*ast.Link)
			if !ok || !entering || strings.Contains(string(link.Destination), "://") {
				return ast.WalkContinue, nil
			}
			seen++
			file, _, _ := strings.Cut(string(link.Destination), "#")
			if _, err := os.Stat(filepath.Join("..", "..", filepath.Dir(page), file)); file != "" && err != nil {
				t.Errorf("%s links to what is not there: %v", page, err)
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 20 {
		t.Errorf("only %d links were found", seen)
	}
}

// TestPagesAreClean by the rules of .markdownlint-cli2.jsonc.
func TestPagesAreClean(t *testing.T) {
	node := needs.Program(t, "node", "apt-get install nodejs")
	linter := needs.NPM(t, "markdownlint-cli2/markdownlint-cli2-bin.mjs")
	args := []string{linter, "--config", filepath.Join("..", "..", ".ci", "npm", ".markdownlint-cli2.jsonc")}
	for page := range pages(t) {
		args = append(args, ":"+filepath.Join("..", "..", page))
	}
	if out, err := exec.Command(node, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
