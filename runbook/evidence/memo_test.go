package evidence

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"hardbook/runbook/config"
)

// TestAskedOfAtOnce: many steps ask of the same answers at the same time. Each
// is fetched once, all get the same, and what one does to it another never sees.
func TestAskedOfAtOnce(t *testing.T) {
	var mu sync.Mutex
	fetched := map[string]int{}
	e := New(config.Example(), Manifest{}, func(r Request) ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		fetched[r.Path()]++
		if r.Call.Command == Regions.Call.Command {
			return []byte(`{"Regions":[{"RegionName":"us-east-1","OptInStatus":"opt-in-not-required"},{"RegionName":"eu-west-1","OptInStatus":"opted-in"}]}`), nil
		}
		return []byte(`{"Names":["b","a"],"Half":1}`), nil
	})
	list := Query[struct{ Names []string }]{Call{Command: "x list"}}
	half := Query[struct{ Names, More []string }]{Call{Command: "x list"}}
	each := Each(Regional(list).Calls()[1], "Names", list)
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			all, err := Regional(list).Answer(e)
			if err != nil || len(all) != 2 || !slices.Equal(all["eu-west-1"].Names, []string{"b", "a"}) {
				t.Errorf("%v, %v", all, err)
			}
			for _, a := range all {
				slices.Sort(a.Names) // a judge may do with its answer as it likes
			}
			if _, err := Regional(half).Answer(e); len(Failures(err)) != 2 {
				t.Errorf("an answer without More is no answer of that type: %v", err)
			}
			regions, err := e.regions(list.Call)
			if err != nil || !slices.Equal(regions, []string{"eu-west-1", "us-east-1"}) {
				t.Errorf("%v, %v", regions, err)
			}
			slices.Reverse(regions)
			if items, err := each.Answer(e); err != nil || len(items) != 4 {
				t.Errorf("%v, %v", items, err)
			}
		})
	}
	wait.Wait()
	for path, times := range fetched {
		if times != 1 {
			t.Errorf("%s was fetched %d times", path, times)
		}
	}
}

// TestNoRegionsStayUnknown: that the Regions are not known is remembered too.
func TestNoRegionsStayUnknown(t *testing.T) {
	times := 0
	e := New(config.Example(), Manifest{}, func(r Request) ([]byte, error) {
		times++
		return []byte(`{"Regions":[]}`), nil
	})
	for range 2 {
		regions, err := e.regions(Call{Command: "x list"})
		var f *Failure
		if !errors.As(err, &f) || f.Kind != Unreadable || len(regions) != 0 {
			t.Errorf("%v, %v", regions, err)
		}
	}
	if times != 1 {
		t.Errorf("asked %d times", times)
	}
}
