package evidence

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// In these tests time is synctest's own: it moves on only when every goroutine
// waits, so an answer takes exactly as long as it says.

// slow is a Fetch that takes one second for each answer, and says when each
// request began.
func slow(answers map[string]string) (*fake, Fetch, map[string]time.Duration) {
	f := &fake{answers: answers}
	began := map[string]time.Duration{}
	var mu sync.Mutex
	start := time.Now()
	return f, func(r Request) ([]byte, error) {
		mu.Lock()
		began[r.Path()] = time.Since(start)
		mu.Unlock()
		time.Sleep(time.Second)
		return f.fetch(r)
	}, began
}

func TestLoadAsksAllAtOnceAndChainsInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers := map[string]string{
			here + "x-list-groups":   `{"Groups":[{"Id":"a"},{"Id":"b"}]}`,
			here + "x-make-report":   `{"State":"COMPLETE"}`,
			here + "x-get-report":    `{"Name":"r"}`,
			here + "x-list-things.a": `{"Name":"1","Things":["p","q"]}`,
			here + "x-list-things.b": `{"Name":"2","Things":["r"]}`,
		}
		for _, part := range []string{"a.p", "a.q", "b.r"} {
			answers[here+"x-get-part."+part] = `{"Name":"n"}`
		}
		calls := parts().Calls()
		calls = append(calls, After(Call{Command: "x make-report", Until: "State=='COMPLETE'"}, one("x get-report")).Calls()...)
		for i := range 40 {
			path := fmt.Sprintf("x lone-%d", i)
			answers[here+Call{Command: path}.Name()] = `{"Name":"n"}`
			calls = append(calls, one(path).Call)
		}
		f, fetch, began := slow(answers)
		e := New(f.evidence("us-east-1").Config, Manifest{}, fetch)
		start := time.Now()
		e.Load(slices.Concat(calls, calls))
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("took %s; the longest chain has three calls of a second each", took)
		}
		for path := range answers {
			if f.asked[path] != 1 {
				t.Errorf("%s was asked %d times, want once", path, f.asked[path])
			}
		}
		for path, want := range map[string]time.Duration{
			"x-list-groups": 0, "x-lone-39": 0, "x-make-report": 0, "x-get-report": 1, "x-list-things.b": 1, "x-get-part.a.q": 2,
		} {
			if got := began[here+path]; got != want*time.Second {
				t.Errorf("%s began after %s, want %ds", path, got, want)
			}
		}
		if got, err := parts().Answer(e); err != nil || len(got) != 3 || time.Since(start) != 3*time.Second {
			t.Errorf("after Load: %v, %v; want all parts without a further request", got, err)
		}
	})
}

func TestLoadInEveryRegion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		regions := `{"RegionName":"us-east-1","OptInStatus":"opted-in"}`
		answers := map[string]string{}
		for i := range 20 {
			region := fmt.Sprintf("eu-west-%d", i)
			regions += fmt.Sprintf(`,{"RegionName":%q,"OptInStatus":"opted-in"}`, region)
			answers[region+"/x-list-groups"] = `{"Groups":[{"Id":"g"}]}`
			answers[region+"/x-get-group.g"] = `{"Name":"n"}`
		}
		answers[here+"ec2-describe-regions"] = `{"Regions":[` + regions + `]}`
		parent := Regional(Query[named]{list("x list-groups")}).Calls()
		source := Each(parent[len(parent)-1], "Groups[].Id", one("x get-group"))
		f, fetch, _ := slow(answers)
		e := New(f.evidence().Config, Manifest{}, fetch)
		start := time.Now()
		e.Load(source.Calls())
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("took %s; want Regions, lists and items, a second each", took)
		}
		got, err := source.Answer(e)
		if len(got) != 20 || len(Failures(err)) != 1 {
			t.Errorf("%d answers and %q; want 20 and the one Region without a list", len(got), reasons(err))
		}
	})
}

func TestReadersAskOnlyOnce(t *testing.T) {
	f := &fake{answers: map[string]string{here + "x-get-it": `{"Name":"n"}`}}
	e := f.evidence()
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if got, err := one("x get-it").Answer(e); err != nil || got.Name != "n" {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
	wait.Wait()
	if f.asked[here+"x-get-it"] != 1 {
		t.Errorf("asked %d times", f.asked[here+"x-get-it"])
	}
}
