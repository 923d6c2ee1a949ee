//go:build !offline

package main

import (
	"context"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/live"
)

// openLive opens the live road to the account. The function tells how many
// requests were made so far.
func openLive(ctx context.Context, cfg config.Config, profile, region string, now time.Time) (evidence.Evidence, func() int, error) {
	account, err := live.Connect(ctx, cfg, live.Options{Profile: profile, Region: region})
	if err != nil {
		return evidence.Evidence{}, nil, err
	}
	return account.Evidence(ctx, now), account.Requests, nil
}
