//go:build unix && !offline

package main

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/replay"
	"hardbook/runbook/steps"
)

// build makes hardbook once for a benchmark.
func build(b *testing.B) string {
	b.Helper()
	return buildOf(b, ".")
}

// buildOf makes the program of a package.
func buildOf(b *testing.B, args ...string) string {
	b.Helper()
	binary := filepath.Join(b.TempDir(), "program")
	if out, err := exec.Command("go", slices.Concat([]string{"build", "-o", binary}, args)...).CombinedOutput(); err != nil {
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

// BenchmarkGenerateAgainstGoldmark is generate of the whole book, profile cis
// with all that costs money, against a program that converts the same runbook.md
// to HTML once: whole processes, in turn. Goal: 2 times as long.
func BenchmarkGenerateAgainstGoldmark(b *testing.B) {
	for name, tags := range map[string]string{"full": "", "offline": "offline"} {
		b.Run(name, func(b *testing.B) {
			binary, plain, dir := buildOf(b, "-tags", tags, "."), buildOf(b, "./testdata/goldmark"), b.TempDir()
			text := `{version: 1, account: {id: "111122223333"}, notify: [you@example.com], profile: cis, paid: true}`
			if err := os.WriteFile(filepath.Join(dir, "hardbook.yaml"), []byte(text), 0o600); err != nil {
				b.Fatal(err)
			}
			process(b, 0, dir, binary, "generate")
			var ours, goldmarks time.Duration
			for b.Loop() {
				begun := time.Now()
				process(b, 0, dir, binary, "generate")
				ours += time.Since(begun)
				begun = time.Now()
				process(b, 0, dir, plain, "out/111122223333/runbook.md", "plain.html")
				goldmarks += time.Since(begun)
			}
			b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/generate")
			b.ReportMetric(float64(ours)/float64(goldmarks), "times-goldmark")
		})
	}
}

// BenchmarkVerifyEvidence is the whole process on the built-in evidence, with
// what the live road would need: requests for the steps' own calls, and the
// longest chain of calls that wait for each other. Goal: under 60 MB.
func BenchmarkVerifyEvidence(b *testing.B) {
	binary, dir := build(b), b.TempDir()
	book, err := runbook.NewPlan(config.Example(), steps.All())
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

// BenchmarkVerifyAtLatency is the whole process over the live road on a recorded
// account, usual profile and all Regions, when each answer takes 100 ms: the wall
// time against the longest chain of calls, the requests against those that
// differ, and how long it takes to the first one. Goals: 1.25 chains, 50 ms, 80 MB.
func BenchmarkVerifyAtLatency(b *testing.B) {
	const latency = 100 * time.Millisecond
	var begun time.Time
	var toFirst time.Duration
	server := replay.Play(b, replay.Done, func(w http.ResponseWriter, _ *http.Request, x replay.Exchange) {
		if x.Action == "GetCallerIdentity" { // asked before all others, and alone
			toFirst += time.Since(begun) - latency
		}
		x.Write(w)
	})
	server.Latency = latency
	for name, value := range server.Env() {
		b.Setenv(name, value)
	}
	binary, dir := build(b), b.TempDir()
	file := filepath.Join(dir, "hardbook.yaml")
	if err := os.WriteFile(file, replay.Baseline, 0o600); err != nil {
		b.Fatal(err)
	}
	cfg, err := config.Load(file)
	if err != nil {
		b.Fatal(err)
	}
	book, err := runbook.NewPlan(cfg, steps.All())
	if err != nil {
		b.Fatal(err)
	}
	chain := 1 // the question who one is
	for _, c := range book.Calls() {
		chain = max(chain, 1+c.Depth())
	}
	runs := 0
	for b.Loop() {
		begun = time.Now()
		process(b, 1, dir, binary, "verify")
		runs++
	}
	differ, all := server.Asked()
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(time.Duration(chain)*latency), "chains")
	b.ReportMetric(float64(chain), "longest-chain")
	b.ReportMetric(float64(toFirst.Milliseconds())/float64(runs), "ms-to-first-request")
	b.ReportMetric(float64(all)/float64(runs), "requests")
	b.ReportMetric(float64(all)/float64(runs)/float64(len(differ)), "requests/needed")
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
