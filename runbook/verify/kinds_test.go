package verify_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/fakes"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// kinds are all kinds of account, with the steps that each leaves out where
// regions is all.
func kinds() map[config.Kind][]string {
	return map[config.Kind][]string{
		config.Standalone:             {"central-root-access", "unused-regions"},
		config.OrganizationManagement: {"unused-regions"},
		config.OrganizationMember:     {"billing-access", "billing-alerts", "billing-alarms", "free-plan", "central-root-access", "unused-regions"},
	}
}

// ofKind is the whole book of a kind of account, and its files.
func ofKind(t *testing.T, kind config.Kind) (runbook.Book, map[string][]byte) {
	t.Helper()
	cfg := config.Example()
	cfg.Profile, cfg.Paid, cfg.Account.Kind = config.CIS, true, kind
	book, texts, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	files, err := render.Files(templates.FS, book, texts, nil)
	if err != nil {
		t.Fatal(err)
	}
	return book, files
}

// TestKinds holds which steps each kind of account leaves out, that each says
// why in a sentence, and that none loses its number by it.
func TestKinds(t *testing.T) {
	for kind, want := range kinds() {
		book, files := ofKind(t, kind)
		var got []string
		for _, e := range book.Entries {
			if e.Status == "" {
				continue
			}
			got = append(got, e.Step.ID)
			if e.Status != runbook.StatusNotApplicable || !regexp.MustCompile(`^[a-z][^\n]{20,}[a-z]$`).MatchString(e.Why) {
				t.Errorf("%s: %s is %s: %q", kind, e.Step.ID, e.Status, e.Why)
			}
			if !bytes.Contains(files["runbook.md"], []byte("**Does not apply**: "+e.Why+"\n")) {
				t.Errorf("%s: the book does not say why %s does not apply", kind, e.Step.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s leaves out %v, want %v", kind, got, want)
		}
		if strings.Contains(strings.Join(fakes.IDs(book.Plan), " "), "misnumbered") || len(book.Entries) != len(steps.All()) {
			t.Errorf("%s: the steps are %v", kind, fakes.IDs(book.Plan))
		}
	}
}

// TestKindsAreDone holds that what does not apply keeps nothing from being done:
// the hardened account is so as any kind.
func TestKindsAreDone(t *testing.T) {
	for kind, out := range kinds() {
		book, _ := ofKind(t, kind)
		r := verified(t, book, hardened(t, book))
		for _, s := range r.Steps {
			ok := s.Status == runbook.StatusDone || s.Status == runbook.StatusManual
			switch {
			case slices.Contains(out, s.ID):
				ok = s.Status == runbook.StatusNotApplicable
			case s.ID == "remove-operator": // which must not be blocked, either
				ok = s.Status == runbook.StatusTodo && !strings.Contains(s.Reason, "blocked")
			}
			if !ok {
				t.Errorf("%s: %s is %s: %s", kind, s.ID, s.Status, s.Reason)
			}
		}
	}
}

// TestKindsShareBlocks holds that the blocks which the closed loop plays, those
// of an organization's management account, are the blocks of all kinds. The roles
// differ in their documents, which follow from the steps.
func TestKindsShareBlocks(t *testing.T) {
	_, played := ofKind(t, config.OrganizationManagement)
	for kind := range kinds() {
		_, files := ofKind(t, kind)
		for name, content := range files {
			role := strings.HasSuffix(name, "-verifier-role.sh") || strings.HasSuffix(name, "-operator-role.sh")
			if strings.HasPrefix(name, "commands/") && !role && !bytes.Equal(content, played[name]) {
				t.Errorf("%s: %s is another than what is played", kind, name)
			}
		}
	}
}

// TestEveryBookHasTheKinds holds that every book helps the reader to see which
// kind of account it is, and has the page for those it is of no use to.
func TestEveryBookHasTheKinds(t *testing.T) {
	for kind := range kinds() {
		_, files := ofKind(t, kind)
		book := string(files["runbook.md"])
		first, _, _ := strings.Cut(book, "## How to use this book")
		for _, words := range []string{
			"## Which kind of account is yours?", "This book is for the kind `" + string(kind) + "`.", "| `standalone` |", "| `organization-member` |", "| `organization-management` |",
			"describe-organization", "[If yours is a builder account](#if-yours-is-a-builder-account)",
		} {
			if !strings.Contains(first, words) {
				t.Errorf("%s: the first pages do not say %q", kind, words)
			}
		}
		if strings.Count(book, "\n## If yours is a builder account\n") != 1 {
			t.Errorf("%s: there is no page for a builder account", kind)
		}
		if own := strings.Contains(first, "### In an account of an organization"); own != (kind == config.OrganizationMember) {
			t.Errorf("%s: the part about such an account is there: %v", kind, own)
		}
		if own := strings.Contains(first, "### In the management account"); own != (kind == config.OrganizationManagement) {
			t.Errorf("%s: the part about such an account is there: %v", kind, own)
		}
	}
}
