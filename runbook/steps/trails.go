package steps

import (
	"strings"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// noTrail says that there is none, where that is so.
func noTrail(_ config.Config, list calls.TrailList) string {
	if len(list.TrailList) > 0 {
		return ""
	}
	return "there is no trail"
}

// recordProblems says what a trail and its bucket lack, in clauses that go on
// after the trail's name. An organization's bucket is the organization's to
// keep, and one in the log archive that account's. read is false where the bucket could not be read.
func recordProblems(cfg config.Config, trail calls.Trail, t calls.Trails, b calls.Buckets) (problems []string, read bool, err error) {
	problems = trailProblems(trail)
	if trail.IsOrganizationTrail || keptElsewhere(trail, b) {
		return problems, true, nil
	}
	bucket, ok := b.Read[trail.S3BucketName]
	if !ok {
		return nil, false, nil
	}
	k, err := keeps(cfg, trail.S3BucketName, bucket, t)
	if unsure := k.unsure(); err == nil && unsure != nil {
		return problems, true, unsure
	}
	if err == nil && !k.good() {
		problems = append(problems, "writes to the bucket "+k.name+", which "+and(k.problems()))
	}
	return problems, true, err
}

// recording are the trails that audit-trail is done by: what more is wanted of
// the record is wanted of one of them.
func recording(cfg config.Config, t calls.Trails, b calls.Buckets) []calls.Trail {
	var good []calls.Trail
	for _, trail := range t.Read {
		problems, read, err := recordProblems(cfg, trail, t, b)
		if read && err == nil && len(problems) == 0 && !untold(trail) && !isOthers(cfg, trail) {
			good = append(good, trail)
		}
	}
	return good
}

// doubt is why it cannot be told of a trail whether audit-trail is done by it.
func doubt(cfg config.Config, t calls.Trails, b calls.Buckets) error {
	for _, trail := range t.Read {
		if _, _, err := recordProblems(cfg, trail, t, b); err != nil {
			return err
		}
	}
	return nil
}

// isOthers reports whether a trail is neither the account's nor an organization's.
func isOthers(cfg config.Config, t calls.Trail) bool {
	parts := strings.Split(t.TrailARN, ":")
	return !t.IsOrganizationTrail && (len(parts) < 5 || parts[4] != cfg.Account.ID)
}

// trailProblems says what a trail lacks, in clauses that go on after its name.
func trailProblems(t calls.Trail) []string {
	var problems []string
	add := func(good bool, what string) {
		if !good {
			problems = append(problems, what)
		}
	}
	add(t.Status.IsLogging, "is not recording")
	add(t.IsMultiRegionTrail, "records one Region only")
	add(t.IncludeGlobalServiceEvents, "leaves out the events of global services such as IAM")
	add(t.LogFileValidationEnabled, "makes no files that prove its logs unchanged")
	left := leftOut(t.Selectors)
	add(left == "" || t.Selectors.Absent, left)
	add(t.Status.LatestDeliveryError == "", "cannot write its logs ("+t.Status.LatestDeliveryError+")")
	add(t.Status.LatestDigestDeliveryError == "", "cannot write the files that prove its logs unchanged ("+t.Status.LatestDigestDeliveryError+")")
	return problems
}

// regionOf is the Region in an ARN.
func regionOf(arn string) string {
	if parts := strings.Split(arn, ":"); len(parts) > 3 {
		return parts[3]
	}
	return ""
}
