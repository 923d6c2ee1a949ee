package evidence

import (
	"strings"
	"sync"
	"time"

	"hardbook/runbook/config"
)

// fake answers requests from a map by path, and counts them. A path that is
// not in the map was not collected; an answer that begins with "!" is the
// error code behind it.
type fake struct {
	answers map[string]string
	mu      sync.Mutex
	asked   map[string]int
}

func (f *fake) fetch(r Request) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.asked == nil {
		f.asked = map[string]int{}
	}
	f.asked[r.Path()]++
	answer, ok := f.answers[r.Path()]
	if code, refused := strings.CutPrefix(answer, "!"); refused {
		return nil, Refuse(r, code, "")
	}
	if !ok {
		return nil, &Failure{Request: r, Kind: NotCollected}
	}
	return []byte(answer), nil
}

func (f *fake) evidence(regions ...string) Evidence {
	cfg := config.Example()
	cfg.Account.Regions = regions
	when := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	return New(cfg, Manifest{Schema: ManifestSchema, Account: cfg.Account.ID, CollectedAt: when}, f.fetch)
}

// named is the answer of the calls in these tests.
type named struct {
	Absence
	Name string
}

// list is a call that lists items, each one a call about an item of it.
func list(command string) Call {
	return Call{Command: command, Action: "x:List", Absent: "NoSuchThing"}
}

func one(command string) Query[named] {
	return Query[named]{Call{
		Command: command, Action: "x:Get",
		Params: func(_ config.Config, items ...string) Params {
			if len(items) == 0 {
				return nil
			}
			return Params{"Name": items[len(items)-1], "Owner": items[0]}
		},
	}}
}

// reasons are the failures that err joins, in words.
func reasons(err error) []string {
	var all []string
	for _, f := range Failures(err) {
		all = append(all, f.Error())
	}
	return all
}
