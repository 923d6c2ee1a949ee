package steps

import (
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// S3DataEvents has the trail record who reads and writes which file in S3.
var S3DataEvents = runbook.Step{
	ID:      "s3-data-events",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.CIS,
	Paid:    true,
	Check:   runbook.AtOnce(runbook.From2(calls.CloudTrailTrails(), calls.S3TrailBuckets(), judgeS3DataEvents), calls.CloudTrailList, judge.NoTrail),
	Needs:   []string{"audit-trail"},
	Refs:    runbook.Refs{CIS: "4.8,4.9"},
}

// judgeS3DataEvents wants reads and writes of all buckets, new ones too, on
// trails that record everything else. Two trails may share the work. A trail may
// leave out the bucket that it writes to itself: else each log that is written there
// makes one more event, and trail-access-log notes who touches that bucket.
func judgeS3DataEvents(cfg config.Config, t calls.Trails, b calls.Buckets) runbook.Verdict {
	reads, writes, secret := "", "", ""
	trails := judge.Recording(cfg, t, b)
	for _, trail := range trails {
		if trail.Selectors.Absent {
			secret = trail.TrailARN
			continue
		}
		r, w := files(trail.Selectors, trail.S3BucketName)
		if r {
			reads = trail.TrailARN
		}
		if w {
			writes = trail.TrailARN
		}
	}
	findings := []runbook.Finding{fileFinding("who reads", reads), fileFinding("who writes", writes)}
	if reads != "" && writes != "" {
		return runbook.Done("%s", several(slices.Compact([]string{reads, writes}), "records who reads and writes which file in S3", "record who reads and writes which file in S3")).With(findings...)
	}
	for _, unread := range []error{t.Unread, b.Unread, judge.Doubt(cfg, t, b)} {
		if unread != nil {
			return runbook.Unreadable(unread)
		}
	}
	switch {
	case secret != "":
		return runbook.Unknown(judge.CannotTell, secret)
	case len(trails) == 0:
		return runbook.Todo("no trail of this account records everything, so there is none to record more")
	case reads == "" && writes == "":
		return runbook.Todo("no trail records who reads and writes which file in all buckets of S3").With(findings...)
	case reads == "":
		return runbook.Todo("no trail records who reads which file in all buckets of S3").With(findings...)
	}
	return runbook.Todo("no trail records who writes which file in all buckets of S3").With(findings...)
}

func fileFinding(what, trail string) runbook.Finding {
	if trail == "" {
		return runbook.Finding{Resource: "S3", Detail: "no trail records " + what + " which file in all buckets"}
	}
	return runbook.Finding{OK: true, Resource: trail, Region: judge.RegionOf(trail), Detail: "the trail records " + what + " which file in all buckets"}
}

// files reports whether selectors take in all events that read, and all that
// write, files in any bucket but the trail's own, also in one that is made later.
// Source: CloudTrail API, DataResource: the values arn:aws:s3 and arn:aws:s3:::
// stand for all buckets.
func files(s calls.EventSelectors, own string) (read, write bool) {
	for _, e := range s.EventSelectors {
		all := slices.ContainsFunc(e.DataResources, func(d calls.DataResource) bool {
			return d.Type == judge.Objects && (slices.Contains(d.Values, names.ARNs+"s3") || slices.Contains(d.Values, names.Bucket("")))
		})
		read = read || all && (e.ReadWriteType == "All" || e.ReadWriteType == "ReadOnly")
		write = write || all && (e.ReadWriteType == "All" || e.ReadWriteType == "WriteOnly")
	}
	for _, a := range s.AdvancedEventSelectors {
		r, w := judge.TakesIn(but(a, own), "eventCategory=Data", "resources.type="+judge.Objects)
		read, write = read || r, write || w
	}
	return read, write
}

// but is the selector without the field by which it leaves out what is in one bucket,
// and nothing else.
// Source: CloudTrail User Guide, Logging data events: resources.ARN, and the slash
// that keeps buckets whose names begin alike apart.
func but(a calls.AdvancedEventSelector, bucket string) calls.AdvancedEventSelector {
	kept := calls.AdvancedEventSelector{}
	for _, f := range a.FieldSelectors {
		others := slices.Concat(f.Equals, f.NotEquals, f.StartsWith, f.EndsWith, f.NotEndsWith)
		if f.Field == "resources.ARN" && len(others) == 0 && slices.Equal(f.NotStartsWith, []string{names.Bucket(bucket + "/")}) {
			continue
		}
		kept.FieldSelectors = append(kept.FieldSelectors, f)
	}
	return kept
}
