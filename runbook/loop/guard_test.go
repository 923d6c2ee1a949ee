//go:build loop

package loop

import (
	"slices"
	"strings"
	"testing"
)

// TestWrongAccount: a block that is pasted where another account is signed in
// asks who that is, says so, and does nothing else.
func TestWrongAccount(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), "222233334444")
	for i, id := range b.played() {
		for j, kind := range []string{"do", "undo"} {
			if b.block(kind, id) == "" {
				continue
			}
			command := shells(t)[(i+j)%2]
			b.cloud.forget()
			r := b.shell(command, kind, id)
			if r.code == 0 || strings.Contains(r.out, "Finished") {
				t.Errorf("%v: %s of %s ends well in another account\n%s", command, kind, id, r.out)
			}
			if !strings.Contains(r.out, "Stopped, nothing was changed: this book is for account 222233334444. You are signed in to "+account) {
				t.Errorf("%v: %s of %s does not say what is wrong:\n%s", command, kind, id, r.out)
			}
			if asked := b.cloud.actions(); !slices.Equal(asked, []string{"GetCallerIdentity"}) {
				t.Errorf("%v: %s of %s asks another account for %v", command, kind, id, asked)
			}
			if left := b.listing(); left != "" {
				t.Errorf("%v: %s of %s leaves %s", command, kind, id, left)
			}
		}
	}
}

// TestVerifyWrongAccount: verify makes no tick from another account, and asks
// it for nothing.
func TestVerifyWrongAccount(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), "222233334444")
	right := newBook(t, b.cloud, account)
	saved := t.TempDir() + "/saved"
	right.verify("--save", saved)

	for name, args := range map[string][]string{"live": {"verify"}, "evidence": {"verify", "--evidence", saved}} {
		before := b.tree()
		b.cloud.forget()
		r := b.hardbook(b.env(), args...)
		if r.code != 64 {
			t.Errorf("%s: exit code %d, not 64\n%s", name, r.code, r.out)
		}
		for _, wanted := range []string{account, "222233334444", "hardbook: hint: "} {
			if !strings.Contains(r.out, wanted) {
				t.Errorf("%s: no %q in\n%s", name, wanted, r.out)
			}
		}
		if after := b.tree(); after != before {
			t.Errorf("%s: something was written:\n%s\n%s", name, before, after)
		}
		wanted := map[string][]string{"live": {"GetCallerIdentity"}}[name]
		if asked := b.cloud.actions(); !slices.Equal(asked, wanted) {
			t.Errorf("%s: another account was asked for %v", name, asked)
		}
	}
}

// TestNoCredentials: without credentials verify says how to have some, or to do
// without, and writes nothing.
func TestNoCredentials(t *testing.T) {
	t.Parallel()
	b := newBook(t, nil, account)
	before := b.tree()
	r := b.hardbook(b.env(), "verify")
	if r.code != 64 || !strings.Contains(r.out, "collect.sh") || !strings.Contains(r.out, "hardbook: hint: ") {
		t.Errorf("exit code %d\n%s", r.code, r.out)
	}
	if after := b.tree(); after != before {
		t.Errorf("something was written:\n%s\n%s", before, after)
	}
}
