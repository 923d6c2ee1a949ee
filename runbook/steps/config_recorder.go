package steps

import (
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// ConfigRecorder has AWS Config keep, in each Region, how every resource was set
// up at any time.
var ConfigRecorder = runbook.Step{
	ID:       "config-recorder",
	Phase:    runbook.Watch,
	Who:      runbook.AsOperator,
	Profile:  config.CIS,
	Paid:     true,
	Check:    runbook.InRegions(calls.ConfigRegions(), judgeConfigRecorder),
	Policies: []string{"config-bucket"},
	Refs:     runbook.Refs{CIS: "4.3"},
}

// judgeConfigRecorder accepts a recorder of any name, into any bucket. What
// belongs to no Region, IAM, must be recorded in one of them.
func judgeConfigRecorder(cfg config.Config, regions map[string]calls.ConfigRegion) runbook.Verdict {
	iam := false
	for _, r := range regions {
		own, found := ownRecorder(r)
		iam = iam || found && config.RecordsIAM(r.Region) && r.Status[own.Name].Recording && globalToo(own)
	}
	v := judge.Everywhere(regions, judge.Clauses{
		Done:    "AWS Config records every resource",
		Todo:    "AWS Config does not record every resource",
		Waiting: "AWS Config is starting to record",
	}, func(r calls.ConfigRegion) (runbook.Status, string) {
		own, found := ownRecorder(r)
		if !found {
			return runbook.StatusTodo, "there is no recorder"
		}
		status := r.Status[own.Name]
		switch left := leavesOut(own); {
		case !status.Recording:
			return runbook.StatusTodo, "the recorder " + own.Name + " is stopped"
		case left != "":
			return runbook.StatusTodo, "the recorder " + own.Name + " leaves out " + left
		case r.Region == cfg.Account.IAMRegion() && !iam:
			return runbook.StatusTodo, "no recorder that was read records the users, groups, roles and policies of IAM; this Region's should"
		case len(r.Buckets) == 0:
			return runbook.StatusTodo, "the recorder " + own.Name + " has no bucket to write to"
		}
		switch strings.ToUpper(status.LastStatus) { // the API's model spells it otherwise than its answers
		case "SUCCESS":
			return runbook.StatusDone, "the recorder " + own.Name + " records, into " + judge.And(r.Buckets)
		case "PENDING", "":
			return runbook.StatusWaiting, "the recorder " + own.Name + " has not recorded anything yet"
		}
		return runbook.StatusTodo, "the recorder " + own.Name + " says " + strings.TrimSpace(status.LastStatus+" "+status.LastErrorCode)
	})
	if _, read := regions[cfg.Account.IAMRegion()]; !read && !iam && v.Status != runbook.StatusTodo {
		return runbook.Unknown("nothing that was read records the users, groups, roles and policies of IAM, and %s, where AWS Config can, is not among the regions in hardbook.yaml", cfg.Account.IAMRegion()).With(v.Findings...)
	}
	return v
}

// ownRecorder is the account's own recorder in a Region, about what AWS has there.
func ownRecorder(r calls.ConfigRegion) (calls.Recorder, bool) {
	for _, recorder := range r.Recorders {
		if recorder.ServicePrincipal == "" && recorder.ConnectorArn == "" {
			return recorder, true
		}
	}
	return calls.Recorder{}, false
}

// leavesOut says what a recorder leaves out beside IAM, which one Region is
// enough for; "" for nothing.
func leavesOut(r calls.Recorder) string {
	group := r.RecordingGroup
	switch {
	case group.AllSupported:
		return ""
	case group.RecordingStrategy.UseOnly != "EXCLUSION_BY_RESOURCE_TYPES":
		return "all types of resources that it does not name"
	case group.ExclusionByResourceTypes == nil:
		return "types of resources that AWS did not list"
	}
	var left []string
	for _, kind := range group.ExclusionByResourceTypes.ResourceTypes {
		if !ofIAM(kind) {
			left = append(left, kind)
		}
	}
	return judge.And(left)
}

// globalToo reports whether a recorder records IAM. One that names what it
// leaves out records IAM unless it names that.
// Source: AWS Config API, RecordingStrategy.
func globalToo(r calls.Recorder) bool {
	group := r.RecordingGroup
	if group.RecordingStrategy.UseOnly != "EXCLUSION_BY_RESOURCE_TYPES" {
		return group.AllSupported && group.IncludeGlobalResourceTypes
	}
	return group.ExclusionByResourceTypes != nil && !slices.ContainsFunc(group.ExclusionByResourceTypes.ResourceTypes, ofIAM)
}

func ofIAM(kind string) bool { return strings.HasPrefix(kind, "AWS::IAM::") }
