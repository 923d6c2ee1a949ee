package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// AuditTrail records who did what in every Region.
var AuditTrail = runbook.Step{
	ID:      "audit-trail",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.AtOnce(runbook.From2(calls.CloudTrailTrails(), calls.S3TrailBuckets(), judgeAuditTrail), calls.CloudTrailList, judge.NoTrail).OrByHandWhere(judge.HasArchive),
	Needs:   []string{"trail-bucket"},
	Refs:    runbook.Refs{CIS: "4.1,4.2", SSB: "ACCT.07"},
}

// judgeAuditTrail accepts a trail of any name, an organization's too. One of
// the account's own must write to a bucket that keeps logs well: else the tick
// of trail-bucket might be about a bucket that nothing is written to. Of a bucket in
// the log archive only people there can say how well it keeps them.
func judgeAuditTrail(cfg config.Config, t calls.Trails, b calls.Buckets) runbook.Verdict {
	var best []string
	bestARN, secret, unread := "", "", t.Unread
	var unsure error
	var kept *calls.Trail
	for _, trail := range t.Read {
		if judge.IsOthers(cfg, trail) {
			return runbook.Unknown("AWS told about the trail %s, which is not this account's, nor an organization's", trail.TrailARN)
		}
		problems, read, err := judge.RecordProblems(cfg, trail, t, b)
		switch {
		case err != nil:
			unsure = err
			continue
		case !read:
			unread = b.Unread
			continue
		}
		switch {
		case len(problems) == 0 && judge.Untold(trail):
			secret = trail.TrailARN
			continue
		case len(problems) == 0 && judge.KeptElsewhere(trail, b):
			kept = &trail
			continue
		case len(problems) == 0:
			return runbook.Done("the trail %s records all management events in every Region", trail.TrailARN).With(
				runbook.Finding{OK: true, Resource: trail.TrailARN, Region: judge.RegionOf(trail.TrailARN), Detail: "the trail records all management events in every Region"})
		}
		if bestARN == "" || len(problems) < len(best) {
			best, bestARN = problems, trail.TrailARN
		}
	}
	switch {
	case kept != nil:
		return judge.LookThere(cfg, *kept, "it keeps logs well; the trail itself records all management events in every Region").With(
			runbook.Finding{OK: true, Resource: kept.TrailARN, Region: judge.RegionOf(kept.TrailARN), Detail: "the trail records all management events in every Region"})
	case unread != nil:
		return runbook.Unreadable(unread)
	case b.Unread != nil:
		return runbook.Unreadable(b.Unread)
	case secret != "":
		return runbook.Unknown(judge.CannotTell, secret)
	case unsure != nil:
		return runbook.Unreadable(unsure)
	case bestARN == "":
		return runbook.Todo("there is no trail")
	}
	v := runbook.Todo("the trail %s %s", bestARN, strings.Join(best, "; it "))
	for _, problem := range best {
		v = v.With(runbook.Finding{Resource: bestARN, Region: judge.RegionOf(bestARN), Detail: "the trail " + problem})
	}
	return v
}
