package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
)

// guide is a book of two steps, that of sample.
func guide() Guide {
	return Guide{
		Book: runbook.Book{Plan: runbook.Plan{Entries: []runbook.Entry{
			{Number: 1, Step: runbook.Step{ID: "a", Phase: runbook.Root}},
			{Number: 2, Step: runbook.Step{ID: "long-id", Phase: runbook.Money, Needs: []string{"a"}}},
		}}},
		Tasks: map[string]Task{"long-id": {Who: "x\x1b[1m", Minutes: 5}},
		Flags: " -c 'my file.yaml'",
	}
}

func text(t *testing.T, r verify.Report, g Guide, screen terminal.Screen) string {
	t.Helper()
	var out bytes.Buffer
	if err := writeText(&out, r, g, screen); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestText holds the table word for word: names chosen by an attacker reach
// the terminal without their control characters.
func TestText(t *testing.T) {
	want := `account 111122223333, read live as arn:aws:iam::111122223333:user/x at 2026-11-22 10:00 UTC

Root: lock the front door (1 of 1 done)
  ✓ done a        it is

Money: no surprise bill (0 of 1 done)
  ✗ todo long-id  was done on 2026-11-20, is not any more: an alarm named �[2J�evil���</script>

1 done, 1 todo; done before and not now: long-id

next:    2. long-id (Do� the money), as x�[1m, about 5 minutes: hardbook steps long-id -c 'my file.yaml'
`
	if got := text(t, sample(), guide(), terminal.Screen{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTextOfOldEvidence: the age stands in the head, before the first verdict.
func TestTextOfOldEvidence(t *testing.T) {
	r := sample()
	r.Source.Kind, r.Source.Dir, r.Source.Age = "evidence", "folder", "3 days"
	got := text(t, r, guide(), terminal.Screen{})
	head, _, _ := strings.Cut(got, "\nRoot: ")
	if !strings.HasSuffix(head, "\nthis evidence is 3 days old: what it says may have changed\n") {
		t.Errorf("got\n%s", got)
	}
}

// TestColour: colour is around the mark, and the letters are the same without.
func TestColour(t *testing.T) {
	with := text(t, sample(), guide(), terminal.Screen{Colour: true})
	if !strings.Contains(with, "  \x1b[32m✓\x1b[39m \x1b[32mdone\x1b[39m a ") {
		t.Errorf("got %q", with)
	}
	if bare := regexp.MustCompile("\x1b\\[[0-9]+m").ReplaceAllString(with, ""); bare != text(t, sample(), guide(), terminal.Screen{}) {
		t.Errorf("got %q", bare)
	}
}

// TestWidths: nothing is wider than the screen, and nothing is lost on it.
func TestWidths(t *testing.T) {
	const arn = "arn:aws:sns:ap-southeast-2:111122223333:a-topic-with-a-name-that-nobody-would-choose-who-looks-at-it-each-day"
	r, g := sample(), guide()
	r.Source.Identity = arn
	for _, reason := range []string{
		arn + " waits for you@example.com", "the bucket " + strings.Repeat("東京", 60) + " is public", strings.Repeat("e\u0301", 130) + " 👍🏽", "",
	} {
		r.Steps[0].Reason, r.Steps[0].Status = reason, runbook.StatusWaiting
		r.Steps[1].ID = "default-security-groups"
		r.Steps[1].Status, r.Steps[1].Title = runbook.StatusNotApplicable, reason
		for _, width := range []int{40, 60, 80, 200} {
			got := text(t, r, g, terminal.Screen{Width: width, Colour: true})
			for line := range strings.Lines(got) {
				if w := terminal.Width(strings.TrimSuffix(line, "\n")); w > width {
					t.Errorf("%d columns, not %d: %q", w, width, line)
				}
			}
			if bare := strings.Join(strings.Fields(got), ""); !strings.Contains(bare, strings.ReplaceAll(reason, " ", "")) {
				t.Errorf("at %d %q is not whole in\n%s", width, reason, got)
			}
		}
	}
}

// TestHanging: on a wide screen the reason hangs in its own column, on a narrow
// one it stands below.
func TestHanging(t *testing.T) {
	r := sample()
	r.Steps[0].Reason = "one two three four five six seven eight nine ten"
	for width, want := range map[int]string{
		51: "\n  ✓ done a        one two three four five six seven\n                  eight nine ten\n",
		40: "\n  ✓ done a\n      one two three four five six seven\n      eight nine ten\n",
	} {
		if got := text(t, r, guide(), terminal.Screen{Width: width}); !strings.Contains(got, want) {
			t.Errorf("at %d: got\n%s", width, got)
		}
	}
}
