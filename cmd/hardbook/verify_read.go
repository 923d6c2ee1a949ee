package main

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

// A road leads to the evidence about one account: live, or a folder.
type road struct {
	source   verify.ReportSource // what sort of road it is
	read     func(ctx context.Context, now time.Time, calls []evidence.Call) evidence.Evidence
	requests func() int // made since it was opened
	opened   time.Time
	shut     func() // nothing can be read then
}

// openRoad opens the road that the options name. The evidence of a folder is
// what it is at any time.
func openRoad(ctx context.Context, o verifyOptions, l library, stderr io.Writer) (road, error) {
	opened := time.Now()
	if o.evidence == "" {
		r, err := openLive(ctx, l.book.Config, o.profile, o.region, o.codes.code(ctx, l.name), stderr)
		r.opened, r.shut = opened, func() {}
		return r, err
	}
	e, shut, err := openEvidence(o.evidence, l)
	return road{
		opened:   opened,
		shut:     shut,
		source:   verify.ReportSource{Kind: "evidence", Dir: o.evidence},
		read:     func(context.Context, time.Time, []evidence.Call) evidence.Evidence { return e },
		requests: func() int { return 0 },
	}, err
}

// look reads what decides about these steps, all for none, and makes the report.
func (v *verification) look(ctx context.Context, only []string) (verify.Report, error) {
	start := time.Now()
	calls := v.book.Calls(only...)
	e := v.read(ctx, start, calls)
	report := verify.Run(v.book, e, v.titles(), only...)
	if errors.Is(ctx.Err(), context.Canceled) {
		return verify.Report{}, errors.New("interrupted, nothing was written")
	}
	report.Source, report.CheckedAt = v.source, start.UTC().Truncate(time.Second)
	report.Source.Identity, report.Source.CollectedAt = e.Manifest.Identity, e.Manifest.CollectedAt
	attest(&report, v.out, v.library, v.told)
	if v.evidence != "" && v.evidence != exampleName { // the example has its day for ever
		report.Date(v.maxAge)
	}
	if n := v.requests(); n > 0 {
		report.Calls = verify.CallReport{Requests: n, Seconds: time.Since(v.opened).Seconds()}
	}
	if v.save != "" {
		return report, v.keep(e, calls)
	}
	return report, nil
}

// keep saves the answers, those of several accounts side by side.
func (v *verification) keep(e evidence.Evidence, calls []evidence.Call) error {
	if v.writing != nil {
		if err := os.MkdirAll(filepath.Dir(v.save), 0o700); err != nil {
			return fmt.Errorf("evidence is not saved: %w", err)
		}
	}
	return e.Save(v.save, calls)
}
