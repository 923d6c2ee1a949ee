package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// TrailKMS has the trail's logs encrypted with a key of the account's own.
var TrailKMS = runbook.Step{
	ID:       "trail-kms",
	Phase:    runbook.Watch,
	Who:      runbook.AsOperator,
	Profile:  config.CIS,
	Paid:     true,
	Check:    runbook.AtOnce(runbook.From3(calls.CloudTrailTrails(), calls.S3TrailBuckets(), calls.KMSTrailKeys(), judgeTrailKMS), calls.CloudTrailList, judge.NoTrail).OrByHandWhere(judge.HasArchive),
	Needs:    []string{"audit-trail"},
	Policies: []string{"trail-key"},
	Refs:     runbook.Refs{CIS: "4.5"},
}

// judgeTrailKMS wants one trail that records everything to use a key of the
// account's own that works. The trail of somebody else's organization has its key;
// the account that manages the organization answers for it, wherever the key is. Of
// a key in the log archive only people there can say whether it works.
func judgeTrailKMS(cfg config.Config, t calls.Trails, b calls.Buckets, keys calls.TrailKeys) runbook.Verdict {
	var wrong []runbook.Finding
	organization, without := "", ""
	var kept *calls.Trail
	own := func(arn string) bool { return strings.Contains(arn, ":"+cfg.Account.ID+":") }
	for _, trail := range judge.Recording(cfg, t, b) {
		key, read := keys.Read[trail.KmsKeyID]
		f := runbook.Finding{Resource: trail.TrailARN, Region: judge.RegionOf(trail.TrailARN)}
		switch k := key.KeyMetadata; {
		case !own(trail.TrailARN) && trail.KmsKeyID == "":
			organization = trail.TrailARN + " encrypts its logs with no key of its own, which is the organization's to change"
			continue
		case trail.KmsKeyID == "":
			without = "encrypts its logs with S3's key, not with one of your own"
			f.Detail = without
		case !own(trail.TrailARN):
			organization = trail.TrailARN + " encrypts its logs with a key of the organization's"
			continue
		case judge.OfArchive(cfg, trail.KmsKeyID):
			kept = &trail
			continue
		case !read:
			continue
		case key.Absent:
			f.Detail = "encrypts its logs with the key " + trail.KmsKeyID + ", which does not exist"
		case k.KeyManager != "CUSTOMER":
			f.Detail = "encrypts its logs with the key " + k.Arn + ", which is not your own"
		case !own(k.Arn) && !trail.IsOrganizationTrail:
			f.Detail = "encrypts its logs with the key " + k.Arn + ", which is another account's"
		case k.KeyState != "Enabled":
			f.Detail = "encrypts its logs with the key " + k.Arn + ", which is " + k.KeyState
		default:
			f.OK, f.Detail = true, "encrypts its logs with the key "+k.Arn
			return runbook.Done("the trail %s encrypts its logs with the key %s", trail.TrailARN, k.Arn).With(f)
		}
		wrong = append(wrong, f)
	}
	if kept != nil {
		return runbook.ByHand("the trail %s encrypts its logs with the key %s of the account %s (log_archive): look there, or ask who owns that account, whether it is a customer managed key that is enabled",
			kept.TrailARN, kept.KmsKeyID, cfg.LogArchive)
	}
	for _, unread := range []error{t.Unread, b.Unread, judge.Doubt(cfg, t, b), keys.Unread} {
		if unread != nil {
			return runbook.Unreadable(unread)
		}
	}
	switch {
	case len(wrong) > 0:
		return runbook.Todo("the trail %s %s", wrong[0].Resource, wrong[0].Detail).With(wrong...)
	case organization != "":
		return runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: "the organization's trail " + organization}
	}
	return runbook.Todo("no trail of this account records everything, so there are no logs to encrypt yet")
}
