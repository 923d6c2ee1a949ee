package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// SecurityHub has AWS check the account by the CIS benchmark itself, again and
// again.
var SecurityHub = runbook.Step{
	ID:      "security-hub",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.CIS,
	Paid:    true,
	Check:   runbook.InRegions(calls.HubRegions(), judgeSecurityHub),
	Needs:   []string{"config-recorder"},
	Refs:    runbook.Refs{CIS: "5.16"},
}

// judgeSecurityHub wants a standard, too, whichever: without one Security Hub is
// on, and checks nothing.
func judgeSecurityHub(_ config.Config, regions map[string]calls.HubRegion) runbook.Verdict {
	return judge.Everywhere(regions, judge.Clauses{
		Done:    "Security Hub checks the account",
		Todo:    "Security Hub does not check the account",
		Waiting: "Security Hub is preparing its checks",
	}, func(r calls.HubRegion) (runbook.Status, string) {
		if r.Hub.Absent || r.Standards.Absent {
			return runbook.StatusTodo, "Security Hub is off"
		}
		state, detail := runbook.StatusTodo, "Security Hub is on, and checks by no standard"
		for _, s := range r.Standards.StandardsSubscriptions {
			name := standard(s.StandardsArn)
			switch {
			case s.StandardsStatus == "READY":
				return runbook.StatusDone, "Security Hub checks by " + name
			case s.StandardsStatus == "PENDING":
				state, detail = runbook.StatusWaiting, "Security Hub prepares to check by "+name
			case s.StandardsStatus != "DELETING" && state != runbook.StatusWaiting:
				detail = strings.TrimSpace("the standard " + name + " is " + s.StandardsStatus + " " + s.StandardsStatusReason.StatusReasonCode)
			}
		}
		return state, detail
	})
}

// standard is the name of a standard in its ARN, without account and Region:
// cis-aws-foundations-benchmark/v/5.0.0.
func standard(arn string) string {
	if _, name, ok := strings.Cut(arn, "/"); ok {
		return name
	}
	return arn
}
