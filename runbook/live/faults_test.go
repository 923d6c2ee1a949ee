//go:build !offline

package live

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/render"
	"hardbook/runbook/replay"
	"hardbook/runbook/steps"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// A bench is a recorded account, and a road to it on which answers can go wrong.
type bench struct {
	*Account
	server *replay.Server
	book   runbook.Book
	mu     sync.Mutex
	asked  map[string]replay.Exchange // since the last reading began
	wrong  func(replay.Exchange) *replay.Fault
}

// wholeBook is the book of the recorded accounts, with everything in it.
func wholeBook(t testing.TB) runbook.Book {
	t.Helper()
	file := filepath.Join(t.TempDir(), "hardbook.yaml")
	if err := os.WriteFile(file, replay.Config, 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	book, _, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// newBench connects to a recorded account. A request is made attempts times
// before its failure counts.
func newBench(t *testing.T, name string, attempts int) *bench {
	t.Helper()
	b := &bench{book: wholeBook(t)}
	server := replay.Play(t, name, func(w http.ResponseWriter, r *http.Request, x replay.Exchange) {
		b.mu.Lock()
		if b.asked != nil {
			b.asked[x.Key] = x
		}
		var fault *replay.Fault
		if b.wrong != nil {
			fault = b.wrong(x)
		}
		b.mu.Unlock()
		if fault != nil {
			fault.Write(w, r, x)
			return
		}
		x.Write(w)
	})
	for name, value := range server.Env() {
		t.Setenv(name, value)
	}
	t.Setenv("AWS_MAX_ATTEMPTS", fmt.Sprint(attempts))
	b.server = server
	account, err := Connect(t.Context(), b.book.Config, Options{Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	b.Account = account
	b.Account.aws.HTTPClient = anyHost(strings.TrimPrefix(server.URL, "http://"))
	return b
}

// read is how these steps stand, all for none, when answers go wrong like that.
func (b *bench) read(t *testing.T, wrong func(replay.Exchange) *replay.Fault, patience time.Duration, only ...string) map[string]verify.StepReport {
	t.Helper()
	b.mu.Lock()
	b.asked, b.wrong = map[string]replay.Exchange{}, wrong
	b.mu.Unlock()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	calls := b.book.Calls(only...)
	e := b.Account.Evidence(ctx, time.Now(), calls)
	e.Load(calls)
	r := verify.Run(b.book, e, nil, only...)
	found := map[string]verify.StepReport{}
	for _, s := range r.Steps {
		found[s.ID] = s
	}
	return found
}

// every is how sparing TestFaults is: 1 tries each fault on each call, which takes ten
// minutes.
var every = flag.Int("every", 4, "of so many pairs of a call and a fault, try one")

// sparing is every, and more where time is short.
func sparing() int {
	if racing || testneeds.Quick() {
		return 2 * *every
	}
	return *every
}

// TestFaults lets the answers to each call go wrong in each way, on an account that
// nobody looked after and on one in which everything is done: every step that
// the call is about stands as it does without the fault, or could not be read. One
// that is only held up by another, which could not be read, stands as by itself:
// unknown is told by the step that it is about.
func TestFaults(t *testing.T) {
	for _, name := range []string{replay.Fresh, replay.Done} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, name, 1)
			begun := time.Now()
			truth := b.read(t, nil, time.Minute)
			took := time.Since(begun)
			own := b.withoutNeeds().read(t, nil, time.Minute)
			about := b.about(t, truth)
			unread, runs := 0, 0
			for i, fault := range replay.Faults() {
				for j, action := range slices.Sorted(maps.Keys(about)) {
					if (i+j)%sparing() != 0 {
						continue // each call has some faults, and each fault some calls
					}
					runs++
					found := b.read(t, func(x replay.Exchange) *replay.Fault {
						if x.Service+" "+x.Action == action {
							return &fault
						}
						return nil
					}, patience(fault, took), about[action]...)
					for id, s := range found {
						switch s.Status {
						case runbook.StatusUnknown:
							unread++
						case truth[id].Status:
						default:
							if s.Status == own[id].Status && b.needsUnread(id, found) || fault.Nothing && s.Status != runbook.StatusDone {
								continue
							}
							t.Errorf("%s: %s: %s is %s (%s), in truth %s (%s)", fault.Name, action, id, s.Status, s.Reason, truth[id].Status, truth[id].Reason)
						}
					}
				}
			}
			if unread < runs/2 {
				t.Errorf("of %d faults only %d verdicts became unknown: do the faults reach hardbook?", runs, unread)
			}
			t.Logf("%d calls, %d runs, %d verdicts that became unknown", len(about), runs, unread)
		})
	}
}

