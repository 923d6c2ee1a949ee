//go:build loop

package loop

import (
	"strings"
	"testing"

	"hardbook/runbook"
)

// TestNaive: in an account where something was set before, the command of a
// guide is refused or loses it. The book's block loses nothing, and does the
// step.
func TestNaive(t *testing.T) {
	slow(t)
	t.Parallel()
	for _, n := range naive {
		t.Run(n.what, func(t *testing.T) {
			t.Parallel()
			b := newBook(t, borrow(t), account)
			for _, id := range b.needs(n.step) {
				b.must("do", id)
			}
			read := func() string {
				return b.mustRun("aws " + strings.Replace(n.read, " --query", " --output json --query", 1))
			}
			set := func() {
				if n.set != "" {
					b.mustRun("aws " + n.set)
				}
			}
			for _, command := range n.make {
				b.mustRun("aws " + command)
				if strings.Contains(command, "create-trail") {
					b.refuseSecondTrail()
				}
			}
			set()
			before := read()
			r := b.run("aws " + n.command)
			switch after := read(); {
			case n.refused != "" && (r.code == 0 || !strings.Contains(r.out, n.refused)):
				t.Errorf("aws %s ends with %d, and not with a word about %s: it is no trap any more\n%s", n.command, r.code, n.refused, r.out)
			case n.refused == "" && (r.code != 0 || after == before):
				t.Errorf("aws %s ends with %d and loses nothing: it is no trap any more\n%s%s", n.command, r.code, r.out, after)
			}

			set()
			b.must("do", n.step)
			if after := read(); after != before || len(before) < len("[[]]\n\n") {
				t.Errorf("the block of %s makes %s of %s", n.step, after, before)
			}
			is(t, b.verify(), n.step, "after its block, beside what was set before", runbook.StatusDone)
			if n.undone {
				b.must("undo", n.step)
				if after := read(); after != before {
					t.Errorf("the undo of %s makes %s of %s", n.step, after, before)
				}
			}
		})
	}
}

// mustRun runs a command line that has to succeed, and returns what it prints.
func (b *book) mustRun(line string) string {
	b.t.Helper()
	r := b.run(line)
	if r.code != 0 {
		b.t.Fatalf("%s: exit code %d\n%s", line, r.code, r.out)
	}
	return r.out
}
