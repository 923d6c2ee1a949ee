//go:build !offline

package main

import (
	"context"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/live"
)

// openLive opens the live road to the account.
func openLive(ctx context.Context, cfg config.Config, profile, region string, code func() (string, error), elsewhere func(host string)) (road, error) {
	account, err := live.Connect(ctx, cfg, live.Options{Profile: profile, Region: region, Code: code, Elsewhere: elsewhere})
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

// asksCode reports whether the credentials of a profile take an MFA code.
func asksCode(ctx context.Context, profile string) bool {
	who, err := live.Identify(ctx, live.Options{Profile: profile})
	for ; err == nil && who.MFA == "" && who.Source != nil; who = *who.Source {
	}
	return who.MFA != ""
}
