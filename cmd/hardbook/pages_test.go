package main

import (
	"encoding/json"
	"errors"
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
	"hardbook/runbook/testneeds"
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
	for _, file := range append(files, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md"), filepath.Join(root, "CHANGELOG.md"), filepath.Join(root, "SECURITY.md")) {
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

// TestPlacesOfArchitecture: where docs/architecture.md sends a change, something is.
func TestPlacesOfArchitecture(t *testing.T) {
	_, table, _ := strings.Cut(string(pages(t)["docs/architecture.md"]), "\n## Where a change goes\n")
	table, _, _ = strings.Cut(table, "\n## ")
	places := regexp.MustCompile("`([a-z._-]+/[^` ]+)`").FindAllStringSubmatch(table, -1)
	for _, place := range places {
		if _, err := os.Stat(filepath.Join("..", "..", place[1])); err != nil {
			t.Error(err)
		}
	}
	if len(places) < 20 {
		t.Errorf("only %d places were found", len(places))
	}
}

// TestPagesAreClean by the rules of .markdownlint-cli2.jsonc.
func TestPagesAreClean(t *testing.T) {
	node := testneeds.Program(t, "node")
	linter := testneeds.NPM(t, "markdownlint-cli2/markdownlint-cli2-bin.mjs")
	args := []string{linter, "--config", filepath.Join("..", "..", ".ci", "npm", ".markdownlint-cli2.jsonc")}
	for page := range pages(t) {
		args = append(args, ":"+filepath.Join("..", "..", page))
	}
	if out, err := exec.Command(node, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
