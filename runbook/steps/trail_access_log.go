package steps

import (
	"fmt"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/iam"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// TrailAccessLog has S3 note who reads and deletes the trail's logs.
var TrailAccessLog = runbook.Step{
	ID:       "trail-access-log",
	Phase:    runbook.Watch,
	Who:      runbook.AsOperator,
	Profile:  config.CIS,
	Check:    runbook.AtOnce(runbook.From3(calls.CloudTrailTrails(), calls.S3TrailBuckets(), calls.S3AccessLogs(), judgeTrailAccessLog), calls.CloudTrailList, judge.NoTrail).OrByHandWhere(judge.HasArchive),
	Needs:    []string{"audit-trail"},
	Policies: []string{"access-log-bucket"},
	Refs:     runbook.Refs{CIS: "4.4"},
}

// judgeTrailAccessLog looks at the bucket that a trail really writes to, of
// whatever name: one of the trails that record everything is enough. Of a bucket in
// the log archive only people there can say.
func judgeTrailAccessLog(cfg config.Config, t calls.Trails, b calls.Buckets, logs calls.AccessLogs) runbook.Verdict {
	var wrong []runbook.Finding
	organization := ""
	var kept *calls.Trail
	var unsure error
	for _, trail := range judge.Recording(cfg, t, b) {
		if trail.IsOrganizationTrail {
			organization = trail.TrailARN
			continue
		}
		if judge.KeptElsewhere(trail, b) {
			kept = &trail
			continue
		}
		log, ok := logs.Read[trail.S3BucketName]
		if !ok {
			continue
		}
		f := runbook.Finding{Resource: names.Bucket(trail.S3BucketName)}
		if to := log.Logging.LoggingEnabled; to != nil && !log.ACL.Absent && letsNote(cfg, trail.S3BucketName, *to, log) == iam.Unsure {
			unsure = fmt.Errorf("whether S3 may write its notes to the bucket %s cannot be told: its policy cannot be read or weighed", to.TargetBucket)
			continue
		}
		if f.Detail = noteProblem(cfg, trail.S3BucketName, log); f.Detail != "" {
			wrong = append(wrong, f)
			continue
		}
		f.OK, f.Detail = true, "requests are noted in the bucket "+log.Logging.LoggingEnabled.TargetBucket
		return runbook.Done("S3 notes each request to the bucket %s in the bucket %s", trail.S3BucketName, log.Logging.LoggingEnabled.TargetBucket).With(f)
	}
	if kept != nil {
		return judge.LookThere(cfg, *kept, "S3 notes each request to it in another bucket").With(wrong...)
	}
	for _, unread := range []error{t.Unread, b.Unread, judge.Doubt(cfg, t, b), logs.Unread, unsure} {
		if unread != nil {
			return runbook.Unreadable(unread)
		}
	}
	switch {
	case len(wrong) > 0:
		return runbook.Todo("the bucket %s: %s", wrong[0].Resource, wrong[0].Detail).With(wrong...)
	case organization != "":
		return runbook.Verdict{
			Status: runbook.StatusNotApplicable,
			Reason: "the organization's trail " + organization + " records this account, and the organization keeps its logs",
		}
	}
	return runbook.Todo("no trail of this account records everything, so there is no bucket to watch yet")
}

// noteProblem says why requests to a bucket are not noted, "" where they are.
// Source: Amazon S3 User Guide, Enabling Amazon S3 server access logging: notes
// must not go to the bucket that they are about, and S3 must be let in to write
// them, by policy or by ACL.
func noteProblem(cfg config.Config, name string, log calls.AccessLog) string {
	to := log.Logging.LoggingEnabled
	switch {
	case log.Logging.Absent:
		return "AWS says that there is no such bucket, although a trail writes to it"
	case to == nil:
		return "S3 does not note who asks for what in it"
	case to.TargetBucket == name:
		return "S3 notes requests in the very bucket that they are about, which makes requests of its own"
	case log.ACL.Absent:
		return "requests are to be noted in the bucket " + to.TargetBucket + ", which does not exist"
	case letsNote(cfg, name, *to, log) != iam.Yes:
		return "requests are to be noted in the bucket " + to.TargetBucket + ", which does not let S3 write there"
	}
	return ""
}

const s3LogService = "logging.s3.amazonaws.com"

// letsNote reports whether S3 may write notes about a bucket to their target, by
// the target's policy or by its ACL. A refusal beats every permission.
func letsNote(cfg config.Config, name string, to calls.LoggingTarget, log calls.AccessLog) iam.Truth {
	r := judge.ByService(cfg, iam.Service(s3LogService, iam.Unsure), "s3:PutObject",
		iam.Like(names.Bucket(to.TargetBucket+"/"+to.TargetPrefix), ""), iam.Exactly(names.Bucket(name)))
	// S3 asks for no encryption of its own here: it supports no KMS key for such notes.
	r.Context["s3:x-amz-server-side-encryption"] = iam.Missing()
	layer := iam.Layer{log.Policy.Policy}
	for _, g := range log.ACL.Grants {
		if g.Grantee.URI == judge.LogDelivery && (g.Permission == "WRITE" || g.Permission == "FULL_CONTROL") {
			layer = append(layer, judge.LetIn("Service:"+s3LogService))
		}
	}
	switch d, _ := iam.Decide(r, layer); d {
	case iam.Allowed:
		return iam.Yes
	case iam.Denied:
		return iam.No
	}
	return iam.Unsure
}
