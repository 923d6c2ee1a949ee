//go:build loop

package loop

import (
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook"
)

// TestSteps closes the loop for each step that has commands: todo, its do
// block, done, again, still done and nothing doubled, its undo block, todo,
// again. Then it plays both blocks in oddly set up shells, and fails each of
// their calls in turn, when the emulator is free for another step already.
func TestSteps(t *testing.T) {
	slow(t)
	t.Parallel()
	for _, id := range newBook(t, nil, account).played() {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			tapes := map[string]tape{"do": newTape(t), "undo": newTape(t)}
			closed := t.Run("closed", func(t *testing.T) {
				b := newBook(t, borrow(t), account)
				b.record(b.asV1())
				b.closeLoop(id, tapes["do"], tapes["undo"])
				b.besideMoto(id)
				if b.block("undo", id) == "" {
					delete(tapes, "undo") // its front matter says why, which another test insists on
				}
			})
			for kind, taped := range tapes {
				if closed {
					t.Run(kind+" replayed", func(t *testing.T) { replayed(t, taped, kind, id) })
				}
			}
		})
	}
}

// closeLoop plays a step forth and back. The first run of each block is taped.
func (b *book) closeLoop(id string, doTape, undoTape tape) {
	t := b.t
	for _, need := range b.needs(id) {
		b.taped(newTape(t), "do", need)
	}
	own := factsOf(t, id)
	if own.Seed.Run != "" {
		is(t, b.verify(), id, "without its seed, which is then not needed ("+own.Seed.Why+")", runbook.StatusDone, runbook.StatusNotApplicable)
		b.seeded(id)
	}
	before := b.look()
	is(t, before.Report, id, "before its block", runbook.StatusTodo)

	b.cloud.forget()
	first := b.taped(doTape, "do", id)
	after := b.look()
	is(t, after.Report, id, "after its block", runbook.StatusDone, runbook.StatusWaiting)
	kept(t, "after the block of "+id, before.Report, after.Report)
	b.oneSecret(first)

	b.cloud.forget()
	second := b.taped(newTape(t), "do", id)
	same(t, "after the second paste of "+id, after, b.look(), "")
	if b.oneSecret(second) {
		t.Errorf("the second paste of %s makes a new password", id)
	}

	if b.block("undo", id) == "" {
		return
	}
	b.taped(undoTape, "undo", id)
	if own.Remains.Run != "" {
		b.mustRun(own.Remains.Run)
	}
	undone := b.look()
	is(t, undone.Report, id, "after its undo", runbook.StatusTodo)
	left := own.Leaves.Answers
	when := "after the undo of " + id + " and before it all"
	unchanged(t, when, before.nameless(t, left), undone.nameless(t, left))
	if left == "" {
		alike(t, when, namelessReport(t, before.Report), namelessReport(t, undone.Report))
	}

	b.taped(newTape(t), "undo", id)
	same(t, "after the second undo of "+id, undone, b.look(), left)
}

// oneSecret reports whether AWS took a password since the last forget. It must
// be the one on the screen, to the last byte.
func (b *book) oneSecret(r result) bool {
	b.t.Helper()
	found := false
	for _, request := range b.cloud.requests() {
		password := request.Form.Get("Password")
		if password == "" || request.Status != 200 {
			continue
		}
		found = true
		if !regexp.MustCompile(`^Hb-[A-Za-z0-9]{20}-7$`).MatchString(password) || !strings.Contains(r.out, "\n"+password+"\n") {
			b.t.Errorf("%s was given the password %q, which is not the one shown", request.Action, password)
		}
	}
	return found
}

// shells are the shells that blocks must run in.
func shells(t *testing.T) [][]string {
	t.Helper()
	need(t, "bash", "zsh")
	return [][]string{{"bash"}, {"zsh", "-f"}}
}
