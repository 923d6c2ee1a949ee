//go:build !offline

package live

import (
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/steps"
)

// BenchmarkVerify reads an account over the live road from a loopback server
// that takes 100 ms for each answer and refuses all but who one is: the wall
// time against the longest chain, and the requests made.
func BenchmarkVerify(b *testing.B) {
	const latency = 100 * time.Millisecond
	newServer(b, map[string]answer{"GetCallerIdentity": func(form func(string) string, region string) (int, string) {
		time.Sleep(latency)
		return identity("111122223333")(form, region)
	}, "ListTopics": func(func(string) string, string) (int, string) {
		time.Sleep(latency)
		return 200, "<ListTopicsResponse><ListTopicsResult>" + topics("a", "b") + "</ListTopicsResult></ListTopicsResponse>"
	}, "": func(func(string) string, string) (int, string) {
		time.Sleep(latency)
		return refusal(403, "AccessDenied")(nil, "")
	}})
	book, err := runbook.New(config.Example(), steps.All())
	if err != nil {
		b.Fatal(err)
	}
	chain := 0
	for _, c := range book.Calls() {
		chain = max(chain, c.Depth())
	}
	requests := 0
	for b.Loop() {
		account, err := Connect(b.Context(), book.Config, Options{Region: "us-east-1"})
		if err != nil {
			b.Fatal(err)
		}
		account.Evidence(b.Context(), time.Now(), book.Calls()).Load(book.Calls())
		requests = account.Requests()
	}
	b.ReportMetric(float64(requests), "requests")
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(time.Duration(chain+1)*latency), "chains") // with the question who one is
}
