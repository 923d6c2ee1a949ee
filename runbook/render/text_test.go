package render

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// TestEveryText holds the text of each step, as it is printed, to its form.
func TestEveryText(t *testing.T) {
	cfg := config.Example() // with every step that a book can have
	cfg.Account.Kind, cfg.Profile, cfg.Paid = config.OrganizationManagement, config.CIS, true
	book, texts := bookOf(t, cfg)
	for _, e := range book.Entries {
		source, err := Section(templates.FS, book, e, texts)
		if err != nil {
			t.Fatal(err)
		}
		var sections, kinds []string
		doc := markdown().Parser().Parse(text.NewReader([]byte(source)))
		err = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.Heading:
				if title := string(n.Lines().Value([]byte(source))); n.Level == 2 {
					sections = append(sections, title)
				} else if n.Level != 1 {
					t.Errorf("%s: %q is a heading of level %d", e.Step.ID, title, n.Level)
				}
			case *ast.FencedCodeBlock:
				kinds = append(kinds, info(n, []byte(source)))
			case *ast.CodeBlock, *ast.HTMLBlock, *ast.RawHTML:
				t.Errorf("%s: it has a %s", e.Step.ID, n.Kind())
			}
			return ast.WalkContinue, nil
		})
		if err != nil || !slices.Equal(sections, Sections()) {
			t.Errorf("%s: the sections are %q, want %q", e.Step.ID, sections, Sections())
		}
		for _, kind := range kinds {
			if !slices.Contains([]string{"sh do", "sh undo", "sh check", "sh", "json", "text", "ini"}, kind) {
				t.Errorf("%s: there is no kind of block %q", e.Step.ID, kind)
			}
		}
		undo := texts[e.Step.ID].Undo
		if undo != "commands" && undo != "console" && !regexp.MustCompile(`^none: \w`).MatchString(undo) {
			t.Errorf("%s: undo is %q; write commands, console, or none: and why", e.Step.ID, undo)
		}
		if (undo == "commands") != slices.Contains(kinds, "sh undo") {
			t.Errorf("%s: undo is %q, its blocks are %q", e.Step.ID, undo, kinds)
		}
		if slices.Contains(kinds, "sh undo") && !slices.Contains(kinds, "sh do") {
			t.Errorf("%s has commands to undo what it has no commands for", e.Step.ID)
		}
		if len(e.Step.Check.Calls()) > 0 && !slices.Contains(kinds, "sh check") {
			t.Errorf("%s: nothing to check it with", e.Step.ID)
		}
	}
}

// TestContactsOfNobody: a book whose config names no contacts has no commands for
// them, and says what to do instead.
func TestContactsOfNobody(t *testing.T) {
	cfg := config.Example()
	cfg.Account.Kind, cfg.Contacts = config.OrganizationMember, config.Contacts{}
	book, texts := bookOf(t, cfg)
	e, err := book.Find("alternate-contacts")
	if err != nil {
		t.Fatal(err)
	}
	source, err := Section(templates.FS, book, e, texts)
	if err != nil || e.Status != "" {
		t.Fatal(e.Status, err)
	}
	for words, want := range map[string]bool{
		"names no security contact": true, "names no contact to set": true, "management account can set": true,
		"```sh do": false, "```sh undo": false, "|---|": false, "table above": false, "put-alternate-contact": false,
	} {
		if strings.Contains(source, words) != want {
			t.Errorf("the text has %q: %v, want %v\n%s", words, !want, want, source)
		}
	}
	for name, content := range filesOf(t, cfg, nil) {
		if strings.Contains(name, "alternate-contacts") {
			t.Errorf("there is a file %s", name)
		}
		if _, row, ok := strings.Cut(string(content), "Risk | stale: "); ok && !strings.Contains(row[:250], "| Undo | console |") {
			t.Errorf("%s does not say that undo is in the console", name)
		}
	}
}

func TestTextsRefuses(t *testing.T) {
	const head = "---\ntitle: T\nminutes: 1\ncost: free\nrisk: none\nundo: console\n---\n"
	cases := map[string]string{
		"":                 "front matter",
		"title: T\n---\n":  "front matter",
		head[:len(head)-5]: "front matter",
		strings.Replace(head, "title: T\n", "", 1):           "needs title",
		strings.Replace(head, "minutes: 1", "minutes: 0", 1): "needs title, minutes",
		strings.Replace(head, "cost", "costs", 1):            "costs",
		strings.Replace(head, "minutes: 1", "minutes: x", 1): "front matter",
		head + "{{.Owner":     "unclosed action",
		head + "{{nothing}}":  "not defined",
		head + "`{{.Owner}}`": "use the function code",
	}
	for source, want := range cases {
		templates := fstest.MapFS{"steps/x.md": {Data: []byte(source)}}
		if _, err := Texts(templates, []runbook.Step{{ID: "x"}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", source, err, want)
		}
	}
	if _, err := Texts(fstest.MapFS{}, []runbook.Step{{ID: "x"}}); err == nil || !strings.Contains(err.Error(), `step "x" has no text`) {
		t.Errorf("a step without a text: %v", err)
	}
	windows := fstest.MapFS{"steps/x.md": {Data: []byte(strings.ReplaceAll(head+"a\nb", "\n", "\r\n"))}}
	if texts, err := Texts(windows, []runbook.Step{{ID: "x"}}); err != nil || texts["x"].Title != "T" {
		t.Errorf("a text from Windows: %v, %v", texts, err)
	}
}

func TestNoTextIsSpare(t *testing.T) {
	files, err := fs.Glob(templates.FS, "steps/*.md")
	if err != nil || len(files) != len(steps.All()) {
		t.Errorf("%d texts for %d steps, %v: %s", len(files), len(steps.All()), err, files)
	}
}
