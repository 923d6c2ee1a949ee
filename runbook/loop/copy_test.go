//go:build loop

package loop

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// onCopy has the cloud lead to a copy of the emulator while do runs: what is
// changed there is changed nowhere else. So what many tests begin with has to
// be made once only. What the front plays by itself is not copied, but empty.
func (c *cloud) onCopy(t *testing.T, do func()) {
	t.Helper()
	moto := c.moto
	c.moto = "http://127.0.0.1:" + ask(t, moto+"/hardbook/fork")
	c.lead(c.moto)
	c.clearFront()
	defer func() {
		if answer, err := http.Get(c.moto + "/hardbook/end"); err == nil { // it ends without a word
			_ = answer.Body.Close()
		}
		c.moto = moto
		c.lead(moto)
		c.clearFront()
	}()
	do()
}

// clearFront empties what the front plays by itself, and forgets what was asked.
func (c *cloud) clearFront() {
	c.budgets.clear()
	c.settings.clear()
	c.watch.clear()
	c.above.clear()
	c.hub.clear()
	c.forget()
	c.mu.Lock()
	c.beside = nil
	c.mu.Unlock()
	c.play(nil)
}

// ask is what an address answers.
func ask(t *testing.T, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, answer.Status, err)
	}
	return strings.TrimSpace(string(said))
}

// TestCopy: a copy has what was there, and what is made there is nowhere else.
func TestCopy(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	users := func() string { return b.mustRun("aws iam list-users --query 'Users[].UserName' --output text") }
	b.mustRun("aws iam create-user --user-name first")
	for range 2 {
		b.cloud.onCopy(t, func() {
			b.mustRun("aws iam create-user --user-name second")
			if got := users(); got != "first\tsecond\n" {
				t.Errorf("the copy has the users %q", got)
			}
		})
	}
	if got := users(); got != "first\n" {
		t.Errorf("after changes of copies there are the users %q", got)
	}
}
