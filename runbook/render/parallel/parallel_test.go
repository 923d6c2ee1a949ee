package parallel

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

func TestEach(t *testing.T) {
	const limit = 3
	var now, most atomic.Int64
	items := make([]int, 50)
	for i := range items {
		items[i] = i * i
	}
	got := make([]int, len(items))
	err := Each(limit, items, func(i, item int) error {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(time.Millisecond)
		got[i] = item
		now.Add(-1)
		return nil
	})
	if err != nil || most.Load() < 2 || most.Load() > limit {
		t.Errorf("%v, %d at a time", err, most.Load())
	}
	for i, item := range items {
		if got[i] != item {
			t.Errorf("item %d: %d", i, got[i])
		}
	}
	if err := Each(limit, nil, func(int, int) error { return errors.New("none") }); err != nil {
		t.Error(err)
	}
}

// TestFirstError: the error is that of the first item that fails, also where a
// later one fails earlier, and what comes much later is not begun.
func TestFirstError(t *testing.T) {
	slow, fast := errors.New("slow"), errors.New("fast")
	for range 20 {
		var begun atomic.Int64
		err := Each(4, make([]int, 1000), func(i, _ int) error {
			begun.Add(1)
			switch i {
			case 1:
				time.Sleep(2 * time.Millisecond)
				return slow
			case 2, 3:
				return fast
			}
			time.Sleep(100 * time.Microsecond)
			return nil
		})
		if err != slow || begun.Load() == 1000 {
			t.Fatalf("%v after %d", err, begun.Load())
		}
	}
}
