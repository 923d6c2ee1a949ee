package session

import (
	"context"
	"io"
	"time"

	"hardbook/runbook/evidence"
	"hardbook/runbook/verify"
)

// A source has the answers about one account: AWS itself, or a folder.
type source struct {
	is       verify.ReportSource // what sort of source it is
	read     func(ctx context.Context, now time.Time, calls []evidence.Call) evidence.Evidence
	requests func() int // made since it was opened
	opened   time.Time
	shut     func() // nothing can be read then
}

// openSource opens the source that the options name. The evidence of a folder is
// what it is at any time.
func openSource(ctx context.Context, o VerifyOptions, b Book, stderr io.Writer) (source, error) {
	opened := time.Now()
	if o.Evidence == "" {
		whose := "this profile"
		if o.many {
			whose = "the profile of " + b.Name
		}
		code := func() (string, error) { return o.codes.Ask(ctx, whose) }
		s, err := openLive(ctx, b.Config, o.Profile, o.Region, code, stderr)
		s.opened, s.shut = opened, func() {}
		return s, err
	}
	e, shut, err := openEvidence(o.Evidence, b)
	return source{
		opened:   opened,
		shut:     shut,
		is:       verify.ReportSource{Kind: "evidence", Dir: o.Evidence},
		read:     func(context.Context, time.Time, []evidence.Call) evidence.Evidence { return e },
		requests: func() int { return 0 },
	}, err
}