// withoutNeeds is the bench with a book in which no step waits for another.
func (b *bench) withoutNeeds() *bench {
	alone := &bench{Account: b.Account, book: b.book}
	alone.book.Entries = slices.Clone(b.book.Entries)
	for i := range alone.book.Entries {
		alone.book.Entries[i].Step.Needs = nil
	}
	return alone
}

// needsUnread reports whether a step that this one needs could not be read.
func (b *bench) needsUnread(id string, found map[string]verify.StepReport) bool {
	e, err := b.book.Find(id)
	return err == nil && slices.ContainsFunc(e.Step.Needs, func(need string) bool {
		return found[need].Status == runbook.StatusUnknown || b.needsUnread(need, found)
	})
}

// patience is how long a reading may take: long enough for all that is not slow on
// purpose, on a machine on which a whole reading took so long.
func patience(f replay.Fault, took time.Duration) time.Duration {
	if f.Name == "slow" || f.Name == "drop by drop" {
		return max(200*time.Millisecond, 3*took)
	}
	return time.Minute
}

// about finds, for each thing that is asked, the steps that it is about.
func (b *bench) about(t *testing.T, truth map[string]verify.StepReport) map[string][]string {
	t.Helper()
	steps := map[string][]string{}
	for id := range truth {
		b.read(t, nil, time.Minute, id)
		b.mu.Lock()
		for _, x := range b.asked {
			if action := x.Service + " " + x.Action; !slices.Contains(steps[action], id) {
				steps[action] = append(steps[action], id)
			}
		}
		b.mu.Unlock()
	}
	return steps
}

// TestPassingFaults: what goes wrong once and then right changes no verdict, since
// it is asked for again.
func TestPassingFaults(t *testing.T) {
	again := []string{"throttling", "internal error", "unavailable", "connection cut before the answer"}
	for _, fault := range replay.Faults() {
		if !slices.Contains(again, fault.Name) {
			continue
		}
		t.Run(fault.Name, func(t *testing.T) {
			b := newBench(t, replay.Done, 5)
			truth := b.read(t, nil, time.Minute)
			failed := map[string]bool{}
			found := b.read(t, func(x replay.Exchange) *replay.Fault {
				if failed[x.Key] {
					return nil
				}
				failed[x.Key] = true
				return &fault
			}, time.Minute)
			for id, s := range found {
				if s.Status != truth[id].Status {
					t.Errorf("%s is %s (%s), in truth %s", id, s.Status, s.Reason, truth[id].Status)
				}
			}
		})
	}
}

// TestEverythingIsSlow: what AWS has not answered in time is unknown, and says so.
func TestEverythingIsSlow(t *testing.T) {
	b := newBench(t, replay.Done, 3)
	slow := replay.Faults()[slices.IndexFunc(replay.Faults(), func(f replay.Fault) bool { return f.Name == "slow" })]
	for id, s := range b.read(t, func(replay.Exchange) *replay.Fault { return &slow }, 300*time.Millisecond) {
		e, err := b.book.Find(id)
		if err != nil || len(e.Check.Calls()) == 0 || e.Status != "" {
			continue
		}
		if s.Status != runbook.StatusUnknown || !strings.Contains(s.Reason, "there was no answer in time") {
			t.Errorf("%s is %s: %s", id, s.Status, s.Reason)
		}
	}
}
