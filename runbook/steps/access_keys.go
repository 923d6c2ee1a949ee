package steps

import (
	"cmp"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
	"hardbook/runbook/words"
)

// AccessKeys watches that access keys are changed in time, those for one service
// alone too, and that the admin has none.
var AccessKeys = runbook.Step{
	ID:      "access-keys",
	Phase:   runbook.Identity,
	Who:     runbook.AsAdmin,
	Profile: config.Baseline,
	Check:   runbook.From3(calls.IAMCredentialReport, evidence.Perhaps(calls.IAMServiceCredentials), evidence.CollectedAt(), judgeAccessKeys),
	Refs:    runbook.Refs{CIS: "2.12"},
}

const oldestKey = 90 * judge.Day

func judgeAccessKeys(cfg config.Config, r calls.CredentialReport, services evidence.Maybe[calls.ServiceCredentials], at time.Time) runbook.Verdict {
	active, report, err := judge.CredentialsOf(r, at)
	forOne, errOne := judge.Working(services.Answer, at)
	if err := cmp.Or(err, errOne); err != nil {
		return runbook.Unknown("%s", err)
	}
	var findings []runbook.Finding
	var wrong []string
	see := func(what, user string, set, now time.Time) {
		detail, ok := what+" is of "+words.Moment(set), false
		switch {
		case strings.EqualFold(user, cfg.Admin.User):
			detail += ", and this user must have none"
		case now.Sub(set) > oldestKey:
			detail += ", more than 90 days ago"
		default:
			ok = true
		}
		if !ok {
			wrong = append(wrong, detail)
		}
		findings = append(findings, runbook.Finding{OK: ok, Resource: user, Detail: detail})
	}
	for _, c := range active {
		if strings.HasPrefix(c.Name, "access key") {
			see("the "+c.Name+" of "+c.User, c.User, c.Set, report)
		}
	}
	for _, c := range forOne {
		see("the "+judge.ForService(c)+" of "+c.UserName, c.UserName, c.CreateDate.Time, at)
	}
	switch {
	case len(wrong) > 0:
		return runbook.Besides(runbook.Todo("%s %s", strings.Join(wrong, "; "), judge.AsOf(report)).With(findings...), services.Unread)
	case len(findings) == 0:
		return runbook.Besides(runbook.Done("no user has an access key that works %s", judge.AsOf(report)), services.Unread)
	}
	what := "access key"
	if len(forOne) > 0 {
		what = "access key and every key for one service"
	}
	return runbook.Besides(runbook.Done("every %s that works is at most 90 days old, and %s has none %s", what, cfg.Admin.User, judge.AsOf(report)).With(findings...), services.Unread)
}
