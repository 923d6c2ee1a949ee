package judge

import (
	"strings"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// NoTrail says that there is none, where that is so.
func NoTrail(_ config.Config, list calls.TrailList) string {
	if len(list.TrailList) > 0 {
		return ""
	}
	return "there is no trail"
}

// RecordProblems says what a trail and its bucket lack, in clauses that go on
// after the trail's name. An organization's bucket is the organization's to
// keep, and one in the log archive that account's. read is false where the bucket could not be read.
func RecordProblems(cfg config.Config, trail calls.Trail, t calls.Trails, b calls.Buckets) (problems []string, read bool, err error) {
	problems = TrailProblems(trail)
	if trail.IsOrganizationTrail || KeptElsewhere(trail, b) {
		return problems, true, nil
	}
	bucket, ok := b.Read[trail.S3BucketName]
	if !ok {
		return nil, false, nil
	}
	k, err := Keeps(cfg, trail.S3BucketName, bucket, t)
	if unsure := k.Unsure(); err == nil && unsure != nil {
		return problems, true, unsure
	}
	if err == nil && !k.Good() {
		problems = append(problems, "writes to the bucket "+k.Name+", which "+And(k.Problems()))
	}
	return problems, true, err
}

// Recording are the trails that audit-trail is done by: what more is wanted of
// the record is wanted of one of them.
func Recording(cfg config.Config, t calls.Trails, b calls.Buckets) []calls.Trail {
	var good []calls.Trail
	for _, trail := range t.Read {
		problems, read, err := RecordProblems(cfg, trail, t, b)
		if read && err == nil && len(problems) == 0 && !Untold(trail) && !IsOthers(cfg, trail) {
			good = append(good, trail)
		}
	}
	return good
}

// Doubt is why it cannot be told of a trail whether audit-trail is done by it.
func Doubt(cfg config.Config, t calls.Trails, b calls.Buckets) error {
	for _, trail := range t.Read {
		if _, _, err := RecordProblems(cfg, trail, t, b); err != nil {
			return err
		}
	}
	return nil
}

// IsOthers reports whether a trail is neither the account's nor an organization's.
func IsOthers(cfg config.Config, t calls.Trail) bool {
	parts := strings.Split(t.TrailARN, ":")
	return !t.IsOrganizationTrail && (len(parts) < 5 || parts[4] != cfg.Account.ID)
}

// TrailProblems says what a trail lacks, in clauses that go on after its name.
func TrailProblems(t calls.Trail) []string {
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

// RegionOf is the Region in an ARN.
func RegionOf(arn string) string {
	if parts := strings.Split(arn, ":"); len(parts) > 3 {
		return parts[3]
	}
	return ""
}
