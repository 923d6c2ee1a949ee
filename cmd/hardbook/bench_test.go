//go:build unix && !offline

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/steps"
)

// build makes the binary once for a benchmark.
func build(b *testing.B) string {
	b.Helper()
	binary := filepath.Join(b.TempDir(), "hardbook")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// process runs the binary once in dir, as a process of its own, and notes its
// peak memory. want is its exit code: 1 and 2 are verdicts, not failures.
func process(b *testing.B, want int, dir, binary string, args ...string) {
	b.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != want {
		b.Fatalf("%v\n%s", err, out)
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MB")
	}
}

// BenchmarkGenerate is the whole process, start to exit, with a folder to
// replace. Goal: under 50 ms.
func BenchmarkGenerate(b *testing.B) {
	binary, dir := build(b), b.TempDir()
	for b.Loop() {
		process(b, 0, dir, binary, "generate")
	}
}

// BenchmarkVerifyEvidence is the whole process on the built-in evidence, with
// what the live road would need: requests for the steps' own calls, and the
// longest chain of calls that wait for each other. Goal: under 60 MB.
func BenchmarkVerifyEvidence(b *testing.B) {
	binary, dir := build(b), b.TempDir()
	book, err := runbook.New(config.Example(), steps.All())
	if err != nil {
		b.Fatal(err)
	}
	depth := 0
	for _, c := range book.Calls() {
		depth = max(depth, c.Depth())
	}
	for b.Loop() {
		process(b, 1, dir, binary, "verify", "--evidence", "example")
	}
	b.ReportMetric(float64(len(book.Calls())), "calls")
	b.ReportMetric(float64(depth), "chain")
}

// BenchmarkVerifyLive is the whole process over the live road, on a loopback
// server that refuses everything but to say who one is.
func BenchmarkVerifyLive(b *testing.B) {
	binary, dir := build(b), b.TempDir()
	account := config.Example().Account.ID
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("Action") == "GetCallerIdentity" {
			fmt.Fprintf(w, "<R><GetCallerIdentityResult><Account>%s</Account><Arn>arn:aws:iam::%[1]s:user/x</Arn></GetCallerIdentityResult></R>", account)
			return
		}
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<R><Error><Code>AccessDenied</Code><Message>no</Message></Error></R>")
	}))
	defer server.Close()
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": server.URL, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
		"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true",
	} {
		b.Setenv(name, value)
	}
	file := filepath.Join(dir, "hardbook.yaml")
	if err := os.WriteFile(file, config.ExampleYAML(), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		process(b, 2, dir, binary, "verify")
	}
}

// BenchmarkManyAccounts is the whole process on evidence about 200 accounts: it
// judges each, writes 200 books and the page that links them. What it allocates
// is measured in this process, in a run before.
func BenchmarkManyAccounts(b *testing.B) {
	const accounts = 200
	binary, dir := build(b), b.TempDir()
	configs, collected := clients(b, accounts)
	args := []string{"verify", "-c", configs, "--evidence", collected}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if code := run(b.Context(), append(args, "-o", b.TempDir()), io.Discard, io.Discard); code != 2 {
		b.Fatalf("exit code %d", code)
	}
	runtime.ReadMemStats(&after)
	for b.Loop() {
		process(b, 2, dir, binary, args...)
	}
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc), "B/op")
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/accounts, "ms/account")
}
