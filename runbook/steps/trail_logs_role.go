package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// TrailLogsRole makes the role with which CloudTrail writes events to CloudWatch
// Logs, for the alarms of cis-alarms: the operator may make no role.
var TrailLogsRole = runbook.Step{
	ID:       "trail-logs-role",
	Phase:    runbook.Identity,
	Who:      runbook.AsAdmin,
	Profile:  config.CIS,
	Check:    runbook.From3(calls.IAMRole(names.TrailLogsRole), logsDocuments(), calls.CloudTrailTrails(), judgeTrailLogsRole),
	Needs:    []string{"admin-mfa"},
	Policies: []string{logsTrust, logsPolicy},
}

// The documents of the role.
const (
	logsTrust  = "trail-logs-trust"
	logsPolicy = "trail-logs"
)

// logsDocuments finds them, the trust first.
func logsDocuments() evidence.Source[[2]evidence.Document] { return logsSource{} }

type logsSource struct{}

func (logsSource) Calls() []evidence.Call { return nil }

func (logsSource) Answer(e evidence.Evidence) ([2]evidence.Document, error) {
	var d [2]evidence.Document
	for i, name := range []string{logsTrust, logsPolicy} {
		var err error
		if d[i], err = evidence.Wanted(name).Answer(e); err != nil {
			return d, err
		}
	}
	return d, nil
}

// judgeTrailLogsRole wants the book's role, or one of another name with which a
// trail of the account writes to CloudWatch Logs without an error.
func judgeTrailLogsRole(cfg config.Config, r calls.RoleState, want [2]evidence.Document, t calls.Trails) runbook.Verdict {
	for _, trail := range t.Read {
		_, _, own := calls.LogGroup(cfg, trail.CloudWatchLogsLogGroupArn)
		role := trail.CloudWatchLogsRoleArn
		other := strings.HasPrefix(role, names.Role(cfg, "")) && role != logsRoleARN(cfg)
		if own && other && !judge.IsOthers(cfg, trail) && trail.Status.IsLogging && trail.Status.LatestCloudWatchLogsDeliveryError == "" {
			return runbook.Done("the trail %s writes to CloudWatch Logs with the role %s", trail.TrailARN, role)
		}
	}
	switch {
	case t.Unread != nil:
		return runbook.Unreadable(t.Unread)
	case r.Role.Absent:
		return runbook.Todo("there is no role %s", names.TrailLogsRole)
	case !judge.IsRole(cfg, r.Role, names.TrailLogsRole):
		return runbook.Unknown("asked about the role %s, AWS told about %s", names.TrailLogsRole, r.Role.Role.Arn)
	case judge.UnreadDocument(r) != "":
		return runbook.Unknown("the role %s: %s", names.TrailLogsRole, judge.UnreadDocument(r))
	case r.Role.Role.Arn != logsRoleARN(cfg):
		return runbook.Todo("the role %s has a path (%s), so the commands do not find it", names.TrailLogsRole, r.Role.Role.Arn)
	case r.Role.Role.PermissionsBoundary.PermissionsBoundaryArn != "":
		return runbook.Todo("the role %s has the permissions boundary %s, which may take away what it needs", names.TrailLogsRole, r.Role.Role.PermissionsBoundary.PermissionsBoundaryArn)
	case !r.Role.Role.AssumeRolePolicyDocument.Equal(want[0]):
		return runbook.Todo("the role %s does not trust exactly CloudTrail, for the trail of the book", names.TrailLogsRole)
	case r.Attached.Absent:
		return runbook.Unknown("AWS says both that there is a role %s and that there is not; read it again", names.TrailLogsRole)
	case len(r.Attached.AttachedPolicies) > 0:
		return runbook.Todo("the role %s has the policy %s, which the book does not give it", names.TrailLogsRole, r.Attached.AttachedPolicies[0].PolicyName)
	case len(r.Inline) == 0:
		return runbook.Todo("the role %s may do nothing", names.TrailLogsRole)
	}
	for name, policy := range r.Inline {
		if len(r.Inline) > 1 || !policy.PolicyDocument.Equal(want[1]) {
			return runbook.Todo("the role %s may do something else than write to the log group of the book (policy %s)", names.TrailLogsRole, name)
		}
	}
	return runbook.Done("%s can write events to the trail's log group and do nothing else, and only CloudTrail can use it", names.TrailLogsRole)
}

func logsRoleARN(cfg config.Config) string {
	return names.Role(cfg, names.TrailLogsRole)
}
