//go:build offline

package session

import (
	"context"
	"errors"
	"io"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
)

// openLive stands in for the live road in a build that cannot reach a network.
func openLive(context.Context, config.Config, string, string, func() (string, error), io.Writer) (source, error) {
	return source{}, errNoLiveRoad()
}

// liveIdentity stands in for it in a plan.
func liveIdentity(context.Context, string) (identity, error) { return identity{}, errNoLiveRoad() }

// asksCode stands in for it where several accounts take their turns.
func asksCode(context.Context, string) bool { return false }

func errNoLiveRoad() error {
	return hint.Add(errors.New("this build of hardbook has no live road"),
		"run collect.sh of the book where you are signed in, then hardbook verify --evidence DIR")
}
