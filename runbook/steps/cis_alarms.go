package steps

import (
	"fmt"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/filterpattern"
	"hardbook/runbook/judge"
)

// CISAlarms has an alarm ring for each of the fifteen kinds of events that the
// benchmark wants to be told about.
var CISAlarms = runbook.Step{
	ID:      "cis-alarms",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.CIS,
	Check:   runbook.AtOnce(runbook.From3(calls.CloudTrailTrails(), calls.S3TrailBuckets(), calls.CloudWatchLogGroups(), judgeCISAlarms), calls.CloudTrailList, judge.NoTrail).OrByHandWhere(judge.HasArchive),
	Needs:   []string{"trail-logs-role", "audit-trail", "security-topic"},
	Refs:    runbook.Refs{CIS: "5.1,5.2,5.3,5.4,5.5,5.6,5.7,5.8,5.9,5.10,5.11,5.12,5.13,5.14,5.15"},
}

// judgeCISAlarms wants all fifteen of one trail that records everything: a
// metric filter on its log group, an alarm on the filter's metric, and a topic
// that reaches every address. Names are the account's own affair. Of a log group in
// the log archive only people there can say.
func judgeCISAlarms(cfg config.Config, t calls.Trails, b calls.Buckets, g calls.LogGroups) runbook.Verdict {
	var best []judge.Candidate
	where, why := "", "no trail of this account records everything, so there are no events to watch yet"
	elsewhere := ""
	var kept *calls.Trail
	for _, trail := range judge.Recording(cfg, t, b) {
		group := trail.CloudWatchLogsLogGroupArn
		region, name, own := calls.LogGroup(cfg, group)
		switch {
		case group == "":
			why = "the trail " + trail.TrailARN + " sends its events to no log group"
		case !own && judge.OfArchive(cfg, group):
			kept = &trail
		case !own:
			why = "the trail " + trail.TrailARN + " sends its events to " + group + ", which this account does not have"
		case trail.Status.LatestCloudWatchLogsDeliveryError != "":
			why = "the trail " + trail.TrailARN + " cannot send its events to " + group + " (" + trail.Status.LatestCloudWatchLogsDeliveryError + ")"
		case region != cfg.Account.HomeRegion:
			elsewhere = group
		default:
			if found := judge.Rings(cfg, name, g); best == nil || judge.Count(found, runbook.StatusTodo) < judge.Count(best, runbook.StatusTodo) {
				best, where = found, group
			}
		}
	}
	if best != nil && judge.Count(best, runbook.StatusTodo) == 0 {
		return runbook.Besides(judge.OrUnread(ringing(cfg, best, where), g.Topics), g.Mutes.Unread)
	}
	if kept != nil {
		return runbook.ByHand("the trail %s sends its events to %s of the account %s (log_archive): look there, or ask who owns that account, whether each of the %d kinds of events rings an alarm",
			kept.TrailARN, kept.CloudWatchLogsLogGroupArn, cfg.LogArchive, len(filterpattern.Table()))
	}
	for _, unread := range []error{t.Unread, b.Unread, judge.Doubt(cfg, t, b)} {
		if unread != nil {
			return runbook.Unreadable(unread)
		}
	}
	switch {
	case elsewhere != "":
		return runbook.Unknown("alarms are read in %s only, and a trail sends its events to %s", cfg.Account.HomeRegion, elsewhere)
	case best == nil:
		return runbook.Todo("%s", why)
	}
	return runbook.Besides(judge.OrUnread(ringing(cfg, best, where), g.Topics), g.Mutes.Unread)
}

// ringing sums up how the alarms about one log group stand.
func ringing(cfg config.Config, all []judge.Candidate, group string) runbook.Verdict {
	table := filterpattern.Table()
	v := runbook.Done("each of the %d kinds of events in %s rings an alarm that everybody hears", len(all), group)
	for _, status := range []runbook.Status{runbook.StatusWaiting, runbook.StatusUnknown, runbook.StatusTodo} {
		n := judge.Count(all, status)
		if n == 0 {
			continue
		}
		first := ""
		for i, f := range all {
			if f.Status == status && first == "" {
				first = table[i].Number + ": " + f.Text
			}
		}
		more := ""
		if n > 1 {
			more = fmt.Sprintf(", and %d more", n-1)
		}
		v = runbook.Verdict{Status: status, Reason: first + more}
	}
	for i, f := range all {
		resource := f.Resource
		if resource == "" {
			resource = group
		}
		v = v.With(runbook.Finding{
			OK: f.Status == runbook.StatusDone, Resource: resource, Region: cfg.Account.HomeRegion, Detail: table[i].Number + ": " + f.Text,
		})
	}
	return v
}
