//go:build loop

package loop

import (
	"flag"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
)

// A start is a state of the account that a block can find: half done, or made
// by somebody else.
type start struct {
	what  string // the state in words
	make  string // makes it: lines of shell
	stops string // what the block says when it stops, and has changed nothing; "" where it does its work
	says  string // what it says when it does its work
	keeps string // lines of shell whose answer stays the same
	ends  string // lines of shell that are asked in the end
	with  string // what they print then
	still bool   // the step stands as before, since something is left alone, which says names
}

// starts are the states that one block is tried in.
type starts struct {
	step, kind string
	after      []string // steps whose blocks were pasted before, if not those that the step needs
	found      []start
}

// plays tries a block in each state: it ends with its judge satisfied, or it
// stops, says why and has changed nothing. An undo that ends leaves a step that
// is to do.
func (s starts) plays(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	for _, id := range s.before(b) {
		b.must("do", id)
	}
	for _, one := range s.found {
		t.Run(one.what, func(t *testing.T) {
			b := b.anew(t)
			b.cloud.onCopy(t, func() { b.begin(s, one) })
		})
	}
}

// before are the steps whose blocks come first.
func (s starts) before(b *book) []string {
	if s.after != nil {
		return s.after
	}
	steps := b.needs(s.step)
	if s.kind == "undo" {
		steps = append(steps, s.step)
	}
	return steps
}

// anew is the book in the hands of another test, with an empty home folder.
func (b *book) anew(t *testing.T) *book {
	t.Helper()
	must(t, nil, os.RemoveAll(b.me()))
	must(t, nil, os.Mkdir(b.me(), 0o700))
	other := *b
	other.t = t
	return &other
}

// begin makes a state, and pastes the block.
func (b *book) begin(s starts, one start) {
	t := b.t
	t.Helper()
	if one.make != "" {
		b.mustRun("set -e\n" + one.make)
	}
	kept := b.read(one.keeps)
	b.cloud.forget()
	r := b.shell([]string{"bash"}, s.kind, s.step)
	changes := b.cloud.changes()
	ended := r.code == 0 && strings.Contains(r.out, "Finished: "+s.step+"\n")
	switch {
	case one.stops != "" && (ended || r.code == 0 || !strings.Contains(r.out, one.stops)):
		t.Errorf("the block does not stop with %q, but ends with %d\n%s", one.stops, r.code, r.out)
	case one.stops != "" && len(changes) > 0:
		t.Errorf("the block stops, but has changed something: %v\n%s", changes, r.out)
	case one.stops == "" && (!ended || !strings.Contains(r.out, one.says)):
		t.Errorf("the block ends with %d, and does not say %q\n%s", r.code, one.says, r.out)
	}
	if after := b.read(one.keeps); after != kept {
		t.Errorf("the block makes %s of %s\n%s", after, kept, r.out)
	}
	if t.Failed() || one.stops != "" {
		return
	}
	if after := b.read(one.ends); after != one.with {
		t.Errorf("in the end there is %s, not %s\n%s", after, one.with, r.out)
	}
	wanted := []runbook.Status{runbook.StatusDone, runbook.StatusWaiting}
	if (s.kind == "undo") != one.still {
		wanted = []runbook.Status{runbook.StatusTodo, runbook.StatusNotApplicable}
	}
	only := append(b.needs(s.step), s.step)
	is(t, b.verify("--only", strings.Join(only, ",")), s.step, "after its "+s.kind+" block", wanted...)
	if t.Failed() {
		t.Log(r.out)
	}
}

// read is what these lines of shell print; they must print something.
func (b *book) read(lines string) string {
	b.t.Helper()
	if lines == "" {
		return ""
	}
	said := b.mustRun(lines)
	if strings.Trim(said, "[] \n") == "" {
		b.t.Fatalf("%s prints nothing", lines)
	}
	return said
}

// reads are the operations that change nothing.
var reads = regexp.MustCompile(`^(Get|List|Describe|Head|Generate)`)

// changes are the operations since forget that AWS carried out and that can
// change something.
func (c *cloud) changes() []string {
	var names []string
	for _, r := range c.requests() {
		if r.Status/100 == http.StatusOK/100 && !reads.MatchString(r.Action) {
			names = append(names, r.Action)
		}
	}
	return names
}

// TestStarts: each block that makes something is tried in at least ten states,
// or in as many as there are; so is each undo. moto plays no more of some, which
// is said where the states are.
func TestStarts(t *testing.T) {
	slow(t)
	t.Parallel()
	tables := slices.Concat(roleStarts, adminStarts, vpcStarts, topicStarts, bucketStarts, trailStarts, alarmStarts, ruleStarts, moneyStarts, serviceStarts, settingStarts)
	seen := map[string]int{}
	for _, s := range tables {
		s.found = sparing(s, seen)
		t.Run(s.kind+" "+s.step, s.plays)
	}
}

// every is how sparing TestStarts is: 1 plays every block in every state.
var every = flag.Int("every", 3, "of so many plays of a state that another block of one kind was played in, play one")

// sparing leaves out some states that a block made by the same template was played
// in. Such a block is known by its states: half of them at least were played before.
// The first state of each block stays.
func sparing(s starts, seen map[string]int) []start {
	before := make([]int, len(s.found))
	repeated := 0
	for i, one := range s.found {
		state := s.kind + " " + one.what
		before[i] = seen[state]
		if seen[state]++; before[i] > 0 {
			repeated++
		}
	}
	if 2*repeated < len(s.found) {
		return s.found
	}
	var kept []start
	for i, one := range s.found {
		if i == 0 || before[i] == 0 || (before[i]+i)%*every == 0 {
			kept = append(kept, one)
		}
	}
	return kept
}
