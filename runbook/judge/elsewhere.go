package judge

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// KeptElsewhere reports whether a trail of the account writes to a bucket of the
// account that the config calls log_archive. S3 describes such a bucket to nobody
// here: that it is of another account is known by the refusal, and of which one by
// the config's word.
func KeptElsewhere(trail calls.Trail, b calls.Buckets) bool {
	return !trail.IsOrganizationTrail && b.Elsewhere[trail.S3BucketName]
}

// LookThere is the verdict where all that can be seen from this account is good,
// and the rest is the log archive's to tell: what is to be looked at there, in words
// that go on after "whether".
func LookThere(cfg config.Config, trail calls.Trail, whether string) runbook.Verdict {
	return runbook.ByHand("the trail %s writes to the bucket %s of the account %s (log_archive): look there, or ask who owns that account, whether %s",
		trail.TrailARN, trail.S3BucketName, cfg.LogArchive, whether)
}

// HasArchive reports whether the config says that another account keeps logs.
func HasArchive(cfg config.Config) bool { return cfg.LogArchive != "" }

// OfArchive reports whether an ARN is of the account that keeps the logs.
func OfArchive(cfg config.Config, arn string) bool {
	return HasArchive(cfg) && strings.Contains(arn, ":"+cfg.LogArchive+":")
}
