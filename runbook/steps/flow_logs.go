package steps

import (
	"cmp"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// FlowLogs records which traffic every network turned away.
var FlowLogs = runbook.Step{
	ID:       "flow-logs",
	Phase:    runbook.Watch,
	Who:      runbook.AsOperator,
	Profile:  config.CIS,
	Paid:     true,
	Check:    runbook.InRegions(calls.EC2Traffic(), judgeFlowLogs),
	Policies: []string{"flow-logs-bucket"},
	Refs:     runbook.Refs{CIS: "4.7"},
}

// judgeFlowLogs wants a flow log of each whole network of the account: one of each
// subnet would miss the next subnet. Where it writes to does not matter.
func judgeFlowLogs(cfg config.Config, regions map[string]calls.Traffic) runbook.Verdict {
	waiting, shared := 0, false
	findings, wrong := judge.Sweep(regions, func(t calls.Traffic) []runbook.Finding {
		var found []runbook.Finding
		for _, vpc := range t.VPCs {
			if judge.IsShared(cfg, vpc.OwnerId) {
				shared = true
				continue
			}
			f := runbook.Finding{Resource: vpc.VpcId, Detail: "no flow log records what " + vpc.VpcId + " turns away"}
			status := runbook.StatusTodo
			logs := slices.Clone(t.FlowLogs)
			slices.SortFunc(logs, func(a, b calls.FlowLog) int { return cmp.Compare(a.FlowLogId, b.FlowLogId) })
			for _, l := range logs {
				switch {
				case l.ResourceId != vpc.VpcId, l.FlowLogStatus != "ACTIVE", l.TrafficType != "REJECT" && l.TrafficType != "ALL":
				case l.DeliverLogsStatus == "SUCCESS":
					status, f.OK, f.Detail = runbook.StatusDone, true, l.FlowLogId+" records what "+vpc.VpcId+" turns away"
				case status == runbook.StatusDone:
				case l.DeliverLogsStatus == "FAILED":
					f.Detail = l.FlowLogId + " cannot deliver what it records of " + vpc.VpcId
				default:
					status, f.Detail = runbook.StatusWaiting, l.FlowLogId+" of "+vpc.VpcId+" has not delivered yet"
				}
			}
			if status == runbook.StatusWaiting {
				waiting++
			}
			found = append(found, f)
		}
		return found
	})
	switch {
	case len(findings) == 0:
		return judge.BesidesShared(runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: "there is no VPC of this account"}, shared)
	case len(wrong) > waiting:
		return runbook.Todo("no working flow log of what is turned away: %s", judge.FirstOf(wrong)).With(findings...)
	case waiting > 0:
		return runbook.Waiting("flow logs have not delivered yet: %s", judge.FirstOf(wrong)).With(findings...)
	}
	return judge.BesidesShared(runbook.Done("a flow log records what every VPC turns away").With(findings...), shared)
}
