//go:build loop

package loop

import (
	"bytes"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

// verify asks hardbook how the steps stand, live unless args say otherwise. The
// book's folder is not touched.
func (b *book) verify(args ...string) verify.Report {
	b.t.Helper()
	return b.verifyAs(nil, b.env(), args...)
}

// verifyAs runs verify behind other words of a command line, in an environment.
func (b *book) verifyAs(before, env []string, args ...string) verify.Report {
	b.t.Helper()
	words := slices.Concat(before, []string{hardbook, "verify", "--format", "json", "--no-write"}, args)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Env, cmd.Dir = env, b.home
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, _ := cmd.Output()
	code := cmd.ProcessState.ExitCode()
	if code != 0 && code != 1 && code != 2 {
		b.t.Fatalf("verify: exit code %d\n%s", code, errs.String())
	}
	r := b.parse(out)
	if code != r.ExitCode() {
		b.t.Errorf("verify exits with %d, not %d as its report says", code, r.ExitCode())
	}
	return r
}

// A look is how the steps stand, and a folder with all that the book's own calls
// can read of the account: what the steps were judged by.
type look struct {
	verify.Report
	dir string
}

// look has a look at the account.
func (b *book) look() look {
	b.t.Helper()
	dir := filepath.Join(b.t.TempDir(), "state")
	return look{b.verify("--save", dir), dir}
}

// state is everything that the book's own calls can read of the account, by
// file, without what changes by itself.
func (b *book) state() map[string]string {
	b.t.Helper()
	return b.look().state(b.t, "")
}

// state are the answers of a look by file, but those with spare in their names.
func (l look) state(t *testing.T, spare string) map[string]string {
	t.Helper()
	return without(readAnswers(t, l.dir, strings.Clone), spare)
}

// nameless is state without the names that AWS gives.
func (l look) nameless(t *testing.T, spare string) map[string]string {
	t.Helper()
	return without(readAnswers(t, l.dir, nameless), spare)
}

func without(answers map[string]string, spare string) map[string]string {
	maps.DeleteFunc(answers, func(file, _ string) bool { return spare != "" && strings.Contains(file, spare) })
	return answers
}

// same fails the test where two looks differ, in what there is or in how the
// steps stand.
func same(t *testing.T, when string, one, other look, spare string) {
	t.Helper()
	alike(t, when, one.Report, other.Report)
	unchanged(t, when, one.state(t, spare), other.state(t, spare))
}

func statuses(r verify.Report) map[string]runbook.Status {
	all := map[string]runbook.Status{}
	for _, s := range r.Steps {
		all[s.ID] = s.Status
	}
	return all
}

// is fails the test unless a step has one of these statuses.
func is(t *testing.T, r verify.Report, id, when string, wanted ...runbook.Status) {
	t.Helper()
	s, ok := r.Find(id)
	if !ok || !slices.Contains(wanted, s.Status) {
		t.Errorf("%s, %s is %s (%s), not %v", when, id, s.Status, s.Reason, wanted)
	}
}

// kept fails the test where a step stands worse than before.
func kept(t *testing.T, when string, before, after verify.Report) {
	t.Helper()
	rank := []runbook.Status{
		runbook.StatusUnknown, runbook.StatusTodo, runbook.StatusWaiting, runbook.StatusManual, runbook.StatusDone,
		runbook.StatusNotApplicable, // used and removed, or nothing there yet
	}
	for _, s := range before.Steps {
		now, _ := after.Find(s.ID)
		// What there was nothing of can come to be there, as it should be.
		came := s.Status == runbook.StatusNotApplicable && now.Status == runbook.StatusDone
		if slices.Index(rank, now.Status) < slices.Index(rank, s.Status) && !came {
			t.Errorf("%s, %s fell from %s to %s (%s)", when, s.ID, s.Status, now.Status, now.Reason)
		}
	}
}

// inOrder are findings in an order of their own: AWS gives lists in any.
func inOrder(t *testing.T, findings []runbook.Finding) []string {
	t.Helper()
	var lines []string
	for _, f := range findings {
		lines = append(lines, text(t, f))
	}
	slices.Sort(lines)
	return lines
}

// alike fails the test where two reports differ in what they say of a step.
func alike(t *testing.T, when string, one, other verify.Report) {
	t.Helper()
	equal := func(what string, a, b any) {
		if x, y := text(t, a), text(t, b); x != y {
			t.Errorf("%s, the %s differ:\n%s\n%s", when, what, x, y)
		}
	}
	if len(one.Steps) == 0 || len(one.Steps) != len(other.Steps) {
		t.Fatalf("%s, one report has %d steps, the other %d", when, len(one.Steps), len(other.Steps))
	}
	for i, s := range one.Steps {
		o := other.Steps[i]
		equal("steps", s.ID, o.ID)
		equal("statuses of "+s.ID, s.Status, o.Status)
		equal("reasons of "+s.ID, s.Reason, o.Reason)
		equal("findings of "+s.ID, inOrder(t, s.Findings), inOrder(t, o.Findings))
		equal("missing actions of "+s.ID, s.Missing, o.Missing)
	}
	equal("summaries", one.Summary, other.Summary)
}
