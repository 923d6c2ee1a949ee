//go:build loop

package loop

import (
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/testneeds"
)

// TestOldestAWS: blocks that reach AWS by each protocol work with the oldest
// version 2 of the aws command that the book is for, and so does their undo.
// What that version does not know, TestOptions says.
func TestOldestAWS(t *testing.T) {
	slow(t)
	oldest := testneeds.Program(t, testneeds.AWS2Oldest)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.aws("exec " + toFront(oldest) + ` "$@"`)
	for _, id := range []string{"account-alias", "s3-public-access", "ebs-encryption", "alternate-contacts", "access-analyzer"} {
		b.must("do", id)
		is(t, b.verify(), id, "done with the oldest aws", runbook.StatusDone)
		b.must("undo", id)
		is(t, b.verify(), id, "undone with the oldest aws", runbook.StatusTodo)
	}
	for _, id := range []string{"snapshot-public-access", "ami-public-access", "instance-metadata"} {
		b.cloud.forget()
		r := b.shell([]string{"bash"}, "do", id)
		if changes := b.cloud.changes(); r.code == 0 || len(changes) > 0 || !strings.Contains(r.out, "Stopped, nothing was changed: this block needs a newer aws") {
			t.Errorf("%s ends with %d after it changed %v\n%s", id, r.code, changes, r.out)
		}
	}
}
