package render

import (
	"regexp"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/syntax"

	"hardbook/runbook/config"
)

// TestNothingCrossesOnDisk: what a block leaves on disk lies in a folder that has
// the number of its account, or in one that the block makes and removes: two
// accounts may be worked on from one home folder.
func TestNothingCrossesOnDisk(t *testing.T) {
	inBlocks(t, func(name string, node syntax.Node, text string) {
		switch n := node.(type) {
		case *syntax.Word:
			if strings.Contains(text, "HOME") && !strings.Contains(text, "$account") {
				t.Errorf("%s: %s has no account in it", name, text)
			}
		case *syntax.Redirect:
			reads := n.Op == syntax.RdrIn || n.Op == syntax.WordHdoc || n.Op == syntax.Hdoc || n.Op == syntax.DplOut || n.Op == syntax.DplIn
			if to := text[strings.LastIndex(text, ">")+1:]; !reads && to != "/dev/null" && !strings.HasPrefix(to, `"$kept/`) && !strings.HasPrefix(to, `"$dir/`) {
				t.Errorf("%s: %s leaves something in a place that is no account's", name, text)
			}
		}
	})
}

// TestNoModifiers: $name: before a letter is a modifier of the name in zsh, and the
// name alone in other shells.
func TestNoModifiers(t *testing.T) {
	letter := regexp.MustCompile(`^:[A-Za-z&]`)
	inBlocks(t, func(name string, node syntax.Node, text string) {
		parts := []syntax.WordPart{}
		switch n := node.(type) {
		case *syntax.Word:
			parts = n.Parts
		case *syntax.DblQuoted:
			parts = n.Parts
		}
		for i, part := range parts {
			if e, ok := part.(*syntax.ParamExp); !ok || !e.Short || i+1 == len(parts) {
				continue
			}
			if next, ok := parts[i+1].(*syntax.Lit); ok && letter.MatchString(next.Value) {
				t.Errorf("%s: zsh takes the letter after the colon for a modifier: %s", name, text)
			}
		}
	})
}

// inBlocks visits each node of each block of the largest books.
func inBlocks(t *testing.T, visit func(name string, node syntax.Node, text string)) {
	t.Helper()
	seen := 0
	for _, cfg := range largest() {
		for name, content := range filesOf(t, cfg, nil) {
			if !strings.HasPrefix(name, "commands/") {
				continue
			}
			file, err := syntax.NewParser().Parse(strings.NewReader(string(content)), name)
			if err != nil {
				t.Fatal(err)
			}
			syntax.Walk(file, func(node syntax.Node) bool {
				if node != nil {
					seen++
					visit(name, node, string(content[node.Pos().Offset():node.End().Offset()]))
				}
				return true
			})
		}
	}
	if seen < 1000 {
		t.Fatalf("only %d nodes were seen", seen)
	}
}

// largest are configs that together have every block that a book can have.
func largest() []config.Config {
	management := config.Example()
	management.Account.Kind, management.Profile, management.Paid = config.OrganizationManagement, config.CIS, true
	alone := management
	alone.Account.Kind, alone.Account.Regions, alone.Admin.Shell = config.Standalone, nil, !management.Admin.Shell
	return []config.Config{management, alone}
}
