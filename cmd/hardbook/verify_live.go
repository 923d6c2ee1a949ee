//go:build !offline

package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/live"
)

// openLive opens the live road to the account. The function tells how many
// requests were made so far.
func openLive(ctx context.Context, cfg config.Config, profile, region string, calls []evidence.Call, now time.Time) (evidence.Evidence, func() int, error) {
	account, err := live.Connect(ctx, cfg, live.Options{Profile: profile, Region: region, Code: askCode})
	if err != nil {
		return evidence.Evidence{}, nil, err
	}
	return account.Evidence(ctx, now, calls), account.Requests, nil
}

// liveIdentity finds whose credentials the live road would use, offline.
func liveIdentity(ctx context.Context, profile string) (identity, error) {
	who, err := live.Identify(ctx, live.Options{Profile: profile})
	return identity{Kind: string(who.Kind), Profile: who.Profile, Words: who.String()}, err
}

// askCode asks for an MFA code on the terminal: stdout is for results.
func askCode() (string, error) {
	fmt.Fprint(os.Stderr, "hardbook: MFA code for this profile: ")
	code, err := bufio.NewReader(os.Stdin).ReadString('\n')
	return strings.TrimSpace(code), err
}
