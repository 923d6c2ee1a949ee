package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// AdminUser makes the IAM user that does identity work in root's place.
var AdminUser = runbook.Step{
	ID:      "admin-user",
	Phase:   runbook.Identity,
	Who:     runbook.AsRoot,
	Profile: config.Essentials,
	Check: runbook.AtOnce(runbook.From1(calls.IAMAdmin(), judgeAdminUser), calls.IAMAdminUser, func(cfg config.Config, u calls.User) string {
		if !u.Absent {
			return ""
		}
		return "there is no user " + cfg.Admin.User
	}),
	Policies: []string{judge.ShellPolicy},
	Refs:     runbook.Refs{CIS: "2.13", SSB: "ACCT.03,ACCT.04"},
}

func judgeAdminUser(cfg config.Config, a calls.Admin) runbook.Verdict {
	user := cfg.Admin.User
	if a.User.Absent {
		return runbook.Todo("there is no user %s", user)
	}
	if !strings.EqualFold(a.User.User.UserName, user) {
		return runbook.Unknown("asked about the user %s, AWS told about %s", user, a.User.User.UserName)
	}
	if arn := names.IAM(cfg, "user/"+user); !strings.EqualFold(a.User.User.Arn, arn) {
		return runbook.Todo("%s has a path (%s), so the book's roles, which trust %s, trust nobody; name another user in hardbook.yaml, or make this one anew without a path", user, a.User.User.Arn, arn)
	}
	if a.AccessKeys.Absent || a.Groups.Absent {
		return runbook.Unknown("AWS says both that there is a user %s and that there is not; read it again", user)
	}
	var problems []string
	if a.LoginProfile.Absent {
		problems = append(problems, "has no console password")
	}
	if !inGroup(a.Groups, cfg.Admin.Group) {
		problems = append(problems, "is not in the group "+cfg.Admin.Group)
	}
	for _, key := range a.AccessKeys.AccessKeyMetadata {
		problems = append(problems, "has the access key "+key.AccessKeyID)
	}
	for _, c := range a.ServiceCredentials.Answer.ServiceSpecificCredentials {
		if strings.EqualFold(c.UserName, user) {
			problems = append(problems, "has the "+judge.ForService(c))
		}
	}
	v := runbook.Done("%s has a console password, is in %s and has no access keys", user, cfg.Admin.Group)
	if len(problems) > 0 {
		v = runbook.Todo("%s %s", user, judge.And(problems))
	}
	return runbook.Besides(v, a.ServiceCredentials.Unread)
}

func inGroup(groups calls.Groups, name string) bool {
	for _, g := range groups.Groups {
		if strings.EqualFold(g.GroupName, name) { // IAM names differ by more than case
			return true
		}
	}
	return false
}
