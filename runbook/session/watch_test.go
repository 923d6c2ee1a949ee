package session

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/verify"
)

// A stage is the sample account while somebody works on it.
type stage struct {
	mu     sync.Mutex
	looks  int
	asked  []string      // commands of the present look
	scenes map[int]reply // what changes with a look, counted from 1
	now    reply
	told   strings.Builder
}

// A reply is what a command is answered with, or how it fails; nil is as in
// the sample account.
type reply func(command string) (string, error)

// watching is a verification that watches the stage, from its first look on.
func watching(t *testing.T, s *stage) (*verification, verify.Report) {
	t.Helper()
	t.Chdir(t.TempDir())
	b, err := Target{}.OpenExample()
	if err != nil {
		t.Fatal(err)
	}
	files := example.Evidence()
	made := newVerification(VerifyOptions{}, b, &s.told)
	v := &made
	v.o.Output, v.o.Every, v.o.Timeout, v.o.Watch = "out", time.Millisecond, time.Minute, true
	v.from = source{is: verify.ReportSource{Kind: "live"}, requests: func() int { return 1 }}
	v.from.read = func(_ context.Context, now time.Time, _ []evidence.Call) evidence.Evidence {
		s.looks++
		s.asked = nil
		if scene, ok := s.scenes[s.looks]; ok {
			s.now = scene
		}
		m := evidence.Manifest{Account: b.Config.Account.ID, Identity: "me", CollectedAt: now}
		return evidence.New(b.Config, m, func(r evidence.Request) ([]byte, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.asked = append(s.asked, r.Call.Command)
			if s.now != nil {
				if text, err := s.now(r.Call.Command); text != "" || err != nil {
					return []byte(text), err
				}
			}
			body, err := fs.ReadFile(files, r.Path()+".json")
			if err != nil {
				return nil, &evidence.Failure{Request: r, Kind: evidence.NotCollected}
			}
			return body, nil
		})
	}
	r, err := v.look(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Compare(verify.Report{})
	return v, r
}

// aliasOf answers with this alias of the account, or none.
func aliasOf(alias string) reply {
	return func(command string) (string, error) {
		if command != "iam list-account-aliases" {
			return "", nil
		}
		return fmt.Sprintf(`{"AccountAliases": [%q]}`, alias), nil
	}
}

// gone is how AWS answers when the network is away.
func gone(command string) (string, error) {
	return "", &evidence.Failure{Request: evidence.Request{Call: evidence.Call{Command: command}}, Detail: "the call failed: no route to host"}
}

// until is a context that ends before the look with this number.
func until(t *testing.T, v *verification, s *stage, look int) context.Context {
	ctx, stop := context.WithCancel(t.Context())
	read := v.from.read
	v.from.read = func(c context.Context, now time.Time, calls []evidence.Call) evidence.Evidence {
		if s.looks+1 == look {
			stop()
		}
		return read(c, now, calls)
	}
	return ctx
}

// TestFollow: what falls back and what is put right is told once, in order; the
// book is written at once, and is of one time. The network being away is told
// once, and changes no verdict.
func TestFollow(t *testing.T) {
	s := &stage{scenes: map[int]reply{1: aliasOf("another"), 3: gone, 6: aliasOf("acme-sandbox"), 9: aliasOf("another")}}
	v, first := watching(t, s)
	// Look 1 was the first; 2 sees nothing new; 3, 4 and 5 nothing at all; 6 sees the
	// alias, and 7 reads all. 8 sees nothing new.
	r, err := v.follow(until(t, v, s, 8), first)
	if err != nil {
		t.Fatal(err)
	}
	told := s.told.String()
	for text, times := range map[string]int{
		"✓ done account-alias: the account's alias is acme-sandbox": 1,
		"for the moment ": 1, "no route to host": 1, "next: ": 2, "hardbook: you ended it": 1,
	} {
		if n := strings.Count(told, text); n != times {
			t.Errorf("%q is told %d times, not %d:\n%s", text, n, times, told)
		}
	}
	alias, _ := r.Find("account-alias")
	if alias.Status != runbook.StatusDone || alias.Was != runbook.StatusTodo || len(alias.History) != 2 {
		t.Errorf("got %+v", alias)
	}
	status, err := readStatus(filepath.Join("out", "example", "status.json"))
	if err != nil || !status.CheckedAt.Equal(r.CheckedAt) || fmt.Sprint(status.Summary) != fmt.Sprint(r.Summary) {
		t.Errorf("status.json has %v and %v, not %v", status.Summary, err, r.Summary)
	}
	page, err := os.ReadFile(filepath.Join("out", "example", "runbook.html"))
	if err != nil || !regexp.MustCompile(`<article class="done[^>]* id=account-alias>`).Match(page) {
		t.Errorf("the page has no tick: %v", err)
	}
}

// TestFollowAsksOnlyWhatIsOpen: a look asks for nothing that only steps that are
// done need, and waits longer each time.
func TestFollowAsksOnlyWhatIsOpen(t *testing.T) {
	s := &stage{}
	v, first := watching(t, s)
	all := slices.Clone(s.asked)
	w := watcher{verification: v, now: time.Now}
	ctx, pause := until(t, v, s, 5), 4*time.Millisecond
	if _, err := w.change(ctx, first, unfinished(first).all, &pause); err == nil {
		t.Fatal("it found a change")
	}
	if want := 4 * time.Millisecond * 27 / 8; pause != want {
		t.Errorf("after three looks it waits %s, not %s", pause, want)
	}
	if len(s.asked) >= len(all) || slices.Contains(s.asked, "iam get-account-password-policy") != slices.Contains(all, "iam get-account-password-policy") {
		t.Errorf("it asks\n%v\nof\n%v", s.asked, all)
	}
	if slices.Contains(s.asked, "iam list-account-aliases") || !slices.Contains(all, "iam list-account-aliases") {
		t.Errorf("account-alias is done, and asked for: %v", s.asked)
	}
}

// TestFollowEndsByItself: when nothing is open, nothing more is asked.
func TestFollowEndsByItself(t *testing.T) {
	s := &stage{scenes: map[int]reply{1: aliasOf("another"), 2: aliasOf("acme-sandbox")}}
	v, _ := watching(t, s)
	v.o.Only = []string{"account-alias"}
	s.looks, s.now = 0, nil
	first, err := v.look(t.Context(), v.o.Only)
	if err != nil {
		t.Fatal(err)
	}
	r, err := v.follow(t.Context(), first)
	if err != nil || r.ExitCode() != 0 || s.looks != 3 {
		t.Errorf("after %d looks it ends with %d, %v", s.looks, r.ExitCode(), err)
	}
	if _, err := os.Stat("out"); err == nil {
		t.Error("--only has changed the book")
	}
}
