//go:build loop

package loop

import (
	"strings"
	"testing"
)

// TestRefusedTarget: put-targets succeeds although AWS did not take the target. The
// block sees it in the answer and stops.
func TestRefusedTarget(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.must("do", "security-topic")
	b.cloud.play(func(action, answer string) string {
		if action == "PutTargets" {
			return `{"FailedEntryCount":1,"FailedEntries":[{"TargetId":"hardbook","ErrorCode":"ResourceNotFoundException"}]}`
		}
		return answer
	})
	for _, shell := range shells(t) {
		r := b.shell(shell, "do", "iam-alert")
		if r.code == 0 || !strings.Contains(r.out, "Stopped: AWS did not take the target of the rule in us-east-1") || strings.Contains(r.out, "Finished") {
			t.Errorf("%s: exit code %d\n%s", shell[0], r.code, r.out)
		}
	}
}
