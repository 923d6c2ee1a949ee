// Package parallel does pieces of work that do not touch each other a few at a
// time.
package parallel

import (
	"sync"
	"sync/atomic"
)

// Each calls do for every item, with its index, at most limit at a time. It
// begins them in order, and none once one has failed, so that of several errors
// it always returns the same: that of the first item, in order, that fails.
func Each[T any](limit int, items []T, do func(i int, item T) error) error {
	errs := make([]error, len(items))
	var next atomic.Int64
	var failed atomic.Bool
	var wait sync.WaitGroup
	for range min(limit, len(items)) {
		wait.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(items) {
					return
				}
				if errs[i] = do(i, items[i]); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// InOrder works on n things, at most limit at a time, and takes what comes of them
// in their order.
func InOrder[R any](limit, n int, work func(i int) R, take func(i int, r R)) {
	results, slots := make([]chan R, n), make(chan struct{}, limit)
	for i := range results {
		results[i] = make(chan R, 1)
	}
	go func() {
		for i := range n {
			slots <- struct{}{}
			go func() {
				results[i] <- work(i)
				<-slots
			}()
		}
	}()
	for i := range n {
		take(i, <-results[i])
	}
}
