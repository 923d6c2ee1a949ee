package session

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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

// look reads what decides about these steps, all for none, and makes the report.
func (v *verification) look(ctx context.Context, only []string) (verify.Report, error) {
	start := time.Now()
	calls := v.book.Calls(only...)
	e := v.from.read(ctx, start, calls)
	r := verify.Run(v.book.Book, e, v.book.titles(), only...)
	if errors.Is(ctx.Err(), context.Canceled) {
		return verify.Report{}, errors.New("interrupted, nothing was written")
	}
	r.Source, r.CheckedAt = v.from.is, start.UTC().Truncate(time.Second)
	r.Source.Identity, r.Source.CollectedAt = e.Manifest.Identity, e.Manifest.CollectedAt
	attest(&r, v.o.Output, v.book, v.told)
	if v.o.Evidence != "" && v.o.Evidence != ExampleName { // the example has its day for ever
		r.Date(v.o.MaxAge)
	}
	if n := v.from.requests(); n > 0 {
		r.Calls = verify.CallReport{Requests: n, Seconds: time.Since(v.from.opened).Seconds()}
	}
	if v.o.Save != "" {
		return r, v.keep(e, calls)
	}
	return r, nil
}

// keep saves the answers, those of several accounts side by side.
func (v *verification) keep(e evidence.Evidence, calls []evidence.Call) error {
	if v.o.many {
		if err := os.MkdirAll(filepath.Dir(v.o.Save), 0o700); err != nil {
			return fmt.Errorf("evidence is not saved: %w", err)
		}
	}
	return e.Save(v.o.Save, calls)
}
