//go:build offline

package main

import (
	"context"
	"errors"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// openLive stands in for the live road in a build that cannot reach a network.
func openLive(context.Context, config.Config, string, string, []evidence.Call, time.Time) (evidence.Evidence, func() int, error) {
	return evidence.Evidence{}, nil, errNoLiveRoad()
}

// liveIdentity stands in for it in a plan.
func liveIdentity(context.Context, string) (identity, error) { return identity{}, errNoLiveRoad() }

func errNoLiveRoad() error {
	return hint(errors.New("this build of hardbook has no live road"),
		"run collect.sh of the book where you are signed in, then hardbook verify --evidence DIR")
}
