//go:build !offline

package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/live"
)

// openLive opens the live road to the account.
func openLive(ctx context.Context, cfg config.Config, profile, region string) (road, error) {
	account, err := live.Connect(ctx, cfg, live.Options{Profile: profile, Region: region, Code: askCode})
	if err != nil {
		return road{}, err
	}
	source := runbook.ReportSource{Kind: "live", Identity: account.Identity()}
	return road{source: source, read: account.Evidence, requests: account.Requests}, nil
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
