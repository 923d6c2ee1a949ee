package render

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"hardbook/runbook/config"
	"hardbook/templates"
)

// TestEveryBlockIsExplained: before each block of commands a sentence says what
// it does, and where there is something to do, "You should see" names the line
// that the block ends with.
func TestEveryBlockIsExplained(t *testing.T) {
	full := config.Example() // every step that a book can have
	full.Account.Kind, full.Profile, full.Paid = config.OrganizationManagement, config.CIS, true
	bare := config.Example() // what texts leave out when there is less to say
	bare.Account.Kind, bare.Account.Alias = config.OrganizationMember, ""
	bare.Contacts, bare.Admin.Shell = config.Contacts{}, false
	for name, cfg := range map[string]config.Config{"example": config.Example(), "full": full, "bare": bare} {
		book, texts := bookOf(t, cfg)
		for _, e := range book.Entries {
			source, err := Section(templates.FS, book, e, texts)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range unexplained(e.Step.ID, []byte(source)) {
				t.Errorf("%s: %s: %s", name, e.Step.ID, fault)
			}
		}
	}
}

func TestUnexplained(t *testing.T) {
	const see = "#### You should see\n\n`Finished: x`\n\n#### Undo\n\n"
	for source, want := range map[string]string{
		"This does it.\n\n```sh do\na\n```\n\n" + see:                            "",
		"1. First:\n\n   ```sh\n   a\n   ```\n":                                  "",
		"Some words\n\n```sh\na\n```\n":                                          `"sh" comes after "Some words"`,
		"#### Commands\n\n```sh check\na\n```\n":                                 `"sh check" has no sentence before it`,
		"It does.\n\n- a list.\n\n```sh undo\na\n```\n":                          `"sh undo" has no sentence before it`,
		"It does.\n\n```sh\na\n```\n\n```sh\nb\n```\n":                           `"sh" has no sentence before it`,
		"It does.\n\n```sh do\na\n```\n\n#### You should see\n\nIt.\n":           `names no "Finished: x"`,
		"It does.\n\n```sh do\na\n```\n\n#### Undo\n\nThe line `Finished: x`.\n": `names no "Finished: x"`,
	} {
		switch got := unexplained("x", []byte(source)); {
		case want == "" && len(got) > 0, want != "" && (len(got) != 1 || !strings.Contains(got[0], want)):
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

// unexplained is what the text of a step leaves the reader to guess.
func unexplained(id string, source []byte) []string {
	var faults []string
	var see, section string
	does := false
	doc := markdown().Parser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			section = string(n.Lines().Value(source))
		case *ast.Paragraph, *ast.TextBlock:
			if section == "You should see" {
				see += string(n.Lines().Value(source))
			}
		case *ast.FencedCodeBlock:
			kind := info(n, source)
			does = does || kind == "sh do"
			if kind != "sh" && !strings.HasPrefix(kind, "sh ") {
				break
			}
			switch before := n.PreviousSibling().(type) {
			case *ast.Paragraph, *ast.TextBlock:
				if words := strings.TrimSpace(string(before.Lines().Value(source))); !strings.HasSuffix(words, ".") && !strings.HasSuffix(words, ":") {
					faults = append(faults, `the block "`+kind+`" comes after "`+words+`", which ends neither with a full stop nor with a colon`)
				}
			default:
				faults = append(faults, `the block "`+kind+`" has no sentence before it that says what it does`)
			}
		}
		return ast.WalkContinue, nil
	})
	if line := "`Finished: " + id + "`"; does && !strings.Contains(see, line) {
		faults = append(faults, `"You should see" names no "Finished: `+id+`"`)
	}
	return faults
}
