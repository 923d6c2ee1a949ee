//go:build loop

package loop

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

// TestWatch works through some steps at one terminal while hardbook follows at
// another: each tick appears once, in order, before the next block is pasted,
// and hardbook ends by itself when the last one is there.
func TestWatch(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.cloud.play(good.overlay())
	steps := []string{"billing-topic", "admin-user", "admin-mfa", "password-policy", "account-alias"}
	work := b.open([]string{"bash", "--norc", "-i"})
	beside := b.open([]string{"bash", "--norc", "-i"})
	beside.clear()
	beside.send(hardbook + " verify --watch --every 1s --only '" + strings.Join(steps, "','") + "'; printf '<%s>\\n' $?\r")
	beside.wait(`hardbook: 5 of 5 steps are open; I look again after 1s`, time.Minute)
	for _, id := range steps {
		if strings.Contains(beside.screen(), "✓ done "+id) {
			t.Fatalf("%s is ticked before it is done:\n%s", id, beside.screen())
		}
		b.work(work, id)
		beside.wait(`\d\d:\d\d:\d\d ✓ done `+id+`: .+`, time.Minute)
	}
	if code := beside.wait(`(?m)^<(\d+)>$`, time.Minute)[1]; code != "0" {
		t.Errorf("it ends with %s\n%s", code, beside.screen())
	}
	told := regexp.MustCompile(`\d\d:\d\d:\d\d ✓ done ([a-z-]+): `).FindAllStringSubmatch(beside.screen(), -1)
	for i, id := range steps {
		if len(told) != len(steps) || told[i][1] != id {
			t.Fatalf("the ticks came as %v, want %v", told, steps)
		}
	}
	if _, err := os.Stat(filepath.Join(b.folder(), "status.json")); err == nil {
		t.Error("--only has changed the book")
	}
}

// work pastes a step's block, and answers with the codes of hardbook mfa where
// it asks for some. (The emulator takes any six digits for a code, so it does
// not prove them right: the vectors of RFC 6238 do, in runbook/mfa.)
func (b *book) work(x *terminal, id string) {
	b.t.Helper()
	b.cloud.forget()
	x.clear()
	x.paste(b.text("do", id), false)
	if strings.Contains(b.text("do", id), "\nread ") {
		seed := x.wait(seedLine.String(), time.Minute)[1]
		cmd := exec.Command(hardbook, "mfa", "codes")
		cmd.Env, cmd.Stdin = b.env(), strings.NewReader(seed+"\n")
		codes := regexp.MustCompile(`(?m)^\d{6}\b`).FindAllString(b.finish(cmd).out, -1)
		if len(codes) != 2 {
			b.t.Fatalf("hardbook mfa codes gives %q", codes)
		}
		for i, code := range codes {
			x.wait(`(?s)`+strings.Repeat(`\bcode\b[^\n]*:\s.*`, i+1)+`$`, time.Minute)
			x.send(code + "\r")
			x.settle()
		}
		defer b.codesArrived(codes)
	}
	x.wait("Finished: "+id+`\n(.*\n)*.*`+ready+"$", time.Minute)
}

// TestWatchWritesTheBook: while hardbook follows the whole book, each tick is in
// status.json and in the page, and what fell back is told. Ctrl-C leaves all of
// it whole, and the exit code is that of the last reading.
func TestWatchWritesTheBook(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	beside := b.open([]string{"bash", "--norc", "-i"})
	beside.clear()
	beside.send(hardbook + " verify --watch --every 1s; printf '<%s>\\n' $?\r")
	beside.wait(`steps are open; I look again after 1s`, time.Minute)
	want := func(status runbook.Status, history int) {
		t.Helper()
		s, ok := b.status().Find("account-alias")
		if !ok || s.Status != status || len(s.History) != history {
			t.Errorf("status.json has %+v, want %s and a history of %d", s, status, history)
		}
		if page := regexp.MustCompile(`<article class="([a-z-]+)[^>]* id=account-alias>`).FindStringSubmatch(b.file("runbook.html")); page == nil || page[1] != string(status) {
			t.Errorf("the page shows %q, want %s", page, status)
		}
	}
	want(runbook.StatusTodo, 1)
	b.must("do", "account-alias")
	beside.wait(`✓ done account-alias: [^\n]*\n(.*\n)*next: `, time.Minute)
	want(runbook.StatusDone, 2)
	b.must("undo", "account-alias")
	b.must("do", "password-policy") // what is done is looked at again when something moves
	beside.wait(`✗ todo account-alias: was done on \d{4}-\d\d-\d\d, is not any more: [^\n]*\n(.*\n)*next: `, time.Minute)
	beside.wait(`✓ done password-policy: `, time.Minute)
	want(runbook.StatusTodo, 3)
	beside.send("\x03")
	if code := beside.wait(`(?m)^<(\d+)>$`, time.Minute)[1]; code != "2" && code != "1" {
		t.Errorf("it ends with %s\n%s", code, beside.screen())
	}
	if !strings.Contains(beside.screen(), "hardbook: you ended it; the book is of the last reading") {
		t.Errorf("the end is not told:\n%s", beside.screen())
	}
	want(runbook.StatusTodo, 3)
	if r := b.run("cd '" + b.folder() + "' && sha256sum --quiet -c SHA256SUMS"); r.code != 0 {
		t.Errorf("the folder is not whole:\n%s", r.out)
	}
}

// status is what status.json of the book holds.
func (b *book) status() verify.Report {
	b.t.Helper()
	var r verify.Report
	if err := json.Unmarshal([]byte(b.file("status.json")), &r); err != nil {
		b.t.Fatal(err)
	}
	return r
}
