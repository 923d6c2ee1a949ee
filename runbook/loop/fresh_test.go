//go:build loop

package loop

import "testing"

// TestFresh: on an account where nothing was done, nothing is ticked off that
// is not so by itself.
func TestFresh(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	standing(t, b, b.verify(), fresh, true)
	b.cloud.play(bad.overlay())
	r := b.verify()
	standing(t, b, r, fresh, false)
	if r.ExitCode() != 1 {
		t.Errorf("exit code %d, not 1, although everything is todo", r.ExitCode())
	}
}
