package steps

import (
	"maps"
	"slices"
	"strings"

	"hardbook/runbook/alerts"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// forwards reports whether EventBridge can put events on the bus of the home
// Region with this role, for the rule of this ARN, or, with no rule, for some rule
// of the account. A role of which not all can be read here, since it has a
// boundary, does not count, nor does what AWS's own policies allow. One of those
// refuses everything.
// Source: EventBridge User Guide, Sending events between Regions; Cross-service
// confused deputy prevention.
func forwards(cfg config.Config, a ask.Authorization, r ask.RoleDetail, rule string) bool {
	refuses := func(p ask.AttachedPolicy) bool { return p.PolicyArn == "arn:aws:iam::aws:policy/AWSDenyAll" }
	return r.PermissionsBoundary.PermissionsBoundaryArn == "" && !slices.ContainsFunc(r.AttachedManagedPolicies, refuses) &&
		trustsEvents(cfg, r.AssumeRolePolicyDocument, rule) && mayPutEvents(cfg, ofRole(r).documents(a))
}

// trustsEvents reports whether EventBridge can put the role on.
func trustsEvents(cfg config.Config, trust evidence.Document, rule string) bool {
	const assume = "sts:AssumeRole"
	trusts := false
	for _, s := range trust.Statements {
		switch {
		case !covers(s.Actions, action(assume)):
		case s.Effect != "Allow":
			return false
		case slices.Contains(s.Who, "Service:events.amazonaws.com"):
			conditions := s.Condition
			if rule == "" {
				conditions = withoutRule(cfg, conditions)
			}
			trusts = trusts || holds(conditions, cfg.Account.ID, rule)
		}
	}
	return trusts
}

// withoutRule are the conditions but for those about which rule acts, where any
// rule of the account will do.
func withoutRule(cfg config.Config, conditions map[string][]string) map[string][]string {
	own := func(v string) bool { return strings.Contains(v, ":"+cfg.Account.ID+":rule/") }
	rest := maps.Clone(conditions)
	maps.DeleteFunc(rest, func(test string, values []string) bool {
		operator, key, _ := strings.Cut(test, " ")
		return strings.EqualFold(key, "aws:SourceArn") && slices.ContainsFunc(values, own) &&
			slices.Contains([]string{"ArnLike", "ArnEquals", "StringLike", "StringEquals"}, operator)
	})
	return rest
}

// mayPutEvents reports whether the documents allow putting events on the bus of
// the home Region, and none refuses it.
func mayPutEvents(cfg config.Config, documents []namedDocument) bool {
	may := false
	for _, d := range documents {
		for _, s := range d.document.Statements {
			here := covers(s.Resources, resource(alerts.Bus(cfg)))
			switch {
			case !covers(s.Actions, action("events:PutEvents")):
			case s.Effect == "Allow":
				may = may || here && len(s.Condition) == 0
			case here || s.Resources == nil:
				return false
			}
		}
	}
	return may
}

// roleOf is the role of this ARN.
func roleOf(cfg config.Config, a ask.Authorization, arn string) (ask.RoleDetail, bool) {
	i := slices.IndexFunc(a.RoleDetailList, func(r ask.RoleDetail) bool {
		return arn == "arn:aws:iam::"+cfg.Account.ID+":role"+r.Path+r.RoleName
	})
	if i < 0 {
		return ask.RoleDetail{}, false
	}
	return a.RoleDetailList[i], true
}
