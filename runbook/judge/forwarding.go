package judge

import (
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/iam"
	"hardbook/runbook/names"
)

// Forwards reports whether EventBridge can put events on the bus of the home
// Region with this role, for some rule of the account.
// Source: EventBridge User Guide, Sending events between Regions; Cross-service
// confused deputy prevention.
func Forwards(cfg config.Config, a calls.Authorization, r calls.RoleDetail) iam.Truth {
	return worksFor(cfg, a, r, "", "events:PutEvents", eventrule.Bus(cfg))
}

// worksFor reports whether EventBridge can do something with this role, for the
// rule of this ARN, or, with no rule, for some rule of the account. What AWS's own
// policies allow counts for nothing, but for the few whose text is known.
func worksFor(cfg config.Config, a calls.Authorization, r calls.RoleDetail, rule, action, resource string) iam.Truth {
	source := iam.Exactly(rule)
	if rule == "" {
		source = iam.Like(names.ARNs+"events:", ":"+cfg.Account.ID+":rule/", "")
	}
	arn := iam.Exactly(RoleARN(cfg, r))
	trust, doubts := iam.Decide(ByService(cfg, iam.Service("events.amazonaws.com", iam.No), "sts:AssumeRole", arn, source), iam.Layer{r.AssumeRolePolicyDocument})
	if trust == iam.NotKnown && rule == "" && onlyAbout("aws:SourceArn", doubts) {
		trust = iam.Allowed // for some rule
	}
	may, _ := iam.Decide(ByUser(cfg, RoleARN(cfg, r), action, resource), OfRole(r).Layers(a)...)
	switch {
	case trust == iam.Denied || may == iam.Denied:
		return iam.No
	case trust == iam.Allowed && may == iam.Allowed:
		return iam.Yes
	}
	return iam.Unsure
}

// RoleARN is the ARN of a role, its path included.
func RoleARN(cfg config.Config, r calls.RoleDetail) string {
	return names.IAM(cfg, "role"+r.Path+r.RoleName)
}

// roleOf is the role of this ARN.
func roleOf(cfg config.Config, a calls.Authorization, arn string) (calls.RoleDetail, bool) {
	for _, r := range a.RoleDetailList {
		if arn == RoleARN(cfg, r) {
			return r, true
		}
	}
	return calls.RoleDetail{}, false
}
