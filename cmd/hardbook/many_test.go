package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/render/parallel"
	"hardbook/runbook/session"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
)

// clientName is the alias of a client, and its account beside it.
func clientName(i int) (name, account string) {
	return fmt.Sprintf("client-%03d", i), fmt.Sprintf("%012d", 900000000000+i)
}

// clients makes the configs of so many accounts, and evidence about each: that of
// the example, in which each client lacks another answer, and some have no MFA. The
// books are short ones: it is their number that matters.
func clients(t testing.TB, n int) (configs, collected string) {
	t.Helper()
	configs, collected = filepath.Join(t.TempDir(), "clients"), filepath.Join(t.TempDir(), "collected")
	var answers []string
	account := example.Evidence()
	err := fs.WalkDir(account, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			answers = append(answers, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		name, id := clientName(i)
		ours := func(text string) string {
			return strings.NewReplacer("111122223333", id, "acme-sandbox", name, "\nprofile: baseline", "\nprofile: essentials").Replace(text)
		}
		files := map[string]string{filepath.Join(configs, name+".yaml"): ours(string(config.ExampleYAML()))}
		for j, answer := range answers {
			raw, err := fs.ReadFile(account, answer)
			if err != nil {
				t.Fatal(err)
			}
			if j == i%len(answers) && answer != "manifest.json" {
				continue
			}
			text := ours(string(raw))
			if i%3 == 0 {
				text = strings.Replace(text, `"AccountMFAEnabled": 1`, `"AccountMFAEnabled": 0`, 1)
			}
			files[filepath.Join(collected, name, ours(answer))] = text
		}
		for file, text := range files {
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return configs, collected
}

// manyReport is what verify --format json prints of several accounts.
type manyReport struct {
	Accounts []struct {
		Name, Account, Error string
		Report               verify.Report
	}
	Summary struct{ Accounts, Failed int }
}

// anyAge is older than the evidence of the example, whenever the tests run.
const anyAge = "876000h"

// TestTwoHundredAccounts: one folder of 200 is corrupt. That one is told of, and
// the other verdicts are those of runs on each account alone.
func TestTwoHundredAccounts(t *testing.T) {
	n, bad, sample := 200, 77, 40
	if testneeds.Quick() {
		n, bad, sample = 12, 7, 4
	}
	configs, collected := clients(t, n)
	t.Chdir(t.TempDir())
	corrupt, corruptID := clientName(bad)
	if err := os.WriteFile(filepath.Join(collected, corrupt, "manifest.json"), []byte(`{"schema": "hardb`), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"verify", "-c", configs, "--evidence", collected, "--max-age", anyAge, "--format", "json"}, &stdout, &stderr); code != 2 {
		t.Errorf("exit code %d\n%s", code, &stderr)
	}
	for _, want := range []string{
		filepath.Join(collected, corrupt) + " is not used: manifest.json: it is not JSON\n",
		"hardbook: " + corrupt + ": no evidence of account " + corruptID + " in " + collected + "\n",
	} {
		if strings.Count(stderr.String(), want) != 1 {
			t.Errorf("it does not say once: %q", want)
		}
	}
	var all manyReport
	if err := json.Unmarshal(stdout.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	if all.Summary.Accounts != n || all.Summary.Failed != 1 || len(all.Accounts) != n {
		t.Fatalf("%+v, %d accounts", all.Summary, len(all.Accounts))
	}
	kinds := map[string]bool{}
	parallel.InOrder(4, n, func(i int) verify.Report {
		if i == bad {
			return verify.Report{}
		}
		return alone(t, configs, collected, all.Accounts[i].Name)
	}, func(i int, want verify.Report) {
		got := all.Accounts[i]
		name, id := clientName(i)
		if got.Name != name || got.Account != id || (got.Error != "") != (i == bad) {
			t.Errorf("%d: %s, %s, %q", i, got.Name, got.Account, got.Error)
		}
		if !slices.EqualFunc(got.Report.Steps, want.Steps, func(a, b verify.StepReport) bool {
			return a.ID == b.ID && a.Status == b.Status && a.Reason == b.Reason && slices.Equal(a.Findings, b.Findings)
		}) {
			t.Errorf("%s: the verdicts differ from those of a run on it alone", name)
		}
		kinds[fmt.Sprint(got.Report.Summary)] = true
		if i%sample == 0 {
			sameStatus(t, configs, collected, name)
		}
	})
	if len(kinds) < 3 {
		t.Errorf("the accounts are all alike: %v", kinds)
	}
	page, err := os.ReadFile(filepath.Join("out", "index.html"))
	if rows := bytes.Count(page, []byte(`<th scope="row">`)); err != nil || rows != n {
		t.Errorf("%v: the page has %d rows", err, rows)
	}
	if _, err := os.Stat(filepath.Join("out", corrupt)); err == nil {
		t.Error("the account without evidence has a book")
	}
}

// alone is what judging one account by itself gives.
func alone(t *testing.T, configs, collected, name string) verify.Report {
	t.Helper()
	b, err := session.Target{Config: filepath.Join(configs, name+".yaml"), Explicit: true}.Open()
	if err != nil {
		t.Error(err)
		return verify.Report{}
	}
	e, err := evidence.Open(os.DirFS(filepath.Join(collected, name)), b.Config)
	if err != nil {
		t.Error(err)
		return verify.Report{}
	}
	return verify.Run(b.Book, e, map[string]string{})
}

// sameStatus holds that the run wrote the files that a run on the account alone writes.
func sameStatus(t *testing.T, configs, collected, name string) {
	t.Helper()
	args := []string{"verify", "-c", filepath.Join(configs, name+".yaml"), "--evidence", filepath.Join(collected, name), "--max-age", anyAge, "-o", "single"}
	var stderr bytes.Buffer
	if code := run(t.Context(), args, io.Discard, &stderr); code != 1 && code != 2 {
		t.Fatalf("exit code %d\n%s", code, &stderr)
	}
	checked := regexp.MustCompile(`"checkedAt": "[^"]*"|[0-9: -]{16} UTC, from collected evidence`)
	for _, file := range []string{"status.json", "runbook.md", "runbook.html"} {
		one, errOne := os.ReadFile(filepath.Join("single", name, file))
		many, errMany := os.ReadFile(filepath.Join("out", name, file))
		if errOne != nil || errMany != nil || len(one) < 1000 || !bytes.Equal(checked.ReplaceAll(one, nil), checked.ReplaceAll(many, nil)) {
			t.Errorf("%v %v: %s of %s differs", errOne, errMany, file, name)
		}
	}
}

// TestInterrupted: after Ctrl-C the accounts that are written are whole, and the
// rest are said not to be verified; with none, nothing is written.
func TestInterrupted(t *testing.T) {
	configs, collected := clients(t, 12)
	t.Chdir(t.TempDir())
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var stdout, stderr bytes.Buffer
	args := []string{"verify", "-c", configs, "--evidence", collected}
	if code := run(ctx, args, &stdout, &stderr); code != exitUsage || strings.Count(stderr.String(), "interrupted before its turn, nothing was written") != 12 {
		t.Errorf("exit code %d\n%s", code, &stderr)
	}
	if _, err := os.Stat("out"); err == nil {
		t.Error("something was written")
	}
	ctx, stop = context.WithCancel(t.Context())
	defer stop()
	go func() { // Ctrl-C as soon as one book is there
		for ctx.Err() == nil {
			if _, err := os.Stat(filepath.Join("out", "client-000", "status.json")); err == nil {
				stop()
			}
		}
	}()
	stdout.Reset()
	if code := run(ctx, append(args, "--format", "json"), &stdout, io.Discard); code != 2 {
		t.Errorf("exit code %d", code)
	}
	var all manyReport
	if err := json.Unmarshal(stdout.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	if all.Summary.Failed == 0 || all.Summary.Failed == 12 {
		t.Errorf("%d of 12 were not verified", all.Summary.Failed)
	}
	for _, a := range all.Accounts {
		_, err := os.Stat(filepath.Join("out", a.Name, "SHA256SUMS"))
		if (err == nil) != (a.Error == "") {
			t.Errorf("%s: %q, and its book: %v", a.Name, a.Error, err)
		}
	}
	if left, err := filepath.Glob("out/.tmp-*"); err != nil || len(left) > 0 {
		t.Errorf("%v: there is %v", err, left)
	}
}
