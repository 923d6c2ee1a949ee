//go:build !offline

package live

import (
	"context"
	"sync"
)

const (
	// perService bounds the requests under way at a time to one service in one
	// Region: AWS counts requests by account, service and Region, and the lowest
	// rates are a few a second, with room for a burst.
	// Source: AWS General Reference, Service endpoints and quotas.
	perService = 10
	// inFlight bounds all requests under way at a time: each has a connection of
	// its own, and open files are limited.
	inFlight = 400
)

// lanes are the ways on which requests travel, one for each service and Region.
type lanes struct {
	all chan struct{}
	mu  sync.Mutex
	of  map[string]chan struct{}
}

func newLanes() *lanes {
	return &lanes{all: make(chan struct{}, inFlight), of: map[string]chan struct{}{}}
}

// enter waits until a request may go. It fails when ctx is done; else leave must
// be called when the request is over.
func (l *lanes) enter(ctx context.Context, service, region string) (leave func(), err error) {
	l.mu.Lock()
	lane := l.of[service+" "+region]
	if lane == nil {
		lane = make(chan struct{}, perService)
		l.of[service+" "+region] = lane
	}
	l.mu.Unlock()
	for _, slots := range []chan struct{}{lane, l.all} {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			if slots == l.all {
				<-lane
			}
			return nil, ctx.Err()
		}
	}
	return func() { <-l.all; <-lane }, nil
}
