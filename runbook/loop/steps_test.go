//go:build loop

package loop

import (
	"maps"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook"
)

// TestSteps closes the loop for each step that has commands: todo, its do
// block, done, again, still done and nothing doubled, its undo block, todo,
// again. Then it plays both blocks in oddly set up shells, and fails each of
// their calls in turn.
func TestSteps(t *testing.T) {
	slow(t)
	t.Parallel()
	for _, id := range newBook(t, nil, account).played() {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			b := newBook(t, borrow(t), account)
			do, undo := newTape(t), newTape(t)
			b.record(b.asV1())
			b.closeLoop(id, do, undo)
			b.besideMoto(id)
			for kind, taped := range map[string]tape{"do": do, "undo": undo} {
				if b.block(kind, id) == "" {
					continue
				}
				b.inOddShells(taped, kind, id)
				for _, command := range shells(t) {
					b.failing(taped, command, kind, id)
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
	if seed, ok := badSeeds[id]; ok {
		is(t, b.verify(), id, "without its bad seed, which is then not needed ("+seed.why+")", runbook.StatusDone, runbook.StatusNotApplicable)
		seed.plant(t, b.cloud, b.Config)
	}
	before, empty := b.verify(), b.saved()
	is(t, before, id, "before its block", runbook.StatusTodo)

	b.cloud.forget()
	first := b.taped(doTape, "do", id)
	after, full := b.verify(), b.state()
	is(t, after, id, "after its block", runbook.StatusDone, runbook.StatusWaiting)
	kept(t, "after the block of "+id, before, after)
	b.oneSecret(first)

	b.cloud.forget()
	second := b.taped(newTape(t), "do", id)
	alike(t, "after the second paste of "+id, after, b.verify())
	unchanged(t, "after the second paste of "+id, full, b.state())
	if b.oneSecret(second) {
		t.Errorf("the second paste of %s makes a new password", id)
	}

	if b.block("undo", id) == "" {
		return // its front matter says why, which another test insists on
	}
	b.taped(undoTape, "undo", id)
	if left, ok := remains[id]; ok {
		left.clear(t, b.cloud)
	}
	undone, emptied := b.verify(), b.saved()
	is(t, undone, id, "after its undo", runbook.StatusTodo)
	was, now := readAnswers(t, empty, nameless), readAnswers(t, emptied, nameless)
	left, some := leaves[id]
	spare := func(file, _ string) bool { return some && strings.Contains(file, left.files) }
	maps.DeleteFunc(was, spare)
	maps.DeleteFunc(now, spare)
	if !some {
		alike(t, "after the undo of "+id+" and before it all", namelessReport(t, before), namelessReport(t, undone))
	}
	unchanged(t, "after the undo of "+id+" and before it all", was, now)

	b.taped(newTape(t), "undo", id)
	alike(t, "after the second undo of "+id, undone, b.verify())
	once, twice := readAnswers(t, emptied, strings.Clone), b.state()
	maps.DeleteFunc(once, spare)
	maps.DeleteFunc(twice, spare)
	unchanged(t, "after the second undo of "+id, once, twice)
}

// leaves are steps whose undo leaves something on purpose: what answers tell
// about it, the step that sees it, and why.
var leaves = map[string]struct{ files, seen, why string }{
	"trail-kms": {"/kms-", "key-rotation", "logs that were encrypted with the key can be read with the key only"},
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
