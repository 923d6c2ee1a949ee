//go:build !offline

package session

import (
	"context"
	"io"

	"hardbook/runbook/config"
	"hardbook/runbook/live"
	"hardbook/runbook/verify"
)

// openLive makes AWS itself the source. What is asked elsewhere, and what a
// credential_process says, goes to stderr.
func openLive(ctx context.Context, cfg config.Config, profile, region string, code func() (string, error), stderr io.Writer) (source, error) {
	account, err := live.Connect(ctx, cfg, live.Options{Profile: profile, Region: region, Code: code, Elsewhere: warnElsewhere(stderr), Said: stderr})
	if err != nil {
		return source{}, err
	}
	is := verify.ReportSource{Kind: "live", Identity: account.Identity()}
	return source{is: is, read: account.Evidence, requests: account.Requests}, nil
}

// liveIdentity finds whose credentials verify would use, offline.
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
