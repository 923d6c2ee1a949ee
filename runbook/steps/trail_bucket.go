package steps

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// TrailBucket makes the bucket that keeps the trail's logs.
var TrailBucket = runbook.Step{
	ID:       "trail-bucket",
	Phase:    runbook.Watch,
	Who:      runbook.AsOperator,
	Profile:  config.Baseline,
	Check:    runbook.From2(calls.S3TrailBuckets(), calls.CloudTrailTrails(), judgeTrailBucket).OrByHandWhere(judge.HasArchive),
	Policies: []string{"trail-bucket"},
	Refs:     runbook.Refs{SSB: "ACCT.07"},
}

// judgeTrailBucket accepts a bucket of any name: the best of those that the
// account's own trails write to and of the book's. Where a trail writes to the log
// archive, a bucket here that nothing is written to does not count.
func judgeTrailBucket(cfg config.Config, b calls.Buckets, t calls.Trails) runbook.Verdict {
	if t.Unread != nil && len(t.Read) == 0 {
		// Not one trail of an organization or another owner, but all: the
		// permission is missing.
		return runbook.Unreadable(t.Unread)
	}
	var best judge.Keeping
	for _, name := range slices.Sorted(maps.Keys(b.Read)) {
		k, err := judge.Keeps(cfg, name, b.Read[name], t)
		if err != nil {
			return runbook.Unknown("%s", err)
		}
		// Of two that keep logs alike, the one that is written to.
		if best.Name == "" || cmp.Or(cmp.Compare(k.Rank(), best.Rank()), cmp.Compare(best.Writers, k.Writers)) < 0 {
			best = k
		}
	}
	for _, trail := range t.Read {
		whole := len(judge.TrailProblems(trail)) == 0 && !judge.Untold(trail)
		if judge.KeptElsewhere(trail, b) && (best.Writers == 0 || whole && !best.Good()) {
			return judge.LookThere(cfg, trail, "it keeps logs well")
		}
	}
	if best.Good() {
		return runbook.Done("the bucket %s keeps logs well", best.Name).With(best.Findings()...)
	}
	if err := b.Unread; err != nil {
		return runbook.Unreadable(err)
	}
	if unsure := best.Unsure(); unsure != nil {
		return runbook.Unreadable(unsure).With(best.Findings()...)
	}
	for _, trail := range t.Read {
		switch {
		case !trail.IsOrganizationTrail || len(judge.TrailProblems(trail)) > 0:
		case judge.Untold(trail):
			return runbook.Unknown(judge.CannotTell, trail.TrailARN)
		default:
			return runbook.Verdict{
				Status: runbook.StatusNotApplicable,
				Reason: "the organization's trail " + trail.TrailARN + " records this account, and the organization keeps its logs",
			}
		}
	}
	if err := t.Unread; err != nil {
		return runbook.Unreadable(err)
	}
	if best.Absent {
		return runbook.Todo("there is no bucket %s", best.Name).With(best.Findings()...)
	}
	return runbook.Todo("the bucket %s does not keep logs well: it %s", best.Name, strings.Join(best.Problems(), "; it ")).With(best.Findings()...)
}
